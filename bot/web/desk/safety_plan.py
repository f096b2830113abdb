"""A safety plan that a youth lets whoever talks with them read: shown when asked for, and that it was shown is noted."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from bot.care.ids import ConversationId
from bot.care.rota import ANSWERING
from bot.care.safety_plans import in_order
from bot.errors import WrongInput
from bot.store import UnitOfWork
from bot.usecases import desk as desk_usecases
from bot.usecases import safety_plans
from bot.web.desk.context import Desk
from bot.web.desk.table import Entry


async def plan_piece(request: Request, desk: Desk) -> Response:
    """The parts in the youth's own words. Its word is nowhere at the desk."""

    async def deed(uow: UnitOfWork) -> tuple[tuple[str, str], ...]:
        conversation = await uow.conversations.get(ConversationId(request.path_params["id"]))
        if conversation is None:
            raise WrongInput("this conversation is not kept any more")
        handoff = await uow.handoffs.open_for(conversation.id)
        plan = await safety_plans.shown_to(uow, conversation, handoff, desk.me, desk.now)
        if plan is None:
            raise WrongInput("this plan is not shared with you")
        safety_plans.note_seen(uow, conversation, desk.me, desk.now)
        return in_order(plan.parts)

    parts = await desk_usecases.carried_out(desk.house.store, deed)
    return desk.render("desk/_safety_plan.html", parts=[(f"safety.{part}", text) for part, text in parts])


ENTRIES = (
    Entry(
        path="/desk/conversations/{id}/safety-plan",
        method="POST",
        handler=plan_piece,
        roles=ANSWERING,
    ),
)
