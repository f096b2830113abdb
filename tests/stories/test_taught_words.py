"""The single words that our texts teach must work as they are taught."""

from __future__ import annotations

import re

import pytest

from bot.conversation.dialogue import Dialogue
from bot.settings import ROOT

TAUGHT = {
    "back": "go_back",
    "change": "change_answer",
    "pause": "pause_referral",
    "continue": "resume_referral",
    "check-ins": "start_checkins",
    "menu": "show_menu",
    "person": "request_human",
    "status": "ask_status",
    "take back": "cancel_request",
    "never mind": "cancel_request",
    "forget me": "forget_me",
    "my plan": "make_safety_plan",
    "atrás": "go_back",
    "cambiar": "change_answer",
    "pausa": "pause_referral",
    "seguir": "resume_referral",
    "chequeos": "start_checkins",
    "menú": "show_menu",
    "persona": "request_human",
    "estatus": "ask_status",
    "retirar": "cancel_request",
    "ya no quiero esperar": "cancel_request",
    "bórrame": "forget_me",
    "mi plan": "make_safety_plan",
}


def test_every_word_that_is_taught_is_on_the_list() -> None:
    written = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "data" / "responses").glob("*.yml"))
    assert {word.lower() for word in re.findall(r'\\"([^"\\]+)\\"', written)} == set(TAUGHT)


@pytest.mark.engine
@pytest.mark.asyncio(loop_scope="session")
async def test_every_word_that_is_taught_is_understood(dialogue: Dialogue) -> None:
    understood = await dialogue.parse(list(TAUGHT))
    assert {word: heard.intent for word, heard in zip(TAUGHT, understood, strict=True)} == TAUGHT
