"""Brings the many ways to write a time, in English, Spanish and both mixed, to one spelling of digits and a few words.

"Half past nine PM", "9:30p", "930 pm", "nueve y media de la noche" become "9:30 pm" or "9:30 night"; parts of the day are
"morning", "afternoon", "evening", "night" and "small" (the small hours), so that "mañana" is left for the day after today.
Midnight is "12:00 am midnight": with a day it is the end of it, which "12 am" is not.
"""

from __future__ import annotations

import re

from bot.care.spelling import folded

_NUMBERS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "fifteen": "15", "twenty": "20", "thirty": "30", "forty": "40",
    "dos": "2", "tres": "3", "cuatro": "4", "cinco": "5", "seis": "6", "siete": "7", "ocho": "8", "nueve": "9",
    "diez": "10", "doce": "12", "quince": "15", "veinte": "20", "treinta": "30", "cuarenta": "40",
}  # fmt: skip

_MIDNIGHT = "12:00 am midnight"

# In this order: what comes later relies on what came before.
_STEPS: tuple[tuple[str, str], ...] = (
    (r"\b([ap])\s?\.\s?m\b\.?", r"\1m"),
    (r"(\d)\s?([ap])\b(?! las| partir)", r"\1 \2m"),
    (r"\b(\d{1,2})\s?h\s?(\d{2})\b", r"\1:\2"),
    (r"(\d)([a-z])", r"\1 \2"),
    # "Once" is one time in English and eleven in Spanish; "one time" is no hour.
    (r"\blas once\b|\bonce(?= (?:de|en) la )|\bonce(?= y (?:media|cuarto))", "11"),
    (r"\b(?:just|only|nomas|nada mas|solo|solamente)? ?(?:once|one time|1 time|una vez|una sola vez)\b", " single "),
    (r"\b(?:couple of|couple|par de)\b", "2"),
    (r"\bla una\b", "1"),
    (r"\b(?:forty|40)[ -](?:five|5)\b|\bcuarenta y cinco\b", "45"),
    (r"\boclock\b|\bo clock\b|\ben punto\b", " "),
)
_OF_PARTS = r"(?=(?:night|nite|evening|morning|afternoon)s\b)"
"""Behind a day it makes that every such day: "fri nights at 9"."""
_MORE_STEPS: tuple[tuple[str, str], ...] = (
    (rf"\b(mon|fri|sun)(?:days?|s)? {_OF_PARTS}", r"\1days "),
    (rf"\btue(?:s|sdays?)? {_OF_PARTS}", "tuesdays "),
    (rf"\bwed(?:s|nesdays?)? {_OF_PARTS}", "wednesdays "),
    (rf"\bthu(?:rs?|rsdays?)? {_OF_PARTS}", "thursdays "),
    (rf"\bsat(?:s|urdays?)? {_OF_PARTS}", "saturdays "),
    (r"\b(?:middle of the night|after midnight|(?:de|en) la madrugada|madrugadas?|early hours)\b", "small"),
    (r"\b12 (?:de la noche|at night)\b|\b(?:12(?::00)?(?: am)? (?:at |de (?:la )?)?)?(?:midnight|media ?noche)\b", _MIDNIGHT),
    (r"\b(?:12 )?(?:del? )?(?:mediodia|medio dia)\b|\b(?:12 )?(?:noon|midday)\b", "12:00 pm"),
    (r"\bhalf past (\d{1,2})\b|\b(\d{1,2}) y media\b", r"\1\2:30"),
    (r"\b(?:a )?quarter past (\d{1,2})\b|\b(\d{1,2}) y (?:cuarto|15)\b", r"\1\2:15"),
    (r"\b(?:a )?quarter (?:to|til) (\d{1,2})\b|\bcuarto (?:para|pa) las (\d{1,2})\b|\b(\d{1,2}) menos cuarto\b", r"<\1\2\3>"),
    (r"\b(\d{1,2}) (?:y )?(00|15|30|45)\b(?! (?:min|m\b))", r"\1:\2"),
    (r"\b(\d{1,2}) (10|20|25|35|40|50|55)(?= (?:am|pm)\b)", r"\1:\2"),
    (r"\b(\d{1,2})\.(\d{2})\b", r"\1:\2"),
    (r"\b(\d{1,2})(\d{2}) (am|pm)\b", r"\1:\2 \3"),
    (r"\b(?:de|en|por|a) las? mananas?\b|\b(?:las|cada|todas las) mananas?\b|\bmananas\b|\btemprano\b|\bmornings?\b", "morning"),
    (r"\b(?:esta noche|tonite|2night|tonight|this evening|this night|hoy (?:en|por|de) la noche)\b", " tonight "),
    (r"\b(?:esta tarde|this afternoon|hoy (?:en|por) la tarde)\b", " today afternoon "),
    (r"\b(?:this morning|hoy morning)\b", " today morning "),
    (r"\b(?:de|en|por) la tarde\b|\btardes?\b|\bafternoons?\b|\bafter (?:school|lunch)\b", "afternoon"),
    (r"\b(?:de|en|por|a) la noche\b|\bnoches?\b|\bnights?\b|\bnites?\b|\bnightly\b", "night"),
    (r"\bevenings?\b", "evening"),
    (r"\b(?:pasado manana|day after tomorrow)\b", " overmorrow "),
    (r"\b(?:manana|tomorrow|tmrw|tmr|tmw|tomorow)\b", " tomorrow "),
    (r"\b(?:hoy|today)\b", " today "),
    (r"\b(at|around|about|by|las|text me|escribeme) ([01]?\d|2[0-3])([0-5]\d)\b", r"\1 \2:\3"),
    (r"\b([01]?\d|2[0-3])([0-5]\d)(?= +(?:every|each|cada|tod[oa]s|tonight|tomorrow|morning|night|evening)\b)", r"\1:\2"),
)  # fmt: skip
_BEFORE = tuple((re.compile(pattern), to) for pattern, to in _STEPS)
_AFTER = tuple((re.compile(pattern), to) for pattern, to in _MORE_STEPS)
_NUMBER_WORD = re.compile(rf"\b(?:{'|'.join(_NUMBERS)})\b")
_QUARTER_BEFORE = re.compile(r"<(\d{1,2})>")
_BETWEEN = re.compile(r"[^\w:/@+-]+")


def spelled_out(text: str) -> str:
    """The text folded, with numbers as digits, clock times as "9:30 pm" and one word for each part of the day."""
    line = " ".join(folded(text).replace("&", " y ").split())
    line = _all(_BEFORE, line)
    line = _NUMBER_WORD.sub(lambda word: _NUMBERS[word[0]], line)
    line = _all(_AFTER, _QUARTER_BEFORE.sub(r"\1", line))
    line = _QUARTER_BEFORE.sub(lambda hour: f"{(int(hour[1]) - 2) % 12 + 1}:45", line)
    return " ".join(_BETWEEN.sub(" ", line).split())


def _all(steps: tuple[tuple[re.Pattern[str], str], ...], line: str) -> str:
    for pattern, to in steps:
        line = pattern.sub(lambda found, to=to: found.expand(to), line)  # type: ignore[misc]
    return line
