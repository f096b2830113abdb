"""A conversation remembers what it needs and nothing that was taken back."""

from __future__ import annotations

from typing import Any

from bot.conversation.state import FOLD_AT, KEPT_TURNS, State, fold, without_old_values
from bot.conversation.words import read_quiet_slots
from bot.settings import ROOT

QUIET = frozenset({"name_to_use", "area"})


def slot(name: str, value: Any) -> dict[str, Any]:
    return {"event": "slot", "name": name, "value": value}


def turn(number: int) -> list[dict[str, Any]]:
    return [{"event": "user", "number": number}, slot("misses", number), {"event": "action", "name": "action_listen"}]


def test_a_value_that_was_changed_is_not_remembered() -> None:
    events = [slot("name_to_use", "Luz"), slot("area", "Waco"), slot("name_to_use", "Mari")]
    assert without_old_values(events, QUIET) == (slot("area", "Waco"), slot("name_to_use", "Mari"))


def test_a_value_that_was_emptied_or_reset_is_not_remembered() -> None:
    assert "Luz" not in str(without_old_values([slot("name_to_use", "Luz"), slot("name_to_use", None)], QUIET))
    assert "Luz" not in str(without_old_values([slot("name_to_use", "Luz"), {"event": "reset_slots"}], QUIET))


def test_what_the_policies_look_at_keeps_its_course() -> None:
    events = [slot("stage", "open"), slot("stage", "sent")]
    assert without_old_values(events, QUIET) == tuple(events)


def test_the_answers_of_the_self_referral_are_quiet_slots() -> None:
    assert {"name_to_use", "area", "needs", "safe_way", "anything_else"} <= read_quiet_slots(ROOT / "domain.yml")


def test_a_long_conversation_keeps_its_last_turns_and_every_slot() -> None:
    events = [slot("name_to_use", "Luz"), *(event for number in range(FOLD_AT + 5) for event in turn(number))]
    folded = fold(events)
    assert [event["number"] for event in folded if event["event"] == "user"] == list(
        range(FOLD_AT + 5 - KEPT_TURNS, FOLD_AT + 5)
    )
    assert folded[0] == slot("name_to_use", "Luz")


def test_nothing_is_folded_while_an_older_form_is_open() -> None:
    loop = {"event": "active_loop", "name": "referral_form"}
    events = [loop, *(event for number in range(FOLD_AT + 5) for event in turn(number))]
    assert fold(events) == tuple(events)


def test_a_state_comes_back_from_its_row_as_it_was() -> None:
    state = State().after([slot("area", "Waco")], QUIET)
    assert State.from_row(state.to_row()) == state
    assert State.from_row({}) == State()
