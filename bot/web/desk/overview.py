"""The overview: where every conversation stands and who has it, without a word of any. Opening one asks for a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from bot.care.handoffs import RISK_FIRST, WAITING
from bot.care.ids import AdvocateId, ConversationId
from bot.store.records import Handoff, Overview
from bot.web.desk.aliases import alias
from bot.web.desk.context import Desk, wants_fragment
from bot.web.desk.day_words import length_words
from bot.web.desk.table import SUPERVISOR, Entry

PATH: Final = "/desk/overview"
STATES: Final = ("waiting", "claimed", "stopped", "program")
MOST_SHOWN: Final = 500


@dataclass(frozen=True, kw_only=True)
class Row:
    """One conversation. `state` is one of `STATES`; `who` has it or is asked to take it over; `since` is when that began."""

    conversation_id: ConversationId
    name: str
    state: str
    urgent: bool
    why: str
    who: str
    passed_to: str
    since: datetime
    wait: str
    channel: str
    language: str
    heard: str
    heard_at: datetime


async def page(request: Request, desk: Desk) -> Response:
    """GET /desk/overview?state=waiting; for htmx the table alone."""
    asked = request.query_params.get("state", "")
    async with desk.house.store.unit_of_work() as uow:
        everything = await uow.conversations.overview()
        handoffs = await uow.handoffs.open()
        names = {one.id: one.name for one in await uow.advocates.all()}
    rows = rows_of(everything, handoffs, names, desk.now, desk.t.language)
    state = asked if asked in STATES else ""
    shown = [row for row in rows if not state or row.state == state]
    context: dict[str, Any] = {
        "rows": shown[:MOST_SHOWN],
        "more": max(0, len(shown) - MOST_SHOWN),
        "counts": Counter(row.state for row in rows),
        "all_of_them": len(rows),
        "state": state,
        "states": STATES,
    }
    return desk.render("desk/overview_table.html" if wants_fragment(request) else "desk/overview.html", **context)


def rows_of(
    everything: Iterable[Overview],
    handoffs: Iterable[Handoff],
    names: Mapping[AdvocateId, str],
    now: datetime,
    language: str,
) -> list[Row]:
    """The waiting ones first, the urgent of them before all, the longest wait first; then the claimed, then the rest."""
    by_id = {one.id: one for one in handoffs}
    rows = [_row(one, by_id.get(one.handoff_id or ""), names, now, language) for one in everything]
    return sorted(rows, key=lambda row: (STATES.index(row.state), not row.urgent, _order(row)))


def state_of(one: Overview) -> str:
    """waiting: for a person; claimed: a person has it; stopped: they want no texts; program: the program answers."""
    if one.handoff_status in WAITING:
        return "waiting"
    if one.handoff_status == "claimed":
        return "claimed"
    return "stopped" if one.paused_at else "program"


def _row(one: Overview, handoff: Handoff | None, names: Mapping[AdvocateId, str], now: datetime, language: str) -> Row:
    state = state_of(one)
    began = {
        "waiting": handoff.requested_at if handoff else None,
        "claimed": handoff.claimed_at if handoff else None,
        "stopped": one.paused_at,
    }.get(state)
    since = began or one.last_inbound_at
    passed = handoff.transfer_to if handoff else None
    return Row(
        conversation_id=one.conversation_id,
        name=alias(one.conversation_id, language),
        state=state,
        urgent=handoff is not None and handoff.priority == RISK_FIRST,
        why=f"reason.{handoff.reason}" if handoff else "",
        who=names.get(one.claimed_by, "") if one.claimed_by else "",
        passed_to=names.get(passed, "") if passed else "",
        since=since,
        wait=length_words(now - since),
        channel=f"channel.{one.channel}",
        language=f"language.{one.language or 'none'}",
        heard=length_words(now - one.last_inbound_at),
        heard_at=one.last_inbound_at,
    )


def _order(row: Row) -> float:
    """Those in people's hands by the longest wait, the rest by who was heard of last."""
    begun = row.since.timestamp()
    return begun if row.state in ("waiting", "claimed") else -row.heard_at.timestamp()


ENTRIES: Final = (Entry(path=PATH, handler=page, roles=frozenset({SUPERVISOR})),)
