"""An advocate's own words to a youth."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.care.handoffs import may
from bot.care.program import Program
from bot.care.wording import segments, sms_spelling
from bot.errors import WrongInput
from bot.store import UnitOfWork
from bot.store.records import Advocate, Conversation, Handoff, OutboundMessage
from bot.usecases import calling
from bot.usecases.pausing import may_be_answered
from bot.usecases.queueing import queue_text

MOST_SEGMENTS = 6
_KEY_LENGTH = 32


async def reply(
    uow: UnitOfWork,
    program: Program,
    handoff: Handoff,
    conversation: Conversation,
    advocate: Advocate,
    text: str,
    now: datetime,
    *,
    key: str,
) -> OutboundMessage:
    """Queue a reply. `key`, 32 hexadecimal digits made by the page, is its id: sent again, it is the same reply.

    Raises `WrongInput` for what cannot go out: nothing, more than six segments, against a STOP, or not by this advocate. It
    collides with whatever happens to the handoff or the conversation meanwhile, so that none of these can come in between.
    """
    known = await _sent_before(uow, key, conversation, advocate)
    if known is not None:
        return known
    if handoff.conversation_id != conversation.id or not may("reply", handoff, advocate):
        raise WrongInput("this conversation is not yours")
    if not may_be_answered(conversation, now):
        raise WrongInput("they want no texts now; you can answer once they write again")
    message = await queue_text(
        uow,
        conversation,
        _checked(text, conversation.channel),
        now,
        program=program,
        purpose="reply",
        advocate_id=advocate.id,
        key=key,
    )
    uow.handoffs.held(handoff.id, advocate.id, handoff.version)
    if handoff.joined_at is None:
        await _join(uow, handoff, conversation, now, program)
    else:
        await uow.conversations.save(conversation)
    uow.audit.note("advocate:conversation:replied", now, actor=advocate.id, subject_id=conversation.subject_id)
    return message


def as_sent(text: str, channel: str) -> str:
    """A text in the spelling in which it is queued; empty when there is nothing to send."""
    kept = text.replace("\r\n", "\n").strip()
    return sms_spelling(kept) if channel == "sms" else kept


def without_question(conversation: Conversation) -> Conversation:
    """The program's last question is not open any more: a number that the youth writes is meant for the person."""
    return replace(conversation, state={**conversation.state, "asked": None} if conversation.state else {})


async def _sent_before(
    uow: UnitOfWork, key: str, conversation: Conversation, advocate: Advocate
) -> OutboundMessage | None:
    """The reply with this id, where the page sent it already. Raises `WrongInput` for an id that is none, or another's."""
    if len(key) != _KEY_LENGTH or not set(key) <= set("0123456789abcdef"):
        raise WrongInput("the reply has no id of its own; load the page again")
    known = await uow.outbound.get(key)
    if known is not None and (known.advocate_id != advocate.id or known.conversation_id != conversation.id):
        raise WrongInput("this reply has another sender")
    return known


async def _join(uow: UnitOfWork, handoff: Handoff, conversation: Conversation, now: datetime, program: Program) -> None:
    """The first word of a person: from now on the program is silent, and the youth waits for no one else."""
    await uow.conversations.save(without_question(conversation))
    uow.handoffs.joined(handoff.id, now)
    await calling.watch_silence(uow, handoff.subject_id, conversation.id, now, program)


def _checked(text: str, channel: str) -> str:
    """The text as it goes out. Raises `WrongInput` when there is none of it, or too much."""
    spelled = as_sent(text, channel)
    if not spelled:
        raise WrongInput("the reply is empty")
    if segments(spelled).count > MOST_SEGMENTS:
        raise WrongInput(f"the reply is longer than {MOST_SEGMENTS} text messages; split it")
    return spelled
