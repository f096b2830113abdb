"""What a check-in pretends to be about. The words of each are the responses `utter_cover_<cover>` and its two companions.

A cover asks something that can be asked at any hour and any number of times, with three answers that anybody could give.
"""

from __future__ import annotations

from bot.care.checkins import OWN

_CALLED: dict[str, dict[str, str]] = {
    "practice": {"en": "practice", "es": "el entrenamiento"},
    "study": {"en": "study group", "es": "el grupo de estudio"},
    "homework": {"en": "homework", "es": "la tarea"},
    "shift": {"en": "a shift at work", "es": "un turno de trabajo"},
    "babysitting": {"en": "babysitting", "es": "cuidar niños"},
    "ride": {"en": "a ride", "es": "un raite"},
    "book": {"en": "a book", "es": "un libro"},
    "choir": {"en": "choir", "es": "el coro"},
    OWN: {"en": "your own words", "es": "tus propias palabras"},
}
COVERS = tuple(cover for cover in _CALLED if cover != OWN)
"""The reviewed covers, in the order in which they are offered; besides them there are one's own words."""


def called(cover: str, language: str) -> str:
    """What a check-in under this cover is about, as it is told to the youth and at the desk: "practice", "la tarea"."""
    return _CALLED[cover][language]
