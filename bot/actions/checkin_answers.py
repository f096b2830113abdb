"""What a text answers to one of the questions about check-ins, or that it is meant for something else."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.actions.answers import CRISIS, INTERRUPT_FIRST_CONTACT, plain
from bot.actions.turn import SURE_ENOUGH, Turn
from bot.care.checkins import OWN
from bot.care.clock_said import Clock, take_clocks
from bot.care.risk import HIGH_FROM
from bot.care.spelling import words
from bot.care.time_spelling import spelled_out
from bot.care.times_said import Unclear, read_schedule
from bot.usecases.scope import TurnScope

FORM = "checkin_form"
WHEN, ZONE, COVER, AGAIN = "checkin_when", "checkin_zone", "checkin_cover", "checkin_again_after"
PEOPLE, WORD, CONFIRM = "checkin_tell_people", "checkin_duress", "checkin_confirmed"
CHANGE = "checkin_change_which"
QUESTIONS = (WHEN, ZONE, COVER, AGAIN, PEOPLE, WORD, CONFIRM)

INTERRUPT_CHECKINS = INTERRUPT_FIRST_CONTACT | {
    "ask_status", "checkin_not_ok", "find_service", "go_back", "pause_referral", "request_help_for_other",
    "request_human", "show_menu",
}  # fmt: skip
"""The same list as `ignored_intents` of the form in domain.yml."""

ZONES = {
    "central": "America/Chicago", "mountain": "America/Denver", "eastern": "America/New_York",
    "pacific": "America/Los_Angeles", "arizona": "America/Phoenix",
}  # fmt: skip
"""The zones that are offered, in their order."""
_ZONE_WORDS = {
    "central": "central", "texas": "central", "mountain": "mountain", "montana": "mountain", "el paso": "mountain",
    "eastern": "eastern", "east": "eastern", "este": "eastern", "pacific": "pacific", "pacifico": "pacific",
    "west coast": "pacific", "arizona": "arizona",
}  # fmt: skip

_COVER_WORDS: tuple[tuple[str, str], ...] = (
    ("my own words", OWN), ("own words", OWN), ("mis propias palabras", OWN), ("propias palabras", OWN),
    ("study", "study"), ("estudio", "study"), ("practice", "practice"), ("entrenamiento", "practice"),
    ("homework", "homework"), ("tarea", "homework"), ("shift", "shift"), ("work", "shift"), ("turno", "shift"),
    ("trabajo", "shift"), ("babysitting", "babysitting"), ("babysit", "babysitting"), ("ninos", "babysitting"),
    ("ride", "ride"), ("raite", "ride"), ("book", "book"), ("libro", "book"), ("choir", "choir"), ("coro", "choir"),
)  # fmt: skip
_FIELD_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (WORD, re.compile(r"\b(?:secret|word|duress|palabra|secreta|clave)\b")),
    (AGAIN, re.compile(r"\b(?:wait|long|minutes?|espero|esperas|esperes|minutos?|cuanto)\b")),
    (PEOPLE, re.compile(r"\b(?:tell|told|person|people|avis\w*|persona|gente|alert)\b")),
    (COVER, re.compile(r"\b(?:about|cover|words|hablan|sobre|tema|excusa)\b")),
    (ZONE, re.compile(r"\b(?:zone|zona)\b")),
    (WHEN, re.compile(r"\b(?:time|times|hour|hora|horas|horario|when|days?|dias?|earlier|later|temprano|tarde)\b")),
)
_MINUTES = re.compile(r"(\d{1,3}) ?(?:m|min|mins|minutes?|minutos?)?\b")
_HALF_HOUR, _HOUR = (
    re.compile(r"\b(?:half an? hour|media hora)\b"),
    re.compile(r"\b(?:an?|one|1|una) ?(?:hour|hr|h|hora)\b"),
)
_A_FEW_WORDS, _WORDS_OF_A_ZONE = 4, 2
_DAY, _CLOCKS_DIFFER = timedelta(days=1), timedelta(minutes=20)
SHORTEST_WAIT, LONGEST_WAIT = 5, 120  # minutes

_CHOSEN = {
    WHEN: (
        "every day", "monday to friday", "only once", "in the morning", "at night",
        "todos los dias", "de lunes a viernes", "solo una vez", "de la manana", "de la noche",
    ),
}  # fmt: skip


def is_meant(turn: Turn, slot: str) -> bool:
    """Whether the text is meant for the open question. A crisis is heard wherever it counts as possible."""
    if turn.intent in CRISIS and turn.risk != "none":
        return False
    if turn.text.isdigit() or _reads(turn, slot):
        return True
    if slot in (WORD, COVER) and len(words(turn.text)) <= 3 and turn.confidence < HIGH_FROM:
        # To the model a word of their own is one that it never saw.
        return True
    return turn.intent not in INTERRUPT_CHECKINS or turn.confidence < SURE_ENOUGH


def _reads(turn: Turn, slot: str) -> bool:
    """Whether the text is plainly an answer, whatever else the model may hear in it."""
    if slot == WHEN:
        unclear = read_schedule(turn.text, turn.scope.now, str(turn.scope.program.zone))
        return (
            not (isinstance(unclear, Unclear) and unclear.missing == "everything") or plain(turn.text) in _CHOSEN[WHEN]
        )
    if slot == ZONE:
        return zone_named(turn.text, turn.scope) is not None
    if slot == COVER:
        return cover_named(turn.text) is not None and turn.slot("checkin_missing") != OWN
    if slot == AGAIN:
        return minutes_named(turn.text) is not None
    return slot in (CHANGE, CONFIRM) and named_shortly(turn.text) is not None


def zone_named(text: str, scope: TurnScope) -> str | None:
    """The zone of an answer, by its name, by what the clock shows there now, or by a place of Texas; None when by none."""
    line = plain(text)
    named = next((zone for name, zone in _ZONE_WORDS.items() if f" {name} " in f" {line} "), None)
    if named is not None and len(line.split()) <= _WORDS_OF_A_ZONE:
        return ZONES[named]
    clocks, _ = take_clocks(spelled_out(text)) if len(line.split()) <= _A_FEW_WORDS else ([], "")
    if clocks:
        return next((zone for zone in ZONES.values() if _shows(clocks[0], scope.now, zone)), None)
    place = scope.places.find(text)
    return place.timezone if place else None


def _shows(clock: Clock, now: datetime, zone: str) -> bool:
    """Whether a clock in that zone shows about this time now; which half of the day it is need not have been said."""
    local = now.astimezone(ZoneInfo(zone))
    wall = clock.wall()
    half_known = clock.half is not None or clock.part is not None or clock.exact
    hour, day = (wall.hour, _DAY) if wall is not None and half_known else (clock.hour, _DAY / 2)
    apart = (timedelta(hours=hour, minutes=clock.minute) - timedelta(hours=local.hour, minutes=local.minute)) % day
    return min(apart, day - apart) <= _CLOCKS_DIFFER


def cover_named(text: str) -> str | None:
    """The cover that an answer names, or None."""
    line = f" {plain(text)} "
    return next((cover for name, cover in _COVER_WORDS if f" {name} " in line), None)


def minutes_named(text: str) -> int | None:
    """How many minutes an answer names; None when it names none, or such as make no sense."""
    line = plain(text)
    found = _MINUTES.search(line)
    minutes = 30 if _HALF_HOUR.search(line) else 60 if _HOUR.search(line) else int(found[1]) if found else None
    return minutes if minutes is not None and SHORTEST_WAIT <= minutes <= LONGEST_WAIT else None


def field_named(text: str) -> str | None:
    """The question whose answer a text wants changed, or None."""
    line = plain(text)
    return next((slot for slot, pattern in _FIELD_WORDS if pattern.search(line)), None)


def named_shortly(text: str) -> str | None:
    """The same from a few words and nothing else ("the time", "a quién aviso")."""
    return field_named(text) if len(words(text)) <= _A_FEW_WORDS else None
