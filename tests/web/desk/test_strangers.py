"""What people who are not signed in can have written: little, however often they ask."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.store.desk_tables import challenge
from tests.web.desk.door import Door

OPTIONS = "/desk/sign-in/passkey/options"
FLOOD = 25


async def opens_no_link(door: Door, address: str) -> int:
    return (await door.browser(address=address).get("/desk/join/x")).status_code


async def forges(door: Door, address: str) -> int:
    return (await door.browser(address=address).client.post("/desk/sign-in")).status_code


async def guesses_on(door: Door, address: str) -> int:
    form = {"login": "nobody", "password": "x", "code": "1"}
    return (await door.browser(address=address).post("/desk/sign-in", form)).status_code


@pytest.mark.parametrize(
    ("deed", "event", "status"),
    [(opens_no_link, "advocate:invitation:refused", 410), (forges, "advocate:request:forged", 403)],
)
async def test_a_flood_is_one_entry_in_the_audit_for_each_address_and_span(
    door: Door, deed: Callable[[Door, str], Awaitable[int]], event: str, status: int
) -> None:
    answers = await asyncio.gather(*(deed(door, "203.0.113.7") for _ in range(FLOOD)))
    assert set(answers) == {status}
    assert await door.actors(event) == ["unknown"]
    await deed(door, "203.0.113.8")
    door.time_passes(timedelta(minutes=15))
    await deed(door, "203.0.113.7")
    assert await door.actors(event) == ["unknown"] * 3


async def test_whoever_goes_on_guessing_is_noted_once_more_and_not_each_time(door: Door) -> None:
    answers = [await guesses_on(door, "203.0.113.7") for _ in range(FLOOD)]
    assert answers == [401] * 5 + [429] * (FLOOD - 5)
    assert len(await door.actors("advocate:session:refused")) == 5 + 1


async def test_a_flood_from_outside_holds_up_nobody_who_signs_in_or_joins(door: Door) -> None:
    ana = await door.joined()
    for _ in range(FLOOD):
        await opens_no_link(door, "203.0.113.7")
        await forges(door, "203.0.113.7")
    assert (await door.signs_in(ana)).status_code == 303
    assert (await door.browser().get(await door.link("eva"))).status_code == 200


async def test_an_address_gets_so_many_challenges_and_then_waits(door: Door) -> None:
    browser = door.browser()
    answers = [(await browser.post_json(OPTIONS, {})).status_code for _ in range(62)]
    assert answers == [200] * 60 + [429] * 2
    rows = await door.home.store.database.rows(select(func.count().label("kept")).select_from(challenge))
    assert rows[0]["kept"] == 60
    stopped = await browser.post_json(f"{await door.link()}/passkey/options", {})
    assert (stopped.status_code, stopped.headers["retry-after"]) == (429, "900")
    assert (await door.browser(address="198.51.100.9").post_json(OPTIONS, {})).status_code == 200
    door.time_passes(timedelta(minutes=15))
    assert (await browser.post_json(OPTIONS, {})).status_code == 200


async def test_an_address_that_has_to_wait_gets_no_challenge(door: Door) -> None:
    ana = await door.joined()
    for number in range(20):
        await door.signs_in(ana, login=f"nobody{number}")
    assert (await door.browser().post_json(OPTIONS, {})).status_code == 429
