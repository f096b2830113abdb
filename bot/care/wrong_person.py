"""Read by the wrong person: what in a text that we start could tell whoever holds the phone whom the youth is talking to.

A text that nobody asked for at that moment may be read by a parent, a partner, or by the one the youth is afraid of. So it
holds no name of the service, no word of help, danger or authority in either language, no link and no number to call.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.care.spelling import folded, words

# The beginnings of words, in their folded spelling; a closing "$" means the whole word. Either language gives it away,
# whatever the language of the text.
_TELLING = """
abus advoc agenc alert bruis case$ caseworker charit checkin confid counsel$ counsel cop$ cops$ cps$ crisis danger domestic
duress emergen escap exploit harass harm help hotline hurt immigra kidnap kill legal lawyer nonprofit organiz overdos pimp
plan$ plans$ police privat program protect rape rapist referral report rescue runaway safe safety secret service$ services$
shelter suicid support surviv therap traffick trauma unsafe victim violen volunteer worker$ 911$ 988$
abog abuso acoso advertencia albergue alerta amenaz apoy asesor auxilio ayud chequeo clandestin confiden consejer defensor
denunci desaparec emergencia explot fuga$ fugar golpe$ golpea inmigra linea$ migra$ muerte organizac peligr plan$ planes$
polic proteg protecc psicolog refugi rescat riesgo salvo$ secuestr secret segur$ segura$ seguras$ seguro$ seguros$ seguridad
sobreviv socorro suicid terap tratante trauma victima viola violar violacion violen voluntari
"""
_ONLY = {"en": "person$ persons$ people$ sos$", "es": "persona$ personas$ gente$ caso$"}
_PHRASES = (
    "check in", "check ins", "check on", "checking in", "checking on", "code word", "are you alone", "social work",
    "blink twice", "blink 2", "in trouble", "way out", "get out of there", "get you out", "get u out", "is he there",
    "is she there", "r u alone", "r u w him", "r u w her", "are you with him", "are u with him", "r u with him",
    "are you with her", "u with him", "you with him", "hitting you", "hitting u", "hit you", "hit u", "beat you",
    "beating you", "beating u", "making you", "forcing you", "letting you leave", "let you leave", "not alone",
    "te esta pegando", "te pego", "te pega", "te esta golpeando", "te obliga", "te esta obligando", "en problemas",
    "esta el ahi", "estas a solas", "no te deja salir", "te deja salir", "una salida", "sacarte de ahi",
    "parpadea", "keep you", "do not tell", "dont tell", "al pendiente", "palabra clave", "trabajo social", "trabajadora social",
    "trata de personas", "no le digas", "estas sola", "estas solo",
)  # fmt: skip
_LINK = re.compile(
    r"https?:\S*|www\.\S*|\S+@\S+|\b[\w-]+\.(?:com|org|net|gov|edu|info|app|io|me|mx|us|ly)\b\S*", re.IGNORECASE
)
_NUMBER = re.compile(r"\+?\d(?:[\s().-]{0,2}\d){4,}|#\w+")


def _pattern(beginnings: str) -> re.Pattern[str]:
    parts = (part[:-1] + r"\b" if part.endswith("$") else part + r"\w*" for part in beginnings.split())
    return re.compile(rf"\b(?:{'|'.join(parts)})")


_WORDS = {language: _pattern(f"{_TELLING} {more}") for language, more in _ONLY.items()}


def reveals(text: str, language: str, names: Iterable[str] = ()) -> list[str]:
    """What gives it away, in the order of the text as far as it is words; an empty list when nothing does.

    `names` are those of the service, its agencies and whoever works there.
    """
    line = " ".join(words(text))
    found = [*_WORDS[language].findall(line), *(phrase for phrase in _PHRASES if _holds(line, phrase))]
    found += [name for name in names if words(name) and _holds(line, " ".join(words(name)))]
    plain = folded(text)
    return [*found, *(match[0] for match in (*_LINK.finditer(plain), *_NUMBER.finditer(plain)))]


def _holds(line: str, phrase: str) -> bool:
    return f" {phrase} " in f" {line} "
