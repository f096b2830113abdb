"""What is told to a question that is asked in private stands in no thread, whoever answers the turn; danger stays to be read."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from bot.actions.checkin_answers import WORD as DURESS_WORD
from bot.actions.safety_plan_answers import IN_OWN_WORDS
from bot.conversation.dialogue import TurnResult
from bot.conversation.private_questions import PRIVATE_SLOTS
from bot.conversation.state import Asked, State
from bot.errors import EngineUnavailable
from bot.settings import ROOT
from bot.store.retention import drop_what_is_past
from bot.usecases import desk, handoffs
from bot.work.timers import Timers
from tests.care.programs import program
from tests.conversation.checkin_home import CheckinHome, with_checkins
from tests.conversation.test_duress import WITH_THE_WORD, lived
from tests.fakes import ScriptedDialogue, said
from tests.house import Home, at_home
from tests.usecases.people import an_advocate, latest
from tests.usecases.turns import Youth

WORD = "pizza roll"
DANGER = "he has a gun and wont let me leave"


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[Home]:
    async with at_home(tmp_path) as home:
        yield home


def asks_for(slot: str | None) -> TurnResult:
    return said("utter_menu", slots={"requested_slot": slot})


def next_turn(home: Home, result: TurnResult | Exception) -> None:
    assert isinstance(home.house.dialogue, ScriptedDialogue)
    home.house.dialogue.react = lambda _: result


async def is_asked_for(home: Home, slot: str) -> None:
    """The dialogue's last question, which has reached the phone."""
    next_turn(home, asks_for(slot))
    await home.answers("hi")


async def heard(home: Home) -> list[str]:
    """What the inbound rows hold, in the order in which it came in."""
    rows = sorted((await home.rows())["inbound_message"], key=lambda row: int(row["sequence"]))
    return [str(row["text"]) for row in rows]


async def thread(home: Home) -> list[str]:
    """All that the desk reads of the talk."""
    conversation_id = (await home.rows())["conversation"][0]["id"]
    async with home.store.unit_of_work() as uow:
        return [line.text for line in await uow.thread(conversation_id)]


async def comes_in_before_the_question_goes_out(home: Home, first: str, text: str) -> None:
    """The question is written; a text comes in; then both are done with what waits."""
    await home.hears(first)
    home.clock.advance(timedelta(seconds=10))
    for conversation_id in await home.house.turns.due():
        await home.house.turns.take(conversation_id)
    await home.hears(text)
    home.clock.advance(timedelta(seconds=10))
    await home.does_what_is_due()


def test_private_are_the_words_of_a_safety_plan_and_the_duress_word() -> None:
    slots = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["slots"]
    assert IN_OWN_WORDS | {DURESS_WORD} == PRIVATE_SLOTS
    assert set(slots) >= PRIVATE_SLOTS


@pytest.mark.parametrize("slot", sorted(PRIVATE_SLOTS))
async def test_with_the_engine_away_a_private_word_is_blanked_in_the_commit_that_reads_it(
    home: Home, slot: str
) -> None:
    await is_asked_for(home, slot)
    next_turn(home, EngineUnavailable("it is not running"))
    (answer,) = await home.answers(WORD)
    assert "911" in answer and "engine_unavailable" in await home.open_alerts()
    assert await heard(home) == ["hi", ""]
    assert WORD not in await thread(home)


@pytest.mark.parametrize("error", [RuntimeError("a bug"), KeyError("x")])
async def test_whatever_else_fails_in_that_turn_shows_it_no_more(home: Home, error: Exception) -> None:
    await is_asked_for(home, "plan_word")
    next_turn(home, error)
    await home.answers(WORD)
    assert await heard(home) == ["hi", ""]


async def test_said_again_to_an_engine_that_is_still_away_it_is_blanked_again(home: Home) -> None:
    await is_asked_for(home, "plan_word")
    next_turn(home, EngineUnavailable("it is not running"))
    await home.answers(WORD)
    await home.answers(WORD)
    assert await heard(home) == ["hi", "", ""]


async def test_a_text_that_crossed_a_private_question_is_private(home: Home) -> None:
    next_turn(home, asks_for("plan_word"))
    await comes_in_before_the_question_goes_out(home, "hi", WORD)
    assert isinstance(home.house.dialogue, ScriptedDialogue)
    assert home.house.dialogue.facts[-1]["crossed"] is True
    assert await heard(home) == ["hi", ""]
    assert WORD not in await thread(home)


async def test_a_text_that_crossed_the_question_after_a_private_one_is_private_too(home: Home) -> None:
    await is_asked_for(home, "plan_code_word")
    next_turn(home, asks_for("plan_keep"))
    await comes_in_before_the_question_goes_out(home, "pineapple", "or " + WORD)
    assert await heard(home) == ["hi", "", ""]


async def test_the_answer_to_the_next_question_is_read_as_ever(home: Home) -> None:
    await is_asked_for(home, "plan_code_word")
    next_turn(home, asks_for("plan_keep"))
    await home.answers("pineapple")
    await home.answers("not yet")
    assert await heard(home) == ["hi", "", "not yet"]


LATER_ON = "my uncle came back and i want to talk to somebody"
THE_END = said("utter_plan_dropped")


async def ends_after(home: Home, slot: str) -> None:
    """A private question is answered, and with that the dialogue is over."""
    await is_asked_for(home, slot)
    next_turn(home, THE_END)
    await home.answers(WORD)
    home.clock.advance(timedelta(minutes=30))


@pytest.mark.parametrize("slot", sorted(PRIVATE_SLOTS))
async def test_after_the_end_of_a_private_dialogue_every_text_is_read_as_ever(home: Home, slot: str) -> None:
    await ends_after(home, slot)
    (first,) = await home.answers(LATER_ON)
    (second,) = await home.answers("are you there")
    assert await heard(home) == ["hi", "", LATER_ON, "are you there"]
    read = await thread(home)
    assert {LATER_ON, "are you there"} <= set(read) and WORD not in read
    assert [read.count(text) for text in (first, second)] == [2, 2]


@pytest.mark.parametrize("keyword", ["HELP", "STOP", "dont text back"])
async def test_so_is_a_keyword_after_the_end(home: Home, keyword: str) -> None:
    await ends_after(home, "plan_opened")
    await home.answers(keyword)
    assert await heard(home) == ["hi", "", keyword]


async def test_so_is_what_an_engine_that_is_away_does_not_hear_after_the_end(home: Home) -> None:
    await ends_after(home, "plan_opened")
    next_turn(home, EngineUnavailable("it is not running"))
    await home.answers(LATER_ON)
    assert LATER_ON in await thread(home)


def test_the_end_makes_no_more_than_one_turn_private_that_crossed_the_question() -> None:
    asked = Asked(message_id="1", choices={"0": "skip"}, private=True)
    ended = State(asked=asked).with_nothing_private_asked()
    assert ended.asked == Asked(message_id="1", choices={"0": "skip"}, after_private=True)
    assert ended.with_nothing_private_asked().asked == Asked(message_id="1", choices={"0": "skip"})
    assert State().with_nothing_private_asked() == State()


async def test_a_help_in_between_leaves_the_question_as_private_as_it_was(home: Home) -> None:
    await is_asked_for(home, "plan_opened")
    await home.answers("HELP")
    await home.answers(WORD)
    assert await heard(home) == ["hi", "", ""]


async def test_a_question_of_which_nothing_is_private_leaves_the_text_in_the_thread(home: Home) -> None:
    await is_asked_for(home, "name_to_use")
    next_turn(home, EngineUnavailable("it is not running"))
    await home.answers("Luz")
    assert "Luz" in await thread(home)


@pytest.mark.parametrize("keyword", ["HELP", "STOP", "dont text back"])
async def test_a_keyword_beside_the_word_shows_it_to_nobody(home: Home, keyword: str) -> None:
    await is_asked_for(home, "plan_opened")
    await home.answers(WORD, keyword)
    assert await heard(home) == ["hi", "", ""]


@pytest.mark.parametrize("fails", [False, True])
async def test_danger_that_is_told_there_can_still_be_read(home: Home, fails: bool) -> None:
    await is_asked_for(home, "plan_people")
    next_turn(home, EngineUnavailable("it is not running") if fails else said("utter_menu"))
    await home.answers(DANGER)
    assert "risk_danger" in await home.open_alerts()
    assert DANGER in await thread(home) and "" not in await thread(home)


async def test_what_is_written_after_a_stop_is_for_a_person_to_read(home: Home) -> None:
    await is_asked_for(home, "plan_people")
    await home.answers("STOP")
    await home.answers("are you still there")
    assert "are you still there" in await thread(home)


async def test_what_is_written_to_a_person_can_be_read_by_them(home: Home) -> None:
    await is_asked_for(home, "plan_people")
    row = (await home.rows())["conversation"][0]
    youth = Youth(home.store, row["subject_id"], row["id"])
    async with youth.turn(home.clock.now()) as scope:
        await handoffs.request(scope, reason="asked")
    ana, waits = await an_advocate(home.store), await latest(youth)
    async with home.store.unit_of_work() as uow:
        await desk.claim(uow, home.house.speaker, waits.id, ana, home.clock.now())
        await uow.commit()
    await home.answers("thank you for coming")
    assert "thank you for coming" in await thread(home)


async def test_a_private_question_that_is_kept_no_longer_did_reach_the_phone(home: Home) -> None:
    await is_asked_for(home, "plan_people")
    await home.answers("kay")
    home.clock.advance(timedelta(hours=2))
    await drop_what_is_past(home.store, home.clock.now(), program().retention)
    await home.answers("rosa")
    assert isinstance(home.house.dialogue, ScriptedDialogue)
    assert home.house.dialogue.facts[-1]["crossed"] is False
    assert await heard(home) == ["hi", "", ""]


async def asked_for_the_word(here: CheckinHome) -> None:
    here.dialogue.react = lambda _: asks_for("plan_opened")
    await here.answers("where can i sleep")


@pytest.mark.parametrize("text", WITH_THE_WORD)
async def test_there_too_a_duress_word_brings_what_an_ok_brings(tmp_path: Path, text: str) -> None:
    plain = await lived(tmp_path / "plain", asked_for_the_word, "ok")
    forced = await lived(tmp_path / "forced", asked_for_the_word, text)
    assert "duress" in forced.pop("told") and "duress" not in plain.pop("told")
    assert forced == plain


async def test_danger_beside_a_duress_word_can_be_read_there_too(tmp_path: Path) -> None:
    async with with_checkins(tmp_path) as here:
        await asked_for_the_word(here)
        await here.answers(DANGER + ", piñata")
        await here.answers("piñata")
        await here.people_hear()
        assert DANGER + ", piñata" in await thread(here.home)
        assert "piñata" not in await thread(here.home)


async def test_a_word_that_crosses_a_check_in_is_private_and_the_answer_to_it_is_not(tmp_path: Path) -> None:
    async with with_checkins(tmp_path) as here:
        await asked_for_the_word(here)
        timer, house = await here.youth.timer("checkin"), here.home.house
        here.home.clock.advance(timer.due_at - here.home.clock.now())
        await Timers(house.store, house.clock, house.speaker, lambda: None).fire(timer.id, timer.version)
        assert (await here.occurrence()).status == "asked"
        await here.answers(WORD)
        assert WORD not in await heard(here.home)
        await here.answers("it was a horrible night")
        assert "it was a horrible night" in await heard(here.home)
