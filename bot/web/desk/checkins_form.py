"""What an advocate chose with a youth in the form for check-ins, read into the details of a plan, or into what is wrong with it.

Pure. A mistake is a key of `words_checkins`, by the name of the field it belongs to.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.care.checkins import OWN, PlanDetails
from bot.care.languages import LANGUAGES
from bot.care.schedules import Daily, Every, Once, Schedule, Weekly, instant
from bot.care.times_said import NIGHT
from bot.web.desk.rota_forms import ZONES, Form

KINDS: Final = ("daily", "weekly", "every", "once")
SPANS: Final = (24, 48, 72, 168)  # hours for which a check-in every few hours may go on
WAITS: Final = (10, 20, 60)  # minutes until a question is asked again
MOST_HOURS: Final = 12
LONGEST_WORDS: Final = 120  # characters of one's own words: with the answers, two segments
SHORTEST_WORDS: Final = 3
_FURTHEST: Final = timedelta(days=366)

Reveals = Callable[[str, str], Sequence[str]]
"""Words of a text, in a language, by which the wrong person could guess what it is."""


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """What the form came to: the plan, and the language of its texts."""

    details: PlanDetails
    language: str


def read_plan(form: Form, covers: Collection[str], reveals: Reveals, now: datetime) -> Proposed | None:
    """The plan in a form, or None with the mistakes noted in it."""
    zone = _chosen(form, "zone", ZONES)
    schedule = _schedule(form, zone, now) if zone else None
    language = _chosen(form, "language", LANGUAGES)
    cover = _chosen(form, "cover", (*covers, OWN))
    own_words = _own_words(form, language, reveals) if cover == OWN else None
    again = _chosen(form, "again", tuple(str(minutes) for minutes in WAITS))
    if form.errors or schedule is None or language is None or cover is None or again is None:
        return None
    details = PlanDetails(
        schedule=schedule,
        cover=cover,
        own_words=own_words,
        again_after=timedelta(minutes=int(again)),
        tell_people=form.value("tell_people") == "yes",
    )
    return Proposed(details=details, language=language)


def _schedule(form: Form, zone: str, now: datetime) -> Schedule | None:
    """A time that they chose has no quiet hours; every few hours has the usual ones, unless they want nights as well."""
    match form.value("kind"):
        case "daily":
            at = _time(form)
            return Daily(zone=zone, at=at) if at is not None else None
        case "weekly":
            at = _time(form)
            days = frozenset(int(day) for day in form.days if day in set("0123456"))
            if not days:
                form.wrong("days", "plan.wrong.days")
            return Weekly(zone=zone, at=at, days=days) if at is not None and days else None
        case "every":
            return _every(form, zone, now)
        case "once":
            return _once(form, zone, now)
    form.wrong("kind", "plan.wrong.kind")
    return None


def _every(form: Form, zone: str, now: datetime) -> Every | None:
    given = form.value("hours")
    hours = int(given) if given.isdecimal() else 0
    if not 1 <= hours <= MOST_HOURS:
        form.wrong("hours", "plan.wrong.hours")
        return None
    span = _chosen(form, "for", tuple(str(one) for one in SPANS))
    if span is None:
        return None
    begins = now.replace(second=0, microsecond=0) + timedelta(hours=hours)
    until = now + timedelta(hours=int(span))
    return Every(zone=zone, quiet=None if form.value("nights") else NIGHT, hours=hours, begins=begins, until=until)


def _once(form: Form, zone: str, now: datetime) -> Once | None:
    day, wall = _day(form, now.astimezone(ZoneInfo(zone)).date()), _time(form)
    at = instant(day, wall, zone) if day and wall is not None else None
    if at is None:
        return None
    if at <= now:
        form.wrong("at", "plan.wrong.past")
        return None
    return Once(zone=zone, at=at)


def _own_words(form: Form, language: str | None, reveals: Reveals) -> str | None:
    words = " ".join(form.value("own_words").split())
    if not SHORTEST_WORDS <= len(words) <= LONGEST_WORDS:
        form.wrong("own_words", "plan.wrong.own_words")
    elif language and reveals(words, language):
        form.wrong("own_words", "plan.wrong.reveals")
    return words


def _chosen(form: Form, name: str, among: Collection[str]) -> str | None:
    if form.value(name) in among:
        return form.value(name)
    form.wrong(name, f"plan.wrong.{name}")
    return None


def _time(form: Form) -> time | None:
    try:
        return time.fromisoformat(form.value("at")).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        form.wrong("at", "plan.wrong.time")
        return None


def _day(form: Form, today: date) -> date | None:
    try:
        day = date.fromisoformat(form.value("day"))
    except ValueError:
        form.wrong("day", "plan.wrong.day")
        return None
    if not timedelta(0) <= day - today <= _FURTHEST:
        form.wrong("day", "plan.wrong.past" if day < today else "plan.wrong.far")
        return None
    return day
