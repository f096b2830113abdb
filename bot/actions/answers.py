"""Whether a text is meant for the open question of the self-referral, and what it says there."""

from __future__ import annotations

import re

from bot.actions.turn import SURE_ENOUGH
from bot.care.risk import HIGH_FROM
from bot.care.spelling import words

SKIPPED = "skipped"
"""What a question that was left out holds."""

CRISIS = frozenset({"report_self_harm", "report_danger", "report_medical"})
TOLD = frozenset({"disclose_exploitation", "report_runaway"})
"""Heard gently. Where a free answer is asked for they are kept as the answer, so that nothing has to be told twice."""

INTERRUPT_FIRST_CONTACT = CRISIS | TOLD | {
    "ask_confidentiality", "ask_data", "ask_if_bot", "change_language", "forget_me", "stop_messages",
}  # fmt: skip
INTERRUPT_REFERRAL = INTERRUPT_FIRST_CONTACT | {
    "ask_status", "cancel_request", "change_answer", "checkin_not_ok", "find_service", "go_back", "make_safety_plan",
    "pause_referral", "request_help_for_other", "request_human", "resume_referral", "show_menu",
}  # fmt: skip
"""The same lists as `ignored_intents` in domain.yml."""

# Where these would interrupt elsewhere, they are what the question asks for.
_MEANT: dict[str, frozenset[str]] = {
    "needs": TOLD | {"find_service", "checkin_not_ok", "make_safety_plan"},
    "safe_way": frozenset({"request_help_for_other", "request_human", "stop_messages"}),
    "leave_message": frozenset({"stop_messages"}),
    "anything_else": TOLD | {"find_service", "checkin_not_ok", "make_safety_plan", "request_help_for_other"},
}

# Texts that the buttons send; they are answers whatever they may look like to the model.
OFFERED: dict[str, frozenset[str]] = {
    "age_band": frozenset({
        "12 or younger", "13 to 15", "16 or 17", "18 to 21", "22 or older",
        "12 o menos", "13 a 15", "16 o 17", "18 a 21", "22 o mas",
    }),
    "needs": frozenset({
        "a place to stay", "food or clothes", "a doctor or clinic", "someone to talk to", "legal help", "something else",
        "donde quedarme", "comida o ropa", "doctor o clinica", "con quien hablar", "ayuda legal", "otra cosa",
    }),
    "safe_way": frozenset({
        "text this number", "call this number", "dont reach out i will",
        "texto a este numero", "llamada a este numero", "no me busquen yo los busco",
    }),
    "safe_time": frozenset({
        "any time", "mornings", "afternoons", "evenings",
        "a cualquier hora", "en la manana", "en la tarde", "en la noche",
    }),
    "change_which": frozenset({
        "name", "age", "area", "needs", "way to reach me", "time", "message", "anything else",
        "nombre", "edad", "zona", "lo que necesito", "contacto", "hora", "recado", "lo demas",
    }),
}  # fmt: skip

THIS_NUMBER = frozenset({"text this number", "call this number", "texto a este numero", "llamada a este numero"})
THEY_REACH_OUT = frozenset({"dont reach out i will", "no me busquen yo los busco"})

# Words by which an answer is named when it shall be changed. The first that is found counts.
_FIELDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("leave_message", re.compile(r"\b(?:message|voicemail|recado|mensaje)\b")),
    ("safe_time", re.compile(r"\b(?:time|times|hour|hours|hora|horas|horario)\b")),
    (
        "safe_way",
        re.compile(r"\b(?:reach|contact|contacto|contactar|contacten|phone|telefono|email|correo|call|llamen)\b"),
    ),
    ("anything_else", re.compile(r"\b(?:anything else|notes?|also|lo demas|ademas|otra nota)\b")),
    ("name_to_use", re.compile(r"\b(?:name|nombre)\b")),
    ("age_band", re.compile(r"\b(?:age|old|years|edad|anos)\b")),
    (
        "area",
        re.compile(r"\b(?:area|city|town|county|zip|zona|ciudad|condado|codigo|pueblo|where i live|donde vivo)\b"),
    ),
    ("needs", re.compile(r"\b(?:needs?|necesito|necesidades|necesitaba)\b")),
)

_ASKED = frozenset({"ask_confidentiality", "ask_data", "ask_if_bot", "ask_status"})
_QUESTION = re.compile(
    r"[?¿]|^(?:who|what|when|where|why|how|is|are|do|does|did|will|would|can|could|r|u|quien|quién|que|qué|como|cómo|"
    r"cuando|cuándo|donde|dónde|es|eres|van|vas|pueden|puedes|me van)\b"
)

_A_FEW_WORDS = 3
_MOST_NAME_WORDS = 2

_TIME_OF_DAY = re.compile(
    r"\d|\b(?:morning|afternoon|evening|night|noon|school|work|weekdays?|weekends?|monday|friday|saturday|sunday|manana|"
    r"tarde|noche|mediodia|escuela|trabajo|semana|lunes|viernes|sabado|domingo)s?\b"
)


def plain(text: str) -> str:
    """Folded words with single spaces: "Don't reach out" -> "dont reach out"."""
    return " ".join(words(text))


def offered(slot: str, text: str) -> bool:
    """Whether each part of the text is one of the offered choices; several are joined by ", "."""
    choices = OFFERED.get(slot, frozenset())
    return plain(text) in choices or all(plain(part) in choices for part in text.split(", "))


def is_meant(slot: str, text: str, intent: str, confidence: float, risk: str) -> bool:
    """Whether a text that was taken for `intent` is meant as an answer to the question of `slot`.

    A crisis is heard from the confidence on that counts as possible; anything else must be plainer to interrupt.
    """
    if text and (offered(slot, text) or text.isdigit()):
        return True
    if slot == "name_to_use" and len(words(text)) <= _MOST_NAME_WORDS and confidence < HIGH_FROM:
        # To the model a name is a word like any other that it never saw.
        return True
    if intent in CRISIS:
        return risk == "none"
    if intent not in INTERRUPT_REFERRAL or intent in _MEANT.get(slot, frozenset()) or confidence < SURE_ENOUGH:
        return True
    if slot == "anything_else" and intent in _ASKED:
        # "please don't tell my mom" is what an agency should know; "will you tell my mom?" is a question to us.
        return not _QUESTION.search(text.casefold())
    # "after school" and "later tonight" are times, though elsewhere they would put the questions off.
    return slot == "safe_time" and intent == "pause_referral" and bool(_TIME_OF_DAY.search(plain(text)))


def field_named(text: str) -> str | None:
    """The slot of the answer that a text names ("change my name" -> "name_to_use"), or None."""
    line = plain(text)
    return next((slot for slot, pattern in _FIELDS if pattern.search(line)), None)


def named_shortly(text: str) -> str | None:
    """The answer named by a few words and nothing else ("the name", "mi zona"), as somebody does who wants to change it."""
    return field_named(text) if len(words(text)) <= _A_FEW_WORDS else None
