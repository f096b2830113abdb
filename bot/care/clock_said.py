"""A time of the day as it was said: "9 pm", "9 night", "21:00", or a bare "9", of which somebody has to say which half.

A night belongs to the day on which it begins: "friday night at 1" and "friday night at 1 am" come on Saturday. So does a
midnight that is said with a day, in both languages: "friday at midnight" and "el viernes a las 12 de la noche" are the end
of Friday. "Friday at 1 am", "at 1 in the morning" and "a la 1 de la madrugada" speak of no night, and come on Friday.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from bot.care.schedules import instant

_PARTS = r"morning|afternoon|evening|night|tonight|small"
_NIGHTS = ("evening", "night", "midnight")
_SMALL_HOURS_END = time(5)
_CLOCK = re.compile(
    rf"(?P<lead>(?:\b(?:at|around|about|by|como|a eso de|eso de|tipo|a|la|las|like|@) ?)*)(?<![\d:/])"
    rf"(?P<hour>\d{{1,2}})(?::(?P<minute>\d{{2}}))?(?![\d:/])(?: (?P<half>am|pm|hrs|hr|h|hs|horas)\b)?"
    rf"(?: (?:(?:in|at|of|on) )?(?:the )?(?P<part>{_PARTS}|midnight)\b)?"
)
_JOINED = re.compile(r" ?(?:and|or|y|o|u|to|then|-|/)(?: (?:also|then|maybe|tambien|luego))? ?")
_BUT = re.compile(r"\b(?:but|pero)(?: not)? $")
_PART = re.compile(rf"\b({_PARTS})\b")
_OF_NO_DAY = re.compile(
    r"\b(?:all|toda la|last|good|buenas|day and|dia y) night\b|\bnight (?:shift|class|school|too|also)\b"
)
"""Nights that say nothing of when a time comes: "friday at 1 am, i am up all night", "good night"."""
_HALF_OF_TWO = r"(morning|afternoon|evening|night)"
_TWO_PARTS = re.compile(rf"\b{_HALF_OF_TWO} (?:and|or|y|o)(?: (?:every|each|cada|at|in the|the))? {_HALF_OF_TWO}\b")
_SPAN = r"(?:\d{1,2}|half|quarter|media|cuarto|(?:\d{1,2} |half an? |an? |media |una? )?(?:hours?|hrs?|horas?|min(?:ute|uto)?s?))"
_RECKONED = re.compile(
    rf"\b{_SPAN} (?:past|after|before|to|of|til|till|antes de|despues de|para|pa|pasad[ao]s (?:de|las?))"
    r"(?: (?:las?|at|around|about|like))* \d{1,2}\b"
    r"|\b(?:half|quarter|faltan(?:do)?) (?:las )?\d{1,2}\b|\b\d{1,2}(?::00)?(?: [ap]m| night)? (?:menos|minus) \d"
)
_EVERY_FEW_HOURS = re.compile(r"\b(?:every|each|cada|single an?) (?:\w+ )??(?:hours?|hrs?|horas?)\b|\d{1,2}:\d{2}")
PLAINLY_AFTER_NOON = range(1, 6)
"""Hours that without another word are those after noon: nobody who says "weekdays at 4" means the small hours."""


@dataclass(frozen=True, kw_only=True)
class Clock:
    """`half` is "am", "pm", or None where only the hour was said; a `part` "small" says that it lies after midnight.

    `part` is None where the half says as much; `night` tells even then whether it was said of a night or of midnight.
    """

    hour: int  # 0 to 23 when `half` is None and the hour is above 12 or was written with a zero in front
    minute: int
    half: str | None
    part: str | None
    exact: bool  # written as on a clock of 24 hours
    night: bool

    @property
    def days_after(self) -> int:
        """How many days after the one it was said with it comes: 1 past the midnight of a night, else 0."""
        wall = self.wall()
        return int(self.night and wall is not None and wall < _SMALL_HOURS_END)

    def wall(self) -> time | None:
        """The wall time, None when it could be either half of the day."""
        if self.exact:
            return time(self.hour, self.minute)
        if self.half is not None:
            return time(self.hour % 12 + (12 if self.half == "pm" else 0), self.minute)
        if self.hour == 12 and self.part in (None, "morning"):
            # "12" alone and "12 in the morning" are said of noon and of midnight.
            return None
        if self.part is not None:
            return time(_in_part(self.hour, self.part), self.minute)
        if self.hour in PLAINLY_AFTER_NOON:
            return time(12 + self.hour, self.minute)
        return None

    def next_after(self, now: datetime, zone: str) -> datetime:
        """The first instant after `now` at which the clock shows this, whichever half was not said."""
        wall = None if self.half is None and self.part is None and not self.exact else self.wall()
        both = [time(self.hour % 12, self.minute), time(self.hour % 12 + 12, self.minute)]
        return next_wall(both if wall is None else [wall], now, zone)


def next_wall(walls: Iterable[time], now: datetime, zone: str) -> datetime:
    """The first instant after `now` at which the clock on the wall shows one of these times."""
    today = now.astimezone(ZoneInfo(zone)).date()
    found = (instant(today + timedelta(days=n), at, zone) for at in walls for n in range(3))
    return min(at for at in found if at is not None and at > now)


def take_clocks(line: str) -> tuple[list[Clock], str]:
    """Every time of the day in a spelled-out line, and the line without them.

    A part of the day that stands apart ("every night at 9") belongs to a time that has none of its own. Beside a number
    that is plainly a time ("at 4") a bare one is none ("im 15").
    """
    found = [match for match in _CLOCK.finditer(line) if int(match["hour"]) <= 23 and int(match["minute"] or 0) <= 59]
    plain = {n for n, match in enumerate(found) if _is_plain(match) or _BUT.search(line[: match.start()])}
    # "At 9 and 11" and "9 or 10 pm" are two times of which only one says so.
    for n, (one, other) in enumerate(pairwise(found)):
        if {n, n + 1} & plain and _JOINED.fullmatch(line[one.end() : other.start()]):
            plain |= {n, n + 1}
    found = [found[n] for n in sorted(plain)] or found
    rest = line
    for match in reversed(found):
        rest = f"{rest[: match.start()]} {'tonight' if match['part'] == 'tonight' else ''} {rest[match.end() :]}"
    apart, of_days = _PART.search(rest), _PART.search(_OF_NO_DAY.sub(" ", " ".join(rest.split())))
    nightly = of_days is not None and of_days[1] in _NIGHTS
    return [_clock(match, apart[1] if apart else None, nightly=nightly) for match in found], " ".join(rest.split())


def two_parts(line: str) -> bool:
    """Whether a text is wanted in one part of the day and in another: "every morning and night"."""
    return any(found[1] != found[2] for found in _TWO_PARTS.finditer(line))


def is_reckoned(line: str) -> bool:
    """Whether a time is told by its distance from a clock: "ten past nine", "an hour before 9 pm", "10 para las 9".

    The clock in it is not the time that is meant. "Every 2 hours til 8" and "from 8:30 to 9" tell no distance.
    """
    return _RECKONED.search(_EVERY_FEW_HOURS.sub(" ; ", line)) is not None


def _is_plain(match: re.Match[str]) -> bool:
    return any(match[name] for name in ("lead", "minute", "half", "part"))


def _clock(match: re.Match[str], apart: str | None, *, nightly: bool) -> Clock:
    hour, half = int(match["hour"]), match["half"] if match["half"] in ("am", "pm") else None
    exact = half is None and (hour > 12 or match["hour"].startswith("0"))
    part = match["part"] or (apart if half is None else None)
    night = nightly or part in _NIGHTS
    part = None if half is not None else part
    return Clock(hour=hour, minute=int(match["minute"] or 0), half=half, part=part, exact=exact, night=night)


def _in_part(hour: int, part: str) -> int:
    """The hour from 0 to 23. A night reaches to four, an evening to midnight."""
    if part == "small":
        return hour % 12
    if part == "morning":
        return hour
    if part in ("night", "tonight") and hour < 5:
        return hour
    return 0 if hour == 12 and part != "afternoon" else hour % 12 + 12
