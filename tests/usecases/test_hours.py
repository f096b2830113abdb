"""How long somebody waits, by who is on shift and what those are in the middle of."""

from __future__ import annotations

from datetime import timedelta

from bot.care.ids import ConversationId
from bot.usecases.hours import how_long, load_hours
from tests.care.programs import program
from tests.usecases.people import an_advocate, ask_for_a_person, take
from tests.usecases.turns import NOW, Youth

SOMEBODY_ELSE = ConversationId("another conversation")


async def _wait(youth: Youth) -> timedelta | None:
    async with youth.store.unit_of_work() as uow:
        hours = await load_hours(uow, program(), NOW)
        return await how_long(
            uow, program(), hours, priority=2, requested_at=NOW, now=NOW, conversation_id=SOMEBODY_ELSE
        )


async def test_a_talk_of_somebody_who_is_off_shift_keeps_nobody_waiting(youth: Youth) -> None:
    await an_advocate(youth.store, "ana")
    free = await _wait(youth)
    ben = await an_advocate(youth.store, "ben", on_shift=False)
    await take(youth, ben, await ask_for_a_person(youth))
    assert await _wait(youth) == free


async def test_a_talk_of_the_only_one_on_shift_does(youth: Youth) -> None:
    ana = await an_advocate(youth.store, "ana")
    free = await _wait(youth)
    await take(youth, ana, await ask_for_a_person(youth))
    busy = await _wait(youth)
    assert free is not None and busy is not None and busy > free


async def test_nor_does_a_talk_of_somebody_who_stepped_away(youth: Youth) -> None:
    await an_advocate(youth.store, "ana")
    free = await _wait(youth)
    ben = await an_advocate(youth.store, "ben")
    await take(youth, ben, await ask_for_a_person(youth))
    async with youth.store.unit_of_work() as uow:
        uow.advocates.set_away(ben.id, True)
        await uow.commit()
    assert await _wait(youth) == free
