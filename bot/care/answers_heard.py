"""What a short text says in answer to a check-in, and whether a text holds the word that calls for help in silence.

An answer is read only from a text that says nothing else: a number, a lone dot, an emoji, a few plain words of English
or Spanish. Whatever is longer or mixed is left to the understanding of the dialogue. That somebody is ok is read from the
least: a question, a sad face or a sign that is not known to be harmless leaves it open.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

from bot.care.choices import read_choices
from bot.care.spelling import folded, word_set, words

Answer = Literal["ok", "not_ok", "talk"]

PLAIN_OK = "ok"
"""The plainest answer of all: what a text with the duress word is heard as."""

_BY_NUMBER: dict[int, Answer] = {1: "ok", 2: "not_ok", 3: "talk"}
_OK_SIGNS = frozenset("👍👌✅☑✔🙂😀😃😄😁😊☺🙃😎🤗🥰😍😌💪🙏❤♥🧡💛💚💙💜🖤🤍🤎💕💖🫶🎉😂🤣😆😹🤙✌🆗😴💤")
_NOT_OK_SIGNS = frozenset("👎❌✖😢😭😞😔😟😕🙁☹😣😖😫😩😰😨😱😥😓🥺💔🆘🚨😡😠🤬😿😧😦😳🤕🤒🤢🤮😵")
_TALK_SIGNS = frozenset("📞☎📱🗣💬")
_HARMLESS_SIGNS = frozenset("🏠🏡🛏🛌🌙⭐🌟✨☀🌞🌈📚📖🎒🏫🚌⚽🏀🏈🎮🎧🎶🎵💯🙌👏🥳😇🤩🤝🫡👊")
"""What says nothing by itself and takes nothing from an ok."""
_SIGNS_OF: tuple[tuple[frozenset[str], Answer], ...] = (
    (_OK_SIGNS, "ok"),
    (_NOT_OK_SIGNS, "not_ok"),
    (_TALK_SIGNS, "talk"),
)
_KNOWN_SIGNS = _OK_SIGNS | _NOT_OK_SIGNS | _TALK_SIGNS | _HARMLESS_SIGNS
_PICTOGRAPHS = {"So", "Cn", "Co"}
"""The Unicode categories of emoji, with those that are newer than the tables of this Python."""
_SAD_FACE = re.compile(
    r"[:;=] ?['’´`,]*-?[(\[{<@/\\|]|[)\]}@/\\|]-?['’´`]*[:;=]|;_+;|\._+\.|-_+-|[>＞][._]+[<＜]|(?:^|[^(\w])\(+\s*$"
)
_ASKED = re.compile(r"[?¿？⁇⁈⁉]")


_DOUBLED = re.compile(r"([a-z])\1+")


def _phrases(listed: str) -> frozenset[str]:
    """Phrases as `_line` spells them, from a list with commas."""
    return frozenset(_line(phrase) for phrase in listed.split(","))


def _line(text: str) -> str:
    """The words of a text with each letter once where it is doubled: "okayyy", "all goood"."""
    return _DOUBLED.sub(r"\1", " ".join(words(text)))


_OK = _phrases("""
    ok, okay, okey, okk, k, kk, oki, okie, good, all good, im good, i am good, im ok, i am ok, im okay, i am okay,
    im fine, i am fine, fine, im alright, alright, im here, here, all ok, all okay, all fine, doing ok, doing okay,
    doing good, doing fine, im safe, safe, yes, yea, yeah, yep, yup, ya, yes im ok, yes im good, yes im fine, yeah
    im ok, yeah im good, yeah im fine, yep im good, still here, still ok, still good, so far so good, no worries, im
    all good, everythings fine, everything is fine, everythings good, everything is good, everythings ok, everything
    is ok, good here, ok here, ok thanks, ok thank you, thanks, thank you, thx, ty, home, im home, made it, got
    home, home safe, see you there, see u there, ill be there, on my way, omw, si, sip, simon, bien, todo bien,
    estoy bien, toy bien, muy bien, ando bien, aqui ando, aqui estoy, todo ok, todo tranquilo, todo en orden, todo
    chido, todo cool, va, vale, sale, dale, listo, lista, si todo bien, si estoy bien, si bien, bien gracias, todo
    bien gracias, gracias, ya en casa, en casa, ya llegue, llegue bien, tranqui, tranquila, tranquilo, ok gracias,
    ahi voy, ya voy, sin problema, sin novedad
""")
_NOT_OK = _phrases("""
    no, nope, nah, not ok, not okay, not good, not fine, im not ok, i am not ok, im not okay, i am not okay, im not
    good, im not fine, not really, no im not, not safe, im not safe, bad, its bad, im bad, not great, not doing
    good, not doing well, not doing ok, not so good, not well, things are bad, its not ok, no good, mal, muy mal,
    estoy mal, toy mal, ando mal, no estoy bien, no toy bien, no bien, nada bien, todo mal, no mucho, no tan bien,
    mas o menos, la verdad no, no la verdad, no estoy segura, no estoy seguro, no muy bien
""")
_TALK = _phrases("""
    talk, need to talk, i need to talk, i want to talk, wanna talk, want to talk, can we talk, lets talk, call me,
    can you call, can you call me, can u call me, text me, need someone, i need someone, talk to me, hablar,
    necesito hablar, quiero hablar, podemos hablar, puedo hablar, hablamos, hay que hablar, llamame, me llamas,
    puedes llamarme, necesito a alguien, necesito hablar con alguien, quiero hablar con alguien
""")
_YES = word_set("yes yeah yea yep yup ok okay sure si sip simon claro dale vale va sale")
_NO = word_set("no nope nah")
_AROUND = word_set("please pls plz por favor porfa thanks thank you gracias then pues")


_PHRASES: tuple[tuple[frozenset[str], Answer], ...] = (
    (_NOT_OK, "not_ok"),
    (_TALK, "talk"),
    (_OK, "ok"),
)
_DOTS = re.compile(r"[.…·•]+")


def read_answer(text: str) -> Answer | None:
    """The answer that the whole text is; None when it says something else, or more, or nothing plain."""
    if _DOTS.fullmatch("".join(text.split())):
        return "ok"
    numbers = _numbers(text)
    if numbers:
        said = _BY_NUMBER.get(numbers[0]) if len(numbers) == 1 else None
        return None if said == "ok" and not _is_untroubled(text) else said
    return by_words(text)


def by_words(text: str) -> Answer | None:
    """The answer in words or emoji; a number or a dot is none, since it may be meant for another question."""
    line, signs = _line(text), _signs(text)
    said = next((answer for phrases, answer in _PHRASES if line in phrases), None)
    if not line:
        said = next(iter(signs)) if len(signs) == 1 else None
    if said == "ok":
        # "ok 😭" and "ok 🔪" are not plain, nor is "ok?".
        return "ok" if signs <= {"ok"} and _is_untroubled(text) else None
    return None if said == "not_ok" and signs and said not in signs else said


def read_yes(text: str) -> bool | None:
    """A plain yes (1, yes, si) or no (2, no) to what was proposed; None when it is neither."""
    numbers = _numbers(text)
    if numbers:
        return {1: True, 2: False}.get(numbers[0]) if len(numbers) == 1 else None
    said = set(words(text)) - _AROUND
    if said and said <= _YES:
        return True
    return False if said and said <= _NO else None


def holds(text: str, word: str) -> bool:
    """Whether the text holds this word, or these words in a row, whole: case, accents and punctuation aside."""
    wanted = words(word)
    if not wanted:
        return bool(word.strip()) and folded(word).strip() in folded(text)
    return _in_a_row(words(text), wanted)


def _in_a_row(said: Sequence[str], wanted: Sequence[str]) -> bool:
    length = len(wanted)
    return any(list(said[start : start + length]) == list(wanted) for start in range(len(said) - length + 1))


def _numbers(text: str) -> tuple[int, ...] | None:
    """The numbers that a text chooses; "no 1" and "no one" choose none."""
    return None if "no" in words(text) else read_choices(text)


def _signs(text: str) -> frozenset[Answer]:
    """Everything that the emoji of a text say, whether or not they agree."""
    return frozenset(answer for signs, answer in _SIGNS_OF if signs & set(text))


def _is_untroubled(text: str) -> bool:
    """Whether nothing around the words takes from an ok: no question, no sad face, no sign of unknown meaning."""
    unknown = any(unicodedata.category(sign) in _PICTOGRAPHS and sign not in _KNOWN_SIGNS for sign in text)
    return not (unknown or _ASKED.search(text) or _SAD_FACE.search(text))
