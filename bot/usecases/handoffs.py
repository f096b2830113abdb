"""Asking for a person, in a turn of the youth: for now, for later, with or without what was said; and no longer asking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.care.handoffs import WAITING, is_quiet, needs_a_shift, outranks, priority_of
from bot.care.hours import offered_times
from bot.care.ids import ConversationId
from bot.store import UnitOfWork
from bot.store.records import Handoff, HandoffReason
from bot.usecases import calling, checkin_worry
from bot.usecases.alerts import raise_alert, settle
from bot.usecases.hours import how_long
from bot.usecases.opening import Standing, go_on_quietly, is_about_to_call, open_handoff, standing
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
    stands = await standing(scope.uow, scope.conversation_id)
    waiting = stands.known
    if waiting is not None and not (waiting.status in WAITING and outranks(reason, priority_of(waiting.reason))):
        return await _how_it_stands(scope, "already", reason, waiting)
    nobody = waiting is None and needs_a_shift(reason) and not scope.hours.is_staffed(scope.now)
    await _add(scope, reason, stands, lapsed=nobody)
    status: Literal["new", "already", "nobody"] = "nobody" if nobody else "new" if waiting is None else "already"
    requested = await _how_it_stands(scope, status, reason, waiting)
    scope.done[_ASKED] = requested
    return requested


async def is_waiting(scope: TurnScope) -> bool:
    """Whether a person was asked for and none has come yet."""
    if _ASKED in scope.done:
        requested: Requested = scope.done[_ASKED]
        return requested.status != "nobody"
    waiting = (await standing(scope.uow, scope.conversation_id)).known
    return waiting is not None and waiting.status in WAITING


async def share(scope: TurnScope, shares: bool) -> bool:
    """The youth's answer: may the person who comes read what was said before? False when nobody is asked for any more."""
    waiting = (await standing(scope.uow, scope.conversation_id)).known
    if waiting is None:
        return False
    scope.uow.handoffs.share(waiting.id, shares)
    await scope.note(f"youth:handoff:{'shared' if shares else 'kept_apart'}")
    return True


async def stop_waiting(scope: TurnScope) -> None:
    """The youth no longer waits. A person who already has the conversation is not sent away by this."""
    waiting = (await standing(scope.uow, scope.conversation_id)).known
    if waiting is None or waiting.status not in WAITING:
        return
    scope.uow.handoffs.close(waiting.id, "closed", scope.now, disposition="cancelled")
    await go_on_quietly(scope.uow, waiting, scope.now)
    # The alert of a risk stays: whoever holds the phone may be the danger.
    await settle_alerts(scope.uow, scope.conversation_id, scope.now, but=("person_risk",))
    await scope.note("youth:handoff:cancelled")


async def end_for_good(scope: TurnScope) -> None:
    """The youth is to be forgotten: whoever has the conversation or was to have it is told that it is over."""
    found = await standing(scope.uow, scope.conversation_id)
    open_ones = [one for one in (found.known, found.quiet) if one is not None]
    for one in open_ones:
        scope.uow.handoffs.close(one.id, "closed", scope.now, disposition="forgotten")
    if open_ones:
        await settle_alerts(scope.uow, scope.conversation_id, scope.now, but=("person_risk",))
        await scope.note("youth:handoff:forgotten")
    # Both name nobody, since they outlive the one whom they are about.
    if await _people_are_called(scope, open_ones):
        await raise_alert(scope.uow, kind="forgotten_in_danger", now=scope.now, each=True)
    elif any(one.status == "claimed" for one in open_ones):
        await raise_alert(scope.uow, kind="forgotten_while_talking", now=scope.now, each=True)


async def _people_are_called(scope: TurnScope, open_ones: list[Handoff]) -> bool:
    """Whether a duress word or a check-in called people, or is about to: whoever asks may be whoever has the phone."""
    quiet = any(is_quiet(one) or one.reason == "duress" or one.priority < priority_of(one.reason) for one in open_ones)
    unreached = {"duress_unreached", "checkin_unreached"} & {
        one.kind for one in await scope.uow.alerts.of_conversation(scope.conversation_id)
    }
    worried = await scope.uow.timers.by_conversation(scope.conversation_id, checkin_worry.TIMER)
    return quiet or bool(unreached or worried) or await is_about_to_call(scope.uow, scope.conversation_id)


def offer_times(scope: TurnScope) -> list[datetime]:
    """Up to three times at which somebody can write to the youth, in the program's zone; empty when no shift is known."""
    return offered_times(scope.hours, scope.now, scope.program.zone)


async def settle_alerts(
    uow: UnitOfWork, conversation_id: ConversationId, now: datetime, *, but: tuple[str, ...] = ()
) -> None:
    """Acknowledge the alerts that say a person is asked for: somebody came, or nobody needs to any more."""
    kinds = {alert.kind for alert in await uow.alerts.of_conversation(conversation_id)}
    await settle(uow, conversation_id, {kind for kind in kinds if kind.startswith("person_")} - {*but}, now)


async def _add(scope: TurnScope, reason: HandoffReason, before: Standing, *, lapsed: bool) -> None:
    """A new handoff in the place of what stood before. Where nobody is on shift, what the youth knows nothing of goes on."""
    where = (scope.subject_id, scope.conversation_id)
    await open_handoff(
        scope.uow,
        *where,
        reason,
        scope.now,
        alert=f"person_{reason}",
        event=f"youth:handoff_{reason}:requested",
        actor="youth",
        before=None if lapsed else before,
        lapsed=lapsed,
    )
    if not lapsed:
        await calling.keep_telling(scope.uow, *where, scope.now, scope.program)


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
            # As the reasons say it: what presses a wait beside them is not to be heard from the time that it takes.
            priority=min(priority, priority_of(waiting.reason)) if waiting else priority,
            requested_at=waiting.requested_at if waiting else scope.now,
            now=scope.now,
            conversation_id=scope.conversation_id,
        ),
        next_shift=scope.hours.next_shift(scope.now),
    )
