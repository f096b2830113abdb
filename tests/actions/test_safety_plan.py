"""What counts as an answer for a safety plan, and what leads away from it."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from bot.actions.answers import plain
from bot.actions.kept_plan_form import CHANGE, DELETE, READ, SHARE, UNSHARE, deed_asked, deed_named
from bot.actions.safety_plan_answers import AROUND, INTERRUPT_PLAN, OFFERED, SLOTS, is_meant, leaves_out, way_around
from bot.actions.turn import Turn
from bot.care.safety_plans import PARTS, part_named
from bot.conversation.words import read_words
from bot.settings import ROOT

DOMAIN: dict[str, Any] = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))


class Tracked:
    """A tracker as far as these rules look at it."""

    def __init__(self, text: str, intent: str, confidence: float, risk: str) -> None:
        self.latest_message = {"text": text, "intent": {"name": intent, "confidence": confidence}}
        self._risk = risk

    def get_slot(self, name: str) -> Any:
        return {"risk": self._risk}.get(name)


def heard(text: str, intent: str, confidence: float = 0.95, risk: str = "none") -> Turn:
    return Turn(dispatcher=None, tracker=Tracked(text, intent, confidence, risk), scope=None)  # type: ignore[arg-type]


@pytest.mark.parametrize("form", ["safety_plan_form", "kept_plan_form"])
def test_the_domain_and_the_reading_of_answers_agree_on_what_interrupts(form: str) -> None:
    assert set(DOMAIN["forms"][form]["ignored_intents"]) == INTERRUPT_PLAN
    assert not INTERRUPT_PLAN & AROUND


def test_the_parts_are_asked_for_in_their_order() -> None:
    assert tuple(DOMAIN["forms"]["safety_plan_form"]["required_slots"][: len(PARTS)]) == SLOTS


def test_no_policy_looks_at_a_plan_so_that_nothing_of_it_stays_in_the_state() -> None:
    mine = [name for name in DOMAIN["slots"] if name.startswith("plan_")]
    assert set(SLOTS) < set(mine)
    assert not any(DOMAIN["slots"][name]["influence_conversation"] for name in mine)


@pytest.mark.parametrize("slot", sorted(OFFERED))
def test_the_texts_behind_the_buttons_are_known_and_lead_where_they_say(slot: str) -> None:
    words = read_words(ROOT / "data" / "responses")
    payloads = {
        plain(choice.payload)
        for variation in words.variations(f"utter_ask_{slot}")
        for choice in variation.choices
        if not choice.payload.startswith("/")
    }
    assert payloads == OFFERED[slot]
    for payload in payloads:
        assert slot != "plan_part" or part_named(payload)
        assert slot != "plan_deed" or deed_named(payload)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("call my friend", "request_help_for_other"),
        ("talk to someone i trust", "request_human"),
        ("a shelter", "find_service"),
        ("nobody", "ask_status"),
        ("i stop sleeping", "stop_messages"),
        ("when he yells", "disclose_exploitation"),
        ("cuando me siento sola", "checkin_not_ok"),
        ("la casa de mi abuela", "report_runaway"),
        ("my phone and my bear", "report_danger"),
    ],
)
def test_what_belongs_into_a_plan_is_taken_for_an_answer_however_it_sounds(text: str, intent: str) -> None:
    assert is_meant(heard(text, intent), SLOTS[1])
    assert way_around(heard(text, intent), SLOTS[1]) is None


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("who can read this?", "ask_confidentiality"),
        ("quién ve esto", "ask_confidentiality"),
        ("i want to talk to a person", "request_human"),
        ("person", "request_human"),
        ("forget me", "forget_me"),
        ("bórrame", "forget_me"),
        ("menu", "show_menu"),
        ("en español por favor", "change_language"),
        ("delete my plan", "make_safety_plan"),
        ("my data", "ask_data"),
        ("stop the check-ins", "change_checkins"),
        ("", "report_danger"),
    ],
)
def test_a_wish_or_a_question_to_us_is_none(text: str, intent: str) -> None:
    assert not is_meant(heard(text, intent), SLOTS[1])


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("back", "go_back"),
        ("atrás", "go_back"),
        ("change the people", "change_answer"),
        ("can we do this later", "pause_referral"),
        ("never mind", "cancel_request"),
        ("", "change_answer"),
    ],
)
def test_ways_around_are_followed(text: str, intent: str) -> None:
    assert way_around(heard(text, intent), SLOTS[1]) == intent


def test_a_few_words_leave_a_question_out_and_more_are_an_answer() -> None:
    assert leaves_out(heard("no", "deny"))
    assert leaves_out(heard("0", "inform"))
    assert leaves_out(heard("", "skip"))
    assert not leaves_out(heard("no loud music and no fights", "deny"))


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("read my plan", READ),
        ("ver mi plan", READ),
        ("change my safety plan", CHANGE),
        ("borrar mi plan", DELETE),
        ("share my plan", None),
        ("my plan", None),
        ("i want to read and write better, help me make a plan", None),
        ("delete everything", None),
    ],
)
def test_a_plan_is_brought_up_with_a_wish_for_it_but_never_shared_by_the_way(text: str, deed: str | None) -> None:
    assert deed_asked(text) == deed


@pytest.mark.parametrize(
    ("text", "deed"),
    [("let a person see it", SHARE), ("que solo yo lo vea", UNSHARE), ("share it", SHARE), ("hm", None)],
)
def test_what_is_done_with_a_plan_is_told_in_words_as_well(text: str, deed: str | None) -> None:
    assert deed_named(text) == deed
