"""What a youth must have been told before anything is asked: what is kept, who sees it, what adults here must report."""

from __future__ import annotations

from bot.store.records import Notice
from bot.usecases.scope import TurnScope

LIMITS = "limits"


async def record(scope: TurnScope) -> None:
    """Note that the limits were told in this turn, in which wording and language."""
    if LIMITS in scope.done:
        return
    scope.done[LIMITS] = True
    await scope.uow.notices.add(
        Notice(
            id=scope.new_id(),
            subject_id=scope.subject_id,
            conversation_id=scope.conversation_id,
            kind=LIMITS,
            wording_version=scope.program.wording["notice"],
            language=scope.language,
            told_at=scope.now,
        )
    )
    await scope.note("service:limits:told", actor="service")
