"""How it stands with the person whom a youth waits for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.care.handoffs import WAITING, priority_of
from bot.store.records import HandoffReason
from bot.usecases.hours import how_long
from bot.usecases.opening import standing
from bot.usecases.scope import TurnScope


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A wait as the youth may hear of it. `wait` is what is left of it, None when nobody is on shift."""

    reason: HandoffReason
    shares: bool | None
    wait: timedelta | None


async def of_the_wait(scope: TurnScope) -> Standing | None:
    """The wait that was open when the turn began; None when no person was asked for, or one has come.

    A handoff that the youth knows nothing of is no wait of theirs.
    """
    handoff = (await standing(scope.uow, scope.conversation_id)).known
    if handoff is None or handoff.status not in WAITING:
        return None
    wait = await how_long(
        scope.uow,
        scope.program,
        scope.hours,
        priority=priority_of(handoff.reason),
        requested_at=handoff.requested_at,
        now=scope.now,
        conversation_id=scope.conversation_id,
    )
    return Standing(reason=handoff.reason, shares=handoff.shares, wait=wait)
