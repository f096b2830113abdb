"""The audit: who did what, newest first; whether the chain of entries holds; its head, to be kept where nobody here can write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from bot.care.ids import AdvocateId
from bot.store import AuditVerdict
from bot.store.records import Advocate, AuditEntry
from bot.web.desk.context import Desk
from bot.web.desk.day_words import date_words
from bot.web.desk.table import ADMIN, Entry

PATH: Final = "/desk/audit"
READ: Final = 5000
SHOWN: Final = 200
_SHORT: Final = 8


@dataclass(frozen=True, kw_only=True)
class Line:
    """One entry in words. `event` stays as it is written: it is what others search for."""

    at: datetime
    when: str
    event: str
    actor: str
    subject: str


async def page(request: Request, desk: Desk) -> Response:
    """GET /desk/audit?event=advocate:handoff"""
    return await _draw(desk, request.query_params.get("event", ""))


async def verify(request: Request, desk: Desk) -> Response:
    """POST /desk/audit/verify: look at every entry that is kept."""
    return await _draw(desk, "", verdict=await desk.house.store.audit.verify())


async def head(request: Request, desk: Desk) -> Response:
    """GET /desk/audit/head: the end of the chain as a file, in the form that `puente audit verify --head` reads."""
    found = await desk.house.store.audit.export_head()
    name = f"puente-audit-head-{desk.now.astimezone(UTC):%Y%m%dT%H%M%SZ}.json"
    return Response(
        f"{found.to_json()}\n",
        media_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def groups_of(entries: Iterable[AuditEntry]) -> list[str]:
    """What can be chosen: every `source:subject` that occurs, in the order of the alphabet."""
    return sorted({":".join(one.event.split(":")[:2]) for one in entries})


def lines_of(
    entries: Iterable[AuditEntry], people: Mapping[AdvocateId, Advocate], zone: ZoneInfo, language: str
) -> list[Line]:
    """The entries in words: advocates by login, subjects by the first letters of their random id."""
    return [
        Line(
            at=one.at,
            when=_when(one.at.astimezone(zone), language),
            event=one.event,
            actor=_actor(one.actor, people),
            subject=one.subject_id[:_SHORT] if one.subject_id else "",
        )
        for one in entries
    ]


async def _draw(desk: Desk, event: str, *, verdict: AuditVerdict | None = None) -> Response:
    async with desk.house.store.unit_of_work() as uow:
        entries = await uow.audit.recent(READ)
        people = {one.id: one for one in await uow.advocates.all()}
    groups = groups_of(entries)
    chosen = event if event in groups else ""
    found = [one for one in entries if not chosen or one.event.startswith(f"{chosen}:")]
    context: dict[str, Any] = {
        "lines": lines_of(found[:SHOWN], people, desk.house.settings.program.zone, desk.t.language),
        "groups": groups,
        "chosen": chosen,
        "more": len(found) > SHOWN,
        "shown": SHOWN,
        "verdict": verdict,
    }
    return desk.render("desk/audit.html", **context)


def _actor(actor: str, people: Mapping[AdvocateId, Advocate]) -> str:
    known = people.get(AdvocateId(actor))
    return known.login if known else actor[:_SHORT] if len(actor) == 32 else actor


def _when(at: datetime, language: str) -> str:
    """A day and a time to the second, in the zone's own name: on one day of the year an hour comes twice."""
    return f"{date_words(at.date(), language, year=True)}, {at:%H:%M:%S} {at.tzname()}"


_ADMIN: Final = frozenset({ADMIN})

ENTRIES: Final = (
    Entry(path=PATH, handler=page, roles=_ADMIN),
    Entry(path=f"{PATH}/verify", method="POST", handler=verify, roles=_ADMIN),
    Entry(path=f"{PATH}/head", handler=head, roles=_ADMIN),
)
