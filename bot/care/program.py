"""What one program decides for itself: hours, agencies, hotlines, waiting times, retention; `program.toml` says it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.care.ids import AdvocateId
from bot.care.wall_times import shift_on

STATEWIDE = "statewide"

_LOOK_AHEAD_DAYS = 8


@dataclass(frozen=True, kw_only=True)
class Hotline:
    """A line run by others that a young person can be given.

    `checked` is the day somebody last looked at this entry; `verified` says whether that look went as far as the line
    itself or its operator's own page. An unverified line may be shown, but staff should verify it before going live.
    """

    code: str
    label_en: str
    label_es: str
    reach_en: str
    reach_es: str
    checked: date
    verified: bool

    def label(self, language: str | None) -> str:
        return self.label_es if language == "es" else self.label_en

    def reach(self, language: str | None) -> str:
        return self.reach_es if language == "es" else self.reach_en


@dataclass(frozen=True, kw_only=True)
class Agency:
    """An advocate agency that takes referrals. Ages are whole years, both included; no `counties` means statewide."""

    code: str
    name: str
    counties: frozenset[str]
    min_age: int
    max_age: int
    languages: tuple[str, ...]
    answers_within_en: str
    answers_within_es: str
    contact: str

    @property
    def statewide(self) -> bool:
        return not self.counties

    def answers_within(self, language: str | None) -> str:
        return self.answers_within_es if language == "es" else self.answers_within_en


@dataclass(frozen=True, kw_only=True)
class Shift:
    """Hours in which an advocate answers. Monday is 0; an `ends` at or before `begins` lies on the next day."""

    days: frozenset[int]
    begins: time
    ends: time

    def on_day(self, day: date, zone: ZoneInfo) -> tuple[datetime, datetime] | None:
        """Begin and end of this shift on a local day, in UTC; None when it does not run then."""
        return shift_on(day, self.begins, self.ends, zone) if day.weekday() in self.days else None


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """How long a person takes to answer, at risk and otherwise, and how often a waiting youth hears a word."""

    urgent: timedelta
    usual: timedelta
    word_every: timedelta


@dataclass(frozen=True, kw_only=True)
class Paging:
    """How advocates are called to somebody who waits, counted from when the calling begins."""

    next_after: timedelta  # the next one on shift is called, if nobody has come
    supervisor_after: timedelta  # the supervisors are called
    give_up_after: timedelta  # nobody came: the youth is told
    silent_after: timedelta  # a youth's text unanswered for so long goes back to the queue


@dataclass(frozen=True, kw_only=True)
class DeskRules:
    """How long a sign-in at the desk lasts: without anything done, and at most."""

    idle: timedelta
    absolute: timedelta


@dataclass(frozen=True, kw_only=True)
class Retention:
    """How long each kind is kept. Nothing is kept past it."""

    conversation: timedelta  # an unconsented conversation, after its last message
    messages: timedelta  # bodies of handled messages while a consent or an open handoff keeps the conversation
    referral: timedelta  # a submitted referral
    referral_consent: timedelta  # a consent to a referral, unless withdrawn before
    checkins: timedelta  # what became of a check-in, and a plan for check-ins that has ended
    checkins_consent: timedelta  # a consent to check-ins, unless withdrawn before
    safety_plan: timedelta  # a consent to keeping a safety plan, and so the plan, unless withdrawn before
    handoff: timedelta  # a closed handoff
    seen: timedelta  # keyed tombstones of provider message ids
    reports: timedelta  # delivery reports that came before their message was noted
    audit: timedelta  # audit entries


@dataclass(frozen=True, kw_only=True)
class Bursts:
    """Texts in a burst are read together: after `quiet` without a new one, at the latest `longest` after the first."""

    quiet: timedelta
    longest: timedelta


@dataclass(frozen=True, kw_only=True)
class OutboxRules:
    """When a message is too late to be useful, by purpose, and the pauses between tries of one that failed for now."""

    expires: Mapping[str, timedelta]
    retry_after: tuple[timedelta, ...]


@dataclass(frozen=True, kw_only=True)
class Program:
    """Everything `program.toml` says. `counties` empty means the whole state."""

    name: str
    timezone: str
    counties: frozenset[str]
    hotlines: Mapping[str, Hotline]
    agencies: tuple[Agency, ...]
    shifts: tuple[Shift, ...]
    waiting: Waiting
    paging: Paging
    desk: DeskRules
    retention: Retention
    bursts: Bursts
    outbox: OutboxRules
    wording: Mapping[str, str]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def agency(self, code: str) -> Agency | None:
        return next((agency for agency in self.agencies if agency.code == code), None)

    def on_shift(self, now: datetime) -> bool:
        """Whether an advocate answers at this instant. `now` is aware."""
        today = now.astimezone(self.zone).date()
        # A shift that began yesterday may still run after midnight.
        days = (today - timedelta(days=1), today)
        return any(begin <= now < end for begin, end in self._spans(days))

    def is_staffed(self, now: datetime) -> bool:
        """The same, as `bot.care.hours.Hours` has it."""
        return self.on_shift(now)

    def how_many(self, now: datetime) -> int:
        """How many people answer at this instant: of the hours alone one is known."""
        return int(self.on_shift(now))

    def how_many_of(self, people: Collection[AdvocateId], now: datetime) -> int:
        """None: the hours hold as long as nobody is at the desk."""
        return 0

    def open_between(self, start: datetime, end: datetime) -> tuple[tuple[datetime, datetime], ...]:
        """Begins and ends (UTC) of the shifts that touch this time, the earliest first."""
        first = start.astimezone(self.zone).date() - timedelta(days=1)
        days = tuple(first + timedelta(days=n) for n in range((end - start).days + 4))
        return tuple(sorted(span for span in self._spans(days) if span[0] < end and span[1] > start))

    def next_shift(self, now: datetime) -> datetime | None:
        """When the next shift begins after `now`, in the program's own zone; None when there are no shifts at all."""
        today = now.astimezone(self.zone).date()
        days = tuple(today + timedelta(days=n) for n in range(_LOOK_AHEAD_DAYS))
        begins = [begin for begin, _ in self._spans(days) if begin > now]
        return min(begins).astimezone(self.zone) if begins else None

    def _spans(self, days: tuple[date, ...]) -> list[tuple[datetime, datetime]]:
        found = (shift.on_day(day, self.zone) for day in days for shift in self.shifts)
        return [span for span in found if span is not None]
