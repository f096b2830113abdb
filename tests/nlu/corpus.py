"""What the checks on the training data measure: examples by intent, near-duplicates, the language of a line."""

import math
import re
import unicodedata
from pathlib import Path

import yaml

FOLDER = Path(__file__).parents[2] / "data" / "nlu"

# Words that are common in one of the two languages and do not exist, or mean nothing alike, in the other.
_SPANISH = """
adios al algo alguien andan ando antes aqui asi ayer ayuda ayudame bien borra borrar buenas bueno busca buscando casa
chido claro clave como con continuar cosas cual cuando dale dan de dejan dejen del desde despues dice dicen dije dile
donde dos el ella en era eres es esa ese eso esta estan este esto estoy fue gracias hablar hace hacen hacer hasta hay
hola hora hoy la las le les lo los luego mal manana mandar mas me mejor mensajes mi miedo mis muy nada nadie necesito
nel ni noche nomas nombre nos numero nunca ocupo orale otra otro pa para paso pero persona plan por porfa porque pos
pregunta puede pueden puedo pues que quien quiere quiero regresa saben sale saltar se seguir segura ser si siempre
sigo siguiente simon sola solo son soy su sus tambien te tengo tiene tienen toda todo todos trabajo tranqui tu un una
usted ustedes van volver vos voy wey ya yo
"""
_ENGLISH = """
about after again all alone always am an and any anyone are ask at away back bad be because been before being big but
by call can cant change check come coming could day delete did do does doing done dont else even everything feel for
from get getting give go goes going gonna good got gotta had happen has have he help her here hes him his home house
how if ill im in info into is it its ive just keep know last leave let lets like live long lost make makes man many me
mom more my name need never next nobody not nothing now of off ok okay on one only open or other our out over own
phone place please pls put question real right safe said saved say she should sign skip sleep so some somebody someone
somewhere stop take talk tell text texts than thank thanks that thats the their them then there these they theyre
thing think this through til till time to today tomorrow tonight too u up ur us wait wanna want was we well went were
what whats when where which who whos why will with work would wrong yall yeah yes you your
"""
_IN_BOTH = {"me", "plan", "van", "dos", "dan", "he", "sale", "once", "has", "come"}
_SPANISH_ONLY = frozenset(_SPANISH.split()) - _IN_BOTH
_ENGLISH_ONLY = frozenset(_ENGLISH.split()) - _IN_BOTH
_SPANISH_MARKS = re.compile(r"[áéíóúñ¿¡]")


def plain(text: str) -> str:
    """Lower case without accents and punctuation; the bare text where nothing else is left of it."""
    letters = unicodedata.normalize("NFKD", text.lower())
    letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w\s]", "", letters).split()) or letters.strip()


def blocks(path: Path) -> list[tuple[str, list[str]]]:
    """The (intent, examples) pairs of one file, in its own order."""
    found = yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
    return [(block["intent"], [line[2:] for line in block["examples"].splitlines()]) for block in found]


def examples_by_intent() -> dict[str, list[str]]:
    """Every example of the project, by intent."""
    gathered: dict[str, list[str]] = {}
    for path in sorted(FOLDER.glob("*.yml")):
        for intent, lines in blocks(path):
            gathered.setdefault(intent, []).extend(lines)
    return gathered


def trigrams(text: str) -> frozenset[str]:
    """The runs of three characters of a text, its edges among them."""
    padded = f"  {plain(text)} "
    return frozenset(padded[start : start + 3] for start in range(len(padded) - 2))


def near_duplicates(lines: list[str], likeness: float = 0.8) -> list[tuple[str, str]]:
    """Each line that resembles an earlier one by `likeness` or more (Jaccard of trigrams), with that one."""
    found: list[tuple[str, str]] = []
    kept: dict[int, list[tuple[str, frozenset[str]]]] = {}
    for line in lines:
        grams = trigrams(line)
        # Sets whose sizes differ too much cannot reach the likeness, so only their neighbours in size are compared.
        sizes = range(math.ceil(likeness * len(grams)), int(len(grams) / likeness) + 1)
        near = (old for size in sizes for old, seen in kept.get(size, ()) if _jaccard(grams, seen) >= likeness)
        twin = next(near, None)
        if twin is not None:
            found.append((line, twin))
        kept.setdefault(len(grams), []).append((line, grams))
    return found


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared)


def word_swaps(lines: list[str]) -> list[str]:
    """Each line of four words or more that an earlier one becomes when a single word in it is exchanged."""
    found: list[str] = []
    frames: set[tuple[str, ...]] = set()
    for line in lines:
        words = plain(line).split()
        if len(words) < 4:
            continue
        own = {(*words[:place], "*", *words[place + 1 :]) for place in range(len(words))}
        if own & frames:
            found.append(line)
        frames |= own
    return found


def language_of(text: str) -> str:
    """`en`, `es`, `both` or `unclear` (too short to tell), by counting words that belong to one language only."""
    words = plain(text).split()
    spanish = sum(word in _SPANISH_ONLY for word in words)
    english = sum(word in _ENGLISH_ONLY for word in words)
    spanish += bool(_SPANISH_MARKS.search(text.lower()))
    if spanish and english:
        return "both"
    if spanish:
        return "es"
    return "en" if english else "unclear"
