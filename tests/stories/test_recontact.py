"""Nobody on shift: said at once, with the lines and a safe time at which one harmless text goes out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.conversation.dialogue import Dialogue
from bot.work.timers import Timers
from tests.fakes import FixedClock
from tests.house import Home
from tests.stories.drive import Youth, home_of

pytestmark = [pytest.mark.engine, pytest.mark.asyncio(loop_scope="session")]

NIGHT = datetime(2026, 3, 5, 5, 0, tzinfo=UTC)  # 11 pm on a Wednesday in Texas
PERSON = {"en": "i want to talk to a real person", "es": "quiero hablar con una persona de verdad"}
HELLO = {"en": "hi", "es": "hola"}
WHEN = {"en": "When is good?", "es": "¿Cuando te queda?"}
FIRST = {"en": "1 tomorrow at 10 am", "es": "1 mañana a las 10 de la mañana"}
BOTH = pytest.mark.parametrize("language", ["en", "es"])


@pytest_asyncio.fixture(loop_scope="session")
async def night(dialogue: Dialogue, tmp_path: Path) -> AsyncIterator[Home]:
    """A house at night, when nobody is on shift."""
    async with home_of(tmp_path, dialogue, FixedClock(NIGHT)) as home:
        yield home


@pytest.fixture
def youth(night: Home) -> Youth:
    return Youth(night)


async def asks_for_a_person(youth: Youth, language: str = "en") -> str:
    await youth.says(HELLO[language])
    await youth.says("1")
    return await youth.says(PERSON[language])


async def comes_to(night: Home, span: timedelta) -> list[str]:
    """Let time pass and whatever is due happen: the texts that went out."""
    before = len(night.channel.sent)
    night.clock.advance(span)
    timers = Timers(night.store, night.clock, night.house.speaker, wake=lambda: None)
    for ref in await timers.due():
        await timers.fire(*ref)
    await night.does_what_is_due()
    return night.channel.texts[before:]


async def planned(youth: Youth) -> list[object]:
    return [row["due_at"] for row in await youth.rows("timer") if row["kind"] == "recontact"]


async def open_handoffs(youth: Youth) -> list[object]:
    return [row["reason"] for row in await youth.rows("handoff") if row["status"] in ("requested", "offered")]


@BOTH
async def test_it_is_said_at_once_with_the_next_shift_the_lines_and_times(youth: Youth, language: str) -> None:
    answer = await asks_for_a_person(youth, language)
    assert {"en": "Nobody is on right now", "es": "Ahora no hay nadie de turno"}[language] in answer
    assert "988" in answer and "1-888-373-7888" in answer and "911" in answer
    assert WHEN[language] in answer
    assert FIRST[language] in answer
    assert {"en": "4 None of these", "es": "4 Ninguna de estas"}[language] in answer
    assert await open_handoffs(youth) == []
    assert "person_asked" in await youth.alerts()


@BOTH
async def test_a_chosen_time_is_kept_and_told_when_asked(youth: Youth, language: str) -> None:
    await asks_for_a_person(youth, language)
    at = {"en": "tomorrow at 2 pm", "es": "mañana a las 2 de la tarde"}[language]
    assert at in await youth.says("2")
    assert await planned(youth) == [datetime(2026, 3, 5, 20, 0, tzinfo=UTC)]
    assert at in await youth.says({"en": "any news about my request", "es": "cómo va lo que pedí"}[language])
    again = await youth.says(PERSON[language])
    assert at in again
    assert WHEN[language] not in again


@BOTH
async def test_none_of_them_is_fine_and_nobody_writes_first(youth: Youth, language: str) -> None:
    await asks_for_a_person(youth, language)
    assert {"en": "won't text first", "es": "no escribo primero"}[language] in await youth.says("4")
    assert await planned(youth) == []


async def test_a_bare_yes_chooses_no_time(youth: Youth) -> None:
    await asks_for_a_person(youth)
    answer = await youth.says("yes")
    assert WHEN["en"] in answer
    assert await planned(youth) == []
    assert "tomorrow at 6 pm" in await youth.says("3")


async def test_other_words_keep_working_and_the_times_come_back(youth: Youth) -> None:
    await asks_for_a_person(youth)
    answer = await youth.says("who can see what i text here")
    assert FIRST["en"] in answer
    assert not answer.startswith(WHEN["en"])
    await youth.says("1")
    assert len(await planned(youth)) == 1


async def test_times_that_are_not_answered_twice_are_let_go(youth: Youth) -> None:
    await asks_for_a_person(youth)
    assert WHEN["en"] in await youth.says("77")
    assert "won't text first" in await youth.says("78")


async def test_a_time_that_has_passed_is_said_and_others_are_offered(youth: Youth, night: Home) -> None:
    await asks_for_a_person(youth)
    night.clock.advance(timedelta(hours=12))
    answer = await youth.says("1")
    assert "has passed" in answer
    assert WHEN["en"] in answer
    assert await planned(youth) == []


@BOTH
async def test_it_can_be_taken_back_by_a_word(youth: Youth, night: Home, language: str) -> None:
    await asks_for_a_person(youth, language)
    await youth.says("1")
    word = {"en": "take back", "es": "retirar"}[language]
    assert {"en": "won't text you first", "es": "ya no te escribo primero"}[language] in await youth.says(word)
    assert await planned(youth) == []
    assert await comes_to(night, timedelta(hours=12)) == []


async def test_the_times_are_offered_again_in_another_language(youth: Youth) -> None:
    await asks_for_a_person(youth)
    assert FIRST["es"] in await youth.says("en español porfa")
    await youth.says("1")
    assert len(await planned(youth)) == 1


async def test_danger_while_times_are_open_is_answered_and_nothing_is_offered(youth: Youth) -> None:
    await asks_for_a_person(youth)
    answer = await youth.says("he has a gun and wont let me leave")
    assert answer.startswith("Call 911")
    assert WHEN["en"] not in answer
    assert await youth.says(".") == "."
    assert await open_handoffs(youth) == ["risk"]


async def test_someone_new_in_a_crisis_hears_the_lines_and_is_offered_no_time_before_the_notice(youth: Youth) -> None:
    await youth.says("i want to kill myself")
    answer = await youth.says("3")
    assert "988" in answer
    assert WHEN["en"] not in answer


@BOTH
async def test_at_the_chosen_time_one_harmless_text_goes_out_and_a_yes_brings_a_person(
    youth: Youth, night: Home, language: str
) -> None:
    await asks_for_a_person(youth, language)
    await youth.says("1")
    (hello,) = await comes_to(night, timedelta(hours=11))
    assert "person" not in hello
    assert {"en": "good time to talk?", "es": "hablar ahorita?"}[language] in hello
    answer = await youth.says({"en": "yes", "es": "1"}[language])
    assert {"en": "May I pass on", "es": "¿Le paso"}[language] in answer
    assert await open_handoffs(youth) == ["recontact"]


@pytest.mark.parametrize("no", ["2", "no"])
async def test_not_now_keeps_everybody_away_and_tells_nothing(youth: Youth, night: Home, no: str) -> None:
    await asks_for_a_person(youth)
    await youth.says("1")
    await comes_to(night, timedelta(hours=11))
    assert await youth.says(no) == "Ok, no worries. Text me any time."
    assert await open_handoffs(youth) == []
