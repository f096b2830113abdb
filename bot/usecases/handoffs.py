"""Asking for a person, and no longer asking."""

from __future__ import annotations

from bot.care.handoffs import WAITING, outranks, priority_of
from bot.care.ids import new_id
from bot.store.records import Handoff, HandoffReason
from bot.usecases.alerts import raise_alert
from bot.usecases.scope import TurnScope

_ASKED = "person asked for"


async def request(scope: TurnScope, *, reason: HandoffReason) -> bool:
    """Ask for a person; False when one was asked for already, which then is only made more urgent where it has to be."""
    if _ASKED in scope.done:
        return False
    scope.done[_ASKED] = True
    waiting = await scope.uow.handoffs.open_for(scope.conversation_id)
    if waiting is not None and not (waiting.status in WAITING and outranks(reason, waiting.priority)):
        return False
    if waiting is not None:
        await scope.uow.handoffs.close(waiting.id, "closed", scope.now)
    await scope.uow.handoffs.add(_handoff(scope, reason, waiting))
    await raise_alert(
        scope.uow,
        kind=f"person_{reason}",
        now=scope.now,
        subject_id=scope.subject_id,
        conversation_id=scope.conversation_id,
    )
    await scope.note(f"youth:handoff_{reason}:requested")
    return waiting is None


async def is_waiting(scope: TurnScope) -> bool:
    """Whether a person was asked for and none has come yet."""
    if _ASKED in scope.done:
        return True
    waiting = await scope.uow.handoffs.open_for(scope.conversation_id)
    return waiting is not None and waiting.status in WAITING


async def stop_waiting(scope: TurnScope) -> None:
    """The youth no longer waits. A person who already has the conversation is not sent away by this."""
    waiting = await scope.uow.handoffs.open_for(scope.conversation_id)
    if waiting is None or waiting.status not in WAITING:
        return
    await scope.uow.handoffs.close(waiting.id, "closed", scope.now)
    for alert in await scope.uow.alerts.open():
        # One of a risk stays: whoever holds the phone may be the danger.
        if alert.conversation_id == scope.conversation_id and alert.kind == "person_asked":
            scope.uow.alerts.acknowledge(alert.id, scope.now)
    await scope.note("youth:handoff:cancelled")


def _handoff(scope: TurnScope, reason: HandoffReason, before: Handoff | None) -> Handoff:
    """Whoever waited before keeps their place in time."""
    return Handoff(
        id=new_id(),
        subject_id=scope.subject_id,
        conversation_id=scope.conversation_id,
        reason=reason,
        priority=priority_of(reason),
        requested_at=before.requested_at if before else scope.now,
    )
