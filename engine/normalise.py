"""Normalisation of text messages before they are understood.

`normalise(text)` maps the many ways of typing one thing on a phone to one form, so that a small model sees it often
enough to learn it: "Dont", "don't" and "DON´T" all become "dont"; "está" and "esta" become "esta". Nothing here decides
what a message means, and every step keeps the signal that carries mood: emoji, question marks and a lone dot survive.
"""

import re
import unicodedata

# Characters that look like nothing: format characters (Cf) hide inside words to dodge filters or come with copied text.
_VARIATION_SELECTORS = {"︎", "️"}

# Letters of other alphabets that are drawn like Latin ones; NFKC leaves them alone.
_LOOKALIKES = str.maketrans(
    "авекмнорстухіјѕԁαβεικνορτυχ",
    "abekmhopctyxijsdabeiknoptux",
)

_SAYS = re.compile(r"[^\W_]|[^\x00-\x7f\w]")
_APOSTROPHES = re.compile("['’‘´`ʼ]")
_EMOTICONS = (
    (re.compile(r"</3"), " 💔 "),
    (re.compile(r"<3+"), " ❤ "),
    (re.compile(r"(?<!\w)[:;=]-?[(\[/\\]+(?!\w)"), " 🙁 "),
    (re.compile(r"(?<!\w)[:;=]-?[)\]dD]+(?!\w)"), " 🙂 "),
    (re.compile(r"(?<!\w)(?:[tT][_.][tT]|;_;)(?!\w)"), " 😢 "),
)

# A single digit or symbol between letters, as in "k1ll", "s3x", "su!cide"; at the start only for symbols, as in "$ex".
_MASKS = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "!": "i", "@": "a", "$": "s", "|": "l", "*": ""}
_INNER_MASK = re.compile(r"(?<=[a-z])([013457!@$|*])(?=[a-z])")
_LEADING_MASK = re.compile(r"(?<![\w@$])([@$])(?=[a-z]{2})")

# "k.i.l.l" and "k i l l"; three letters need a separator that is not a space, for "u r a" is ordinary texting.
_SPELLED_OUT = re.compile(r"(?<!\w)(?:[a-z][.\-_*]){2,}[a-z](?!\w)|(?<!\w)(?:[a-z] ){3,}[a-z](?!\w)")

# "don t" and "i m", as texts come out of some keyboards and copied posts; "i am" is the same again.
_PARTED = (
    (re.compile(r"\b(ain|aren|can|couldn|didn|doesn|don|hasn|haven|isn|shouldn|wasn|weren|won|wouldn) t\b"), r"\1t"),
    (re.compile(r"\b(he|how|it|she|that|there|what|who) s\b"), r"\1s"),
    (re.compile(r"\b(they|we|you) (d|ll|re|ve)\b"), r"\1\2"),
    (re.compile(r"\bi (d|ll|m|ve)\b"), r"i\1"),
    (re.compile(r"\bi am\b"), "im"),
)

_LONG_RUN = re.compile(r"([^\W\d_])\1{2,}")
_REPEATED_MARKS = re.compile(r"([^\w\s])\1+")
_LONG_NUMBER = re.compile(r"\d{4,}")
_WORDS = re.compile(r"\w+|[^\w\s]")

# Shorthand that stands for the same word wherever it appears.
_SHORTHAND = {
    "xq": "porque",
    "pq": "porque",
    "porq": "porque",
    "xk": "porque",
    "xke": "porque",
    "aunq": "aunque",
    "q": "que",
    "ke": "que",
    "qe": "que",
    "kiero": "quiero",
    "kien": "quien",
    "tb": "tambien",
    "tmb": "tambien",
    "toy": "estoy",
    "u": "you",
    "ur": "your",
    "r": "are",
    "plz": "please",
    "pls": "please",
    "thx": "thanks",
    "bc": "because",
    "cuz": "because",
    "rn": "right now",
    "idk": "i dont know",
    "wanna": "want to",
    "gonna": "going to",
    "gotta": "got to",
}

# "k" is "que" in Spanish and "okay" in English. One of these words beside it says that the message is Spanish.
_SPANISH_CUES = frozenset(
    """
    que de la el los las un una es en con por para pero si ya mi mis tu te se lo le yo hay esta estoy eres soy
    quiero necesito puedo hago haces hacer pasa paso onda tal dice dijo digo sea tengo tiene ayuda gracias porque
    como cuando donde nadie nada todo ellos ella ese eso esto aqui
    """.split()  # noqa: SIM905 - a list of words reads better as words
)


def normalise(text: str) -> str:
    """The form of `text` that the classifier is trained on and asked with: lower case, words parted by one space."""
    # Apostrophes first: NFKC makes a space and an accent of "´".
    text = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", _APOSTROPHES.sub("", text)))
    text = _visible(text).casefold()
    text = _without_accents(text).translate(_LOOKALIKES)
    for pattern, emoji in _EMOTICONS:
        text = pattern.sub(emoji, text)
    text = _SPELLED_OUT.sub(lambda match: re.sub(r"[^a-z]", "", match.group()), text)
    text = _LEADING_MASK.sub(_unmask, _INNER_MASK.sub(_unmask, text))
    text = _LONG_RUN.sub(_shorten, text)
    for pattern, joined in _PARTED:
        text = pattern.sub(joined, text)
    text = _REPEATED_MARKS.sub(r"\1", text)
    text = _LONG_NUMBER.sub(lambda match: "0" * len(match.group()), text)
    return " ".join(_expand(_WORDS.findall(text)))


def says_something(plain: str) -> bool:
    """Whether a normalised text holds a letter, a digit or a sign such as an emoji; a lone dot or "???" means nothing itself."""
    return _SAYS.search(plain) is not None


def _visible(text: str) -> str:
    """`text` without format characters, variation selectors and skin tones; control characters become spaces."""
    kept = []
    for character in text:
        category = unicodedata.category(character)
        if category == "Cc":
            kept.append(" ")
        elif category not in ("Cf", "Sk"):
            kept.append("" if character in _VARIATION_SELECTORS else character)
    return "".join(kept)


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _unmask(match: "re.Match[str]") -> str:
    return _MASKS[match.group(1)]


def _shorten(match: "re.Match[str]") -> str:
    """Three or more of one letter are emphasis: one is left, or two where English doubles the letter ("kill")."""
    letter = match.group(1)
    return letter * 2 if letter == "l" else letter


def _expand(words: list[str]) -> list[str]:
    spanish = any(word in _SPANISH_CUES for word in words)
    return [_expand_word(word, alone=len(words) == 1, spanish=spanish) for word in words]


def _expand_word(word: str, *, alone: bool, spanish: bool) -> str:
    if word == "k":
        return "que" if spanish and not alone else "ok"
    return _SHORTHAND.get(word, word)
