"""It is on record that the limits were told, in which wording, once a turn."""

from __future__ import annotations

from bot.usecases import notices
from tests.care.programs import program
from tests.usecases.turns import Youth


async def test_what_was_told_is_recorded(youth: Youth) -> None:
    async with youth.turn() as scope:
        assert not await notices.was_told(scope)
        await notices.record(scope)
        await notices.record(scope)
        assert await notices.was_told(scope)
    told = (await youth.rows())["notice"]
    assert [(row["kind"], row["wording_version"]) for row in told] == [("limits", program().wording["notice"])]
    async with youth.turn() as scope:
        assert await notices.was_told(scope)
