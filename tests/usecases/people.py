"""People at the desk, for tests of what they do there."""

from __future__ import annotations

from datetime import date, time
from functools import cache
from typing import Any

from bot.care.ids import AdvocateId, new_id
from bot.conversation.speaking import Speaker
from bot.conversation.words import read_words
from bot.store import Store
from bot.store.records import Advocate, Handoff, HandoffReason, Shift
from bot.usecases import desk, handoffs
from tests.care.programs import ROOT, program
from tests.usecases.turns import NOW, Youth

EVERY_DAY = frozenset(range(7))


@cache
def speaker() -> Speaker:
    return Speaker(read_words(ROOT / "data" / "responses"), program())


async def an_advocate(store: Store, login: str = "ana", *, on_shift: bool = True, **fields: Any) -> Advocate:
    """Somebody with a place at the desk; on shift around the clock unless said otherwise."""
    subject_id = await store.keys.resolve("desk", login, create=True)
    assert subject_id is not None
    known = {"role": "advocate", "status": "active", "name": login.capitalize(), "created_at": NOW}
    advocate = Advocate(id=AdvocateId(new_id()), subject_id=subject_id, login=login, **{**known, **fields})
    async with store.unit_of_work() as uow:
        await uow.advocates.add(advocate)
        if on_shift:
            uow.rota.add_shift(
                Shift(id=new_id(), advocate_id=advocate.id, days=EVERY_DAY, begins=time(0), ends=time(0),
                      zone="America/Chicago", from_day=date(2026, 1, 1))
            )  # fmt: skip
        await uow.commit()
    return advocate


async def ask_for_a_person(youth: Youth, reason: HandoffReason = "asked") -> Handoff:
    """The youth asks; somebody waits from then on."""
    async with youth.turn() as scope:
        await handoffs.request(scope, reason=reason)
    return await latest(youth)


async def latest(youth: Youth) -> Handoff:
    async with youth.store.unit_of_work() as uow:
        return (await uow.handoffs.of_conversation(youth.conversation_id))[0]


async def take(youth: Youth, advocate: Advocate, handoff: Handoff) -> Handoff:
    """The advocate claims it."""
    async with youth.store.unit_of_work() as uow:
        await desk.claim(uow, speaker(), handoff.id, advocate, NOW)
        await uow.commit()
    return await latest(youth)


async def texts(youth: Youth) -> list[str]:
    """What goes out to the youth, in its order."""
    rows = (await youth.rows()).get("outbound_message", [])
    return [row["text"] for row in sorted(rows, key=lambda row: row["position"])]


async def events(store: Store) -> list[str]:
    async with store.unit_of_work() as uow:
        return [entry.event for entry in reversed(await uow.audit.recent(100))]
