"""Setting up check-ins with a youth, in the conversation: what was chosen together is proposed by text, and they confirm it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from bot.care.handoffs import is_quiet, may
from bot.care.ids import ConversationId
from bot.care.languages import LANGUAGES
from bot.care.wrong_person import reveals
from bot.errors import WrongInput
from bot.store import UnitOfWork
from bot.store.records import Conversation
from bot.usecases import desk as desk_usecases
from bot.usecases.checkins import propose
from bot.usecases.pausing import may_be_answered
from bot.web.desk.checkins_form import KINDS, SPANS, WAITS, Proposed, read_plan
from bot.web.desk.checkins_plan import covers_of
from bot.web.desk.context import Desk, go
from bot.web.desk.conversation_view import View
from bot.web.desk.day_words import SHORT_WEEKDAYS
from bot.web.desk.events import watch_of
from bot.web.desk.rota_forms import ZONES, Form, form_of
from bot.web.desk.rota_view import zone_words

NO_FORM: Final = Form(name="plan")


def setup_context(desk: Desk, view: View, form: Form) -> Mapping[str, Any]:
    """What the form can choose from, and what it holds. Their zone is known once they have a plan."""
    program, t = desk.house.settings.program, desk.t
    known = view.plans[0].zone if view.plans else program.timezone
    return {
        "form": form,
        "kinds": KINDS,
        "days": SHORT_WEEKDAYS[t.language],
        "today": desk.now.astimezone(program.zone).date().isoformat(),
        "spans": [(str(hours), t(f"plan.for.{hours}")) for hours in SPANS],
        "zones": [(zone, zone_words(zone, t)) for zone in ZONES],
        "zone": known if known in ZONES else program.timezone,
        "languages": [(one, t(f"language.{one}")) for one in LANGUAGES],
        "covers": covers_of(desk.house.words, view.language or "en", view.channel),
        "waits": [(str(minutes), t("plan.minutes", n=minutes)) for minutes in WAITS],
    }


async def read_and_propose(request: Request, desk: Desk) -> tuple[Form, Response | None]:
    """The form with its mistakes, or where to go once the proposal is on its way.

    Raises `WrongInput` when the conversation is not, or no longer, in this advocate's hands, or wants no texts.
    """
    form = form_of("plan", await request.form())
    conversation_id = ConversationId(request.path_params["id"])
    async with desk.house.store.unit_of_work() as uow:
        conversation = await _in_hand(uow, conversation_id, desk)
    covers = covers_of(desk.house.words, conversation.language or "en", conversation.channel)
    program = desk.house.settings.program
    telling = partial(reveals, names=(program.name, *(agency.name for agency in program.agencies)))
    proposed = read_plan(form, covers, telling, desk.now)
    if proposed is None:
        return form, None

    async def deed(uow: UnitOfWork) -> None:
        await _propose(uow, await _in_hand(uow, conversation_id, desk), proposed, desk)

    await desk_usecases.carried_out(desk.house.store, deed)
    watch_of(request, desk.house).wake()
    return form, go(request, f"/desk/conversations/{conversation_id}")


async def _propose(uow: UnitOfWork, conversation: Conversation, proposed: Proposed, desk: Desk) -> None:
    spoken = replace(conversation, language=proposed.language)
    await propose(uow, desk.house.speaker, spoken, proposed.details, desk.me, desk.now)


async def _in_hand(uow: UnitOfWork, conversation_id: ConversationId, desk: Desk) -> Conversation:
    conversation = await uow.conversations.get(conversation_id)
    handoff = await uow.handoffs.open_for(conversation_id)
    if conversation is None or handoff is None or not may("reply", handoff, desk.me):
        raise WrongInput("this conversation is not yours")
    if is_quiet(handoff):
        raise WrongInput("they do not know that you are here; write to them first")
    if not may_be_answered(conversation, desk.now):
        raise WrongInput("they want no texts now; you can answer once they write again")
    return conversation
