"""STOP in any reasonable wording, and never inside a story."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.care.keywords import KeywordKind, read

VECTORS = Path(__file__).parents[3] / "shared" / "vectors" / "sms_keywords" / "keywords.json"

STOPS = [
    "STOP", "stop.", "Stop!", " stop ", "STOPALL", "unsubscribe", "END", "quit", "cancel", "revoke", "optout", "opt out",
    "please stop", "stop texting me", "Stop texting me please", "can you stop texting me", "stop msging me",
    "quit texting me", "stop sending me texts", "no more texts", "i dont want texts anymore", "dont text me",
    "don't text me anymore", "Don’t message me again", "do not contact me again", "take me off your list",
    "remove my number from this list", "unsubscribe me", "i want to unsubscribe", "bro stop texting me lol",
    "ok thanks but stop texting me", "i said stop texting me", "nvm stop texting me, he will see",
    "Alto", "parar", "cancelar", "ya no me escribas", "no me escriban más", "no me mandes mensajes", "deja de escribirme",
    "dejen de mandarme mensajes", "ya no quiero mensajes", "no quiero recibir más mensajes", "quita mi número",
    "sácame de la lista", "no me textees", "para de mandarme mensajes", "por favor ya no me manden mensajes",
]  # fmt: skip
STORIES = [
    "he wont stop hitting me", "stop hurting me", "my ex wont stop texting me", "can you make him stop texting me",
    "tell him to stop texting me", "he said stop texting me", 'he told me "dont text me"', "how do i make him stop texting me",
    "stop he is hitting me", "i cant stop crying", "i need help to stop cutting", "i dont want texts from him",
    "bus stop on main", "make it stop", "i want it to stop", "I want to quit my job", "cancel my referral", "the end",
    "stop being mean", "can u text me", "yes", "no me mandes fotos", "el no me escribe", "no me mandes a la casa",
    "no mas violencia", "no quiero mensajes de el", "quiero que pare de pegarme", "no le digas a nadie", "en la parada",
    "he dicho que no me escribe mi mama",
]  # fmt: skip
SILENCES = [
    "dont text back", "don't reply", "do not respond", "dont text me right now", "he's here dont text back",
    "mom is home so dont answer", "pls dont answer", "dont msg me back", "no me contestes", "no contestes",
    "no me respondas por favor", "no me escribas ahorita", "ahí está, no me contestes",
]  # fmt: skip


@pytest.mark.parametrize("text", STOPS)
def test_a_wish_for_no_more_texts_is_a_stop(text: str) -> None:
    keyword = read(text)
    assert keyword is not None and keyword.kind is KeywordKind.STOP


@pytest.mark.parametrize("text", STORIES)
def test_a_story_is_no_keyword(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize("text", SILENCES)
def test_do_not_write_back_is_obeyed(text: str) -> None:
    keyword = read(text)
    assert keyword is not None and keyword.kind is KeywordKind.DO_NOT_REPLY


@pytest.mark.parametrize("text", ["i dont answer the phone", "i dont answer him", "dont answer that"])
def test_not_answering_others_is_no_wish_for_silence(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize("text", ["YES", "sí", "text me again", "puedes escribirme"])
def test_a_yes_resumes_only_what_is_paused(text: str) -> None:
    assert read(text) is None
    resumed = read(text, paused=True)
    assert resumed is not None and resumed.kind is KeywordKind.START


@pytest.mark.parametrize("text", ["START", "unstop", "Iniciar"])
def test_start_is_always_a_start(text: str) -> None:
    started = read(text)
    assert started is not None and started.kind is KeywordKind.START


@pytest.mark.parametrize("text", ["HELP", "help!!", "Ayuda", "AUXILIO", "info"])
def test_help_alone_is_heard(text: str) -> None:
    helped = read(text)
    assert helped is not None and helped.kind is KeywordKind.HELP


def test_it_is_known_what_the_carrier_answers_itself() -> None:
    handled = {text: keyword.carrier_handles for text in ("stop", "STOP ", "Stop!", "alto") if (keyword := read(text))}
    assert handled == {"stop": True, "STOP ": True, "Stop!": False, "alto": False}


@pytest.mark.skipif(not VECTORS.exists(), reason="the shared vectors are not there")
def test_the_carriers_words_of_the_vendors_documentation_are_known() -> None:
    vectors = json.loads(VECTORS.read_text(encoding="utf-8"))
    for word in vectors["opt_out"]["twilio_default_long_code"]["keywords"]:
        keyword = read(word)
        assert keyword is not None and keyword.kind is KeywordKind.STOP and keyword.carrier_handles
    for word in vectors["opt_in"]["braze_default"]:
        started = read(word, paused=True)
        assert started is not None and started.kind is KeywordKind.START
    for word in vectors["help"]["braze_default"]:
        helped = read(word)
        assert helped is not None and helped.kind is KeywordKind.HELP
