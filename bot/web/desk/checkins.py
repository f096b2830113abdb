"""The board of check-ins, live: who is due, who is waited for, who did not answer; seen to, taken, noted."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from bot.care.checkins import PlanDetails
from bot.care.rota import ANSWERING
from bot.errors import WrongInput
from bot.store import UnitOfWork
from bot.store.records import CheckinPlan
from bot.usecases import checkins as checkin_usecases
from bot.usecases import desk as desk_usecases
from bot.usecases.looking import note_checkin
from bot.web.desk.checkins_view import AHEAD, BEHIND, MOST_SHOWN, Board, House, Kept, board_of
from bot.web.desk.context import Desk, go, wants_fragment
from bot.web.desk.events import watch_of
from bot.web.desk.table import Entry

PATH: Final = "/desk/checkins"
_MOST_DUE: Final = 10 * MOST_SHOWN  # read at most; a desk that has more of them knows without a number


async def page(request: Request, desk: Desk) -> Response:
    """The whole board."""
    return desk.render("desk/checkins.html", board=await _board(desk))


async def rows_piece(request: Request, desk: Desk) -> Response:
    """The lists alone; the page asks for them whenever something changed."""
    return desk.render("desk/_checkins_board.html", board=await _board(desk))


async def acknowledge(request: Request, desk: Desk) -> Response:
    """Somebody looks after it."""

    async def deed(uow: UnitOfWork) -> None:
        await checkin_usecases.acknowledge(uow, request.path_params["id"], desk.me, desk.now)

    await desk_usecases.carried_out(desk.house.store, deed)
    return _stays(request, desk, "refresh")


async def add_note(request: Request, desk: Desk) -> Response:
    """Something for colleagues about a check-in; it stands with the notes of its conversation."""
    text = str((await request.form()).get("text", ""))

    async def deed(uow: UnitOfWork) -> None:
        await note_checkin(uow, request.path_params["id"], desk.me, text, desk.now)

    await desk_usecases.carried_out(desk.house.store, deed)
    return _stays(request, desk, "noted")


def _stays(request: Request, desk: Desk, trigger: str) -> Response:
    """The page asks anew; without htmx it is loaded anew."""
    watch_of(request, desk.house).wake()
    if wants_fragment(request):
        return Response(status_code=204, headers={"HX-Trigger": trigger})
    return go(request, PATH)


async def _board(desk: Desk) -> Board:
    async with desk.house.store.unit_of_work() as uow:
        checkins = await uow.checkins.board(desk.now - BEHIND)
        soon = await uow.checkin_plans.upcoming(desk.now + AHEAD, _MOST_DUE)
        plans = await uow.checkin_plans.of_ids({one.plan_id for one in checkins} - {one.id for one in soon})
        return board_of(
            checkins,
            soon,
            House(
                known={one.conversation_id: one for one in await uow.conversations.overview()},
                handoffs={one.conversation_id: one for one in await uow.handoffs.open()},
                kept=_kept((*soon, *plans)),
                names={one.id: one.name for one in await uow.advocates.all()},
                now=desk.now,
                zone=desk.house.settings.program.zone,
                t=desk.t,
            ),
        )


def _kept(plans: Iterable[CheckinPlan]) -> dict[str, Kept]:
    found = {}
    for plan in plans:
        with suppress(WrongInput):  # a plan that was taken back keeps its times and loses its details
            details = PlanDetails.from_row(plan.details)
            found[plan.id] = Kept(zone=details.schedule.zone, again_after=details.wait)
    return found


_ONE: Final = f"{PATH}/{{id}}"
ENTRIES: Final = (
    Entry(path=PATH, handler=page, roles=ANSWERING),
    Entry(path=f"{PATH}/board", handler=rows_piece, roles=ANSWERING, background=True),
    Entry(path=f"{_ONE}/acknowledge", method="POST", handler=acknowledge, roles=ANSWERING),
    Entry(path=f"{_ONE}/notes", method="POST", handler=add_note, roles=ANSWERING),
)
