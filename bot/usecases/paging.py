"""Calling advocates by SMS, rung by rung, until somebody comes or it has to be said that nobody can."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.care.handoffs import RISK_FIRST, WAITING, is_quiet, may, needs_a_shift
from bot.care.hours import Hours
from bot.care.ids import AdvocateId, new_id
from bot.care.paging import Step, Wait, ladder, next_step, page_words
from bot.care.program import Program
from bot.store import Store, UnitOfWork
from bot.store.records import Advocate, Conversation, Handoff, Page, Timer
from bot.usecases.alerts import raise_alert
from bot.usecases.calling import PASSED_BY
from bot.usecases.hours import load_hours, load_rota
from bot.usecases.opening import go_on_quietly
from bot.usecases.page_lines import open_line
from bot.usecases.queueing import queue_text
from bot.usecases.speaking import Speaker


async def fire_ladder(store: Store, timer: Timer, now: datetime, speaker: Speaker) -> None:
    """One look at a ladder: page whoever is due, look again, or end the wait. Ends itself when nobody waits any more."""
    async with store.unit_of_work() as uow:
        found = await waiting_in(uow, timer)
        if found is None:
            uow.timers.finish(timer.id, timer.version)
            await uow.commit()
            return
        handoff, conversation = found
        hours = await load_hours(uow, speaker.program, now)
        again_at = None
        if not (needs_a_shift(handoff.reason) and not hours.is_staffed(now)):
            again_at = await _climb(uow, timer, handoff, conversation, now, speaker.program)
        if again_at is None:
            uow.timers.finish(timer.id, timer.version)
            await lapse(uow, speaker, handoff, conversation, hours, now)
        else:
            uow.timers.reschedule(timer.id, timer.version, again_at)
        await uow.commit()


async def waiting_in(uow: UnitOfWork, timer: Timer) -> tuple[Handoff, Conversation] | None:
    """Who waits in a timer's conversation; None when nobody does any more."""
    if timer.conversation_id is None:
        return None
    handoff = await uow.handoffs.open_for(timer.conversation_id)
    conversation = await uow.conversations.get(timer.conversation_id)
    if handoff is None or conversation is None or handoff.status not in WAITING:
        return None
    return handoff, conversation


async def page(
    uow: UnitOfWork,
    program: Program,
    handoff: Handoff,
    advocate: Advocate,
    now: datetime,
    *,
    passed_on: bool = False,
    reminds: bool = False,
) -> bool:
    """Page one advocate; False when their phone cannot or may not be reached."""
    line = await open_line(uow, advocate, now)
    if line is None or line.paused_at is not None:
        return False
    words = page_words(
        advocate.language,
        program=program.name,
        urgent=handoff.priority == RISK_FIRST,
        passed_on=passed_on,
        reminds=reminds,
    )
    message = await queue_text(uow, line, words, now, program=program, purpose="started")
    uow.pages.add(
        Page(
            id=new_id(),
            handoff_id=handoff.id,
            conversation_id=handoff.conversation_id,
            subject_id=handoff.subject_id,
            advocate_id=advocate.id,
            outbound_id=message.id,
            step=handoff.ladder_step + 1,
            sent_at=now,
        )
    )
    return True


async def lapse(
    uow: UnitOfWork, speaker: Speaker, handoff: Handoff, conversation: Conversation, hours: Hours, now: datetime
) -> None:
    """Nobody came. The youth is told, with the next shift and the lines; if they may not be texted, people are.

    Of one that they know nothing of, people alone are told.
    """
    # Writes that name the version: whoever claims it at the same moment comes first or not at all.
    if handoff.status == "claimed":
        uow.handoffs.release(handoff.id, handoff.version, now)
    else:
        uow.handoffs.step(handoff.id, handoff.version, handoff.ladder_step, now)
    uow.handoffs.close(handoff.id, "lapsed", now)
    if is_quiet(handoff):
        untold: str | None = await _escalate(uow, handoff, now)
    else:
        untold = await _say_lapsed(uow, speaker, handoff, conversation, hours, now)
        await go_on_quietly(uow, handoff, now)
    if untold is not None:
        await raise_alert(
            uow, kind=untold, now=now, subject_id=conversation.subject_id, conversation_id=conversation.id
        )
    uow.audit.note("service:handoff:lapsed", now, actor="service", subject_id=conversation.subject_id)


async def _say_lapsed(
    uow: UnitOfWork, speaker: Speaker, handoff: Handoff, conversation: Conversation, hours: Hours, now: datetime
) -> str | None:
    """Tell the youth; the alert to raise when they may not be texted."""
    if handoff.reason == "recontact":
        said = await speaker.say(uow, conversation, "utter_recontact_missed", now, purpose="started")
    else:
        next_shift = hours.next_shift(now)
        said = await speaker.say(uow, conversation, "utter_handoff_lapsed", now, next_shift=next_shift)
    return "lapsed_unheard" if said is None else None


async def _escalate(uow: UnitOfWork, handoff: Handoff, now: datetime) -> str:
    """The alert to raise for a quiet one; a check-in that nobody looked after is noted as such."""
    if handoff.reason == "duress":
        return "duress_unreached"
    checkin = await uow.checkins.open_of(handoff.conversation_id)
    if checkin is not None and checkin.status == "missed":
        uow.checkins.save(replace(checkin, status="escalated"))
    return "checkin_unreached"


async def acknowledge(uow: UnitOfWork, advocate: Advocate, now: datetime) -> bool:
    """An advocate replied "1" to a page; False when nobody of those whom they were called to waits any more.

    It answers the newest page of somebody who does wait; the pages of those who do not are used up with it.
    """
    waits = False
    for one in await uow.pages.open_to(advocate.id):
        if await _waits_for(uow, one, advocate):
            if waits:
                continue
            waits = True
            uow.audit.note("advocate:page:acknowledged", now, actor=advocate.id)
        uow.pages.acknowledge(one.id, now)
    return waits


async def _waits_for(uow: UnitOfWork, called: Page, advocate: Advocate) -> bool:
    handoff = await uow.handoffs.get(called.handoff_id)
    if handoff is None:
        return False
    reminded = handoff.status == "claimed" and handoff.claimed_at is not None and called.sent_at > handoff.claimed_at
    return reminded or may("claim", handoff, advocate)


async def _climb(
    uow: UnitOfWork, timer: Timer, handoff: Handoff, conversation: Conversation, now: datetime, program: Program
) -> datetime | None:
    """Page whom the ladder names now; when to look again, or None at its end."""
    pages = [one for one in await uow.pages.of_handoff(handoff.id) if one.sent_at >= timer.created_at]
    if (coming := on_the_way_until(pages, now, program)) is not None:
        return coming
    people = await uow.advocates.all()
    step = await _due(uow, timer, handoff, conversation, people, {one.advocate_id for one in pages}, now, program)
    if step.given_up:
        return None
    by_id = {one.id: one for one in people}
    called = [await page(uow, program, handoff, by_id[one], now) for one in step.page]
    if any(called):
        uow.handoffs.step(handoff.id, handoff.version, handoff.ladder_step + 1, now)
    return max(timer.created_at + step.look_at, now + timedelta(seconds=1))


def on_the_way_until(pages: Iterable[Page], now: datetime, program: Program) -> datetime | None:
    """Who said that they take it gets the time to open the page before the next one is called; None once it is over."""
    said = [one.acknowledged_at + program.paging.next_after for one in pages if one.acknowledged_at]
    return max(said) if said and now < max(said) else None


async def _due(
    uow: UnitOfWork,
    timer: Timer,
    handoff: Handoff,
    conversation: Conversation,
    people: list[Advocate],
    paged: set[AdvocateId],
    now: datetime,
    program: Program,
) -> Step:
    rota = await load_rota(uow, program, now)
    talks = Counter(one.claimed_by for one in await uow.handoffs.open() if one.claimed_by)
    passed_by = (timer.payload or {}).get(PASSED_BY)
    wait = Wait(
        priority=handoff.priority,
        language=conversation.language,
        passed_by=AdvocateId(passed_by) if passed_by else None,
    )
    reachable = [one for one in people if one.phone is not None]
    rungs = ladder(wait, rota.on_shift(now), reachable, talks, program.paging)
    return next_step(rungs, paged, now - timer.created_at, program.paging)
