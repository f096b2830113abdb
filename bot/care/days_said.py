"""The days of a repeated text as they were said: every day, on weekdays, "lunes y jueves", or one day only."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

_NAMES = (
    r"mon(?:day)?s?|lun(?:es)?", r"tue(?:s|sday|sdays)?|mar(?:tes)?", r"wed(?:s|nesday|nesdays)?|mie(?:r|rcoles)?",
    r"thu(?:r|rs|rsday|rsdays)?|jue(?:ves)?", r"fri(?:day)?s?|vie(?:rnes)?", r"sat(?:urday)?s?|sab(?:ado)?s?",
    r"sun(?:day)?s?|dom(?:ingo)?s?",
)  # fmt: skip
_MONTHS = (
    "jan(?:uary)?|enero", "feb(?:ruary)?|febrero", "march|marzo", "apr(?:il)?|abril", "may|mayo", "june?|junio",
    "july?|julio", "aug(?:ust)?|agosto", "sept?(?:ember)?|septiembre|setiembre", "oct(?:ober)?|octubre",
    "nov(?:ember)?|noviembre", "dec(?:ember)?|diciembre",
)  # fmt: skip
_DAY = "|".join(f"(?P<d{n}>{names})" for n, names in enumerate(_NAMES))
_ONE_DAY = re.compile(rf"\b(?:{_DAY})\b")
_ANY_DAY = rf"(?:{'|'.join(_NAMES)})"
_RANGE = re.compile(rf"\b({_ANY_DAY})(?: ?- ?| (?:to|thru|through|till|until|a|al|hasta(?: el)?) )({_ANY_DAY})\b")
_AND_DAY = rf"(?: (?:and |y |or |ni |los? |el |on )?{_ANY_DAY})"
_EXCEPT = re.compile(rf"\b(?:except|but not|not|no|menos|excepto|salvo)(?: (?:on|los?|el|y|and|or|ni))?({_AND_DAY}+)\b")
_UNTIL = re.compile(r"\b(?:until|untill|till?|thru|through|hasta)\b")
_FOR_A_WHILE = re.compile(
    r"\b(?:for|por|durante|during)(?: the| las?| los?| el)?(?: next| proximas?| proximos?)? "
    r"(?:\d{1,2}|an?|una?|few|couple) (?:hours?|horas?|nights?|noches?|days?|dias?|weeks?|semanas?|months?|mes(?:es)?)\b"
    r"|\b(?:this|next|all|rest of the|esta|este|toda la|todo el|resto de la|resto del) (?:week|month|semana|mes)\b"
)
_WEEKDAYS = re.compile(r"\b(?:week ?days?|school days?|work ?days|entre semana|dias de (?:escuela|clases|semana))\b")
_WEEKENDS = re.compile(r"\b(?:week ?ends?|fin(?:es)? de semana)\b")
_DAILY = re.compile(
    r"\b(?:single (?:an?|per|al|por|a la) (?:day|dia|night)"
    r"|(?:every|each|ev|cada|todos los|todas las|all|tds los) ?(?:single |1 )?(?:days?|dias?|night|evening|morning|afternoon)"
    r"|everyday|daily|diario|diarios|diariamente|diaria|los dias|las night|las afternoon|nightly)\b"
)
_ALL_OF_ONE = re.compile(r"\ball (?:day|night|evening|morning|afternoon)\b")
_REPEATED = re.compile(
    rf"\b(?:every|each|cada|los|todos los) {_ANY_DAY}\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days\b|\b(?:sabados|domingos)\b"
)
_SOME_WEEKLY = re.compile(
    r"\b(?:weekly|every week|each week|once a week|single (?:a|por|a la) (?:week|semana)|cada semana)\b"
)
_MORE_THAN_ONE = re.compile(
    r"\b(?:(?:2|3|4|5|6|twice|varias|many|few|several)(?: times| veces)? (?:a|per|al|por|each|every|cada) (?:day|dia|night)"
    r"|twice a day|every (?:other|2|3|4|second) (?:days?|night|weeks?)|cada (?:2|3|4|tercer) (?:dias?|semanas?)"
    rf"|every (?:other|second) {_ANY_DAY}|dia si(?: y)?(?: un)? dia no)\b"
)
_MONTH, _NTH = "|".join(_MONTHS), r"(?: ?(?:st|nd|rd|th))?"
_DATE = re.compile(
    rf"\b(?:(?P<m>{_MONTH}) (?:the )?(?P<n>\d{{1,2}}){_NTH}|(?P<k>\d{{1,2}}){_NTH}(?: (?:of|de))? (?P<o>{_MONTH}))\b"
)
_MAR = re.compile(r"\bmar(?= \d{1,2} ?(?:st|nd|rd|th)\b| \d{1,2} (?:at|around|by|@|a las?) \d)")
"""The month where a day of it and a time of its own follow; else it is the short name of a Tuesday in Spanish."""
_RELATIVE_DAYS = {"today": 0, "tonight": 0, "tomorrow": 1, "overmorrow": 2}
_RELATIVE = re.compile(rf"\b({'|'.join(_RELATIVE_DAYS)})\b")
_STARTING = (
    r"\b(?:start(?:s|ing)?|begin(?:s|ning)?|from|desde|a partir del?|empezando|empieza|comenzando)"
    r"(?: (?:on|this|next|the|el|la|los|este|esta|proximo))*"
)
_FROM_THEN = re.compile(rf"{_STARTING} ({'|'.join(_RELATIVE_DAYS)})\b")
_EXCEPT_SORT = re.compile(
    rf"\b(?:except|but not|not|no|menos|excepto|salvo)(?: (?:on|the|los?|las?|el|en))*"
    rf" (?:(?P<end>{_WEEKENDS.pattern})|(?P<week>{_WEEKDAYS.pattern}))"
)
_FROM_A_DAY = re.compile(rf"{_STARTING} (?:{_ANY_DAY}|{_WEEKENDS.pattern})\b")
_RELATIVES, _PART = "|".join(_RELATIVE_DAYS), r"(?: (?:night|evening|morning|afternoon))?"
_NOT = r"\b(?:not|no|but not|except|menos|excepto|salvo|instead of|rather than|en vez de|en lugar de)"
_THE = r"(?: (?:on|for|the|el|la|los))*"
_NOT_THEN = re.compile(rf"{_NOT}{_THE} (?:{_RELATIVES})\b{_PART}")
_THEN_NOT = re.compile(rf"\b(?:{_RELATIVES}){_PART} (?:not|no)\b(?! (?:later|earlier|mas|antes|despues)\b)")
_NOT_ONE_DAY = re.compile(rf"{_NOT}{_THE} {_ANY_DAY}\b{_PART}")
_NO_BETWEEN = re.compile(rf"\b(?:{_RELATIVES}|{_ANY_DAY}){_PART} no{_THE} (?:{_RELATIVES}|{_ANY_DAY})\b")
"""Without its comma "hoy no mañana" is said of either day: "hoy no, mañana" and "hoy, no mañana"."""
_NOT_ALL = re.compile(
    rf"\bnot (?:every|each|everyday|daily|all)\b|{_NOT}{_THE} (?:this|next|este|esta|proximo) (?:{_ANY_DAY}|week ?end)\b"
)
_PLURAL = re.compile(rf"\b\w+days\b|\bsabados\b|\bdomingos\b|\bweek ?ends\b|\bfines de semana\b|{_WEEKDAYS.pattern}")
_IN_A_ROW = re.compile(rf"\b{_ANY_DAY} (?:los? |el |on )?{_ANY_DAY}\b")
_ANOTHER_WEEK = re.compile(
    rf"\b(?:weeks?|semanas?) (?:from|after|de|desde|despues de)(?: (?:this|next|el|este))* (?:{_ANY_DAY}|{_RELATIVES})\b"
    rf"|\b{_ANY_DAY} (?:after (?:next|this|that)|week|en (?:8|15)|that follows)\b|\b(?:after next|next next) {_ANY_DAY}\b"
    r"|\b(?:next|the other|following|proxima|otra) (?:week|semana)\b|\bsemana (?:proxima|que (?:viene|entra)|siguiente)\b"
)
_COMING = re.compile(
    rf"\b(?:next|following|proximo) {_ANY_DAY}\b|\b{_ANY_DAY} (?:next|proximo|siguiente|que (?:viene|entra))\b"
)
_JOINED_TO_A_PLAN = re.compile(
    rf"\b(?:{_RELATIVES}){_PART} (?:(?:and|y|then|plus|or|o) (?:(?:then|also|on|los|every|cada) )?"
    rf"(?:{_ANY_DAY}|week ?days|week ?ends)|(?:el |on )?{_ANY_DAY} (?:(?:and|y|or|o) )?(?:el |on )?{_ANY_DAY})\b"
)
_STARTS = re.compile(rf"{_STARTING} ({_ANY_DAY})\b(?! (?:(?:and|y|or|o) )?{_ANY_DAY}\b)")

EVERY_DAY = frozenset(range(7))
WEEKDAYS, WEEKEND = frozenset(range(5)), frozenset({5, 6})


@dataclass(frozen=True, kw_only=True)
class Days:
    """`weekly` holds weekdays (Monday is 0) on which it is repeated; `on` is one date. `unsayable`: not to be had.

    `begins` is a day after today before which nothing of what is repeated is wanted.
    """

    weekly: frozenset[int] = frozenset()
    on: date | None = None
    tonight: bool = False
    unsayable: bool = False
    some_day_a_week: bool = False
    begins: date | None = None

    @property
    def none_said(self) -> bool:
        return not (self.weekly or self.on or self.unsayable or self.some_day_a_week)


def take_days(line: str, today: date) -> tuple[Days, str]:
    """The days in a spelled-out line, and the line without a date, whose number is no time of the day."""
    line = _MAR.sub("march", line)
    dated = _DATE.search(line)
    if dated is not None:
        day = _next_date(dated, today)
        rest = _without_denied(f"{line[: dated.start()]} {line[dated.end() :]}")
        others = {today + timedelta(days=_RELATIVE_DAYS[found[1]]) for found in _RELATIVE.finditer(rest)} - {day}
        more = is_daily(rest) or _REPEATED.search(rest) or _several(rest) or others or _DATE.search(rest)
        return Days(on=day, unsayable=day is None or bool(more)), rest
    days, begins = _days(line, today), None
    later = _FROM_THEN.search(line)
    starts = _STARTS.search(_RANGE.sub(" ", line))
    if later is not None:
        begins = today + timedelta(days=_RELATIVE_DAYS[later[1]])
    elif starts is not None and days.weekly:
        begins = _next_weekday(starts[0], _named(starts[1]), today)
    return replace(days, begins=begins), _MORE_THAN_ONE.sub(" ", _without_denied(line))


def is_daily(line: str) -> bool:
    """Whether a spelled-out line tells of every day. "All night" is said of one night."""
    return _DAILY.search(_ALL_OF_ONE.sub(" ", line)) is not None


def has_an_end(line: str, today: date) -> bool:
    """Whether a spelled-out line tells of a plan for several days and of the day on which it is over."""
    line = _RANGE.sub(" ", line)
    before = _UNTIL.split(line, maxsplit=1)[0]
    if before != line:
        return bool(_DAILY.search(line) or _days(before, today).weekly or re.search(r"\d", before))
    return bool(_FOR_A_WHILE.search(line) and _days(_FOR_A_WHILE.sub(" ", line), today).weekly)


def _without_denied(line: str) -> str:
    """The line without the days that it says are not meant: "not tonight, tomorrow" is tomorrow."""
    if not (
        is_daily(line) or _REPEATED.search(line) or _SOME_WEEKLY.search(line) or _several(_NOT_ONE_DAY.sub(" ", line))
    ):
        line = _NOT_ONE_DAY.sub(" ", line)
    line = _NOT_THEN.sub(" ", line)
    without = _THEN_NOT.sub(" ", line)
    return without if _RELATIVE.search(without) or _ONE_DAY.search(without) else line


def _several(line: str) -> bool:
    return len(_all_named(line)) > 1


def _days(line: str, today: date) -> Days:
    if _MORE_THAN_ONE.search(line) or _NOT_ALL.search(line) or _JOINED_TO_A_PLAN.search(_FROM_THEN.sub(" ", line)):
        return Days(unsayable=True)
    left_out = frozenset(day for found in _EXCEPT.finditer(line) for day in _named(found[1]))
    for found in _EXCEPT_SORT.finditer(line):
        left_out |= WEEKEND if found["end"] else WEEKDAYS
    excepted = " ".join(found[0] for pattern in (_EXCEPT, _EXCEPT_SORT) for found in pattern.finditer(line))
    rest = _EXCEPT_SORT.sub(" ", _EXCEPT.sub(" ", line))
    named = _all_named(rest)
    starts = _STARTS.search(_RANGE.sub(" ", rest))
    if starts is not None and not is_daily(rest):
        # "Weekdays starting friday" is not wanted on Friday for its being named.
        named = _all_named(rest.replace(starts[0], " ")) or named
    repeated = _REPEATED.search(rest) or _SOME_WEEKLY.search(rest)
    if is_daily(rest) and ((len(named) == 1 and not repeated) or _FROM_A_DAY.search(_RANGE.sub(" ", rest))):
        # "Every night starting friday": no schedule begins on a day to come, and one text on Friday is not what was said.
        return replace(_one_day(rest, named, today), unsayable=True)
    plan = is_daily(rest) or repeated or len(named) > 1
    if plan and _NOT_THEN.search(rest) and not ((later := _FROM_THEN.search(rest)) and _RELATIVE_DAYS[later[1]]):
        return Days(unsayable=True)
    if plan and (named or left_out or is_daily(rest)):
        return Days(weekly=(named or EVERY_DAY) - left_out)
    if _NO_BETWEEN.search(line) or _IN_A_ROW.search(excepted):
        return Days(unsayable=True)
    if left_out and not named and not _RELATIVE.search(rest) and _PLURAL.search(excepted):
        return Days(weekly=EVERY_DAY - left_out)
    if left_out & named:
        return Days(unsayable=True)
    return _one_day(_without_denied(rest), named, today)


def _one_day(line: str, named: frozenset[int], today: date) -> Days:
    relatives = {today + timedelta(days=_RELATIVE_DAYS[found[1]]) for found in _RELATIVE.finditer(line)}
    by_name = {_next_weekday(line, frozenset({weekday}), today) for weekday in named}
    if len(relatives | by_name) > 1 or (relatives | by_name and _ANOTHER_WEEK.search(line)):
        return Days(unsayable=True)
    for on in relatives:
        tonight = re.search(r"\btonight\b", line) or (on == today and re.search(r"\bnight\b", line))
        return Days(on=on, tonight=bool(tonight))
    for on in by_name:
        return Days(on=on)
    return Days(some_day_a_week=bool(_SOME_WEEKLY.search(line)))


def _next_weekday(line: str, named: frozenset[int], today: date) -> date:
    """The next day of that name; a "next wednesday" that is said on a Wednesday is the one in a week."""
    ahead = min((weekday - today.weekday()) % 7 for weekday in named)
    return today + timedelta(days=7 if ahead == 0 and _COMING.search(line) else ahead)


def _all_named(line: str) -> frozenset[int]:
    """Every weekday that is named, by itself, in a range or among those of a working week."""
    named = _in_ranges(line) | _named(line)
    named |= WEEKDAYS if _WEEKDAYS.search(line) else frozenset()
    return named | (WEEKEND if _WEEKENDS.search(line) else frozenset())


def _named(line: str) -> frozenset[int]:
    return frozenset(
        n for match in _ONE_DAY.finditer(line) for n in range(7) if match[f"d{n}"] is not None
    )  # fmt: skip


def _in_ranges(line: str) -> frozenset[int]:
    found: set[int] = set()
    for match in _RANGE.finditer(line):
        (first,), (last,) = _named(match[1]), _named(match[2])
        found |= {(first + n) % 7 for n in range((last - first) % 7 + 1)}
    return frozenset(found)


def _next_date(match: re.Match[str], today: date) -> date | None:
    """The next day of that date; None when no calendar has it."""
    name, number = match["m"] or match["o"], int(match["n"] or match["k"])
    month = next(n for n, names in enumerate(_MONTHS, 1) if re.fullmatch(names, name))
    for year in (today.year, today.year + 1):
        try:
            day = date(year, month, number)
        except ValueError:
            return None
        if day >= today:
            return day
    return None
