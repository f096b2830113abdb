"""The board of check-ins in rows: who is asked soon, who is waited for, who did not answer, and how the last day went.

Pure. A duress answer is kept as any other "ok", so the board cannot tell it, nor can whoever looks over a shoulder.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.care.handoffs import WAITING
from bot.care.ids import AdvocateId, ConversationId
from bot.store.records import Checkin, CheckinPlan, Handoff, Overview
from bot.web.desk.aliases import alias
from bot.web.desk.context import InterfaceWords
from bot.web.desk.day_words import clock_words, length_words, moment_words

AHEAD: Final = timedelta(hours=24)
BEHIND: Final = timedelta(hours=24)
MOST_SHOWN: Final = 100  # rows of one list; how many more there are is said
_SECTIONS: Final = {"escalated": "escalated", "missed": "missed", "asked": "waiting", "asked_again": "waiting"}
_TO_BE_SEEN: Final = frozenset({"missed", "escalated", "not_ok", "too_late"})


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What the board says of a plan: the youth's zone, and after how long a question is asked again."""

    zone: str
    again_after: timedelta


@dataclass(frozen=True, kw_only=True)
class Row:
    """One check-in, or a plan whose next one is due soon. `state` is a key of words, `wait` since when it holds."""

    id: str
    conversation_id: ConversationId
    name: str
    language: str | None
    channel: str
    paused: bool
    state: str
    urgent: bool
    at: datetime
    due: str  # in the youth's own time, and the desk's where that is another
    wait: str
    next: str = ""  # when it is asked again, or people are called
    seen_by: str = ""
    seen_at: str = ""
    may_be_seen: bool = False
    handoff_id: str | None = None  # to take; None while nobody is called or somebody has it
    with_whom: str = ""


@dataclass(frozen=True, kw_only=True)
class Board:
    """The lists of the page; `more` says of each how many rows are not shown."""

    escalated: tuple[Row, ...] = ()
    missed: tuple[Row, ...] = ()
    waiting: tuple[Row, ...] = ()
    due: tuple[Row, ...] = ()
    done: tuple[Row, ...] = ()
    more: Mapping[str, int]

    @property
    def quiet(self) -> bool:
        """Whether nobody has to be answered or looked after at the moment."""
        return not (self.escalated or self.missed or self.waiting)


@dataclass(frozen=True, kw_only=True)
class House:
    """What the rows are read against: everybody's conversations, handoffs, plans and names, and the desk's clock."""

    known: Mapping[ConversationId, Overview]
    handoffs: Mapping[ConversationId, Handoff]
    kept: Mapping[str, Kept]  # by plan
    names: Mapping[AdvocateId, str]
    now: datetime
    zone: ZoneInfo
    t: InterfaceWords


def board_of(checkins: Iterable[Checkin], plans: Sequence[CheckinPlan], house: House) -> Board:
    """Every check-in in its list: the one that waits longest first, in the last day the newest."""
    lists: dict[str, list[Row]] = {name: [] for name in ("escalated", "missed", "waiting", "done")}
    for one in checkins:
        if one.conversation_id in house.known and not _is_over(one, house.now):
            lists[_SECTIONS.get(one.status, "done")].append(_row(one, house))
    for name in ("escalated", "missed", "waiting"):
        lists[name].sort(key=lambda row: row.at)
    lists["done"].sort(key=lambda row: row.at, reverse=True)
    lists["due"] = [_due_row(one, house) for one in plans if one.conversation_id in house.known]
    return Board(
        more={name: max(0, len(rows) - MOST_SHOWN) for name, rows in lists.items()},
        **{name: tuple(rows[:MOST_SHOWN]) for name, rows in lists.items()},
    )


def local_words(at: datetime, zone: str, house: House) -> str:
    """A moment as the youth's clock shows it, and as the desk's does where that is another one."""
    here, there = at.astimezone(house.zone), at.astimezone(ZoneInfo(zone))
    words = moment_words(there, house.now.astimezone(ZoneInfo(zone)), house.t.language)
    if here.utcoffset() == there.utcoffset():
        return words
    same_day = here.date() == at.astimezone(ZoneInfo(zone)).date()
    return house.t(
        "board.both",
        there=words,
        here=clock_words(here, house.t.language) if same_day else _here(at, house),
    )


def state_of(one: Checkin) -> str:
    """A status, with what the board tells apart: why it was skipped, that nobody was to be called, that an answer came late."""
    if one.status == "skipped":
        return f"skipped.{one.reason or 'talking'}"
    if one.status == "missed" and one.missed_at is None:
        return "missed_only"
    late = one.answered_at is not None and one.missed_at is not None
    return f"{one.status}_late" if late else one.status


def _is_over(one: Checkin, now: datetime) -> bool:
    """An old one that never was answered leaves the board once somebody has seen it."""
    return one.status in _SECTIONS and one.acknowledged_at is not None and one.due_at < now - BEHIND


def _row(one: Checkin, house: House) -> Row:
    known, kept = house.known[one.conversation_id], house.kept.get(one.plan_id)
    since = one.answered_at or one.missed_at or one.asked_again_at or one.asked_at or one.due_at
    handoff = house.handoffs.get(one.conversation_id)
    waits = handoff is not None and handoff.status in WAITING
    return Row(
        id=one.id,
        **_about(known, house.t),
        state=state_of(one),
        urgent=one.missed_at is not None and one.status in ("missed", "escalated"),
        at=since,
        due=local_words(one.due_at, kept.zone if kept else house.zone.key, house),
        wait=length_words(house.now - since),
        next=_next_words(one, kept, house),
        seen_by=house.names.get(one.acknowledged_by, "?") if one.acknowledged_by else "",
        seen_at=_here(one.acknowledged_at, house) if one.acknowledged_at else "",
        may_be_seen=one.status in _TO_BE_SEEN and one.acknowledged_at is None,
        handoff_id=handoff.id if handoff and waits and one.status in _SECTIONS else None,
        with_whom=house.names.get(handoff.claimed_by, "?") if handoff and handoff.claimed_by else "",
    )


def _due_row(plan: CheckinPlan, house: House) -> Row:
    kept = house.kept.get(plan.id)
    at = plan.next_at or house.now
    return Row(
        id=plan.id,
        **_about(house.known[plan.conversation_id], house.t),
        state="due" if at > house.now else "due_now",
        urgent=False,
        at=at,
        due=local_words(at, kept.zone if kept else house.zone.key, house),
        wait=length_words(abs(at - house.now)),
    )


def _about(known: Overview, t: InterfaceWords) -> dict[str, Any]:
    return {
        "conversation_id": known.conversation_id,
        "name": alias(known.conversation_id, t.language),
        "language": known.language,
        "channel": known.channel,
        "paused": known.paused_at is not None,
    }


def _next_words(one: Checkin, kept: Kept | None, house: House) -> str:
    """What the house does next if no answer comes; the step from the second question on may be another channel first."""
    if kept is None or one.status != "asked" or one.asked_at is None:
        return ""
    return house.t("board.next_again", at=_here(one.asked_at + kept.again_after, house))


def _here(at: datetime, house: House) -> str:
    return moment_words(at.astimezone(house.zone), house.now.astimezone(house.zone), house.t.language)
