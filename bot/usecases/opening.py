"""Opening a handoff: from a turn of the youth, from a timer, or quietly, so that nothing of it is ever said to the phone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.care.handoffs import OPEN, QUIET, RISK_FIRST, WAITING, is_quiet, outranks, priority_of
from bot.care.ids import ConversationId, SubjectId, new_id
from bot.store import Store, UnitOfWork
from bot.store.records import Handoff, HandoffReason, Timer
from bot.usecases import calling
from bot.usecases.alerts import raise_alert
from bot.usecases.speaking import Speaker
from bot.usecases.timing import set_timer

KIND = "quiet_call"
AFTER_THE_REPLY = timedelta(seconds=2)
"""By then the reply has left, so that nothing which is done for people makes it come later."""
_NOTHING = "nothing"
QuietReason = Literal["checkin", "duress"]
_ALERTS: dict[QuietReason, str] = {"checkin": "checkin_missed", "duress": "duress"}


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The open handoffs of a conversation: the one that the youth knows of, and the one that they must not hear of."""

    known: Handoff | None
    quiet: Handoff | None


async def standing(uow: UnitOfWork, conversation_id: ConversationId) -> Standing:
    """What is open now; of several of a sort the most urgent."""
    kept = await uow.handoffs.of_conversation(conversation_id)
    open_ones = sorted((one for one in kept if one.status in OPEN), key=lambda one: one.priority)
    return Standing(
        known=next((one for one in open_ones if not is_quiet(one)), None),
        quiet=next((one for one in open_ones if is_quiet(one)), None),
    )


async def open_handoff(
    uow: UnitOfWork,
    subject_id: SubjectId,
    conversation_id: ConversationId,
    reason: HandoffReason,
    now: datetime,
    *,
    alert: str | None,
    event: str,
    actor: str = "service",
    before: Standing | None = None,
    lapsed: bool = False,
) -> None:
    """A new handoff with its alert and its ladder, or, `lapsed`, only the record that nobody was there.

    Those of `before` end: whoever waited keeps their place in time, and the urgency of what they know nothing of.
    """
    known = before.known if before else None
    ended = [one for one in (known, before.quiet if before else None) if one is not None]
    for one in ended:
        uow.handoffs.close(one.id, "closed", now, disposition="more_urgent")
    uow.handoffs.add(
        Handoff(
            id=new_id(),
            subject_id=subject_id,
            conversation_id=conversation_id,
            status="lapsed" if lapsed else "requested",
            reason=reason,
            priority=min([priority_of(reason), *(one.priority for one in ended)]),
            requested_at=known.requested_at if known else now,
            closed_at=now if lapsed else None,
            shares=known.shares if known else None,
        )
    )
    if not lapsed:
        await calling.call_people(uow, subject_id, conversation_id, now)
    if alert is not None:
        await raise_alert(uow, kind=alert, now=now, subject_id=subject_id, conversation_id=conversation_id)
    uow.audit.note(event, now, actor=actor, subject_id=subject_id)


async def danger_in_talk(uow: UnitOfWork, conversation_id: ConversationId, now: datetime) -> None:
    """A risk was heard. A talk with a person is about that from now on: they may look back, and given back it comes first."""
    talk = (await standing(uow, conversation_id)).known
    if talk is None or talk.status != "claimed" or talk.priority == RISK_FIRST:
        return
    uow.handoffs.at_risk(talk.id, talk.version)
    uow.audit.note("service:handoff:at_risk", now, actor="service", subject_id=talk.subject_id)


async def call_quietly(
    uow: UnitOfWork, subject_id: SubjectId, conversation_id: ConversationId, reason: QuietReason, now: datetime
) -> None:
    """People are told and called; the phone shows nothing of it, now or later.

    Whoever waits for a person already goes on waiting as before, only more urgently; whoever has one is left with them, who
    are called to look.
    """
    alert = _ALERTS[reason]
    found = await standing(uow, conversation_id)
    open_one = found.known or found.quiet
    waits = open_one is not None and open_one.status in WAITING
    if open_one is None or (found.known is None and waits and outranks(reason, open_one.priority)):
        event = f"service:handoff_{reason}:requested"
        await open_handoff(uow, subject_id, conversation_id, reason, now, alert=alert, event=event, before=found)
        return
    await raise_alert(uow, kind=alert, now=now, subject_id=subject_id, conversation_id=conversation_id)
    if outranks(reason, open_one.priority):
        await _press(uow, open_one, reason, now)
    if not waits:
        await calling.remind(uow, subject_id, conversation_id, now, alert=alert)


async def _press(uow: UnitOfWork, handoff: Handoff, reason: QuietReason, now: datetime) -> None:
    uow.handoffs.press(handoff.id, handoff.version, priority_of(reason))
    await calling.look_now(uow, handoff.conversation_id, now)
    uow.audit.note("service:handoff:pressed", now, actor="service", subject_id=handoff.subject_id)


async def soon(
    uow: UnitOfWork, subject_id: SubjectId, conversation_id: ConversationId, reason: QuietReason, now: datetime
) -> None:
    """Call people quietly by a timer that is due at once: whatever else this unit does to handoffs is written by then."""
    await set_timer(uow, KIND, subject_id, conversation_id, now, now, {"reason": reason})


async def after_the_reply(
    uow: UnitOfWork,
    subject_id: SubjectId,
    conversation_id: ConversationId,
    now: datetime,
    *,
    duress: bool,
    risk: str | None,
) -> None:
    """Call people quietly once the reply has left, and tell them of the risk (its kind); or, without duress, nobody.

    A turn writes one such row whatever it heard, so that it takes as long.
    """
    payload = {"reason": "duress" if duress else _NOTHING, "risk": risk if duress else None}
    await set_timer(uow, KIND, subject_id, conversation_id, now + AFTER_THE_REPLY, now, payload)


async def is_about_to_call(uow: UnitOfWork, conversation_id: ConversationId) -> bool:
    """Whether people are about to be called quietly."""
    timers = await uow.timers.by_conversation(conversation_id, KIND)
    return any((timer.payload or {}).get("reason") != _NOTHING for timer in timers)


async def go_on_quietly(uow: UnitOfWork, ended: Handoff, now: datetime) -> None:
    """An ordinary handoff was ended, in this unit, that something had pressed which the youth knows nothing of: it goes on."""
    if ended.priority < priority_of(ended.reason):
        reason: QuietReason = "duress" if ended.priority == RISK_FIRST else "checkin"
        await soon(uow, ended.subject_id, ended.conversation_id, reason, now)


async def call_again_if_unseen(uow: UnitOfWork, ended: Handoff, now: datetime) -> None:
    """A talk was ended by people, and nobody has seen what was heard in it: others are called, as if there had been no talk."""
    for reason, alert in _ALERTS.items():
        graver = ended.reason not in QUIET or outranks(reason, priority_of(ended.reason))
        if graver and await uow.alerts.stands(alert, ended.conversation_id):
            await soon(uow, ended.subject_id, ended.conversation_id, reason, now)


async def fire_quiet_call(store: Store, timer: Timer, now: datetime, _: Speaker) -> None:
    """What `soon` or `after_the_reply` left to be done."""
    payload, subject_id, conversation_id = timer.payload or {}, timer.subject_id, timer.conversation_id
    reason: QuietReason = "checkin" if payload.get("reason") == "checkin" else "duress"
    async with store.unit_of_work() as uow:
        uow.timers.finish(timer.id, timer.version)
        if subject_id is not None and conversation_id is not None and payload.get("reason") != _NOTHING:
            if risk := payload.get("risk"):
                kind = f"risk_{risk}"
                await raise_alert(uow, kind=kind, now=now, subject_id=subject_id, conversation_id=conversation_id)
            await call_quietly(uow, subject_id, conversation_id, reason, now)
        await uow.commit()
