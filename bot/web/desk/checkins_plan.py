"""The plans for check-ins of one conversation, in words: when, how it reads, what follows on silence, how the last ones went.

The duress word is not among them: whoever may read the plan need not know it, and it shows on no screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.care.checkins import OWN, PlanDetails, say_schedule
from bot.care.covers import COVERS
from bot.care.ids import AdvocateId
from bot.conversation.words import Words
from bot.store import UnitOfWork
from bot.store.records import Advocate, Checkin, CheckinPlan, Conversation
from bot.usecases.checkins import agreed_plan, proposed_plan
from bot.web.desk.checkins_view import state_of
from bot.web.desk.context import Desk
from bot.web.desk.day_words import moment_words
from bot.web.desk.rota_view import zone_words

LAST_SHOWN: Final = 5


@dataclass(frozen=True, kw_only=True)
class Came:
    """One check-in of the plan: when it was due, and how it ended."""

    id: str
    due: str
    state: str


@dataclass(frozen=True, kw_only=True)
class PlanView:
    """A plan in words. `facts` are keys of words and what they say."""

    id: str
    status: str
    zone: str  # an IANA name
    facts: tuple[tuple[str, str], ...] = field(repr=False)
    last: tuple[Came, ...]


async def plan_views_of(
    uow: UnitOfWork, conversation: Conversation, people: Mapping[AdvocateId, Advocate], desk: Desk
) -> tuple[PlanView, ...]:
    """The plan that they agreed to, and the one that waits for their yes."""
    plans = (
        await agreed_plan(uow, conversation.subject_id),
        await proposed_plan(uow, conversation.subject_id),
    )
    return tuple([await _view_of(uow, plan, conversation, people, desk) for plan in plans if plan])


async def _view_of(
    uow: UnitOfWork,
    plan: CheckinPlan,
    conversation: Conversation,
    people: Mapping[AdvocateId, Advocate],
    desk: Desk,
) -> PlanView:
    details = PlanDetails.from_row(plan.details)
    facts = (
        ("plan.when", say_schedule(details, desk.t.language)),
        ("plan.zone", zone_words(details.schedule.zone, desk.t)),
        ("plan.next", _next(plan, details, desk)),
        ("plan.cover", cover_words(desk.house.words, details, conversation)),
        ("plan.silent", _silent(details, desk)),
        ("plan.set_up_by", _name(people, plan.set_up_by)),
    )
    last = await uow.checkins.of_plan(plan.id, LAST_SHOWN)
    return PlanView(
        id=plan.id,
        status=plan.status,
        zone=details.schedule.zone,
        facts=tuple(fact for fact in facts if fact[1]),
        last=_came(last, ZoneInfo(details.schedule.zone), desk),
    )


def covers_of(words: Words, language: str, channel: str) -> dict[str, str]:
    """Each cover that can be chosen, and the text that it sends."""
    return {cover: _said(words, cover, language, channel) for cover in COVERS}


def cover_words(words: Words, details: PlanDetails, conversation: Conversation) -> str:
    """The text that goes out, as whoever holds the phone reads it."""
    if details.cover == OWN:
        return details.own_words or ""
    return _said(words, details.cover, conversation.language or "en", conversation.channel)


def _said(words: Words, cover: str, language: str, channel: str) -> str:
    return words.choose(f"utter_cover_{cover}", {"language": language}, channel).text


def _name(people: Mapping[AdvocateId, Advocate], advocate_id: AdvocateId | None) -> str:
    found = people.get(advocate_id) if advocate_id else None
    return found.name if found else ""


def _next(plan: CheckinPlan, details: PlanDetails, desk: Desk) -> str:
    if plan.next_at is None or plan.status != "active":
        return ""
    there = ZoneInfo(details.schedule.zone)
    return moment_words(plan.next_at.astimezone(there), desk.now.astimezone(there), desk.t.language)


def _silent(details: PlanDetails, desk: Desk) -> str:
    key = "plan.silent_people" if details.tell_people else "plan.silent_nobody"
    return desk.t(key, minutes=details.again_after // timedelta(minutes=1))


def _came(last: list[Checkin], zone: ZoneInfo, desk: Desk) -> tuple[Came, ...]:
    now = desk.now.astimezone(zone)
    return tuple(
        Came(id=one.id, due=moment_words(one.due_at.astimezone(zone), now, desk.t.language), state=state_of(one))
        for one in last
    )
