"""Asking for a person, in a turn of the youth: for now, for later, with or without what was said; and no longer asking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.care.handoffs import WAITING, needs_a_shift, outranks, priority_of
from bot.care.hours import offered_times
from bot.care.ids import ConversationId, new_id
from bot.store import UnitOfWork
from bot.store.records import Handoff, HandoffReason
from bot.usecases import calling
from bot.usecases.alerts import raise_alert
from bot.usecases.hours import how_long
from bot.usecases.scope import TurnScope

_ASKED = "person asked for"


@dataclass(frozen=True, kw_only=True)
class Requested:
    """What came of asking for a person.

    `nobody`: no one is on shift, and it has lapsed already. `wait` is None when nobody is on shift, `next_shift` (in the
    program's zone) when none is known.
    """

    status: Literal["new", "already", "nobody"]
    wait: timedelta | None
    next_shift: datetime | None


async def request(scope: TurnScope, *, reason: HandoffReason) -> Requested:
    """Ask for a person. Asked for already, it is only made more urgent where it has to be."""
    if _ASKED in scope.done:
        before: Requested = scope.done[_ASKED]
        return await _how_it_stands(scope, "nobody" if before.status == "nobody" else "already", reason, None)
    waiting = await scope.uow.handoffs.open_for(scope.conversation_id)
    if waiting is not None and not (waiting.status in WAITING and outranks(reason, waiting.priority)):
        return await _how_it_stands(scope, "already", reason, waiting)
    nobody = waiting is None and needs_a_shift(reason) and not scope.hours.is_staffed(scope.now)
    await _add(scope, reason, waiting, lapsed=nobody)
    status: Literal["new", "already", "nobody"] = "nobody" if nobody else "new" if waiting is None else "already"
    requested = await _how_it_stands(scope, status, reason, waiting)
    scope.done[_ASKED] = requested
    return requested


async def is_waiting(scope: TurnScope) -> bool:
    """Whether a person was asked for and none has come yet."""
    if _ASKED in scope.done:
        requested: Requested = scope.done[_ASKED]
        return requested.status != "nobody"
    waiting = await scope.uow.handoffs.open_for(scope.conversation_id)
    return waiting is not None and waiting.status in WAITING


async def share(scope: TurnScope, shares: bool) -> bool:
    """The youth's answer: may the person who comes read what was said before? False when nobody is asked for any more."""
    waiting = await scope.uow.handoffs.open_for(scope.conversation_id)
    if waiting is None:
        return False
    scope.uow.handoffs.share(waiting.id, shares)
    await scope.note(f"youth:handoff:{'shared' if shares else 'kept_apart'}")
    return True


async def stop_waiting(scope: TurnScope) -> None:
    """The youth no longer waits. A person who already has the conversation is not sent away by this."""
    waiting = await scope.uow.handoffs.open_for(scope.conversation_id)
    if waiting is None or waiting.status not in WAITING:
        return
    scope.uow.handoffs.close(waiting.id, "closed", scope.now, disposition="cancelled")
    # The alert of a risk stays: whoever holds the phone may be the danger.
    await settle_alerts(scope.uow, scope.conversation_id, scope.now, but=("person_risk",))
    await scope.note("youth:handoff:cancelled")


async def end_for_good(scope: TurnScope) -> None:
    """The youth is to be forgotten: whoever has the conversation or was to have it is told that it is over."""
    handoff = await scope.uow.handoffs.open_for(scope.conversation_id)
    if handoff is None:
        return
    if handoff.status in WAITING:
        await stop_waiting(scope)
        return
    scope.uow.handoffs.close(handoff.id, "closed", scope.now, disposition="forgotten")
    # It names nobody, since it outlives the one whom it is about.
    await raise_alert(scope.uow, kind="forgotten_while_talking", now=scope.now)
    await scope.note("youth:handoff:forgotten")


def offer_times(scope: TurnScope) -> list[datetime]:
    """Up to three times at which somebody can write to the youth, in the program's zone; empty when no shift is known."""
    return offered_times(scope.hours, scope.now, scope.program.zone)


async def settle_alerts(
    uow: UnitOfWork, conversation_id: ConversationId, now: datetime, *, but: tuple[str, ...] = ()
) -> None:
    """Acknowledge the alerts that say a person is asked for: somebody came, or nobody needs to any more."""
    for alert in await uow.alerts.open():
        if alert.conversation_id == conversation_id and alert.kind.startswith("person_") and alert.kind not in but:
            uow.alerts.acknowledge(alert.id, now)


async def _add(scope: TurnScope, reason: HandoffReason, before: Handoff | None, *, lapsed: bool) -> None:
    """A new handoff; one that it outranks ends, and whoever waited keeps their place in time."""
    uow = scope.uow
    if before is not None:
        uow.handoffs.close(before.id, "closed", scope.now, disposition="more_urgent")
    uow.handoffs.add(
        Handoff(
            id=new_id(),
            subject_id=scope.subject_id,
            conversation_id=scope.conversation_id,
            status="lapsed" if lapsed else "requested",
            reason=reason,
            priority=priority_of(reason),
            requested_at=before.requested_at if before else scope.now,
            closed_at=scope.now if lapsed else None,
            shares=before.shares if before else None,
        )
    )
    if not lapsed:
        await calling.call_people(uow, scope.subject_id, scope.conversation_id, scope.now)
        await calling.keep_telling(uow, scope.subject_id, scope.conversation_id, scope.now, scope.program)
    await raise_alert(
        uow,
        kind=f"person_{reason}",
        now=scope.now,
        subject_id=scope.subject_id,
        conversation_id=scope.conversation_id,
    )
    await scope.note(f"youth:handoff_{reason}:requested")


async def _how_it_stands(
    scope: TurnScope, status: Literal["new", "already", "nobody"], reason: str, waiting: Handoff | None
) -> Requested:
    priority = priority_of(reason)
    return Requested(
        status=status,
        wait=await how_long(
            scope.uow,
            scope.program,
            scope.hours,
            priority=min(priority, waiting.priority) if waiting else priority,
            requested_at=waiting.requested_at if waiting else scope.now,
            now=scope.now,
        ),
        next_shift=scope.hours.next_shift(scope.now),
    )
