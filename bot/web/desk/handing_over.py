"""Deeds on a handoff or an alert: take it, let it go, pass it on, give it back, close it, seen; and stepping away."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from bot.care.ids import AdvocateId
from bot.care.rota import ANSWERING
from bot.store import UnitOfWork
from bot.usecases import desk as desk_usecases
from bot.web.desk.context import Desk, go, wants_fragment
from bot.web.desk.events import watch_of
from bot.web.desk.sign_in import HOME, safe_next
from bot.web.desk.table import Entry


async def claim(request: Request, desk: Desk) -> Response:
    """Take a handoff; of all who press at once, one gets it and the others are told."""
    handoff_id = request.path_params["id"]

    async def deed(uow: UnitOfWork) -> str:
        handoff = await uow.handoffs.get(handoff_id)
        await desk_usecases.claim(uow, desk.house.speaker, handoff_id, desk.me, desk.now)
        return handoff.conversation_id if handoff else ""

    try:
        conversation_id = await desk_usecases.carried_out(desk.house.store, deed)
    finally:
        watch_of(request, desk.house).wake()
    return go(request, f"/desk/conversations/{conversation_id}")


async def release(request: Request, desk: Desk) -> Response:
    """Back into the queue, with a note for whoever comes next or without."""
    note = str((await request.form()).get("note", ""))

    async def deed(uow: UnitOfWork) -> None:
        await desk_usecases.release(uow, desk.house.speaker, request.path_params["id"], desk.me, desk.now, note)

    return await _done(request, desk, deed)


async def transfer(request: Request, desk: Desk) -> Response:
    """To a colleague, with a note for them or without; to nobody in particular is back into the queue."""
    form = await request.form()
    to, note = str(form.get("to", "")), str(form.get("note", "")).strip()

    async def deed(uow: UnitOfWork) -> None:
        await desk_usecases.transfer(
            uow,
            desk.house.speaker,
            request.path_params["id"],
            desk.me,
            AdvocateId(to) if to else None,
            note or None,
            desk.now,
        )

    return await _done(request, desk, deed)


async def hand_back(request: Request, desk: Desk) -> Response:
    """The program answers again, and the youth is told."""
    disposition = str((await request.form()).get("disposition", ""))

    async def deed(uow: UnitOfWork) -> None:
        await desk_usecases.hand_back(
            uow, desk.house.speaker, request.path_params["id"], desk.me, disposition, desk.now
        )

    return await _done(request, desk, deed)


async def close(request: Request, desk: Desk) -> Response:
    """The talk is over."""
    disposition = str((await request.form()).get("disposition", ""))

    async def deed(uow: UnitOfWork) -> None:
        await desk_usecases.close(uow, desk.house.speaker, request.path_params["id"], desk.me, disposition, desk.now)

    return await _done(request, desk, deed)


async def acknowledge(request: Request, desk: Desk) -> Response:
    """Somebody has looked at an alert."""

    async def deed(uow: UnitOfWork) -> None:
        await desk_usecases.acknowledge_alert(uow, request.path_params["id"], desk.me, desk.now)

    return await _done(request, desk, deed, stays=True)


async def away(request: Request, desk: Desk) -> Response:
    """Step away from the desk, or come back to it; the page that asked may name where to go on."""
    form = await request.form()
    leaves, next_page = str(form.get("away", "")) == "yes", safe_next(str(form.get("next", "")))

    async def deed(uow: UnitOfWork) -> None:
        await desk_usecases.set_away(uow, desk.me, leaves, desk.now)

    return await _done(request, desk, deed, next_page=next_page)


async def _done(
    request: Request,
    desk: Desk,
    deed: Callable[[UnitOfWork], Awaitable[None]],
    *,
    stays: bool = False,
    next_page: str = HOME,
) -> Response:
    """Do it, let every page look, and go to the queue or where else was asked, or stay and refresh what is there."""
    await desk_usecases.carried_out(desk.house.store, deed)
    watch_of(request, desk.house).wake()
    if stays and wants_fragment(request):
        return Response(status_code=204, headers={"HX-Trigger": "refresh"})
    return go(request, next_page)


_ONE = "/desk/handoffs/{id}"
ENTRIES = (
    Entry(path=f"{_ONE}/claim", method="POST", handler=claim, roles=ANSWERING),
    Entry(path=f"{_ONE}/release", method="POST", handler=release, roles=ANSWERING),
    Entry(path=f"{_ONE}/transfer", method="POST", handler=transfer, roles=ANSWERING),
    Entry(path=f"{_ONE}/hand-back", method="POST", handler=hand_back, roles=ANSWERING),
    Entry(path=f"{_ONE}/close", method="POST", handler=close, roles=ANSWERING),
    Entry(path="/desk/alerts/{id}/acknowledge", method="POST", handler=acknowledge, roles=ANSWERING),
    Entry(path="/desk/away", method="POST", handler=away, roles=ANSWERING),
)
