"""The page of one conversation: the live thread, notes, what was agreed to, looking back with a reason, the number on proof."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from bot.care.ids import ConversationId, new_id
from bot.care.languages import LANGUAGES
from bot.care.rota import ANSWERING
from bot.errors import WrongInput
from bot.store import UnitOfWork
from bot.store.records import Conversation
from bot.usecases import desk as desk_usecases
from bot.usecases.replying import MOST_SEGMENTS
from bot.web.desk.canned import canned_for
from bot.web.desk.checkins_setup import NO_FORM, read_and_propose, setup_context
from bot.web.desk.context import Desk, go, wants_fragment
from bot.web.desk.conversation_view import lines_of, summary_of, view_of
from bot.web.desk.events import watch_of
from bot.web.desk.rota_forms import Form
from bot.web.desk.table import Entry


async def conversation_page(request: Request, desk: Desk) -> Response:
    """The whole page. That somebody read words is noted."""
    return await _page(request, desk, NO_FORM)


async def propose_checkins(request: Request, desk: Desk) -> Response:
    """Send the youth a plan for check-ins to confirm; with a mistake in the form, the page again with what was chosen."""
    form, done = await read_and_propose(request, desk)
    return done or await _page(request, desk, form, status=422)


async def _page(request: Request, desk: Desk, form: Form, status: int = 200) -> Response:
    async with desk.house.store.unit_of_work() as uow:
        conversation = await _found(uow, request)
        if conversation is None:
            return desk.render("desk/conversation_gone.html", status=410)
        view = await view_of(uow, conversation, desk)
        if view.lines is not None:
            desk_usecases.note_audit(uow, "advocate:conversation:seen", desk.me, desk.now, conversation.subject_id)
            await uow.commit()
    languages = (view.language,) if view.language in LANGUAGES else LANGUAGES
    canned = canned_for(desk.house.settings.program, languages)
    shown = {"view": view, "canned": canned, "key": new_id(), "most": MOST_SEGMENTS}
    setup = setup_context(desk, view, form)
    return desk.render("desk/conversation.html", status=status, setup=setup, **shown)


async def live_piece(request: Request, desk: Desk) -> Response:
    """What changes while the page is open."""
    async with desk.house.store.unit_of_work() as uow:
        conversation = await _found(uow, request)
        if conversation is None:
            return Response(status_code=204, headers={"HX-Refresh": "true"})
        view = await view_of(uow, conversation, desk)
    return desk.render("desk/_live.html", view=view)


async def add_note(request: Request, desk: Desk) -> Response:
    """Something for colleagues; no youth ever sees it."""
    text = str((await request.form()).get("text", ""))

    async def deed(uow: UnitOfWork) -> None:
        conversation = await _kept(uow, request)
        handoff = await uow.handoffs.open_for(conversation.id)
        await desk_usecases.add_note(uow, handoff, conversation, desk.me, text, desk.now)

    await desk_usecases.carried_out(desk.house.store, deed)
    watch_of(request, desk.house).wake()
    if wants_fragment(request):
        return Response(status_code=204, headers={"HX-Trigger": "noted"})
    return go(request, f"/desk/conversations/{request.path_params['id']}")


async def look_back(request: Request, desk: Desk) -> Response:
    """What was said before, once, for a reason that is kept. It is gone from the screen with the page."""
    reason = str((await request.form()).get("reason", ""))
    conversation_id = ConversationId(request.path_params["id"])

    async def deed(uow: UnitOfWork) -> None:
        await desk_usecases.look_back(uow, conversation_id, desk.me, reason, desk.now)

    await desk_usecases.carried_out(desk.house.store, deed)
    async with desk.house.store.unit_of_work() as uow:
        conversation = await _kept(uow, request)
        people = {one.id: one for one in await uow.advocates.all()}
        lines = lines_of(await uow.thread(conversation.id, None), people, desk)
        summary = await summary_of(uow, conversation, desk)
    watch_of(request, desk.house).wake()
    return desk.render("desk/_earlier.html", lines=lines, summary=summary)


async def number_piece(request: Request, desk: Desk) -> Response:
    """The number in full, for whoever has just proved anew who they are."""

    async def deed(uow: UnitOfWork) -> str:
        return await desk_usecases.unmask(uow, await _kept(uow, request), desk.me, desk.now)

    number = await desk_usecases.carried_out(desk.house.store, deed)
    return desk.render("desk/_number.html", number=number)


async def _found(uow: UnitOfWork, request: Request) -> Conversation | None:
    """A youth's conversation; None when there is none, or none any more."""
    conversation = await uow.conversations.get(ConversationId(request.path_params["id"]))
    return conversation if conversation is not None and conversation.kind == "youth" else None


async def _kept(uow: UnitOfWork, request: Request) -> Conversation:
    conversation = await _found(uow, request)
    if conversation is None:
        raise WrongInput("this conversation is not kept any more")
    return conversation


_ONE = "/desk/conversations/{id}"
ENTRIES = (
    Entry(path=_ONE, handler=conversation_page, roles=ANSWERING),
    Entry(path=f"{_ONE}/checkins", handler=conversation_page, roles=ANSWERING),
    Entry(path=f"{_ONE}/checkins", method="POST", handler=propose_checkins, roles=ANSWERING),
    Entry(path=f"{_ONE}/live", handler=live_piece, roles=ANSWERING, background=True),
    Entry(path=f"{_ONE}/notes", method="POST", handler=add_note, roles=ANSWERING),
    Entry(path=f"{_ONE}/look-back", method="POST", handler=look_back, roles=ANSWERING),
    Entry(path=f"{_ONE}/number", method="POST", handler=number_piece, roles=ANSWERING, step_up=True),
)
