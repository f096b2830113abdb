"""The timers that run while somebody waits, or talks with a person. Each looks for itself whether it is still needed."""

from __future__ import annotations

from datetime import datetime

from bot.care.ids import AdvocateId, ConversationId, SubjectId
from bot.care.program import Program
from bot.store import UnitOfWork
from bot.usecases.timing import end_timers, set_timer

LADDER = "handoff_ladder"
WAIT = "handoff_wait"
SILENCE = "handoff_silence"
REMINDER = "handoff_reminder"

PASSED_BY = "passed_by"
"""In a ladder's payload: the advocate who had the conversation and gave it back."""
ALERT = "alert"
"""In a reminder's payload: the kind of the alert that it is about."""


async def call_people(
    uow: UnitOfWork,
    subject_id: SubjectId,
    conversation_id: ConversationId,
    now: datetime,
    *,
    passed_by: AdvocateId | None = None,
) -> None:
    """Begin the ladder, at once and from its first rung; one that ran before ends."""
    await end_timers(uow, conversation_id, LADDER)
    payload = {PASSED_BY: str(passed_by)} if passed_by else None
    await set_timer(uow, LADDER, subject_id, conversation_id, now, now, payload)


async def look_now(uow: UnitOfWork, conversation_id: ConversationId, now: datetime) -> None:
    """A ladder that runs looks again at once, for its handoff has become more urgent. It began when it began."""
    for timer in await uow.timers.by_conversation(conversation_id, LADDER):
        uow.timers.reschedule(timer.id, timer.version, now)


async def keep_telling(
    uow: UnitOfWork, subject_id: SubjectId, conversation_id: ConversationId, now: datetime, program: Program
) -> None:
    """Let the youth hear a word every so often; a rhythm that runs already goes on."""
    if not await uow.timers.by_conversation(conversation_id, WAIT):
        await set_timer(uow, WAIT, subject_id, conversation_id, now + program.waiting.word_every, now)


async def watch_silence(
    uow: UnitOfWork, subject_id: SubjectId, conversation_id: ConversationId, now: datetime, program: Program
) -> None:
    """Look, from now on, whether the advocate answers."""
    await end_timers(uow, conversation_id, SILENCE)
    await set_timer(uow, SILENCE, subject_id, conversation_id, now + program.paging.silent_after, now)


async def remind(
    uow: UnitOfWork, subject_id: SubjectId, conversation_id: ConversationId, now: datetime, *, alert: str
) -> None:
    """Call whoever has the talk to look at it, until somebody has seen to the alert. One that runs for it began when it began."""
    running = await uow.timers.by_conversation(conversation_id, REMINDER)
    if not any((timer.payload or {}).get(ALERT) == alert for timer in running):
        await set_timer(uow, REMINDER, subject_id, conversation_id, now, now, {ALERT: alert})
