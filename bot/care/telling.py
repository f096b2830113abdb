"""The values that words ask for and that the house knows: lines to call, days, times and waits, in both languages."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.care.program import Program
from bot.care.schedules import Daily, Every, Once, Schedule, Weekly

_DAYS = {
    "en": ("on Monday", "on Tuesday", "on Wednesday", "on Thursday", "on Friday", "on Saturday", "on Sunday"),
    "es": ("el lunes", "el martes", "el miércoles", "el jueves", "el viernes", "el sábado", "el domingo"),
}
_MONTHS = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)


def lines(program: Program, language: str) -> dict[str, str]:
    """How to reach each line, by its code: {"suicide": "call or text 988", ...}."""
    reach = {code: line.reach(language) for code, line in program.hotlines.items()}
    emergency = reach.get("emergency", "911")
    return {**reach, "emergency": emergency, "emergency_start": emergency[:1].upper() + emergency[1:]}


def shift_words(begins: datetime | None, now: datetime, language: str) -> str:
    """ "today at 10 am", "tomorrow at 10 am", "on Monday at 10 am"; in Spanish alike. Times are in the program's zone.

    What comes after midnight is told with the night that it is in: "tomorrow night at midnight", "on Monday night at 12:30 am".
    """
    if begins is None:
        return "más tarde" if language == "es" else "later"
    day = day_said(begins)
    days = max(0, (day.date() - now.astimezone(begins.tzinfo).date()).days)
    night = language == "en" and day != begins
    near = ("hoy", "mañana") if language == "es" else ("tonight", "tomorrow") if night else ("today", "tomorrow")
    name = near[days] if days < len(near) else _DAYS[language][day.weekday()]
    return f"{name}{' night' if night and name != 'tonight' else ''} {_clock(begins, language)}"


def day_said(moment: datetime) -> datetime:
    """A moment of the day by whose name it is told: in the hour after midnight everybody speaks of the night before."""
    return moment - timedelta(days=1) if moment.hour == 0 else moment


def day_words(moment: datetime, language: str) -> str:
    """A date without its year: "March 4", "4 de marzo"."""
    if language == "es":
        return f"{moment.day} de {_MONTHS[moment.month - 1]}"
    return f"{moment:%B} {moment.day}"


def hours(span: timedelta) -> str:
    """Whole hours, as a number."""
    return str(round(span.total_seconds() / 3600))


_HOURS_FROM = 90  # minutes


def span_words(span: timedelta, language: str) -> str:
    """How long, in words: whole minutes, at least one; from an hour and a half on whole hours: "20 min", "2 hours"."""
    minutes = max(1, round(span.total_seconds() / 60))
    if minutes < _HOURS_FROM:
        return f"{minutes} min"
    return f"{round(minutes / 60)} {'horas' if language == 'es' else 'hours'}"


_PARTS_ES = ((1, "de la noche"), (5, "de la madrugada"), (12, "de la mañana"), (19, "de la tarde"), (24, "de la noche"))
"""Until which hour a part of the day goes. Twelve "de la mañana" would be taken for noon."""


def _clock(moment: datetime | time, language: str) -> str:
    hour = moment.hour % 12 or 12
    minutes = f":{moment.minute:02d}" if moment.minute else ""
    if language == "es":
        if moment.hour == 12:
            return f"a las 12{minutes} del mediodía"
        part = next(part for ends, part in _PARTS_ES if moment.hour < ends)
        return f"a la{'s' if hour != 1 else ''} {hour}{minutes} {part}"
    if moment.hour == moment.minute == 0:
        return "at midnight"
    return f"at {hour}{minutes} {'am' if moment.hour < 12 else 'pm'}"


_WORKDAYS, _WEEKEND = frozenset(range(5)), frozenset({5, 6})


def schedule_words(schedule: Schedule, language: str) -> str:
    """When somebody is texted: "every day at 9 pm", "on weekdays at 4 pm", "every 3 hours until Friday at 10 pm".

    In Spanish alike. Times are those of the schedule's own zone, which is not named.
    """
    spanish = language == "es"
    zone = ZoneInfo(schedule.zone)
    match schedule:
        case Daily():
            return f"{'cada día' if spanish else 'every day'} {_clock(schedule.at, language)}"
        case Weekly():
            night = schedule.at.hour == 0
            days = frozenset((day - 1) % 7 for day in schedule.days) if night else schedule.days
            return f"{_weekdays(days, language, nights=night)} {_clock(schedule.at, language)}"
        case Every():
            last = schedule.until.astimezone(zone)
            often = _often(schedule.hours, language)
            return f"{often} {'hasta ' if spanish else 'until '}{_moment(last, language, after_until=True)}"
        case Once():
            return f"{'una vez, ' if spanish else 'once, '}{_moment(schedule.at.astimezone(zone), language)}"


def _moment(local: datetime, language: str, *, after_until: bool = False) -> str:
    """A weekday with its date, since a week later it would be another day: "on Friday, March 6, at 11 pm"."""
    said = day_said(local)
    day, date, clock = _DAYS[language][said.weekday()], day_words(said, language), _clock(local, language)
    if language == "es":
        return f"{day} {date} {clock}"
    name = f"{day.removeprefix('on ') if after_until else day}{' night' if said != local else ''}"
    return f"{name}, {date}, {clock}"


def _often(hours: int, language: str) -> str:
    if language == "es":
        return "cada hora" if hours == 1 else f"cada {hours} horas"
    return "every hour" if hours == 1 else f"every {hours} hours"


def _weekdays(days: frozenset[int], language: str, *, nights: bool = False) -> str:
    if days == _WORKDAYS:
        return "de lunes a viernes" if language == "es" else "on weekday nights" if nights else "on weekdays"
    if days == _WEEKEND:
        return "los sábados y domingos" if language == "es" else "on weekend nights" if nights else "on weekends"
    if language == "es":
        names = [_plural(_DAYS["es"][day].removeprefix("el ")) for day in sorted(days)]
        return f"los {', '.join(names[:-1])} y {names[-1]}" if len(names) > 1 else f"los {names[0]}"
    names = [f"{_DAYS['en'][day].removeprefix('on ')}{' night' if nights else ''}s" for day in sorted(days)]
    return f"on {', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else f"on {names[0]}"


def _plural(day: str) -> str:
    return day if day.endswith("s") else f"{day}s"
