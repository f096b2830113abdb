"""Days and times as they are written on the desk's pages, in English and Spanish."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
}
SHORT_WEEKDAYS = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "es": ("lun", "mar", "mié", "jue", "vie", "sáb", "dom"),
}
MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "es": ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"),
}
_NOON = {"en": "noon", "es": "mediodía"}
_MIDNIGHT = {"en": "midnight", "es": "medianoche"}
_SPACE = "\u00a0"  # keeps a time and its half of the day on one line
_HALVES = {"en": ("am", "pm"), "es": (f"a.{_SPACE}m.", f"p.{_SPACE}m.")}


def clock_words(at: time | datetime, language: str) -> str:
    """09:00 -> "9 am", 21:30 -> "9:30 pm", 00:00 -> "midnight", 12:00 -> "noon"."""
    if at.minute == 0 and at.hour in (0, 12):
        return (_NOON if at.hour else _MIDNIGHT)[language]
    hour = at.hour % 12 or 12
    minutes = f":{at.minute:02d}" if at.minute else ""
    return f"{hour}{minutes}{_SPACE}{_HALVES[language][at.hour >= 12]}"


def span_words(begins: time | datetime, ends: time | datetime, language: str, *, zones: bool = False) -> str:
    """ "10 am to 6 pm". With `zones`, as on a day on which one hour comes twice: "1:30 am CDT to 1:30 am CST"."""
    between = {"en": " to ", "es": " a "}[language]
    return between.join(clock_words(at, language) + _zone_mark(at, zones) for at in (begins, ends))


def day_words(day: date, language: str, *, short: bool = False) -> str:
    """ "Monday, Nov 23"; in Spanish "lunes, 23 nov"; `short`: "Mon, Nov 23"."""
    name = (SHORT_WEEKDAYS if short else WEEKDAYS)[language][day.weekday()]
    return f"{name}, {date_words(day, language)}"


def date_words(day: date, language: str, *, year: bool = False) -> str:
    """ "Nov 23" or "Nov 23, 2026"; in Spanish "23 nov" or "23 nov 2026"."""
    month = MONTHS[language][day.month - 1]
    if language == "es":
        return f"{day.day}{_SPACE}{month}" + (f"{_SPACE}{day.year}" if year else "")
    return f"{month}{_SPACE}{day.day}" + (f",{_SPACE}{day.year}" if year else "")


def moment_words(at: datetime, now: datetime, language: str) -> str:
    """A local moment as short as it can be said beside a local now: "6 pm", "Tue 6 pm", "Nov 23, 6 pm"."""
    clock = clock_words(at, language)
    days = (at.date() - now.date()).days
    if days == 0:
        return clock
    if 0 < days < 7:
        return f"{SHORT_WEEKDAYS[language][at.weekday()]} {clock}"
    return f"{date_words(at.date(), language, year=at.year != now.year)}, {clock}"


def length_words(span: timedelta) -> str:
    """ "45 min", "8 h", "3 h 20 min", in either language; what is shorter than a minute is "1 min"."""
    minutes = max(1, round(span.total_seconds() / 60))
    hours, rest = divmod(minutes, 60)
    parts = ([f"{hours}{_SPACE}h"] if hours else []) + ([f"{rest}{_SPACE}min"] if rest else [])
    return " ".join(parts)


def weekdays_words(days: frozenset[int], language: str) -> str:
    """{0,1,2,3,4} -> "Mon to Fri"; all seven -> "every day"; otherwise the short names with commas."""
    if len(days) == 7:
        return {"en": "every day", "es": "todos los días"}[language]
    names, ordered = SHORT_WEEKDAYS[language], sorted(days)
    if len(ordered) > 2 and ordered[-1] - ordered[0] == len(ordered) - 1:
        return {"en": "{} to {}", "es": "{} a {}"}[language].format(names[ordered[0]], names[ordered[-1]])
    return ", ".join(names[day] for day in ordered)


def _zone_mark(at: time | datetime, zones: bool) -> str:
    return f"{_SPACE}{at.tzname()}" if zones and isinstance(at, datetime) else ""
