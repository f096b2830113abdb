"""The plan for check-ins of one conversation, in words: when, how it reads, what follows on silence, how the last ones went.

The duress word is not among them: whoever may read the plan need not know it, and it shows on no screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.care.checkins import OWN, PlanDetails, say_schedule
from bot.care.ids import AdvocateId
from bot.conversation.words import Words
from bot.errors import WrongInput
from bot.store import UnitOfWork
from bot.store.records import Advocate, Checkin, CheckinPlan, Conversation
from bot.web.desk.checkins_view import state_of
from bot.web.desk.context import Desk
from bot.web.desk.day_words import moment_words
from bot.web.desk.rota_view import zone_words

LAST_SHOWN: Final = 5
_COVER: Final = "utter_cover_"


@dataclass(frozen=True, kw_only=True)
class Came:
    """One check-in of the plan: when it was due, and how it ended."""

    id: str
    due: str
    state: str


@dataclass(frozen=True, kw_only=True)
class PlanView:
    """A plan in words. `facts` are keys of words and what they say."""

    status: str
    facts: tuple[tuple[str, str], ...] = field(repr=False)
    last: tuple[Came, ...]


async def plan_view_of(
    uow: UnitOfWork, conversation: Conversation, people: Mapping[AdvocateId, Advocate], desk: Desk
) -> PlanView | None:
    """The plan that stands; None when there is none."""
    plan = await uow.checkin_plans.of_conversation(conversation.id)
    if plan is None:
        return None
    last = await uow.checkins.of_plan(plan.id, LAST_SHOWN)
    zone = desk.house.settings.program.zone
    try:
        details = PlanDetails.from_row(plan.details)
    except WrongInput:  # it was stopped, and what was chosen is not kept any more
        return PlanView(status=plan.status, facts=(), last=_came(last, zone, desk))
    facts = (
        ("plan.when", say_schedule(details, desk.t.language)),
        ("plan.zone", zone_words(details.schedule.zone, desk.t)),
        ("plan.next", _next(plan, details, desk)),
        ("plan.cover", cover_words(desk.house.words, details, conversation)),
        ("plan.silent", _silent(details, desk)),
        ("plan.set_up_by", _name(people, plan.set_up_by)),
    )
    there = ZoneInfo(details.schedule.zone)
    return PlanView(status=plan.status, facts=tuple(fact for fact in facts if fact[1]), last=_came(last, there, desk))


def covers_of(words: Words, language: str, channel: str) -> dict[str, str]:
    """Each cover that can be chosen, and the text that it sends."""
    keys = (name.removeprefix(_COVER) for name in sorted(words.names) if name.startswith(_COVER))
    whole = (key for key in keys if {f"{_COVER}{key}_again", f"{_COVER}{key}_thanks"} <= words.names and key != OWN)
    return {key: _said(words, key, language, channel) for key in whole}


def cover_words(words: Words, details: PlanDetails, conversation: Conversation) -> str:
    """The text that goes out, as whoever holds the phone reads it."""
    if details.cover == OWN:
        return details.own_words or ""
    return _said(words, details.cover, conversation.language or "en", conversation.channel)


def _said(words: Words, cover: str, language: str, channel: str) -> str:
    return words.choose(f"{_COVER}{cover}", {"language": language}, channel).text


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
