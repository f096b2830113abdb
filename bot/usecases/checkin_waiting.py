"""What happens when nobody answers a check-in: ask once more, ask elsewhere, and get somebody.

Each step changes everything in one commit. It saves the check-in with the version that it read, so a STOP or an answer at the
same moment makes it look again.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.care.checkins import GRACE, PlanDetails, Step, next_step
from bot.store import Store, UnitOfWork
from bot.store.records import Checkin, CheckinPlan, Conversation, SkipReason, Timer
from bot.usecases.checkin_firing import ELSEWHERE, await_answer, say_cover, with_a_person
from bot.usecases.opening import call_quietly
from bot.usecases.pausing import silent_until
from bot.usecases.speaking import Speaker

_UNREAD = timedelta(minutes=1)
"""How soon to look again when a text of theirs has come that no turn has read yet: it may be the answer."""
_UNREADABLE = timedelta(minutes=5)
"""A text that no turn could read for so long is waited for no more: somebody has to look."""


async def fire_checkin_wait(store: Store, timer: Timer, now: datetime, speaker: Speaker) -> None:
    """Nobody answered: one step further on the ladder. Ends itself when nothing is waited for any more."""
    async with store.unit_of_work() as uow:
        found = await _waiting_in(uow, timer)
        if found is None:
            uow.timers.finish(timer.id, timer.version)
            await uow.commit()
            return
        checkin, plan, conversation = found
        if conversation.turn_due_at is not None and now < conversation.last_inbound_at + _UNREADABLE:
            uow.timers.reschedule(timer.id, timer.version, now + _UNREAD)
        elif (why := await _unwanted(uow, conversation, now)) is not None:
            uow.timers.finish(timer.id, timer.version)
            uow.checkins.save(replace(checkin, status="skipped", reason=why, answered_at=now))
        else:
            await _step(uow, timer, checkin, plan, conversation, now, speaker)
        await uow.commit()


async def _waiting_in(uow: UnitOfWork, timer: Timer) -> tuple[Checkin, CheckinPlan, Conversation] | None:
    """The question that still waits, of a plan still in force; None when nobody waits for an answer any more."""
    checkin = await uow.checkins.get(str((timer.payload or {}).get("checkin")))
    if checkin is None or checkin.status not in ("asked", "asked_again"):
        return None
    plan = await uow.checkin_plans.get(checkin.plan_id)
    conversation = await uow.conversations.get(checkin.conversation_id)
    if plan is None or conversation is None or plan.status != "active":
        return None
    return checkin, plan, conversation


async def _step(
    uow: UnitOfWork,
    timer: Timer,
    checkin: Checkin,
    plan: CheckinPlan,
    conversation: Conversation,
    now: datetime,
    speaker: Speaker,
) -> None:
    details = PlanDetails.from_row(plan.details)
    asked_elsewhere = ELSEWHERE in (timer.payload or {})
    elsewhere = None
    if checkin.status == "asked_again" and not asked_elsewhere:
        elsewhere = await _elsewhere(uow, conversation, now, speaker)
    step = next_step(
        checkin.status,
        elsewhere=elsewhere is not None,
        asked_elsewhere=asked_elsewhere,
        tell_people=details.tell_people,
        late=now - timer.due_at > GRACE,
    )
    if step == Step.ASK_AGAIN:
        await say_cover(uow, speaker, details, conversation, now, again=True)
        uow.checkins.save(replace(checkin, status="asked_again", asked_again_at=now))
        uow.timers.reschedule(timer.id, timer.version, now + details.wait)
        return
    uow.timers.finish(timer.id, timer.version)
    if step == Step.ASK_ELSEWHERE and elsewhere is not None:
        await say_cover(uow, speaker, details, elsewhere, now, again=True)
        uow.checkins.save(checkin)
        await await_answer(uow, checkin, now, now + details.wait, elsewhere=True)
    elif step == Step.CALL_PEOPLE:
        uow.checkins.save(replace(checkin, status="missed", missed_at=now))
        await call_quietly(uow, plan.subject_id, conversation.id, "checkin", now)
    elif step == Step.NOTE_ONLY:
        uow.checkins.save(replace(checkin, status="missed"))


async def _elsewhere(
    uow: UnitOfWork, conversation: Conversation, now: datetime, speaker: Speaker
) -> Conversation | None:
    """Their talk on another channel that is served, where texts are wanted; None when there is none."""
    for channel in await uow.contacts.channels_of(conversation.subject_id):
        if channel == conversation.channel or channel not in speaker.channels:
            continue
        other = await uow.conversations.by_subject(conversation.subject_id, channel)
        if other is not None and await _unwanted(uow, other, now) is None:
            return other
    return None


async def _unwanted(uow: UnitOfWork, conversation: Conversation, now: datetime) -> SkipReason | None:
    """Why nothing may be asked any more in a talk that was asked in before; None when nothing speaks against it."""
    if conversation.paused_at is not None:
        return "texts_stopped"
    until = silent_until(conversation)
    if until is not None and now < until:
        return "asked_for_silence"
    return "with_a_person" if await with_a_person(uow, conversation, now) else None
