"""A text as the risk rules read it: folded words one space apart, one spelling each, " | " where a clause ends.

"I'm gonna kms... he's here!!" is read as "im going to kms hes here |"; laughter of any kind as the word "lol".
"""

from __future__ import annotations

import re

from bot.care.spelling import folded

_ONE_SPELLING = {
    "wanna": "want to", "wana": "want to", "wannna": "want to", "wnna": "want to", "gonna": "going to", "gunna": "going to",
    "gona": "going to", "gon": "going to", "finna": "going to", "bouta": "going to", "boutta": "going to",
    "ima": "im going to", "imma": "im going to", "tryna": "trying to", "trynna": "trying to", "gotta": "have to",
    "hafta": "have to", "lemme": "let me", "outta": "out of", "u": "you", "ur": "your", "urself": "yourself", "r": "are",
    "dnt": "dont", "dun": "dont", "cannot": "cant", "cnt": "cant", "wnt": "want", "wan": "want", "2nite": "tonight",
    "tonite": "tonight", "2night": "tonight", "tn": "tonight", "2day": "today", "rn": "right now", "animore": "anymore",
    "nomore": "anymore", "bf": "boyfriend", "gf": "girlfriend", "bc": "because", "cuz": "because", "coz": "because",
    "n": "and", "nd": "and", "sum1": "someone", "some1": "someone", "any1": "anyone", "every1": "everyone", "pls": "please",
    "plz": "please", "mysef": "myself", "myslf": "myself", "mself": "myself", "meself": "myself", "thinkin": "thinking",
    "unalive": "kill", "unaliving": "killing", "sewerslide": "suicide", "suiside": "suicide", "sucide": "suicide",
    "suicde": "suicide", "sucidal": "suicidal", "suisidal": "suicidal", "suicidle": "suicidal", "kil": "kill",
    "livin": "living", "killin": "killing", "hittin": "hitting", "beatin": "beating", "hurtin": "hurting", "id": "id",
    "kiero": "quiero", "qiero": "quiero", "qero": "quiero", "kero": "quiero", "qiere": "quiere", "kiere": "quiere",
    "q": "que", "ke": "que", "qe": "que", "k": "que", "xq": "porque", "pq": "porque", "porq": "porque", "xk": "porque",
    "toy": "estoy", "stoy": "estoy", "tngo": "tengo", "bida": "vida", "bivir": "vivir", "vibir": "vivir", "bibir": "vivir",
    "morirm": "morirme", "matarm": "matarme", "suisidarme": "suicidarme", "suicidarm": "suicidarme", "asta": "hasta",
    "suisidio": "suicidio", "ia": "ya", "aser": "hacer", "acer": "hacer", "acerme": "hacerme", "aserme": "hacerme",
    "m": "me", "d": "de", "ayudenme": "ayudame", "aki": "aqui", "voi": "voy",
}  # fmt: skip

_PHRASES = tuple(
    (re.compile(rf"\b{pattern}\b"), spelling)
    for pattern, spelling in (
        ("i (?:am|m)", "im"),
        ("i have(?! to)", "ive"),
        ("i will", "ill"),
        ("i would", "id"),
        ("he (?:is|s)", "hes"),
        ("she (?:is|s)", "shes"),
        ("they (?:are|re)", "theyre"),
        ("do not|don t", "dont"),
        ("does not", "doesnt"),
        ("can not|can t", "cant"),
        ("will not|won t", "wont"),
        ("is not", "isnt"),
        ("any more", "anymore"),
        ("my self", "myself"),
        ("(want|going|need|have|trying|ready|like|about) 2", r"\1 to"),
        ("(?:about|abt|fixing) to", "going to"),
        ("want 2", "want to"),
    )
)

_LAUGHTER = re.compile(
    r"[😂🤣💀😆😹]|\b(?:lol+|lmf?ao+|rofl|ha(?:ha)+h?|je(?:je)+|ja(?:ja)+j?|xd+|lolz|jk|jkjk|bromita|es broma)\b"
)
_PAUSE = re.compile(r"\.{2,}|…")
_CLAUSE_END = re.compile(r"[.!?;:,\n]+|\s-+\s")
_QUOTED = re.compile(r'"[^"]{3,200}"')
_ABOUT_A_WORK = re.compile(
    r"\b(?:song|lyrics?|movie|film|book|meme|quote|episode|album|cancion|letra|pelicula|libro|frase)\b"
)


def reading(text: str) -> str:
    """The text as the rules read it, with a space at both ends."""
    line = _PAUSE.sub(" ", folded(text))
    if _ABOUT_A_WORK.search(line):
        # The words of a song are not the writer's own.
        line = _QUOTED.sub(" ", line)
    line = _LAUGHTER.sub(" lol ", line)
    line = _CLAUSE_END.sub(" | ", line)
    words = [_ONE_SPELLING.get(word, word) for word in re.findall(r"[^\W_]+|\|", line)]
    joined = " ".join(words)
    for pattern, spelling in _PHRASES:
        joined = pattern.sub(spelling, joined)
    return f" {joined} "


def laughing(read: str) -> bool:
    """Whether the writer laughs, in letters or emoji."""
    return " lol " in read
