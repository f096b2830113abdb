"""Words that reach a phone without being asked for at that moment: whoever holds it may read them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from bot.care.checkins import OWN
from bot.care.covers import COVERS, called
from bot.care.wording import segments
from bot.care.wrong_person import reveals
from bot.settings import ROOT
from tests.words.samples import PROGRAM
from tests.words.test_responses import CHANNELS, LANGUAGES, WORDS, said

COVER_KINDS = ("", "_again", "_thanks")
COVER_WORDS = tuple(f"utter_cover_{cover}{kind}" for cover in (*COVERS, OWN) for kind in COVER_KINDS)
STARTED = ("utter_recontact_hello", "utter_recontact_missed", *COVER_WORDS)
"""Every response that the service says of its own accord. One that is said so and does not stand here fails below."""
UNASKED = (*STARTED, "utter_not_now_is_fine", "utter_checkin_proposed")
TO_STAFF = {"bot/usecases/paging.py"}
"""Where a text that we start goes to an advocate's phone and has words of its own."""
NAMES = (PROGRAM.name, *(agency.name for agency in PROGRAM.agencies))


def _started(module: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and any(
            word.arg == "purpose" and isinstance(word.value, ast.Constant) and word.value.value == "started"
            for word in node.keywords
        ):
            yield node


def _responses(call: ast.Call, module: ast.Module) -> set[str]:
    """The responses that a call may say, by names that are literal, f-strings, or assigned in its module; else empty."""
    parts = [part for argument in call.args for part in ast.walk(argument)]
    named = {part.id for part in parts if isinstance(part, ast.Name)}
    for node in ast.walk(module):
        if isinstance(node, ast.Assign) and any(isinstance(to, ast.Name) and to.id in named for to in node.targets):
            parts += list(ast.walk(node.value))
    found: set[str] = set()
    for part in parts:
        if isinstance(part, ast.JoinedStr):
            fixed = "".join(re.escape(str(p.value)) if isinstance(p, ast.Constant) else ".*" for p in part.values)
            found |= {name for name in WORDS.names if re.fullmatch(fixed, name) and fixed.startswith("utter_")}
        elif isinstance(part, ast.Constant):
            found |= {name for name in WORDS.names if name == part.value}
    return found


def test_every_text_that_we_start_stands_on_the_list() -> None:
    seen: set[str] = set()
    for path in sorted((ROOT / "bot").rglob("*.py")):
        module = ast.parse(path.read_text(encoding="utf-8"))
        for call in _started(module):
            said_so = _responses(call, module)
            where = path.relative_to(ROOT).as_posix()
            assert said_so or where in TO_STAFF, f"{where}:{call.lineno} says something that cannot be looked up here"
            seen |= said_so
    assert seen == set(STARTED)


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", UNASKED)
def test_a_text_that_we_begin_tells_nothing_to_whoever_holds_the_phone(name: str, language: str, channel: str) -> None:
    for variation in WORDS.variations(name):
        if ("language", language) in variation.conditions and variation.channel in (None, channel):
            assert reveals(said(name, variation, language, channel), language, NAMES) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", COVER_WORDS)
def test_a_cover_takes_one_segment_and_no_word_that_carriers_own(name: str, language: str) -> None:
    variation = WORDS.choose(name, {"language": language}, "sms")
    assert segments(said(name, variation, language, "sms")).count == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cover", (*COVERS, OWN))
def test_the_three_answers_always_stand_in_the_same_order(cover: str, language: str) -> None:
    for name in (f"utter_cover_{cover}", f"utter_cover_{cover}_again"):
        choices = WORDS.choose(name, {"language": language}, "sms").choices
        assert [choice.payload for choice in choices] == ["/checkin_ok", "/checkin_not_ok", "/request_human"]
    assert WORDS.choose(f"utter_cover_{cover}_thanks", {"language": language}, "sms").choices == ()
    assert called(cover, language)


def test_there_are_enough_covers_to_choose_from() -> None:
    assert len(COVERS) >= 6


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_no_to_the_first_text_is_as_easy_as_a_yes(language: str) -> None:
    choices = WORDS.choose("utter_recontact_hello", {"language": language}, "sms").choices
    assert [choice.payload for choice in choices] == ["/request_human", "/cancel_request"]
