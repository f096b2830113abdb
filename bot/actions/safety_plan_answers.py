"""Whether a text is meant for the open question of a safety plan.

What belongs into a plan sounds like almost everything else that is said to us: "call my friend", "a shelter", "when he yells". So
in place of an answer only that is heard which is put as a wish or a question to us, a word that our texts teach, and danger.
"""

from __future__ import annotations

import re

from bot.actions.answers import CRISIS, INTERRUPT_FIRST_CONTACT, plain
from bot.actions.turn import PLAN_PREFIX, SURE_ENOUGH, Turn
from bot.care.safety_plans import PARTS, part_named

KEPT_FORM = "kept_plan_form"
SLOTS = tuple(f"{PLAN_PREFIX}{part}" for part in PARTS)
"""The slots of the parts, in their order."""
WORD, OPENED, NEW = "plan_word", "plan_opened", "plan_new"
IN_OWN_WORDS = frozenset({*SLOTS, WORD, OPENED, NEW})
"""Questions that are answered in free words; what is typed there is kept in the plan, or nowhere."""

INTERRUPT_PLAN = INTERRUPT_FIRST_CONTACT | {
    "ask_status", "change_checkins", "checkin_not_ok", "find_service", "make_safety_plan", "request_help_for_other",
    "request_human", "show_menu", "start_checkins", "start_referral",
}  # fmt: skip
"""The same list as `ignored_intents` of both forms in domain.yml."""
AROUND = frozenset({"cancel_request", "change_answer", "go_back", "pause_referral", "resume_referral"})
"""Ways around in the questions; the forms themselves follow them."""

_TO_US = re.compile(
    r"[?¿]|^(?:can|could|will|would|do|does|is|are|r|who|what|how|puedo|puedes|quien|que|como)\b|"
    r"\b(?:i (?:dont )?(?:want|need|wanna)|id like|can (?:i|we|you|u)|lets|let me|please|pls|no quiero|ya no|quiero|quisiera|"
    r"necesito|ocupo|me puedes|por favor|porfa)\b"
)
_COMMANDS = re.compile(
    r"^(?:go back|back|previous|change (?:my|the|an|one|it|something)|change|never ?mind|nvm|drop (?:it|this)|pause|later|"
    r"continue|forget (?:me|it|this)|delete (?:me|my|everything|all)|erase|menu|show|(?:\w+ )?my plan|person|status|english|"
    r"my data|mis datos|(?:\w+ ){0,2}(?:check ?ins|chequeos)|"
    r"atras|regresa|regresar|volver|cambiar?|olvidalo|dejalo|retirar|pausa|luego|seguir|borra|borrame|borrar|menu|ver|"
    r"(?:\w+ )?mi plan|persona|estatus|espanol)\b"
)
_WORDS_OF_SKIPPING, _WORDS_OF_NO = 5, 3

OFFERED = {
    "plan_keep": frozenset({"show it to me first", "dejame verlo primero"}),
    "plan_part": frozenset({
        "warning signs", "things i can do", "people", "safe places", "what to take", "who to call", "code word",
        "senales de aviso", "cosas que puedo hacer", "mi gente", "lugares seguros", "que llevar", "a quien llamar",
        "palabra clave",
    }),
    "plan_new": frozenset({"leave it empty", "dejarla vacia"}),
    "plan_deed": frozenset({
        "read it", "change a part", "let a person see it", "only i see it", "delete it",
        "leerlo", "cambiar una parte", "que una persona lo vea", "que solo yo lo vea", "borrarlo",
    }),
}  # fmt: skip
"""Texts that the buttons send, by slot."""


def offered(slot: str, text: str) -> bool:
    return plain(text) in OFFERED.get(slot, frozenset())


def is_meant(turn: Turn, slot: str) -> bool:
    """Whether the text answers the question, or leads around in the questions; if not, the dialogue's rules answer it."""
    if not turn.text:
        return turn.intent not in INTERRUPT_PLAN
    if offered(slot, turn.text) or turn.text.isdigit():
        return True
    if turn.intent in CRISIS:
        return turn.risk == "none"
    if turn.intent not in INTERRUPT_PLAN or turn.confidence < SURE_ENOUGH:
        return True
    if slot in IN_OWN_WORDS:
        return not _is_said_to_us(turn.text)
    return slot == "plan_part" and part_named(turn.text) is not None


def way_around(turn: Turn, slot: str) -> str | None:
    """The way around in the questions that was asked for, or None."""
    if turn.intent not in AROUND or (turn.text and turn.confidence < SURE_ENOUGH):
        return None
    return None if turn.text and slot in IN_OWN_WORDS and not _is_said_to_us(turn.text) else turn.intent


def leaves_out(turn: Turn) -> bool:
    """Whether the question is left alone: skipped, or refused in a few words, which is fine."""
    if plain(turn.text) == "0" or (not turn.text and turn.intent == "skip"):
        return True
    said = len(turn.text.split())
    return (said <= _WORDS_OF_SKIPPING and turn.is_surely("skip")) or (said <= _WORDS_OF_NO and turn.is_surely("deny"))


def _is_said_to_us(text: str) -> bool:
    line = text.casefold()
    return bool(_TO_US.search(line) or _TO_US.search(plain(text)) or _COMMANDS.search(plain(text)))
