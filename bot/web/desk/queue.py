"""The queue: who waits, by urgency; what else needs a look; the talks one is in; whom nobody answered in time."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from starlette.requests import Request
from starlette.responses import Response

from bot.care.alerts import is_urgent
from bot.care.handoffs import RISK_FIRST, WAITING, is_quiet, urgency
from bot.care.ids import AdvocateId, ConversationId
from bot.care.rota import ANSWERING
from bot.store import UnitOfWork
from bot.store.records import Alert, Handoff, Overview
from bot.web.desk.alert_words import alert_key, is_said, phones_of
from bot.web.desk.aliases import alias
from bot.web.desk.context import Desk
from bot.web.desk.day_words import length_words
from bot.web.desk.table import EVERYONE, Entry

LAPSED_SHOWN: Final = timedelta(hours=24)
Last = Literal["youth", "me", "nobody"]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of a list. `why` are keys of words; `since` is when it began to wait, or when it lapsed."""

    id: str
    conversation_id: ConversationId | None
    name: str
    why: tuple[str, ...]
    since: datetime
    wait: str
    urgent: bool = False
    for_me: bool = False
    last: Last | None = None  # who wrote last in a talk of mine; None in the other lists
    language: str | None = None
    channel: str | None = None
    paused: bool = False
    quiet: bool = False  # the youth knows nothing of it
    told: str = ""  # how long ago they last heard that they still wait
    called: str = ""  # how long ago somebody was last called to it


@dataclass(frozen=True, kw_only=True)
class Lists:
    """Everything the queue shows."""

    first: tuple[Row, ...]  # of those who wait, who may be in danger or was handed to me
    waiting: tuple[Row, ...]
    urgent_alerts: tuple[Row, ...]
    alerts: tuple[Row, ...]
    mine: tuple[Row, ...]
    lapsed: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How it stands, without anybody's name. `marks` are the ids of what is urgent, so that a page hears of a new one."""

    waiting: int
    urgent: int
    claimed: int
    marks: tuple[str, ...]


async def queue_page(request: Request, desk: Desk) -> Response:
    """The queue for those who answer; for everybody else how many wait."""
    return await _drawn(desk, "queue")


async def queue_piece(request: Request, desk: Desk) -> Response:
    """The lists alone; the page asks for them whenever something changed."""
    return await _drawn(desk, "_queue")


async def watch_piece(request: Request, desk: Desk) -> Response:
    """The count in the bar of every page."""
    async with desk.house.store.unit_of_work() as uow:
        counts = counted(await uow.handoffs.open(), await uow.alerts.open(), desk.me.id)
    return desk.render("desk/_watch.html", counts=counts, answers=desk.me.role in ANSWERING)


async def _drawn(desk: Desk, name: str) -> Response:
    async with desk.house.store.unit_of_work() as uow:
        if desk.me.role in ANSWERING:
            return desk.render(f"desk/{name}.html", lists=await _lists(uow, desk))
        counts = counted(await uow.handoffs.open(), await uow.alerts.open(), desk.me.id)
    return desk.render(f"desk/{name.replace('queue', 'counts')}.html", counts=counts)


def counted(handoffs: Sequence[Handoff], alerts: Sequence[Alert], me: AdvocateId) -> Counts:
    """Who waits, a conversation once however many things are said of it."""
    waiting = [one for one in handoffs if one.status in WAITING or one.transfer_to == me]
    urgent = {one.conversation_id: one.id for one in waiting if one.priority == RISK_FIRST}
    for one in alerts:
        if is_urgent(one.kind):
            urgent.setdefault(one.conversation_id or ConversationId(one.id), one.id)
    return Counts(
        waiting=len(waiting),
        urgent=len(urgent),
        claimed=sum(one.status == "claimed" for one in handoffs),
        marks=tuple(sorted(urgent.values())),
    )


async def _lists(uow: UnitOfWork, desk: Desk) -> Lists:
    known = {one.conversation_id: one for one in await uow.conversations.overview()}
    handoffs, alerts = await uow.handoffs.open(), await uow.alerts.open()
    lapsed = await uow.handoffs.lapsed_since(desk.now - LAPSED_SHOWN)
    waiting = [one for one in handoffs if one.status in WAITING or one.transfer_to == desk.me.id]
    waiting.sort(key=lambda one: (one.transfer_to != desk.me.id, *urgency(one, desk.now)))
    mine = [one for one in handoffs if one.status == "claimed" and one.claimed_by == desk.me.id]
    open_now = {one.conversation_id: one for one in handoffs}
    rows = [_waiting_row(one, known, desk) for one in waiting]
    phones = await phones_of(uow, alerts, known)
    alert_rows = [
        _alert_row(one, known, phones, desk)
        for one in sorted(alerts, key=lambda one: one.created_at)
        if not is_said(one, open_now.get(one.conversation_id) if one.conversation_id else None)
    ]
    return Lists(
        first=tuple(row for row in rows if row.urgent or row.for_me),
        waiting=tuple(row for row in rows if not (row.urgent or row.for_me)),
        urgent_alerts=tuple(row for row in alert_rows if row.urgent),
        alerts=tuple(row for row in alert_rows if not row.urgent),
        mine=await _mine_rows(uow, mine, known, desk),
        lapsed=tuple(_lapsed_row(one, known, desk) for one in lapsed if one.conversation_id not in open_now),
    )


def _waiting_row(one: Handoff, known: Mapping[ConversationId, Overview], desk: Desk) -> Row:
    for_me = one.transfer_to == desk.me.id
    return Row(
        id=one.id,
        why=(f"reason.{one.reason}",),
        urgent=one.priority == RISK_FIRST,
        for_me=for_me,
        quiet=is_quiet(one),
        told=_ago(one.told_at, desk),
        called=_ago(one.offered_at, desk),
        **_about(one.conversation_id, one.requested_at, known, desk),
    )


def _ago(at: datetime | None, desk: Desk) -> str:
    return length_words(desk.now - at) if at else ""


def _alert_row(
    one: Alert,
    known: Mapping[ConversationId, Overview],
    phones: Mapping[ConversationId | None, str],
    desk: Desk,
) -> Row:
    about = _about(one.conversation_id, one.created_at, known, desk)
    if one.conversation_id in phones:
        about["name"] = desk.t("queue.page_phone", name=phones[one.conversation_id])
    return Row(id=one.id, why=(alert_key(one.kind),), urgent=is_urgent(one.kind), **about)


async def _mine_rows(
    uow: UnitOfWork, mine: Sequence[Handoff], known: Mapping[ConversationId, Overview], desk: Desk
) -> tuple[Row, ...]:
    """Since when each youth waits for a word, which counts from the first thing that was not answered. Nothing is opened.

    Taking a talk is no word of mine: until I write in it, nobody has.
    """
    ids = [one.conversation_id for one in mine]
    began = {one.conversation_id: one.claimed_at or one.requested_at for one in mine}
    answered = await uow.outbound.last_by_people(ids) if mine else {}
    last_own = {each: max(began[each], answered.get(each, began[each])) for each in ids}
    unanswered: dict[ConversationId, datetime] = {}
    for each, at in await uow.inbound.times(ids, min(last_own.values())) if mine else []:
        if at > last_own[each]:
            unanswered.setdefault(each, at)
    written = {each for each in ids if each in answered and answered[each] > began[each]}
    return tuple(_mine_row(one, last_own[one.conversation_id], unanswered, written, known, desk) for one in mine)


def _mine_row(
    one: Handoff,
    last_own: datetime,
    unanswered: Mapping[ConversationId, datetime],
    written: Collection[ConversationId],
    known: Mapping[ConversationId, Overview],
    desk: Desk,
) -> Row:
    waits_since = unanswered.get(one.conversation_id)
    last: Last = "youth" if waits_since else "me" if one.conversation_id in written else "nobody"
    return Row(
        id=one.id,
        why=(f"reason.{one.reason}",),
        urgent=one.priority == RISK_FIRST,
        last=last,
        **_about(one.conversation_id, waits_since or last_own, known, desk),
    )


def _lapsed_row(one: Handoff, known: Mapping[ConversationId, Overview], desk: Desk) -> Row:
    about = _about(one.conversation_id, one.closed_at or one.requested_at, known, desk)
    return Row(id=one.id, why=(f"reason.{one.reason}",), urgent=one.priority == RISK_FIRST, **about)


def _about(
    conversation_id: ConversationId | None, since: datetime, known: Mapping[ConversationId, Overview], desk: Desk
) -> dict[str, Any]:
    found = known.get(conversation_id) if conversation_id else None
    return {
        "conversation_id": conversation_id if found else None,
        "name": alias(conversation_id, desk.t.language) if found and conversation_id else "",
        "since": since,
        "wait": length_words(desk.now - since),
        "language": found.language if found else None,
        "channel": found.channel if found else None,
        "paused": bool(found and found.paused_at),
    }


ENTRIES = (
    Entry(path="/desk", handler=queue_page, roles=EVERYONE),
    Entry(path="/desk/queue", handler=queue_piece, roles=EVERYONE, background=True),
    Entry(path="/desk/watch", handler=watch_piece, roles=EVERYONE, background=True),
)
