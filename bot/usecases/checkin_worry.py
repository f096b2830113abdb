"""Somebody said that they are not ok and then nothing more: people are called, as if no answer had come at all."""

from __future__ import annotations

from datetime import datetime

from bot.care.checkins import PlanDetails
from bot.store import Store, UnitOfWork
from bot.store.records import CheckinPlan, Conversation, Timer
from bot.usecases.opening import call_quietly
from bot.usecases.pausing import QUIET_FOR, silent_until
from bot.usecases.speaking import Speaker
from bot.usecases.timing import end_timers, set_timer

TIMER = "checkin_worry"


async def watch(uow: UnitOfWork, plan: CheckinPlan, details: PlanDetails, now: datetime) -> None:
    """Look, after the wait they chose, whether they have written since; not where nobody is to be told."""
    await end_timers(uow, plan.conversation_id, TIMER)
    if details.tell_people:
        await set_timer(uow, TIMER, plan.subject_id, plan.conversation_id, now + details.wait, now)


async def fire_worry(store: Store, timer: Timer, now: datetime, _: Speaker) -> None:
    """Nothing more came, or only a wish for silence: people are called. Whoever wrote anything else is in a talk of its own."""
    async with store.unit_of_work() as uow:
        uow.timers.finish(timer.id, timer.version)
        conversation = await uow.conversations.get(timer.conversation_id) if timer.conversation_id else None
        if conversation is not None and _is_silent(conversation, timer.created_at):
            await call_quietly(uow, conversation.subject_id, conversation.id, "checkin", now)
        await uow.commit()


def _is_silent(conversation: Conversation, since: datetime) -> bool:
    """Whether nobody has written since but to stop our texts, for good or for now, which may have been somebody else's hand."""
    quiet_until = silent_until(conversation)
    wished_at = [conversation.paused_at, quiet_until - QUIET_FOR if quiet_until else None]
    return conversation.last_inbound_at <= since or any(at is not None and at >= since for at in wished_at)
