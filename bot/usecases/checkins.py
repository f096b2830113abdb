"""Plans for check-ins: set up by the youth or proposed by an advocate, changed, paused, stopped by a word.

One plan of a youth is in force at most; a proposed one stands beside it until they have said yes or no. A deed that is not
possible raises `WrongInput`. Of the deeds in a turn one counts: a second gives what came of the first and does nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from bot.care.checkins import PlanDetails, next_checkin, say_schedule
from bot.care.consent import Purpose
from bot.care.covers import called
from bot.errors import WrongInput
from bot.store import UnitOfWork
from bot.store.records import Advocate, CheckinPlan, Conversation
from bot.usecases import consents
from bot.usecases.checkin_plans import (
    add_timer,
    agreed_plan,
    end_plans,
    ended,
    new_plan,
    proposed_plan,
    rest,
    silence,
    standing_plan,
    texts_stopped,
)
from bot.usecases.looking import note_audit
from bot.usecases.scope import TurnScope
from bot.usecases.speaking import Speaker

__all__ = [
    "acknowledge",
    "agreed_plan",
    "change",
    "confirm",
    "decline",
    "end_all",
    "pause",
    "propose",
    "proposed_plan",
    "resume",
    "standing_plan",
    "start",
    "stop",
    "texts_stopped",
]

QUESTION = "question"
"""Beside a proposed plan's details: the outbound message that asked for a yes."""
_DONE = "plan for check-ins"
P = TypeVar("P", CheckinPlan, None)
_GONE_BY = "no time of this is still to come"


async def start(scope: TurnScope, details: PlanDetails) -> CheckinPlan:
    """Their own plan, agreed to and in force from now on, in the place of any older one."""
    if isinstance(before := scope.done.get(_DONE), CheckinPlan):
        return before
    plan = replace(
        new_plan(scope.conversation_id, scope.subject_id, details, scope.now, status="active"),
        next_at=_first(details, scope.now),
    )
    await end_plans(scope.uow, scope.subject_id, scope.now)
    await scope.uow.checkin_plans.add(plan)
    await add_timer(scope.uow, plan, scope.now)
    await consents.give(scope, Purpose.CHECKINS)
    await scope.note("youth:checkins:started")
    return _done(scope, plan)


async def propose(
    uow: UnitOfWork,
    speaker: Speaker,
    conversation: Conversation,
    details: PlanDetails,
    advocate: Advocate,
    now: datetime,
) -> CheckinPlan:
    """A plan made with the youth in a talk, which holds from their own yes on; the last one proposed counts."""
    _first(details, now)
    language = conversation.language or "en"
    said = await speaker.say(
        uow,
        conversation,
        "utter_checkin_proposed",
        now,
        schedule=say_schedule(details, language),
        cover=details.own_words or called(details.cover, language),
    )
    if said is None:
        raise WrongInput("they want no texts now; you can ask once they write again")
    for older in await uow.checkin_plans.standing(conversation.subject_id):
        if older.status == "proposed":
            await uow.checkin_plans.save(ended(older, now))
    plan = new_plan(conversation.id, conversation.subject_id, details, now, status="proposed", set_up_by=advocate.id)
    plan = replace(plan, details={**plan.details, QUESTION: said.id})
    await uow.checkin_plans.add(plan)
    note_audit(uow, "advocate:checkins:proposed", advocate, now, conversation.subject_id)
    return plan


async def confirm(scope: TurnScope) -> CheckinPlan | None:
    """Yes to what an advocate proposed: it is in force. None when nothing is proposed, or all its times have passed."""
    proposed = await proposed_plan(scope.uow, scope.subject_id)
    if proposed is None or _DONE in scope.done:
        return None
    details = await _with_their_word(scope, proposed)
    next_at = next_checkin(details, scope.now)
    if next_at is None:
        await decline(scope)
        return None
    await end_plans(scope.uow, scope.subject_id, scope.now, but=proposed.id)
    plan = await _save(scope, proposed, status="active", details=details.to_row(), next_at=next_at)
    await add_timer(scope.uow, plan, scope.now)
    await consents.give(scope, Purpose.CHECKINS)
    await scope.note("youth:checkins:confirmed")
    return _done(scope, plan)


async def _with_their_word(scope: TurnScope, proposed: CheckinPlan) -> PlanDetails:
    """A duress word that they chose once holds until they choose another; nobody at the desk is told of it."""
    agreed = await agreed_plan(scope.uow, scope.subject_id)
    word = PlanDetails.from_row(agreed.details).duress_word if agreed else None
    return replace(PlanDetails.from_row(proposed.details), duress_word=word)


async def decline(scope: TurnScope) -> None:
    """No to what an advocate proposed; there need be nothing."""
    proposed = await proposed_plan(scope.uow, scope.subject_id)
    if proposed is None or _DONE in scope.done:
        return
    await scope.uow.checkin_plans.save(ended(proposed, scope.now))
    await scope.note("youth:checkins:declined")
    _done(scope, None)


async def pause(scope: TurnScope) -> None:
    """No questions until they are turned on again; there need be no plan."""
    plan = await agreed_plan(scope.uow, scope.subject_id)
    if plan is None or plan.status != "active" or _DONE in scope.done:
        return
    await _save(scope, plan, status="paused", next_at=None)
    await rest(scope.uow, plan, scope.now)
    await scope.note("youth:checkins:paused")
    _done(scope, None)


async def resume(scope: TurnScope) -> datetime | None:
    """On again, from now on; when the next one comes (UTC). None when there is no plan, or no time of it is left."""
    plan = await agreed_plan(scope.uow, scope.subject_id)
    if plan is None:
        return None
    details = PlanDetails.from_row(plan.details)
    if plan.status == "active" or _DONE in scope.done:
        return next_checkin(details, scope.now)
    changed = await _change(scope, plan, details)
    if changed is not None:
        await scope.note("youth:checkins:resumed")
    return changed.next_at if changed else None


async def change(scope: TurnScope, details: PlanDetails) -> CheckinPlan:
    """The same plan with other details, in force from now on. Without a plan it is a `start`."""
    if isinstance(before := scope.done.get(_DONE), CheckinPlan):
        return before
    plan = await agreed_plan(scope.uow, scope.subject_id)
    if plan is None:
        return await start(scope, details)
    changed = await _change(scope, plan, details)
    if changed is None:
        raise WrongInput(_GONE_BY)
    await scope.note("youth:checkins:changed")
    return changed


async def stop(scope: TurnScope) -> None:
    """No more of them: what was chosen is deleted, and the consent withdrawn. There need be no plan."""
    if await end_all(scope):
        await consents.withdraw(scope, Purpose.CHECKINS)
        await scope.note("youth:checkins:stopped")


async def end_all(scope: TurnScope) -> bool:
    """End every plan of the youth, as for being forgotten; False when there was none."""
    if _DONE in scope.done or not await scope.uow.checkin_plans.standing(scope.subject_id):
        return False
    await end_plans(scope.uow, scope.subject_id, scope.now)
    _done(scope, None)
    return True


async def acknowledge(uow: UnitOfWork, checkin_id: str, advocate: Advocate, now: datetime) -> None:
    """Somebody looks after it. `ConflictError` at the commit if a colleague was faster."""
    checkin = await uow.checkins.get(checkin_id)
    if checkin is None or checkin.acknowledged_at is not None:
        raise WrongInput("this check-in was seen to already")
    uow.checkins.acknowledge(checkin.id, checkin.version, advocate.id, now)
    note_audit(uow, "advocate:checkin:acknowledged", advocate, now, checkin.subject_id)


async def _change(scope: TurnScope, plan: CheckinPlan, details: PlanDetails) -> CheckinPlan | None:
    """The plan with these details, in force; None when no time of them is left."""
    next_at = next_checkin(details, scope.now)
    if next_at is None:
        return None
    await silence(scope.uow, plan, scope.now)
    changed = await _save(scope, plan, status="active", details=details.to_row(), next_at=next_at)
    await add_timer(scope.uow, changed, scope.now)
    return _done(scope, changed)


async def _save(scope: TurnScope, plan: CheckinPlan, **changes: Any) -> CheckinPlan:
    changed = replace(plan, **changes, changed_at=scope.now)
    await scope.uow.checkin_plans.save(changed)
    return changed


def _first(details: PlanDetails, now: datetime) -> datetime:
    next_at = next_checkin(details, now)
    if next_at is None:
        raise WrongInput(_GONE_BY)
    return next_at


def _done(scope: TurnScope, plan: P) -> P:
    scope.done[_DONE] = plan
    return plan
