"""The risk classifier: how likely a text speaks of each kind of risk, each kind judged for itself.

The intents compete, so that an unknown text has to be something. Here every kind is a question of its own, and a text that
says nothing of it gets a low answer to all of them. Features: words (up to three, and negated words as words of their
own), letters, and signs (`engine.risk_signs`); one support vector machine a kind, calibrated on unseen examples.
"""

import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from engine.normalise import says_something
from engine.risk_reading import Reader

# Kind of risk and the labels of examples that speak of it. `despair` is self-harm meant, plainly or not.
KINDS = {
    "self_harm": frozenset({"self_harm"}),
    "despair": frozenset({"self_harm", "despair"}),
    "danger": frozenset({"danger"}),
    "medical": frozenset({"medical"}),
    "exploitation": frozenset({"exploitation"}),
}

_LETTERS_WEIGHT = 0.7
_SIGNS_WEIGHT = 0.3
_PENALTY = 0.3
_NEVER = 10.0
_NEGATIONS = frozenset(
    """
    dont not never no nunca ni tampoco jamas cant wont didnt doesnt isnt wouldnt couldnt aint without sin
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
_NEGATED_WORDS = 4
_WORD = re.compile(r"\w+|[^\w\s]")
_MARKS = frozenset(".,;:!?\"'()-|")


@dataclass(frozen=True)
class RiskModel:
    """Maps texts to a probability for each of `KINDS`; build one with `fit` or `load`."""

    words: TfidfVectorizer
    letters: TfidfVectorizer
    signs: DictVectorizer
    coefficients: np.ndarray  # (features, kinds)
    intercepts: np.ndarray
    scales: np.ndarray  # (kinds, 2): factor and offset that make a probability of a margin

    @classmethod
    def fit(
        cls, texts: Sequence[str], labels: Sequence[str], *, folds: int, reader: Reader | None = None
    ) -> "RiskModel":
        """Learn from `texts` and their `labels`; a label that is in none of `KINDS` speaks of no risk."""
        reader = reader or Reader()
        composed, their_labels = _compose(texts, labels)
        plain = reader.plain([*texts, *composed])
        words, letters, vectorizer = _word_features(), _letter_features(), DictVectorizer()
        features = _weighed(
            words.fit_transform(plain),
            letters.fit_transform(plain),
            vectorizer.fit_transform(reader.signs(plain)),
            _known_shares(plain, words.vocabulary_),
        )
        names = np.asarray([*labels, *their_labels])
        targets = [np.isin(names, sorted(meant)) for meant in KINDS.values()]
        coefficients, intercepts = _learn(features, targets)
        # Composed texts repeat the others' words, so that only the others can say how unseen texts fare.
        own = len(texts)
        scales = np.asarray([_scale(features[:own], target[:own], folds) for target in targets])
        return cls(words, letters, vectorizer, coefficients, intercepts, scales)

    def probabilities(self, texts: Sequence[str], reader: Reader | None = None) -> list[dict[str, float]]:
        """For each text the probability of each kind of risk, 0 to 1; they need not add up to one.

        A text of nothing but punctuation says nothing of any: all are 0.
        """
        reader = reader or Reader()
        plain = reader.plain(texts)
        features = _weighed(
            self.words.transform(plain),
            self.letters.transform(plain),
            self.signs.transform(reader.signs(plain)),
            _known_shares(plain, self.words.vocabulary_),
        )
        margins = np.asarray(features @ self.coefficients + self.intercepts)
        chances = 1 / (1 + np.exp(-np.clip(margins * self.scales[:, 0] + self.scales[:, 1], -50, 50)))
        says = np.asarray([says_something(text) for text in plain])
        return [dict(zip(KINDS, map(float, row), strict=True)) for row in chances * says[:, None]]

    def save(self, folder: Path) -> None:
        """Write plain data only (JSON and arrays): reading it back can run no code."""
        terms = {
            "words": _terms(self.words),
            "letters": _terms(self.letters),
            "signs": list(self.signs.feature_names_),
        }
        (folder / "risk_terms.json").write_text(json.dumps(terms, ensure_ascii=False), encoding="utf-8")
        np.savez_compressed(
            folder / "risk_weights.npz",
            coefficients=self.coefficients,
            intercepts=self.intercepts,
            scales=self.scales,
            word_idf=self.words.idf_,
            letter_idf=self.letters.idf_,
        )

    @classmethod
    def load(cls, folder: Path) -> "RiskModel":
        """Read what `save` wrote."""
        terms = json.loads((folder / "risk_terms.json").read_text(encoding="utf-8"))
        vectorizer = DictVectorizer()
        vectorizer.feature_names_ = terms["signs"]
        vectorizer.vocabulary_ = {name: place for place, name in enumerate(terms["signs"])}
        with np.load(folder / "risk_weights.npz", allow_pickle=False) as arrays:
            words, letters = _word_features(terms["words"]), _letter_features(terms["letters"])
            for features in (words, letters):
                features.vocabulary_ = {term: place for place, term in enumerate(features.vocabulary)}
            words.idf_, letters.idf_ = arrays["word_idf"], arrays["letter_idf"]
            weights = (arrays["coefficients"], arrays["intercepts"], arrays["scales"])
        return cls(words, letters, vectorizer, *weights)


def _machine() -> LinearSVC:
    return LinearSVC(C=_PENALTY, random_state=0)


def _learn(features: csr_matrix, targets: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Coefficients (features, kinds) and intercepts (kinds,); a kind without examples is never heard."""
    coefficients = np.zeros((features.shape[1], len(targets)), dtype=np.float32)
    intercepts = np.full(len(targets), -_NEVER)
    for place, target in enumerate(targets):
        if target.any() and not target.all():
            machine = _machine().fit(features, target)
            coefficients[:, place], intercepts[place] = machine.coef_[0], machine.intercept_[0]
    return coefficients, intercepts


def _weighed(words: csr_matrix, letters: csr_matrix, found: csr_matrix, known: np.ndarray) -> csr_matrix:
    """All features side by side. Words and letters count by the share of words that are `known`: of a text about
    something else the few words that happen to be known say little, and would be blown up to full length otherwise.
    """
    share = diags(known)
    return hstack([share @ words, share @ letters * _LETTERS_WEIGHT, found * _SIGNS_WEIGHT]).tocsr()


def _known_shares(plain: Sequence[str], vocabulary: Mapping[str, int]) -> np.ndarray:
    """For each text the share of its words that the model knows, 0 to 1."""
    return np.asarray([_known_share(re.findall(r"\w+", text), vocabulary) for text in plain])


def _known_share(words: Sequence[str], vocabulary: Mapping[str, int]) -> float:
    return sum(word in vocabulary for word in words) / len(words) if words else 1.0


def _scale(features: csr_matrix, target: np.ndarray, folds: int) -> tuple[float, float]:
    """Factor and offset under which the margins of unseen examples are most truthful as probabilities (Platt)."""
    if target.sum() < folds:
        return 3.0, 0.0
    margins = np.zeros(len(target))
    for seen, unseen in StratifiedKFold(folds, shuffle=True, random_state=0).split(features, target):
        margins[unseen] = _machine().fit(features[seen], target[seen]).decision_function(features[unseen])
    fitted = LogisticRegression(C=1e6).fit(margins.reshape(-1, 1), target)
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])


def _compose(texts: Sequence[str], labels: Sequence[str]) -> tuple[list[str], list[str]]:
    """Longer texts put together of short ones, as a burst is: length alone must not look like risk.

    One in five is a sad or an ordinary text with a risk beside it, and counts as the risk.
    """
    dice = random.Random(0)  # noqa: S311 - the same texts each time, nothing secret
    meant = frozenset().union(*KINDS.values())
    calm = [(text, label) for text, label in zip(texts, labels, strict=True) if label not in meant]
    risky = [(text, label) for text, label in zip(texts, labels, strict=True) if label in KINDS["despair"]]
    if not calm or not risky:
        return [], []
    composed, their_labels = [], []
    for number in range(len(calm) // 3):
        parts = dice.sample(calm, min(dice.choice((2, 3, 4)), len(calm)))
        label = parts[0][1]
        if number % 5 == 0:
            risk = dice.choice(risky)
            parts, label = [parts[0], risk], risk[1]
            dice.shuffle(parts)
        composed.append(" ".join(text for text, _ in parts))
        their_labels.append(label)
    return composed, their_labels


def _tokens(plain: str) -> Iterator[str]:
    """Words, runs of two and three, and negated words: "dont want to die" also has "~want", "~to", "~die"."""
    found = _WORD.findall(plain)
    words = [word for word in found if word not in _MARKS]
    yield from words
    for length in (2, 3):
        yield from (" ".join(words[start : start + length]) for start in range(len(words) - length + 1))
    marked, left = [], 0
    for word in found:
        if word in _MARKS:
            left = 0
            continue
        marked.append(f"~{word}" if left else word)
        left = _NEGATED_WORDS if word in _NEGATIONS else max(left - 1, 0)
    yield from (word for word in marked if word.startswith("~"))
    yield from (f"{one} {other}" for one, other in pairwise(marked) if "~" in one + other)


def _word_tokens(plain: str) -> list[str]:
    return list(_tokens(plain))


def _word_features(terms: list[str] | None = None) -> TfidfVectorizer:
    return TfidfVectorizer(analyzer=_word_tokens, sublinear_tf=True, min_df=1 if terms else 2, vocabulary=terms)


def _letter_features(terms: list[str] | None = None) -> TfidfVectorizer:
    least = 1 if terms else 2
    return TfidfVectorizer(
        analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, lowercase=False, min_df=least, vocabulary=terms
    )


def _terms(vectorizer: TfidfVectorizer) -> list[str]:
    return sorted(vectorizer.vocabulary_, key=vectorizer.vocabulary_.__getitem__)
