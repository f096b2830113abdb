"""Looks for thousands of byte patterns in one pass, since looking for one after the other takes minutes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tests.canary.needles import Needle

_PREFIX = 5  # bytes; every pattern is longer


class Search:
    """Finds needles: a tree of the patterns' first bytes leads to the places that are worth a whole comparison."""

    def __init__(self, needles: Sequence[Needle]) -> None:
        self._folded = _Patterns((pattern, needle) for needle in needles for pattern in needle.folded)
        self._exact = _Patterns((pattern, needle) for needle in needles for pattern in needle.exact)

    def values_in(self, content: bytes) -> set[str]:
        """The values that occur in the content in any of their spellings."""
        return self._folded.values_in(content.lower()) | self._exact.values_in(content)


class _Patterns:
    def __init__(self, patterns: Iterable[tuple[bytes, Needle]]) -> None:
        self._by_prefix: Mapping[bytes, list[tuple[bytes, Needle]]] = defaultdict(list)
        for pattern, needle in patterns:
            self._by_prefix[pattern[:_PREFIX]].append((pattern, needle))
        self._tree = re.compile(_tree(set(self._by_prefix)), re.DOTALL)

    def values_in(self, content: bytes) -> set[str]:
        found: set[str] = set()
        match = self._tree.search(content)
        while match is not None:
            start = match.start()
            for pattern, needle in self._by_prefix[match[0]]:
                if content.startswith(pattern, start):
                    found.add(needle.value)
            match = self._tree.search(content, start + 1)
        return found


def _tree(prefixes: set[bytes]) -> bytes:
    """A pattern for all prefixes, which are of one length: each first byte is followed by what may come after it."""
    if prefixes == {b""}:
        return b""
    after: dict[bytes, set[bytes]] = defaultdict(set)
    for prefix in prefixes:
        after[prefix[:1]].add(prefix[1:])
    return b"(?:" + b"|".join(re.escape(first) + _tree(rest) for first, rest in sorted(after.items())) + b")"
