"""It is on record that the limits were told, in which wording, once a turn."""

from __future__ import annotations

from bot.usecases import notices
from tests.care.programs import program
from tests.usecases.turns import Youth


async def test_what_was_told_is_recorded(youth: Youth) -> None:
    async with youth.turn() as scope:
        await notices.record(scope)
        await notices.record(scope)
    told = (await youth.rows())["notice"]
    assert [(row["kind"], row["wording_version"]) for row in told] == [("limits", program().wording["notice"])]
