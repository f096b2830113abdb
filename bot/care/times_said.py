"""Reads when somebody wants to be texted, in free words of English, Spanish or both.

"Every night at nine", "text me weekdays at 4", "cada 3 horas hasta mañana", "check on me at 11 tonight", "en dos horas".
What was said is never filled up by guessing: a time without days, days without a time, an hour of which it is not plain
whether it is before or after noon come back as `Unclear`, with what is missing, so that it can be asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from bot.care.clock_said import Clock, is_reckoned, next_wall, take_clocks, two_parts
from bot.care.days_said import Days, has_an_end, is_daily, take_days
from bot.care.schedules import Daily, Every, Once, QuietHours, Schedule, Weekly, instant, next_due
from bot.care.time_spelling import spelled_out

NIGHT = QuietHours(begins=time(21), ends=time(9))
"""Hours in which a text every so many hours stays away, unless they speak of the night themselves."""
LONGEST_WAIT = timedelta(days=90)
LONGEST_SPAN = timedelta(days=14)
"""How far ahead one text may be asked for, and for how long a text every so many hours."""
_NIGHT_IS_OVER = time(7)
_EVENING = time(21)

Missing = Literal["everything", "days", "time", "half", "noon", "until", "one_time", "gone_by", "too_far"]


@dataclass(frozen=True, kw_only=True)
class Unclear:
    """Why there is no schedule yet.

    everything: nothing of it was said; days: a time, but neither how often nor on which day; time: days without a time;
    half: an hour that may be before or after noon; noon: twelve, of the day or of the night; until: every so many hours,
    without an end; one_time: several times a day, or a rhythm that there is none for; gone_by: the time has passed;
    too_far: further off than is kept.
    """

    missing: Missing


_HOURS = r"(?:hours?|hrs?|horas?|h|hs)"
_EVERY = re.compile(
    rf"\b(?:every|each|cada) (?:(\d{{1,2}}) )?(?:other )?{_HOURS}\b|\bhourly\b|\bsingle (?:an?|per|por|a la) {_HOURS}\b"
)
_EVERY_FEW = re.compile(rf"\b(?:every|each|cada) (?:few|several|unas|pocas|tantas) {_HOURS}\b")
_EVERY_OTHER = re.compile(rf"\bevery other {_HOURS}\b")
_MINUTES = re.compile(
    r"\b(?:every|each|cada) (?:\d{1,2} )?(?:(?:hours?|hrs?|horas?) )?(?:and|y) (?:a )?(?:half|media)\b"
    r"|\b(?:every|each|cada) (?:(?:\d{1,3}|half|media|few) )?(?:an )?"
    r"(?:min(?:ute|uto)?s?|half hour|media hora|hora y media)\b"
)
_IN = re.compile(
    rf"\b(?:in|en|within|dentro de|after) (?:like |como |about |unas |unos )?(?:(\d{{1,3}}|an?|una?|1|half an?|media) )"
    rf"({_HOURS}|mins?|minutes?|minutos?|days?|dias?)(?: (?:and|y) (?:a )?(half|media))?\b"
)
_FROM_NOW = re.compile(rf"\b(\d{{1,3}}|an?) ({_HOURS}|mins?|minutes?|days?) from now\b")
_UNTIL = re.compile(r"\b(?:until|untill|till?|hasta(?: que sean)?(?: el| la| las| los)?)\b(.*)")
_FOR = re.compile(
    r"\b(?:for|por|durante|during|over)(?: the)?(?: next| (?:las?|los?|el)(?: proximas?| proximos?)?)? "
    r"(\d{1,2}|an?|una?) (hours?|hrs?|horas?|days?|dias?|weeks?|semanas?)\b"
)
_NEXT = re.compile(r"\b(?:the next|next|las proximas|los proximos) (\d{1,2}) (hours?|horas?|days?|dias?)\b")
_BEGINS = re.compile(r"\b(?:starting|start|beginning|from|desde|a partir de|empezando|empieza)\b")
_WHOLE_DAY = re.compile(r"\b(?:all day|todo el dia|today|for the day|by day)\b")
_WHOLE_NIGHT = re.compile(r"\b(?:tonight|all night|toda la night|overnight|through the night)\b")
_NIGHTS_TOO = re.compile(
    r"\b(?:night|tonight|overnight|24/7|24 7|day and night|around the clock|a todas horas|a toda hora)\b"
)
_SINGLE = re.compile(r"\bsingle\b")


def read_schedule(text: str, now: datetime, zone: str) -> Schedule | Unclear:
    """When to text, as told at `now` by somebody whose clock on the wall is that of `zone` (an IANA name)."""
    line = spelled_out(text)
    if _MINUTES.search(line) or is_reckoned(line):
        return Unclear(missing="one_time")
    now = _whole_minute(now)
    found = _every(line, now, zone) or _after_a_while(line, now, zone) or _by_the_clock(line, now, zone)
    if not isinstance(found, Unclear) and next_due(found, now) is None:
        return Unclear(missing="gone_by")
    return found


def _whole_minute(now: datetime) -> datetime:
    """The minute that begins next: nobody who says "in an hour" is texted before it is over."""
    return now if now.second == now.microsecond == 0 else now.replace(second=0, microsecond=0) + timedelta(minutes=1)


def _by_the_clock(line: str, now: datetime, zone: str) -> Schedule | Unclear:
    today = now.astimezone(ZoneInfo(zone)).date()
    if has_an_end(line, today) or two_parts(line):
        return Unclear(missing="one_time")
    days, rest = take_days(line, today)
    clocks, _ = take_clocks(rest)
    if days.unsayable or len({(clock.hour, clock.minute, clock.half, clock.part) for clock in clocks}) > 1:
        return Unclear(missing="one_time")
    if not clocks:
        return Unclear(missing="everything" if days.none_said else "time")
    clock = next((clock for clock in clocks if clock.night), clocks[0])
    if days.weekly:
        return _repeated(days, clock, now, zone)
    if days.on is None and (days.some_day_a_week or not _SINGLE.search(line)):
        return Unclear(missing="days")
    return _once(days, clock, now, zone)


def _repeated(days: Days, clock: Clock, now: datetime, zone: str) -> Schedule | Unclear:
    wall = clock.wall()
    if wall is None:
        return _half_of(clock)
    on = frozenset((day + clock.days_after) % 7 for day in days.weekly)
    found = Daily(zone=zone, at=wall) if len(on) == 7 else Weekly(zone=zone, days=on, at=wall)
    begins = days.begins and instant(days.begins + timedelta(days=clock.days_after), wall, zone)
    # No schedule waits for a day to come: "starting tomorrow" can be had where none would come before it.
    too_early = begins is not None and (next_due(found, now) or begins) < begins
    return Unclear(missing="one_time") if too_early else found


def _half_of(clock: Clock) -> Unclear:
    """Which half of the day has to be asked for; twelve is in neither the morning nor the night."""
    return Unclear(missing="noon" if clock.hour == 12 else "half")


def _once(days: Days, clock: Clock, now: datetime, zone: str) -> Schedule | Unclear:
    if days.on is None or days.tonight:
        at: datetime | None = clock.next_after(now, zone)
    else:
        today = days.on == now.astimezone(ZoneInfo(zone)).date()
        wall = clock.wall() or (clock.next_after(now, zone).astimezone(ZoneInfo(zone)).time() if today else None)
        if wall is None:
            return _half_of(clock)
        at = instant(days.on + timedelta(days=clock.days_after), wall, zone)
    if at is None or at <= now or (days.tonight and _is_another_evening(at, now, zone)):
        return Unclear(missing="gone_by")
    return Unclear(missing="too_far") if at - now > LONGEST_WAIT else Once(zone=zone, at=at)


def _is_another_evening(at: datetime, now: datetime, zone: str) -> bool:
    """Whether the time that was meant for tonight would only come on the day after."""
    then = at.astimezone(ZoneInfo(zone))
    return then.date() > now.astimezone(ZoneInfo(zone)).date() and then.time() > _NIGHT_IS_OVER


def _after_a_while(line: str, now: datetime, zone: str) -> Schedule | Unclear | None:
    found = _IN.search(line) or _FROM_NOW.search(line)
    if found is None:
        return None
    amount, unit = found[1], found[2]
    halves = 1 if amount.startswith(("half", "media")) else 2 * (int(amount) if amount.isdigit() else 1)
    halves += 1 if found.lastindex == 3 and found[3] else 0
    if unit.startswith("d"):
        # "In 2 days at 5" has a time of its own, "in 2 days" has none.
        return _in_days(line, found, halves // 2, now, zone)
    span = timedelta(minutes=halves / 2) if unit.startswith("m") else timedelta(minutes=30 * halves)
    if span > LONGEST_WAIT:
        return Unclear(missing="too_far")
    return Once(zone=zone, at=now + span) if span else Unclear(missing="time")


def _in_days(line: str, found: re.Match[str], number: int, now: datetime, zone: str) -> Schedule | Unclear:
    rest = f"{line[: found.start()]} {line[found.end() :]}"
    clocks, _ = take_clocks(rest)
    if not clocks or is_daily(rest):
        return Unclear(missing="one_time" if is_daily(rest) else "time")
    on = now.astimezone(ZoneInfo(zone)).date() + timedelta(days=number)
    return _once(Days(on=on), clocks[0], now, zone)


def _every(line: str, now: datetime, zone: str) -> Schedule | Unclear | None:
    few, other = _EVERY_FEW.search(line), _EVERY_OTHER.search(line)
    found = few or _EVERY.search(line)
    if found is None:
        return None
    hours = 3 if few else 2 if other else int(found[1] or 1)
    if not 1 <= hours <= 24:
        return Unclear(missing="one_time")
    rest = f"{line[: found.start()]} {line[found.end() :]}"
    begins = _begins(rest, now, zone) or now + timedelta(hours=hours)
    until = _until(rest, now, begins, zone)
    if until is None:
        return Unclear(missing="until")
    if until < begins:
        return Unclear(missing="gone_by")
    if until - now > LONGEST_SPAN:
        return Unclear(missing="too_far")
    awake = _NIGHTS_TOO.search(rest) or _ends_at_night(until, zone) or until - now <= timedelta(hours=12)
    return Every(zone=zone, hours=hours, begins=begins, until=until, quiet=None if awake else NIGHT)


def _begins(line: str, now: datetime, zone: str) -> datetime | None:
    said = _BEGINS.search(line)
    if said is None:
        return None
    clocks, _ = take_clocks(_UNTIL.sub(" ", line[said.end() :]))
    return clocks[0].next_after(now, zone) if clocks else None


def _until(line: str, now: datetime, begins: datetime, zone: str) -> datetime | None:
    """When every so many hours is over; None when it was not said."""
    ends: tuple[Callable[[], datetime | None], ...] = (
        lambda: _until_said(line, now, begins, zone),
        lambda: _span_said(line, now),
        lambda: next_wall([_NIGHT_IS_OVER], now, zone) if _WHOLE_NIGHT.search(line) else None,
        lambda: next_wall([_EVENING], now, zone) if _WHOLE_DAY.search(line) else None,
    )
    return next((end for end in (read() for read in ends) if end is not None), None)


def _until_said(line: str, now: datetime, begins: datetime, zone: str) -> datetime | None:
    said = _UNTIL.search(line)
    if said is None:
        return None
    days, rest = take_days(said[1], now.astimezone(ZoneInfo(zone)).date())
    clocks, left = take_clocks(rest)
    if clocks and (days.on is None or days.tonight):
        return clocks[0].next_after(begins, zone)
    if days.on is None:
        return None
    if clocks:
        wall = clocks[0].wall() or time(clocks[0].hour, clocks[0].minute)
        return instant(days.on + timedelta(days=clocks[0].days_after), wall, zone)
    if re.search(r"\bmorning\b", left):
        wall = NIGHT.ends
    elif days.tonight or re.search(r"\b(?:night|evening)\b", left):
        wall = time(23)
    else:
        # "Until tomorrow" is a day from now; another day is meant to its evening.
        one_day = days.on - now.astimezone(ZoneInfo(zone)).date() == timedelta(days=1)
        wall = now.astimezone(ZoneInfo(zone)).time().replace(second=0, microsecond=0) if one_day else _EVENING
    return instant(days.on, wall, zone)


def _span_said(line: str, now: datetime) -> datetime | None:
    said = _FOR.search(line) or _NEXT.search(line)
    if said is None:
        return None
    number = int(said[1]) if said[1].isdigit() else 1
    unit = said[2][0]
    return now + timedelta(hours=number if unit == "h" else number * 24 * (7 if unit in "ws" else 1))


def _ends_at_night(until: datetime, zone: str) -> bool:
    """Whether an end was named that lies in the night, so that texts in the night are wanted."""
    return NIGHT.cover((until - timedelta(minutes=1)).astimezone(ZoneInfo(zone)).time())
