"""What a supervisor typed into the forms of the rota, read into shifts and exceptions, or into what is wrong with it.

Pure. A mistake is a key of `words_rota`, by the name of the field it belongs to.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Literal, TypeVar
from zoneinfo import ZoneInfo

from bot.care.ids import AdvocateId, new_id
from bot.care.wall_times import shift_on
from bot.store.records import Shift, ShiftException

LONGEST_AHEAD = timedelta(days=2 * 366)
"""A date further away is a slip of the finger."""

ZONES = ("America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles")

T = TypeVar("T")


@dataclass
class Form:
    """One form as it came: its values, to show them again, and what is wrong, field -> key of the words."""

    name: str
    values: Mapping[str, str] = field(default_factory=dict)
    days: frozenset[str] = frozenset()
    errors: dict[str, str] = field(default_factory=dict)

    def value(self, name: str, otherwise: str = "") -> str:
        return self.values.get(name, otherwise)

    def wrong(self, name: str, key: str) -> None:
        """The first mistake of a field is the one that is told."""
        self.errors.setdefault(name, key)


def form_of(name: str, given: Any) -> Form:
    """The form in what Starlette read (`FormData`): texts only, trimmed and of sensible length."""
    values = {key: value.strip()[:200] for key, value in given.items() if isinstance(value, str)}
    return Form(name=name, values=values, days=frozenset(str(day) for day in given.getlist("days")))


def read_shift(
    form: Form, people: Collection[AdvocateId], shifts: Iterable[Shift], zones: Collection[str], today: date
) -> Shift | None:
    """The shift in a form, or None with the mistakes noted in it."""
    days = frozenset(int(day) for day in form.days if day in set("0123456"))
    if not days:
        form.wrong("days", "rota.wrong.days")
    who = _person(form, people)
    begins, ends = _time(form, "begins"), _time(form, "ends")
    zone = _zone(form, zones)
    from_day = _day(form, "from_day", today)
    until_day = _day(form, "until_day", today, needed=False)
    if from_day and until_day and until_day < from_day:
        form.wrong("until_day", "rota.wrong.until_before")
    if form.errors or who is None or begins is None or ends is None or zone is None or from_day is None:
        return None
    shift = Shift(
        id=new_id(),
        advocate_id=who,
        days=days,
        begins=begins,
        ends=ends,
        zone=zone,
        from_day=from_day,
        until_day=until_day,
    )
    if overlapping(shift, shifts):
        form.wrong("begins", "rota.wrong.overlaps")
        return None
    return shift


def read_exception(
    form: Form, people: Collection[AdvocateId], zones: Collection[str], today: date
) -> ShiftException | None:
    """The day that differs in a form, or None with the mistakes noted in it. Off without times is the whole day."""
    kind: Literal["off", "extra"] = "extra" if form.value("kind") == "extra" else "off"
    if form.value("kind") not in ("off", "extra"):
        form.wrong("kind", "rota.wrong.kind")
    who, day, zone = _person(form, people), _day(form, "day", today), _zone(form, zones)
    if day and day < today - timedelta(days=1):
        form.wrong("day", "rota.wrong.past")
    needed = kind == "extra" or bool(form.value("begins") or form.value("ends"))
    begins, ends = _time(form, "begins", needed=needed), _time(form, "ends", needed=needed)
    if form.errors or who is None or day is None or zone is None:
        return None
    return ShiftException(id=new_id(), advocate_id=who, day=day, kind=kind, begins=begins, ends=ends, zone=zone)


def read_last_day(form: Form, shift: Shift, today: date) -> date | None:
    """The last day of a shift that is to end, or None with the mistake noted."""
    last = _day(form, "until_day", today)
    if last and last < shift.from_day:
        form.wrong("until_day", "rota.wrong.until_before")
    return None if form.errors else last


def overlapping(shift: Shift, others: Iterable[Shift]) -> bool:
    """Whether somebody would be on shift twice at once. Looks at the first fifteen days that both shifts run."""
    return any(
        mine[0] < theirs[1] and theirs[0] < mine[1]
        for other in others
        if other.advocate_id == shift.advocate_id
        for days in [_shared_days(shift, other)]
        for mine in _spans(shift, days)
        for theirs in _spans(other, days)
    )


def _shared_days(one: Shift, other: Shift) -> Sequence[date]:
    """Both run every week, and the clocks change in one of two; the day before is there for nights."""
    first = max(one.from_day, other.from_day) - timedelta(days=1)
    return [first + timedelta(days=n) for n in range(16)]


def _spans(shift: Shift, days: Sequence[date]) -> list[tuple[datetime, datetime]]:
    zone, last = ZoneInfo(shift.zone), shift.until_day or date.max
    found = [
        shift_on(day, shift.begins, shift.ends, zone)
        for day in days
        if day.weekday() in shift.days and shift.from_day <= day <= last
    ]
    # In the hour that comes twice both of two shifts that meet in it run: that is how they leave no gap, and no mistake.
    return [(begins, ends) for begins, ends in found if _offset(begins, zone) == _offset(ends, zone)]


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta | None:
    return moment.astimezone(zone).utcoffset()


def _person(form: Form, people: Collection[AdvocateId]) -> AdvocateId | None:
    who = AdvocateId(form.value("advocate_id"))
    if who in people:
        return who
    form.wrong("advocate_id", "rota.wrong.person")
    return None


def _zone(form: Form, zones: Collection[str]) -> str | None:
    if form.value("zone") in zones:
        return form.value("zone")
    form.wrong("zone", "rota.wrong.zone")
    return None


def _time(form: Form, name: str, *, needed: bool = True) -> time | None:
    if not form.value(name) and not needed:
        return None
    try:
        found = time.fromisoformat(form.value(name))
    except ValueError:
        form.wrong(name, "rota.wrong.time")
        return None
    return found.replace(second=0, microsecond=0, tzinfo=None)


def _day(form: Form, name: str, today: date, *, needed: bool = True) -> date | None:
    if not form.value(name) and not needed:
        return None
    try:
        found = date.fromisoformat(form.value(name))
    except ValueError:
        form.wrong(name, "rota.wrong.day")
        return None
    if abs(found - today) > LONGEST_AHEAD:
        form.wrong(name, "rota.wrong.far")
    return found
