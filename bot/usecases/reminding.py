"""A talk that somebody has needs them now, and the phone must show nothing of it: they are called to look."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.care.ids import AdvocateId
from bot.care.paging import next_step, reminders
from bot.store import Store, UnitOfWork
from bot.store.records import Handoff, Timer
from bot.usecases.alerts import raise_alert
from bot.usecases.calling import ALERT
from bot.usecases.paging import on_the_way_until, page
from bot.usecases.speaking import Speaker

_UNREACHED = {"duress": "duress_unreached", "checkin_missed": "checkin_unreached"}


async def fire_reminder(store: Store, timer: Timer, now: datetime, speaker: Speaker) -> None:
    """Page whoever has the talk, then the supervisors. Ends itself when somebody has seen to the alert, or has it no more."""
    async with store.unit_of_work() as uow:
        kind = str((timer.payload or {}).get(ALERT))
        handoff = await _unseen(uow, timer, kind)
        again_at = await _remind(uow, timer, handoff, now, speaker) if handoff else None
        if again_at is not None:
            uow.timers.reschedule(timer.id, timer.version, again_at)
        else:
            uow.timers.finish(timer.id, timer.version)
            if handoff is not None:
                await raise_alert(
                    uow,
                    kind=_UNREACHED[kind],
                    now=now,
                    subject_id=handoff.subject_id,
                    conversation_id=handoff.conversation_id,
                )
        await uow.commit()


async def _unseen(uow: UnitOfWork, timer: Timer, kind: str) -> Handoff | None:
    """The talk, while it is somebody's and nobody has seen to its alert."""
    if timer.conversation_id is None or not await uow.alerts.stands(kind, timer.conversation_id):
        return None
    handoff = await uow.handoffs.open_for(timer.conversation_id)
    return handoff if handoff is not None and handoff.status == "claimed" else None


async def _remind(uow: UnitOfWork, timer: Timer, handoff: Handoff, now: datetime, speaker: Speaker) -> datetime | None:
    """Page whoever is due; when to look again, or None when everybody was called and nobody came."""
    if handoff.claimed_by is None:
        return None
    times = speaker.program.paging
    pages = [one for one in await uow.pages.of_handoff(handoff.id) if one.sent_at >= timer.created_at]
    if (coming := on_the_way_until(pages, now, speaker.program)) is not None:
        return coming
    people = await uow.advocates.all()
    by_id = {one.id: one for one in people}
    rungs = reminders(handoff.claimed_by, people, times)
    paged: set[AdvocateId] = {one.advocate_id for one in pages}
    step = next_step(rungs, paged, now - timer.created_at, times)
    if step.given_up:
        return None
    for one in step.page:
        await page(uow, speaker.program, handoff, by_id[one], now, reminds=True)
    return max(timer.created_at + step.look_at, now + timedelta(seconds=1))
