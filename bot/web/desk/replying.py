"""Writing back: how long a draft is on SMS, that somebody writes, and a reply that goes out once however often it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from bot.care.handoffs import may
from bot.care.ids import ConversationId
from bot.care.rota import ANSWERING
from bot.care.wording import segments
from bot.errors import WrongInput
from bot.store import UnitOfWork
from bot.store.records import Conversation, Handoff, OutboundMessage
from bot.usecases import desk as desk_usecases
from bot.usecases.replying import MOST_SEGMENTS, as_sent
from bot.web.desk.context import Desk, go, wants_fragment
from bot.web.desk.events import watch_of
from bot.web.desk.table import Entry

LONG_FROM: Final = 3  # segments from which a reply is called long
WRITES_FOR: Final = timedelta(seconds=8)  # how long after a key somebody counts as writing
RENEW_BEFORE: Final = timedelta(seconds=3)


@dataclass(frozen=True, kw_only=True)
class Length:
    """How long a draft is: segments of an SMS, and the characters that still fit into the last one."""

    segments: int
    remaining: int

    @property
    def long(self) -> bool:
        return self.segments >= LONG_FROM

    @property
    def too_long(self) -> bool:
        return self.segments > MOST_SEGMENTS


def length_of(text: str, channel: str) -> Length:
    """The length of a text as it would go out."""
    found = segments(as_sent(text, channel))
    return Length(segments=found.count, remaining=found.remaining)


async def draft(request: Request, desk: Desk) -> Response:
    """What the reply box shows while somebody types; colleagues see that they do. Nothing of the text is kept."""
    text = await _field(request, "text")
    async with desk.house.store.unit_of_work() as uow:
        conversation, _ = await _mine(uow, request, desk)
        writing = await uow.typing.of(conversation.id, desk.now + RENEW_BEFORE)
        if text.strip() and desk.me.id not in writing:
            uow.typing.set(conversation.id, desk.me.id, desk.now + WRITES_FOR)
            await uow.commit()
    return desk.render("desk/_count.html", length=length_of(text, conversation.channel), most=MOST_SEGMENTS)


async def reply(request: Request, desk: Desk) -> Response:
    """Queue a reply. `key` names it: a second request with the same key finds it queued and changes nothing."""
    text, key = await _field(request, "text"), await _field(request, "key")

    async def deed(uow: UnitOfWork) -> OutboundMessage:
        conversation, handoff = await _mine(uow, request, desk)
        program = desk.house.settings.program
        sent = await desk_usecases.reply(uow, program, handoff, conversation, desk.me, text, desk.now, key=key)
        uow.typing.set(conversation.id, desk.me.id, desk.now)
        return sent

    sent = await desk_usecases.carried_out(desk.house.store, deed)
    watch_of(request, desk.house).wake()
    if not wants_fragment(request):
        return go(request, f"/desk/conversations/{sent.conversation_id}")
    if sent.text != as_sent(text, sent.channel):
        # The first try got through though its answer got lost, and the text was changed since: it is another reply by now.
        answer = desk.render("desk/_sentence.html", status=409, sentence=desk.t("reply.first_went_out"))
        answer.headers["HX-Trigger"] = "another"
        return answer
    return Response(status_code=204, headers={"HX-Trigger": "sent"})


async def _mine(uow: UnitOfWork, request: Request, desk: Desk) -> tuple[Conversation, Handoff]:
    """The conversation and my handoff in it. Raises `WrongInput` when it is not, or no longer, mine."""
    conversation = await uow.conversations.get(ConversationId(request.path_params["id"]))
    handoff = await uow.handoffs.open_for(conversation.id) if conversation else None
    if conversation is None or handoff is None or not may("reply", handoff, desk.me):
        raise WrongInput("this conversation is not yours")
    return conversation, handoff


async def _field(request: Request, name: str) -> str:
    value = (await request.form()).get(name, "")
    return value if isinstance(value, str) else ""


_ONE = "/desk/conversations/{id}"
ENTRIES = (
    Entry(path=f"{_ONE}/draft", method="POST", handler=draft, roles=ANSWERING),
    Entry(path=f"{_ONE}/reply", method="POST", handler=reply, roles=ANSWERING),
)
