"""Reads texts for the risk classifier: their plain form, and the signs in it."""

from collections.abc import Iterable, Sequence

from engine.normalise import normalise
from engine.risk_signs import signs


class Reader:
    """Gives plain forms and signs of texts. Only those of the texts it was made with are kept, for a check that asks of
    the same texts again and again; nothing that a youth writes may stay here.
    """

    def __init__(self, kept: Iterable[str] = ()) -> None:
        self._plain = {text: normalise(text) for text in kept}
        self._signs = {plain: signs(plain) for plain in self._plain.values()}

    def plain(self, texts: Iterable[str]) -> list[str]:
        return [self._plain[text] if text in self._plain else normalise(text) for text in texts]

    def signs(self, plain: Sequence[str]) -> list[dict[str, float]]:
        return [self._signs[text] if text in self._signs else signs(text) for text in plain]
