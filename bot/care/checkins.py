"""Check-ins: what a youth chose, when the next one comes, what follows on silence, and when none is sent at all.

A question goes out at its time and waits. Without an answer:

    asked -> asked again -> asked on another channel, where there is one -> people are called -> the supervisors are told

Nothing here ever calls the police. What comes too late, into a talk, or against a wish is not sent, and not made up for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Literal, Protocol
from zoneinfo import ZoneInfo

from bot.care.schedules import Daily, Every, Once, QuietHours, Schedule, Weekly, due_between, next_due, too_late
from bot.care.telling import schedule_words
from bot.errors import WrongInput

OWN = "own"
"""The cover whose words are the youth's own."""
GRACE = timedelta(minutes=15)
"""How late a question may still go out. Later, as after an outage, it would come out of nowhere."""
TALKING = timedelta(minutes=30)
"""So long after a text of theirs a talk is under way, and nobody in one is asked how they are."""
OUR_BUSINESS = timedelta(minutes=5)
"""So long after a plan was agreed to, or a question answered, a text still belongs to that ("thx") and is no talk."""
AFTERWARDS = timedelta(days=1)
"""How long a plan without a next time still hears answers, and its duress word."""
_USUAL_WAIT = timedelta(minutes=20)
_STEPS = 3  # asked again, on another channel, people called
_SUNDAY = 6
_SUNDAY_FROM = time(12)
_MOST_MISSED_IN_AN_OUTAGE = 24

Skip = Literal["talking", "asked_for_silence", "with_a_person", "texts_stopped"]


class Step(StrEnum):
    """What follows when a question was not answered."""

    ASK_AGAIN = "ask_again"
    ASK_ELSEWHERE = "ask_elsewhere"
    CALL_PEOPLE = "call_people"
    NOTE_ONLY = "note_only"  # they do not want people called: it is noted as missed


@dataclass(frozen=True, kw_only=True)
class PlanDetails:
    """What a youth chose. `schedule` names the zone and the hours without texts; `own_words` go with the cover `own`."""

    schedule: Schedule
    cover: str
    own_words: str | None = field(default=None, repr=False)
    again_after: timedelta = _USUAL_WAIT
    tell_people: bool = True
    duress_word: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if (self.cover == OWN) != bool(self.own_words):
            raise WrongInput("the cover of one's own needs words, and no other has any")
        if self.again_after < timedelta(minutes=1):
            raise WrongInput("a question is not asked again within a minute")

    @property
    def wait(self) -> timedelta:
        """How long a question waits at each step: as chosen, unless the next check-in would come before the last step."""
        if not isinstance(self.schedule, Every):
            return self.again_after
        return min(self.again_after, timedelta(hours=self.schedule.hours) / _STEPS - timedelta(minutes=1))

    def to_row(self) -> dict[str, Any]:
        return {
            "schedule": _schedule_row(self.schedule),
            "cover": self.cover,
            "own_words": self.own_words,
            "again_after": int(self.again_after.total_seconds()),
            "tell_people": self.tell_people,
            "duress_word": self.duress_word,
        }

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> PlanDetails:
        """Raises `WrongInput` for a row that was not made by `to_row`, such as that of a plan whose details were deleted."""
        try:
            return cls(
                schedule=_schedule(row["schedule"]),
                cover=row["cover"],
                own_words=row["own_words"],
                again_after=timedelta(seconds=row["again_after"]),
                tell_people=row["tell_people"],
                duress_word=row["duress_word"],
            )
        except (KeyError, TypeError, ValueError) as error:
            raise WrongInput("these are no details of a plan") from error


class Reached(Protocol):
    """Where a conversation stands, as far as these rules are concerned."""

    @property
    def paused_at(self) -> datetime | None: ...
    @property
    def last_inbound_at(self) -> datetime: ...
    @property
    def turn_due_at(self) -> datetime | None: ...


def say_schedule(details: PlanDetails, language: str) -> str:
    """When they are texted, in words: "every day at 9 pm", "cada día a las 9 de la noche"."""
    return schedule_words(details.schedule, language)


def next_checkin(details: PlanDetails, after: datetime) -> datetime | None:
    """When the next question is due, later than `after`, in UTC; None when none is left.

    Where the hours without texts are the usual ones, Sunday is left alone until noon as well.
    """
    due = next_due(details.schedule, after)
    while due is not None and _in_sunday_rest(details.schedule, due):
        due = next_due(details.schedule, due)
    return due


def last_time(details: PlanDetails) -> datetime | None:
    """When the plan is over, in UTC; None where it goes on until it is stopped."""
    match details.schedule:
        case Once():
            return details.schedule.at
        case Every():
            return details.schedule.until
    return None


def gone_by(details: PlanDetails, due: datetime, now: datetime) -> tuple[datetime, ...]:
    """The times from `due` to `now` that came and went, too late to be asked by now; the newest of them after a long outage.

    A time still within the grace is not among them: it is asked.
    """
    since = [due, *due_between(details.schedule, due, now)]
    passed = [at for at in since if too_late(at, now, GRACE) and not _in_sunday_rest(details.schedule, at)]
    return tuple(passed[-_MOST_MISSED_IN_AN_OUTAGE:])


def in_time(details: PlanDetails, due: datetime, now: datetime) -> datetime | None:
    """The time from `due` to `now` that is to be asked now; None when all of them are too late."""
    newest = [due, *due_between(details.schedule, max(due, now - 2 * GRACE), now)][-1]
    return None if too_late(newest, now, GRACE) or _in_sunday_rest(details.schedule, newest) else newest


def why_skipped(
    talk: Reached,
    now: datetime,
    *,
    quiet_until: datetime | None,
    with_a_person: bool,
    settled_at: datetime | None = None,
    only_once: bool = False,
) -> Skip | None:
    """Why nothing is asked now; None when nothing speaks against it. The gravest wish is named first.

    `settled_at`: when the plan was last agreed to or changed, or a question of it last answered: the texts up to then are
    about the check-ins, and no reason to leave one out. `only_once`: there is no next one, so it comes into a talk as well.
    """
    if talk.paused_at is not None:
        return "texts_stopped"
    if quiet_until is not None and now < quiet_until:
        return "asked_for_silence"
    if with_a_person:
        return "with_a_person"
    if only_once:
        return None
    waits = talk.turn_due_at is not None  # a text of theirs that nobody has read yet
    talks = talk.last_inbound_at > now - TALKING
    ours = settled_at is not None and talk.last_inbound_at <= settled_at + OUR_BUSINESS
    return "talking" if waits or (talks and not ours) else None


def next_step(
    status: str, *, elsewhere: bool, asked_elsewhere: bool, tell_people: bool, late: bool = False
) -> Step | None:
    """What is due when a wait is over; None when nothing is waited for any more.

    `elsewhere`: there is another channel to ask on. `late`: the wait was over long ago, as after an outage: then no stale
    question goes out, and the promise to get somebody is kept at once.
    """
    if status not in ("asked", "asked_again"):
        return None
    if not late and status == "asked":
        return Step.ASK_AGAIN
    if not late and elsewhere and not asked_elsewhere:
        return Step.ASK_ELSEWHERE
    return Step.CALL_PEOPLE if tell_people else Step.NOTE_ONLY


def _in_sunday_rest(schedule: Schedule, due: datetime) -> bool:
    if not isinstance(schedule, Every) or schedule.quiet is None:
        return False
    local = due.astimezone(ZoneInfo(schedule.zone))
    return local.weekday() == _SUNDAY and local.time() < _SUNDAY_FROM


def _schedule_row(schedule: Schedule) -> dict[str, Any]:
    quiet = schedule.quiet
    row: dict[str, Any] = {
        "kind": type(schedule).__name__.casefold(),
        "zone": schedule.zone,
        "quiet": [quiet.begins.isoformat(), quiet.ends.isoformat()] if quiet else None,
    }
    match schedule:
        case Daily():
            return {**row, "at": schedule.at.isoformat()}
        case Weekly():
            return {**row, "at": schedule.at.isoformat(), "days": sorted(schedule.days)}
        case Every():
            begins, until = (moment.astimezone(UTC).isoformat() for moment in (schedule.begins, schedule.until))
            return {**row, "hours": schedule.hours, "begins": begins, "until": until}
        case Once():
            return {**row, "at": schedule.at.astimezone(UTC).isoformat()}


def _schedule(row: Mapping[str, Any]) -> Schedule:
    zone = row["zone"]
    quiet = None
    if row["quiet"]:
        begins, ends = (time.fromisoformat(wall) for wall in row["quiet"])
        quiet = QuietHours(begins=begins, ends=ends)
    match row["kind"]:
        case "daily":
            return Daily(zone=zone, quiet=quiet, at=time.fromisoformat(row["at"]))
        case "weekly":
            return Weekly(zone=zone, quiet=quiet, at=time.fromisoformat(row["at"]), days=frozenset(row["days"]))
        case "every":
            begins_at, until = (datetime.fromisoformat(row[name]) for name in ("begins", "until"))
            return Every(zone=zone, quiet=quiet, hours=row["hours"], begins=begins_at, until=until)
        case "once":
            return Once(zone=zone, quiet=quiet, at=datetime.fromisoformat(row["at"]))
    raise WrongInput("there is no such schedule")
