"""The values that words ask for and that the house knows: lines to call, days, times and waits, in both languages."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.care.program import Program

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
    """ "today at 10 am", "tomorrow at 10 am", "on Monday at 10 am"; in Spanish alike. Times are in the program's zone."""
    if begins is None:
        return "más tarde" if language == "es" else "later"
    days = (begins.date() - now.astimezone(begins.tzinfo).date()).days
    near = ("hoy", "mañana") if language == "es" else ("today", "tomorrow")
    day = near[days] if days < len(near) else _DAYS[language][begins.weekday()]
    return f"{day} {_clock(begins, language)}"


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


def _clock(moment: datetime, language: str) -> str:
    hour = moment.hour % 12 or 12
    minutes = f":{moment.minute:02d}" if moment.minute else ""
    if language == "es":
        if moment.hour == 12:
            return f"a las 12{minutes} del mediodía"
        part = "de la mañana" if moment.hour < 12 else "de la tarde" if moment.hour < 19 else "de la noche"
        return f"a la{'s' if hour != 1 else ''} {hour}{minutes} {part}"
    return f"at {hour}{minutes} {'am' if moment.hour < 12 else 'pm'}"
