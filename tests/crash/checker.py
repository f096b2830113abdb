"""Judges what became of the messages around a kill. Pure, so that it can be shown to notice what it must notice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One message from a phone that nobody texted from before, and one kill on its way."""

    point: str
    killed: bool  # by SIGKILL, at the point
    acknowledged: bool  # the provider was answered 200 in the end
    handled: int  # new rows of messages that ended as handled
    unfinished: int  # rows in a state that is not final, once everything had time to settle
    expected: tuple[str, ...]  # what an undisturbed phone got for the same text
    received: tuple[str, ...]  # what the provider accepted for this phone

    @property
    def lost(self) -> int:
        """1 when an acknowledged message has no handled row or not its whole answer."""
        missing = Counter(self.expected) - Counter(self.received)
        return int(self.acknowledged and (self.handled == 0 or not self.expected or bool(missing)))

    @property
    def duplicates(self) -> int:
        """Texts that came more than they should, and messages that were handled more than once."""
        return (Counter(self.received) - Counter(self.expected)).total() + max(0, self.handled - 1)

    @property
    def faults(self) -> list[str]:
        """What is wrong with it, in words; nothing when all is well."""
        found = {
            "was not killed at the point": not self.killed,
            "was never acknowledged": not self.acknowledged,
            "was lost": bool(self.lost),
            "was duplicated": bool(self.duplicates),
            "left rows in a state that is not final": bool(self.unfinished),
        }
        return [f"{self.point}: a message {words}" for words, wrong in found.items() if wrong]


def table(outcomes: Sequence[Outcome]) -> str:
    """One line a point: kills, acknowledged, lost, duplicates."""
    lines = [f"{'point':<34}{'kills':>6}{'acknowledged':>14}{'lost':>6}{'duplicates':>12}"]
    for point in dict.fromkeys(outcome.point for outcome in outcomes):
        of_point = [outcome for outcome in outcomes if outcome.point == point]
        lines.append(
            f"{point:<34}{_count(o.killed for o in of_point):>6}{_count(o.acknowledged for o in of_point):>14}"
            f"{sum(o.lost for o in of_point):>6}{sum(o.duplicates for o in of_point):>12}"
        )
    return "\n".join(lines)


def _count(flags: Iterable[bool]) -> int:
    return sum(flags)
