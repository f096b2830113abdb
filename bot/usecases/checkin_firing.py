"""What the timers of check-ins do: ask at the time, ask again, and get somebody when no answer comes.

Each firing changes everything in one commit. It saves the plan or the check-in with the version that it read, so a STOP or an
answer at the same moment makes it look again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.care.checkins import (
    AFTERWARDS,
    TALKING,
    PlanDetails,
    gone_by,
    in_time,
    last_time,
    next_checkin,
    why_skipped,
)
from bot.care.consent import ENDS_SOON
from bot.care.ids import new_id
from bot.care.program import Program
from bot.care.schedules import Once
from bot.store import Store, UnitOfWork
from bot.store.records import Checkin, CheckinPlan, CheckinStatus, Conversation, OutboundMessage, SkipReason, Timer
from bot.usecases.alerts import raise_alert
from bot.usecases.checkin_answers import WAIT_TIMER
from bot.usecases.checkin_plans import AGREED, ended, rest
from bot.usecases.opening import standing
from bot.usecases.pausing import silent_until
from bot.usecases.speaking import Speaker
from bot.usecases.timing import set_timer

ELSEWHERE = "elsewhere"


async def fire_checkin(store: Store, timer: Timer, now: datetime, speaker: Speaker) -> None:
    """The time of a plan has come: ask, or note why not; and the next time is set."""
    async with store.unit_of_work() as uow:
        await _fire(uow, timer, now, speaker)
        await uow.commit()


async def fire_checkins(store: Store, timers: Sequence[Timer], now: datetime, speaker: Speaker) -> None:
    """The time of many plans has come: as `fire_checkin` for each, in one commit. `ConflictError` if one of them has changed."""
    async with store.unit_of_work() as uow:
        await uow.for_many([_plan_id(timer) for timer in timers])
        for timer in timers:
            await _fire(uow, timer, now, speaker)
        await uow.commit()


async def _fire(uow: UnitOfWork, timer: Timer, now: datetime, speaker: Speaker) -> None:
    plan = await uow.checkin_plans.get(_plan_id(timer))
    conversation = await uow.conversations.get(plan.conversation_id) if plan else None
    if plan is None or conversation is None or not _goes_on(plan):
        uow.timers.finish(timer.id, timer.version)
    elif plan.next_at is None:
        await _over(uow, timer, plan, now)
    elif plan.next_at > now:
        uow.timers.reschedule(timer.id, timer.version, plan.next_at)
    elif conversation.paused_at is not None:
        await _stopped(uow, plan, now)
    else:
        await _due(uow, timer, plan, conversation, plan.next_at, now, speaker)


def _goes_on(plan: CheckinPlan) -> bool:
    """Whether it is in force; or at rest, with an end that comes all the same."""
    if plan.status == "active":
        return True
    return plan.status in AGREED and last_time(PlanDetails.from_row(plan.details)) is not None


def _plan_id(timer: Timer) -> str:
    return str((timer.payload or {}).get("plan"))


async def _due(
    uow: UnitOfWork,
    timer: Timer,
    plan: CheckinPlan,
    conversation: Conversation,
    due: datetime,
    now: datetime,
    speaker: Speaker,
) -> None:
    details = PlanDetails.from_row(plan.details)
    late = gone_by(details, due, now)
    for at in late:
        uow.checkins.add(_occurrence(plan, at, "too_late"))
    if late:
        await raise_alert(
            uow, kind="checkins_too_late", now=now, subject_id=plan.subject_id, conversation_id=conversation.id
        )
    at_now = in_time(details, due, now)
    if at_now is not None:
        await _ask(uow, plan, details, conversation, at_now, now, speaker)
    await _tell_of_the_end(uow, plan, now, speaker.program)
    next_at = next_checkin(details, now)
    uow.checkin_plans.move(plan.id, plan.version, next_at)
    uow.timers.reschedule(timer.id, timer.version, next_at or now + AFTERWARDS)


async def _ask(
    uow: UnitOfWork,
    plan: CheckinPlan,
    details: PlanDetails,
    conversation: Conversation,
    due: datetime,
    now: datetime,
    speaker: Speaker,
) -> None:
    why = why_skipped(
        conversation,
        now,
        quiet_until=silent_until(conversation),
        with_a_person=await with_a_person(uow, conversation, now),
        settled_at=await _settled_at(uow, plan, conversation, now),
        only_once=isinstance(details.schedule, Once),
    )
    said = None if why else await say_cover(uow, speaker, details, conversation, now)
    if said is None:
        uow.checkins.add(_occurrence(plan, due, "skipped", reason=why or "asked_for_silence"))
        return
    checkin = replace(_occurrence(plan, due, "asked"), asked_at=now)
    uow.checkins.add(checkin)
    await await_answer(uow, checkin, now, now + details.wait)


async def _tell_of_the_end(uow: UnitOfWork, plan: CheckinPlan, now: datetime, program: Program) -> None:
    """The plan goes with the yes to it, while they count on it: two weeks before, somebody is told to ask them anew, once."""
    if now < plan.created_at + program.retention.checkins_consent - ENDS_SOON:
        return  # A yes is never older than its plan, so nothing needs to be read for most of the year.
    given = [one.expires_at for one in await uow.consents.current(plan.subject_id, now) if one.purpose == "checkins"]
    if not given or now < max(given) - ENDS_SOON:
        return
    if not await uow.alerts.raised_since("checkins_run_out", plan.conversation_id, now - ENDS_SOON):
        await raise_alert(
            uow, kind="checkins_run_out", now=now, subject_id=plan.subject_id, conversation_id=plan.conversation_id
        )


async def _settled_at(uow: UnitOfWork, plan: CheckinPlan, conversation: Conversation, now: datetime) -> datetime:
    """When the plan was last agreed to or changed, or a question of it last answered, whichever is later."""
    if conversation.last_inbound_at <= now - TALKING:
        return plan.changed_at  # nobody is in a talk, so the answers need not be looked up
    answered = await uow.checkins.last_answer(plan.id)
    return max(plan.changed_at, answered) if answered else plan.changed_at


async def say_cover(
    uow: UnitOfWork,
    speaker: Speaker,
    details: PlanDetails,
    conversation: Conversation,
    now: datetime,
    *,
    again: bool = False,
) -> OutboundMessage | None:
    """Ask in the words of the cover. A question that cannot be sent is given up, and the desk told, before the next is asked."""
    response = f"utter_cover_{details.cover}{'_again' if again else ''}"
    values = {"own_words": details.own_words} if details.own_words else {}
    return await speaker.say(uow, conversation, response, now, purpose="started", lasts=details.wait, **values)


async def with_a_person(uow: UnitOfWork, conversation: Conversation, now: datetime) -> bool:
    """Whether a talk with a person is going on: begun, or written in by either side, just now. One left open overnight is not."""
    known = (await standing(uow, conversation.id)).known
    if known is None or known.status != "claimed":
        return False
    theirs = (await uow.outbound.last_by_people([conversation.id])).get(conversation.id)
    heard = (known.claimed_at, known.joined_at, theirs, conversation.last_inbound_at)
    return any(moment is not None and moment > now - TALKING for moment in heard)


async def await_answer(
    uow: UnitOfWork, checkin: Checkin, now: datetime, until: datetime, *, elsewhere: bool = False
) -> None:
    payload = {"checkin": checkin.id, **({ELSEWHERE: True} if elsewhere else {})}
    await set_timer(uow, WAIT_TIMER, checkin.subject_id, checkin.conversation_id, until, now, payload)


async def _stopped(uow: UnitOfWork, plan: CheckinPlan, now: datetime) -> None:
    """The carrier told us of a STOP: as if they had texted it here."""
    if plan.next_at is not None:
        uow.checkins.add(_occurrence(plan, plan.next_at, "skipped", reason="texts_stopped"))
    await uow.checkin_plans.save(replace(plan, status="stopped", next_at=None, changed_at=now))
    await rest(uow, plan, now, reason="texts_stopped")


async def _over(uow: UnitOfWork, timer: Timer, plan: CheckinPlan, now: datetime) -> None:
    """The last one is a while ago: nothing of the plan is kept, and the consent to it has served its purpose.

    Not while people still look for whoever did not answer: the answer, or the duress word, may come yet.
    """
    if any(_is_looked_for(one) for one in await uow.checkins.all_open(plan.id)):
        uow.timers.reschedule(timer.id, timer.version, now + AFTERWARDS)
        return
    uow.timers.finish(timer.id, timer.version)
    await uow.checkin_plans.save(ended(plan, now))
    uow.consents.withdraw(plan.subject_id, "checkins", now)


def _is_looked_for(checkin: Checkin) -> bool:
    """Whether an answer is still waited for, or people were called and nobody has said that they see to it."""
    called = checkin.missed_at is not None and checkin.acknowledged_at is None
    return called or checkin.status in ("asked", "asked_again")


def _occurrence(plan: CheckinPlan, due: datetime, status: CheckinStatus, reason: SkipReason | None = None) -> Checkin:
    return Checkin(
        id=new_id(),
        plan_id=plan.id,
        subject_id=plan.subject_id,
        conversation_id=plan.conversation_id,
        status=status,
        reason=reason,
        due_at=due,
    )
