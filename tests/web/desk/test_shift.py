"""My shift: on or off, away or back, who else is there, what comes, and whether pages reach me."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.care.ids import AdvocateId
from bot.care.rota import Span
from bot.web.desk.context import InterfaceWords
from bot.web.desk.shift import coming_shifts, standing_of, status_words
from tests.web.desk.door import Door
from tests.web.desk.test_ladder import on_shift_now
from tests.web.desk.test_rota import read

CHICAGO = ZoneInfo("America/Chicago")
ANA = AdvocateId("ana")
NOW = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)  # Wednesday noon in Chicago
ENGLISH = InterfaceWords("en")


def works(begins: str, ends: str) -> Span:
    begin, end = (datetime.fromisoformat(at).replace(tzinfo=CHICAGO).astimezone(UTC) for at in (begins, ends))
    return Span(begins=begin, ends=end, advocate_id=ANA)


def said(*spans: Span) -> str:
    return status_words(standing_of(spans, NOW), NOW, CHICAGO, ENGLISH, "en").replace("\u00a0", " ")


def test_the_standing_is_one_sentence() -> None:
    assert said(works("2026-03-04 10:00", "2026-03-04 18:00")) == "You are on shift until 6 pm, for 6 h more."
    assert said(works("2026-03-05 10:00", "2026-03-05 18:00")) == (
        "You are off shift. Your next shift begins Thu 10 am."
    )
    assert said() == "You are off shift, and none of yours begins in the next two weeks."


def test_shifts_that_touch_are_one() -> None:
    assert said(works("2026-03-04 10:00", "2026-03-04 14:00"), works("2026-03-04 14:00", "2026-03-04 20:00")) == (
        "You are on shift until 8 pm, for 8 h more."
    )


def test_a_shift_at_its_last_moment_is_over() -> None:
    assert standing_of([works("2026-03-04 10:00", "2026-03-04 12:00")], NOW).running is None


def test_coming_shifts_reach_two_weeks() -> None:
    spans = [works(f"2026-03-{day:02d} 10:00", f"2026-03-{day:02d} 12:00") for day in (4, 5, 18, 19)]
    assert [one.begins.day for one in standing_of(spans, NOW).coming] == [5, 18]


def test_a_night_in_which_the_clocks_change_tells_its_true_length() -> None:
    (night,) = coming_shifts([works("2026-03-07 22:00", "2026-03-08 06:00")], CHICAGO, ENGLISH, "en")
    assert night.length.replace("\u00a0", " ") == "7 h"
    assert night.hours.replace("\u00a0", " ") == "10 pm CST to 6 am CDT, next day"
    assert night.note == "The clocks change in this shift."


async def test_stepping_away_and_coming_back(door: Door) -> None:
    browser = await door.somebody("advocate", "ana")
    await on_shift_now(door, "ana")
    page = read(await browser.get("/desk/shift"))
    assert "You are on shift until 6 pm" in page
    assert "Nobody else is on shift now. While you are away" in page
    assert (await browser.post("/desk/away", {"away": "yes", "next": "/desk/shift"})).headers[
        "location"
    ] == "/desk/shift"
    assert (await door.advocate()).away
    assert "You stepped away. Nobody is sent to you until you are back" in read(await browser.get("/desk/shift"))
    answer = await browser.post("/desk/away", {"away": "no", "next": "https://evil.example/desk"})
    assert answer.headers["location"] == "/desk"
    assert not (await door.advocate()).away
    assert (await door.events())[-2:] == ["advocate:shift:left", "advocate:shift:resumed"]


async def test_colleagues_on_shift_are_named_with_what_they_speak(door: Door) -> None:
    browser = await door.somebody("advocate", "ana")
    await door.somebody("advocate", "bo")
    bo = await door.advocate("bo")
    async with door.home.store.unit_of_work() as uow:
        await uow.advocates.save(replace(bo, name="Bo", speaks=("es",)), bo)
        await uow.commit()
    await on_shift_now(door, "bo")
    assert "Bo until 6 pm Spanish" in read(await browser.get("/desk/shift"))


@pytest.mark.parametrize(
    ("phone", "stopped", "sentence"),
    [
        (None, False, "No phone of yours is known"),
        ("+12145550123", False, "a text goes to your phone that ends in 0123"),
        ("+12145550123", True, "You texted STOP from your phone that ends in 0123: no pages reach you."),
    ],
)
async def test_it_says_whether_pages_reach_me(door: Door, phone: str | None, stopped: bool, sentence: str) -> None:
    await door.link("ana", **({"phone": phone} if phone else {}))
    browser = await door.somebody("advocate", "ana")
    if stopped:
        async with door.home.store.unit_of_work() as uow:
            line = (await door.advocate()).page_conversation_id
            conversation = await uow.conversations.get(line) if line else None
            assert conversation is not None
            await uow.conversations.save(replace(conversation, paused_at=door.clock.now() - timedelta(hours=1)))
            await uow.commit()
    page = await browser.get("/desk/shift")
    assert sentence in read(page)
    assert "+1214" not in page.text
