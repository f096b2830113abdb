"""What advocates do at the desk. Every deed takes a unit of work, checks who may, and commits nothing.

A deed that is not possible raises `WrongInput` with a sentence for the page. One that collides with somebody else's raises
`ConflictError` at the commit; `carried_out` takes it again from what stands by then.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TypeVar

from bot.care.alerts import LOOKED_AFTER
from bot.care.handoffs import DISPOSITIONS, Deed, is_quiet, may, may_see_since
from bot.care.ids import AdvocateId
from bot.care.rota import ANSWERING
from bot.errors import ConflictError, WrongInput
from bot.store import Store, UnitOfWork
from bot.store.records import Advocate, Conversation, Handoff
from bot.usecases import calling, handoffs, paging
from bot.usecases.alerts import settle
from bot.usecases.ending import end_handoff
from bot.usecases.looking import acknowledge_alert, add_note, look_back, note_audit, unmask
from bot.usecases.releasing import give_back
from bot.usecases.replying import reply, without_question
from bot.usecases.speaking import Speaker

__all__ = [
    "acknowledge_alert",
    "add_note",
    "carried_out",
    "claim",
    "close",
    "hand_back",
    "look_back",
    "may_see_since",
    "note_audit",
    "release",
    "reply",
    "set_away",
    "transfer",
    "unmask",
]

_TRIES = 5

T = TypeVar("T")


async def carried_out(store: Store, deed: Callable[[UnitOfWork], Awaitable[T]]) -> T:
    """Do a deed and commit it. Colliding with a turn or a timer, it is done again; `WrongInput` if it is not possible any more.

    Raises `ConflictError` when it collides again and again.
    """
    for last in [False] * (_TRIES - 1) + [True]:
        try:
            async with store.unit_of_work() as uow:
                result = await deed(uow)
                await uow.commit()
                return result
        except ConflictError:
            if last:
                raise
    raise AssertionError("the last try returns or raises")


async def claim(uow: UnitOfWork, speaker: Speaker, handoff_id: str, advocate: Advocate, now: datetime) -> None:
    """Take a conversation, out of the queue or from a colleague who passes it on. From now on the program is silent.

    Of a handoff that the youth knows nothing of they hear nothing yet: the program goes on until the advocate writes.
    """
    handoff, conversation = await _standing(uow, handoff_id)
    if handoff.status == "claimed" and handoff.claimed_by == advocate.id:
        return
    _demand("claim", handoff, advocate, "somebody else was faster")
    uow.handoffs.claim(handoff.id, advocate.id, now, handoff.version)
    if not is_quiet(handoff):
        await _join(uow, speaker, handoff, conversation, advocate, now)
    await handoffs.settle_alerts(uow, conversation.id, now)
    if handoff.reason == "checkin":
        await settle(uow, conversation.id, LOOKED_AFTER, now)
    for page in await uow.pages.open_for(handoff.id):
        if page.advocate_id == advocate.id:
            uow.pages.acknowledge(page.id, now)
    note_audit(uow, "advocate:handoff:claimed", advocate, now, handoff.subject_id)


async def release(
    uow: UnitOfWork,
    speaker: Speaker,
    handoff_id: str,
    advocate: Advocate,
    now: datetime,
    reason: str | None = None,
) -> None:
    """Give a conversation back to the queue; a reason becomes a note. A colleague is paged and the youth is told."""
    handoff, conversation = await _standing(uow, handoff_id)
    _demand("release", handoff, advocate, "this conversation is not yours")
    await give_back(uow, speaker, handoff, conversation, now)
    if reason and reason.strip():
        await add_note(uow, handoff, conversation, advocate, reason, now)
    note_audit(uow, "advocate:handoff:released", advocate, now, handoff.subject_id)


async def transfer(
    uow: UnitOfWork,
    speaker: Speaker,
    handoff_id: str,
    advocate: Advocate,
    to: AdvocateId | None,
    note: str | None,
    now: datetime,
) -> None:
    """Pass a conversation on. It stays in hand until the colleague claims it; to nobody in particular it is a release."""
    if to is None:
        await release(uow, speaker, handoff_id, advocate, now, note)
        return
    handoff, conversation = await _standing(uow, handoff_id)
    _demand("transfer", handoff, advocate, "this conversation is not yours")
    colleague = await uow.advocates.get(to)
    if colleague is None or colleague.status != "active" or colleague.role not in ANSWERING:
        raise WrongInput("this colleague cannot take conversations")
    if to == handoff.claimed_by:
        raise WrongInput("this colleague has the conversation already")
    uow.handoffs.transfer(handoff.id, handoff.version, to, now)
    await paging.page(uow, speaker.program, handoff, colleague, now, passed_on=True)
    if note and note.strip():
        await add_note(uow, handoff, conversation, advocate, note, now)
    note_audit(uow, "advocate:handoff:transferred", advocate, now, handoff.subject_id)


async def hand_back(
    uow: UnitOfWork, speaker: Speaker, handoff_id: str, advocate: Advocate, disposition: str, now: datetime
) -> None:
    """The program takes over again, and says so."""
    await _end(uow, speaker, handoff_id, advocate, disposition, now, "hand_back")


async def close(
    uow: UnitOfWork, speaker: Speaker, handoff_id: str, advocate: Advocate, disposition: str, now: datetime
) -> None:
    """The talk is over for now. A supervisor may also end what waits and needs nobody any more."""
    await _end(uow, speaker, handoff_id, advocate, disposition, now, "close")


async def set_away(uow: UnitOfWork, advocate: Advocate, away: bool, now: datetime) -> None:
    """Step away, or come back. Talks in hand stay in hand, and go back to the queue when a text is left unanswered."""
    uow.advocates.set_away(advocate.id, away)
    note_audit(uow, f"advocate:shift:{'left' if away else 'resumed'}", advocate, now)


async def _join(
    uow: UnitOfWork, speaker: Speaker, handoff: Handoff, conversation: Conversation, advocate: Advocate, now: datetime
) -> None:
    """The program falls silent and says who is there."""
    if handoff.joined_at is None:
        uow.handoffs.joined(handoff.id, now)
    # The save is what a turn under way collides with, so that the program falls silent this very moment.
    await uow.conversations.save(without_question(conversation))
    if handoff.status == "claimed":
        await speaker.say(uow, conversation, "utter_advocate_changed", now, name=advocate.name)
    elif handoff.reason != "recontact" or conversation.last_inbound_at > handoff.requested_at:
        # Whoever was texted at an agreed time has not shown yet that it is they who hold the phone.
        await speaker.say(uow, conversation, "utter_advocate_joined", now, name=advocate.name)
    await calling.watch_silence(uow, handoff.subject_id, conversation.id, now, speaker.program)


async def _end(
    uow: UnitOfWork,
    speaker: Speaker,
    handoff_id: str,
    advocate: Advocate,
    disposition: str,
    now: datetime,
    deed: Deed,
) -> None:
    if disposition not in DISPOSITIONS:
        raise WrongInput("choose how it ended")
    handoff, conversation = await _standing(uow, handoff_id)
    _demand(deed, handoff, advocate, "this conversation is not yours")
    await end_handoff(uow, handoff, conversation, now, disposition=disposition, by=advocate.id)
    if handoff.status == "claimed" and not is_quiet(handoff):
        words = "utter_advocate_left" if deed == "hand_back" else "utter_handoff_closed"
        await speaker.say(uow, conversation, words, now, name=advocate.name)
    event = "handed_back" if deed == "hand_back" else "closed"
    note_audit(uow, f"advocate:handoff:{event}", advocate, now, handoff.subject_id)


async def _standing(uow: UnitOfWork, handoff_id: str) -> tuple[Handoff, Conversation]:
    handoff = await uow.handoffs.get(handoff_id)
    conversation = await uow.conversations.get(handoff.conversation_id) if handoff else None
    if handoff is None or conversation is None:
        raise WrongInput("this conversation is not kept any more")
    return handoff, conversation


def _demand(deed: Deed, handoff: Handoff, advocate: Advocate, otherwise: str) -> None:
    if not may(deed, handoff, advocate):
        over = handoff.status in ("closed", "lapsed")
        raise WrongInput("this conversation has ended" if over else otherwise)
