"""The table of the desk: every route under `/desk`, and who may use it. What is not in it does not exist."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from starlette.routing import BaseRoute, Route

from bot.bootstrap import House
from bot.web.auth.gate import Gate, build_gate
from bot.web.desk import (
    audit_page,
    checkins,
    conversation,
    events,
    handing_over,
    join,
    ladder,
    overview,
    people,
    queue,
    replying,
    rota,
    safety_plan,
    shift,
    sign_in,
    step_up,
)
from bot.web.desk.guard import Guard
from bot.web.desk.table import Entry

ENTRIES: Final[tuple[Entry, ...]] = (
    *sign_in.ENTRIES,
    *join.ENTRIES,
    *step_up.ENTRIES,
    *queue.ENTRIES,
    *conversation.ENTRIES,
    *checkins.ENTRIES,
    *safety_plan.ENTRIES,
    *replying.ENTRIES,
    *handing_over.ENTRIES,
    *events.ENTRIES,
    *shift.ENTRIES,
    *rota.ENTRIES,
    *ladder.ENTRIES,
    *overview.ENTRIES,
    *people.ENTRIES,
    *audit_page.ENTRIES,
)


def desk_routes(house: House, *, gate: Gate | None = None, entries: Sequence[Entry] = ENTRIES) -> list[BaseRoute]:
    """The routes of the table, each behind the guard, and behind them all one that refuses the rest."""
    guard = Guard(house, gate or build_gate(house))
    routes: list[BaseRoute] = [
        Route(entry.path, guard.endpoint(entry), methods=[entry.method], name=f"{entry.method} {entry.path}")
        for entry in entries
    ]
    methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
    return [*routes, *(Route(path, guard.refuse, methods=methods) for path in ("/desk", "/desk/{rest:path}"))]
