"""A linear text classifier: TF-IDF of words and of letters, one support vector machine, calibrated probabilities.

The choice of features, machine and calibration is measured in `docs/decisions/0002-linear-understanding.md`.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from engine.normalise import normalise

# Words, and every symbol outside ASCII as a word of its own, so that an emoji counts as much as a word does.
_WORD = r"\w+|[^\w\s!-/:-@\[-`{-~]"

# Used where the examples are too few to measure it.
_DEFAULT_SHARPNESS = 3.0


class LinearModel:
    """Maps texts to probabilities over `labels`; build one with `fit` or `load`."""

    def __init__(self, words: TfidfVectorizer, letters: TfidfVectorizer, weights: "Weights", sharpness: float) -> None:
        self._words = words
        self._letters = letters
        self._weights = weights
        self._sharpness = sharpness

    @property
    def labels(self) -> list[str]:
        return list(self._weights.labels)

    @classmethod
    def fit(cls, texts: Sequence[str], labels: Sequence[str], *, penalty: float, folds: int) -> "LinearModel":
        """Learn from `texts` and their `labels`, of which there must be two kinds at least; `penalty` is C."""
        words, letters = _word_features(), _letter_features()
        features = _learn_features(texts, words, letters)
        targets = np.asarray(labels)
        weights = Weights.fit(features, targets, penalty)
        return cls(words, letters, weights, _fit_sharpness(features, targets, penalty=penalty, folds=folds))

    def probabilities(self, texts: Sequence[str]) -> np.ndarray:
        """Shape (texts, labels), each row adds up to one."""
        plain = [normalise(text) for text in texts]
        features = hstack([self._words.transform(plain), self._letters.transform(plain)]).tocsr()
        return softmax(self._weights.margins(features) * self._sharpness)

    def save(self, folder: Path) -> None:
        """Write plain data only (JSON and arrays): reading it back can run no code."""
        terms = {
            "labels": self.labels,
            "sharpness": self._sharpness,
            "words": _terms(self._words),
            "letters": _terms(self._letters),
        }
        (folder / "terms.json").write_text(json.dumps(terms, ensure_ascii=False), encoding="utf-8")
        np.savez_compressed(
            folder / "weights.npz",
            coefficients=self._weights.coefficients.astype(np.float32),
            intercepts=self._weights.intercepts,
            word_idf=self._words.idf_,
            letter_idf=self._letters.idf_,
        )

    @classmethod
    def load(cls, folder: Path) -> "LinearModel":
        """Read what `save` wrote."""
        terms = json.loads((folder / "terms.json").read_text(encoding="utf-8"))
        with np.load(folder / "weights.npz", allow_pickle=False) as arrays:
            words, letters = _word_features(terms["words"]), _letter_features(terms["letters"])
            words.idf_, letters.idf_ = arrays["word_idf"], arrays["letter_idf"]
            # Stored in single precision, used in double: mixing both would convert the whole array for every text.
            coefficients = arrays["coefficients"].astype(np.float64)
            weights = Weights(tuple(terms["labels"]), coefficients, arrays["intercepts"])
        return cls(words, letters, weights, terms["sharpness"])


@dataclass(frozen=True)
class Weights:
    """What the machine learnt: `coefficients` has the shape (features, labels), `intercepts` (labels,)."""

    labels: tuple[str, ...]
    coefficients: np.ndarray
    intercepts: np.ndarray

    @classmethod
    def fit(cls, features: csr_matrix, labels: np.ndarray, penalty: float) -> "Weights":
        machine = LinearSVC(C=penalty, random_state=0).fit(features, labels)
        coefficients, intercepts = machine.coef_.T, machine.intercept_
        if len(machine.classes_) == 2:  # The machine stores one boundary for two labels; give each its own.
            coefficients = np.hstack([-coefficients, coefficients])
            intercepts = np.concatenate([-intercepts, intercepts])
        # Rounded to what is stored, so that a stored model answers exactly as the one that was trained.
        coefficients = np.ascontiguousarray(coefficients, dtype=np.float32).astype(np.float64)
        return cls(tuple(str(label) for label in machine.classes_), coefficients, intercepts)

    def margins(self, features: csr_matrix) -> np.ndarray:
        """Distance to each label's boundary, shape (texts, labels)."""
        return np.asarray(features @ self.coefficients + self.intercepts)


def features_of(texts: Sequence[str]) -> csr_matrix:
    """The features of `texts`, learnt from all of them, shape (texts, features): computed once for many machines."""
    return _learn_features(texts, _word_features(), _letter_features())


def _learn_features(texts: Sequence[str], words: TfidfVectorizer, letters: TfidfVectorizer) -> csr_matrix:
    plain = [normalise(text) for text in texts]
    return hstack([words.fit_transform(plain), letters.fit_transform(plain)]).tocsr()


def _word_features(terms: list[str] | None = None) -> TfidfVectorizer:
    return TfidfVectorizer(
        analyzer="word", ngram_range=(1, 2), token_pattern=_WORD, sublinear_tf=True, lowercase=False, vocabulary=terms
    )


def _letter_features(terms: list[str] | None = None) -> TfidfVectorizer:
    return TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, lowercase=False, vocabulary=terms)


def _terms(vectorizer: TfidfVectorizer) -> list[str]:
    return sorted(vectorizer.vocabulary_, key=vectorizer.vocabulary_.__getitem__)


def softmax(scores: np.ndarray) -> np.ndarray:
    """Margins of the shape (texts, labels) as probabilities."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)


def _fit_sharpness(features: csr_matrix, labels: np.ndarray, *, penalty: float, folds: int) -> float:
    """The factor on the margins under which the probabilities of unseen examples are most truthful (least log loss).

    A single factor keeps the machine's own order of labels, so calibration cannot cost accuracy.
    """
    names, counts = np.unique(labels, return_counts=True)
    kept = np.isin(labels, names[counts >= folds])
    if len(np.unique(labels[kept])) < 2:
        return _DEFAULT_SHARPNESS
    return truthful_sharpness(*_unseen_margins(features[kept], labels[kept], penalty=penalty, folds=folds))


def truthful_sharpness(margins: np.ndarray, places: np.ndarray) -> float:
    """The factor on `margins` of unseen examples that gives the least log loss; `places` are the true labels' columns."""

    def log_loss(log_sharpness: float) -> float:
        chosen = softmax(margins * np.exp(log_sharpness))[np.arange(len(places)), places]
        return float(-np.log(np.clip(chosen, 1e-12, 1.0)).mean())

    return float(np.exp(minimize_scalar(log_loss, bounds=(-2.0, 4.0), method="bounded").x))


def _unseen_margins(
    features: csr_matrix, labels: np.ndarray, *, penalty: float, folds: int
) -> tuple[np.ndarray, np.ndarray]:
    """Margins of every example by a machine that has not seen it, and the place of its true label."""
    margins: list[np.ndarray] = []
    places: list[np.ndarray] = []
    for seen, unseen in StratifiedKFold(folds, shuffle=True, random_state=0).split(features, labels):
        weights = Weights.fit(features[seen], labels[seen], penalty)
        margins.append(weights.margins(features[unseen]))
        places.append(np.searchsorted(np.asarray(weights.labels), labels[unseen]))
    return np.vstack(margins), np.concatenate(places)
