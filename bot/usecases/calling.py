"""The timers that run while somebody waits, or talks with a person. Each looks for itself whether it is still needed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.care.ids import AdvocateId, ConversationId, SubjectId, new_id
from bot.care.program import Program
from bot.store import UnitOfWork
from bot.store.records import Timer

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
    await end(uow, conversation_id, LADDER)
    payload = {PASSED_BY: str(passed_by)} if passed_by else None
    await _add(uow, LADDER, subject_id, conversation_id, now, now, payload)


async def look_now(uow: UnitOfWork, conversation_id: ConversationId, now: datetime) -> None:
    """A ladder that runs looks again at once, for its handoff has become more urgent. It began when it began."""
    for timer in await uow.timers.by_conversation(conversation_id, LADDER):
        uow.timers.reschedule(timer.id, timer.version, now)


async def keep_telling(
    uow: UnitOfWork, subject_id: SubjectId, conversation_id: ConversationId, now: datetime, program: Program
) -> None:
    """Let the youth hear a word every so often; a rhythm that runs already goes on."""
    if not await uow.timers.by_conversation(conversation_id, WAIT):
        await _add(uow, WAIT, subject_id, conversation_id, now, now + program.waiting.word_every)


async def watch_silence(
    uow: UnitOfWork, subject_id: SubjectId, conversation_id: ConversationId, now: datetime, program: Program
) -> None:
    """Look, from now on, whether the advocate answers."""
    await end(uow, conversation_id, SILENCE)
    await _add(uow, SILENCE, subject_id, conversation_id, now, now + program.paging.silent_after)


async def remind(
    uow: UnitOfWork, subject_id: SubjectId, conversation_id: ConversationId, now: datetime, *, alert: str
) -> None:
    """Call whoever has the talk to look at it, until somebody has seen to the alert. One that runs for it began when it began."""
    running = await uow.timers.by_conversation(conversation_id, REMINDER)
    if not any((timer.payload or {}).get(ALERT) == alert for timer in running):
        await _add(uow, REMINDER, subject_id, conversation_id, now, now, {ALERT: alert})


async def end(uow: UnitOfWork, conversation_id: ConversationId, kind: str) -> None:
    """End the timers of a kind."""
    for timer in await uow.timers.by_conversation(conversation_id, kind):
        uow.timers.finish(timer.id, timer.version)


async def _add(
    uow: UnitOfWork,
    kind: str,
    subject_id: SubjectId,
    conversation_id: ConversationId,
    now: datetime,
    due_at: datetime,
    payload: dict[str, Any] | None = None,
) -> None:
    await uow.timers.add(
        Timer(
            id=new_id(),
            kind=kind,
            subject_id=subject_id,
            conversation_id=conversation_id,
            due_at=due_at,
            created_at=now,
            payload=payload,
        )
    )
