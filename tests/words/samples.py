"""Typical values for what the responses ask for, long ones on purpose: what fits with these fits in life."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

from bot.actions.lines import lines
from bot.care.program import Program
from bot.care.program_file import parse_program
from bot.settings import ROOT

PROGRAM: Program = parse_program(tomllib.loads((ROOT / "program.toml").read_text(encoding="utf-8")))

_LONGEST_AGENCY = max((agency.name for agency in PROGRAM.agencies), key=len)

_SAID = {
    "en": {
        "schedule": "on Mondays, Tuesdays, Wednesdays, Thursdays, Fridays and Saturdays at 10:30 pm",
        "cover": "a shift at work",
        "own_words": "hey, can you send me your aunt's tamale recipe, the one with chicken",
        "word": "social worker",
        "next_shift": "on Wednesday at 10:30 am",
        "when": "on Wednesday at 10:30 am",
        "time1": "tomorrow at 10:30 am",
        "time2": "on Wednesday at 10:30 am",
        "time3": "on Thursday at 12:30 pm",
        "answers_within": "within 3 days",
        "until": "December 23",
        "sent_on": "September 23",
        "name_to_use": "Estrellita",
        "age_band": "13 to 15",
        "area": "Fort Worth, Tarrant County",
        "needs": "a place to stay, food or clothes, legal help",
        "safe_way": "text my sister's phone, ask for me",
        "safe_time": "weekdays after 4",
        "leave_message": "ok",
        "anything_else": "please say you are from the book club",
        "plan_text": "call my cousin, walk to the store on the corner, wait there till she comes with the car",
    },
    "es": {
        "schedule": "los lunes, martes, miércoles, jueves, viernes y sábados a las 10:30 de la noche",
        "cover": "el grupo de estudio",
        "own_words": "oye, ¿me pasas la receta de los tamales de tu tía? la de siempre",
        "word": "defensora",
        "next_shift": "el miércoles a las 10:30 de la mañana",
        "when": "el miércoles a las 10:30 de la mañana",
        "time1": "mañana a las 10:30 de la mañana",
        "time2": "el miércoles a las 10:30 de la mañana",
        "time3": "el jueves a las 12:30 del mediodía",
        "answers_within": "en 3 días",
        "until": "23 de diciembre",
        "sent_on": "23 de septiembre",
        "name_to_use": "Estrellita",
        "age_band": "13 a 15",
        "area": "Fort Worth, Tarrant County",
        "needs": "dónde quedarme, comida o ropa, ayuda legal",
        "safe_way": "un texto al cel de mi hermana",
        "safe_time": "entre semana después de las 4",
        "leave_message": "ok",
        "anything_else": "digan que son del club de lectura",
        "plan_text": "le hablo a mi prima, camino a la tienda de la esquina y ahí espero a que llegue con el carro",
    },
}


def values(language: str) -> Mapping[str, str]:
    """A value for every name in braces."""
    return {
        **lines(PROGRAM, language),
        **_SAID[language],
        "program": PROGRAM.name,
        "name": "María Guadalupe",
        "agency": _LONGEST_AGENCY,
        "contact": "+1 512 555 0110",
        "reference": "karate domino",
        "wait": "20 min",
        "days": "365",
        "tries": "2",
        "chat_hours": "24",
        "again": "20 min",
        **{f"clock{n}": "10:30 pm" for n in range(1, 6)},
    }
