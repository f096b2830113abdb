"""What the parts of a measurement share: how much is measured, what a part hands back, how it tells how far it is.

A part is a function of a `Size` and the run's `Noises`; `bench/__main__.py` lists the parts by name.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bench import noise

_BEGAN = time.monotonic()


@dataclass(frozen=True, kw_only=True)
class Size:
    """How much is measured."""

    is_smoke: bool = False
    alone: int = 4  # conversations of one phone
    phones: int = 24  # at once, under load
    slow_phones: int = 8  # at once, over a provider that takes its time
    passes: int = 2  # each load is put on the two services in turn, so many times
    turns: int = 10  # conversations of the dialogue alone
    desk_talks: int = 50  # open conversations at the desk
    desk_texts: int = 80  # texts whose way to the desk is measured, with each number of advocates
    workers: tuple[int, ...] = (1, 2)  # worker processes that are compared
    apart_phones: int = 24  # at once, with web and workers apart
    apart_passes: int = 2  # conversations of each phone
    rush: int = 10_000  # check-ins due at one moment
    sleeping: int = 100_000  # check-ins due some day
    forced: int = 1_200  # people who send an "ok" and their duress word
    idle_seconds: float = 60.0  # over which idling is measured
    quiet_seconds: float = 60.0  # to wait, at most, until nothing else runs


SMOKE = Size(
    is_smoke=True,
    alone=1,
    phones=3,
    slow_phones=3,
    passes=1,
    turns=2,
    desk_talks=10,
    desk_texts=3,
    apart_phones=3,
    apart_passes=1,
    rush=60,
    sleeping=300,
    forced=5,
    idle_seconds=2.0,
    quiet_seconds=0.0,
)


@dataclass(frozen=True, kw_only=True)
class Section:
    """What a part came to: Markdown for the results, and a table of the few figures that the README shows."""

    text: str
    readme: Sequence[str]


@dataclass(kw_only=True)
class Noises:
    """The machine's own noise, before and after each piece of work."""

    found: list[tuple[str, noise.Noise]] = field(default_factory=list)

    def take(self, when: str, size: Size) -> None:
        """Wait until the machine is quiet, for a bounded time, and measure how steady it is."""
        noise.wait_for_quiet(size.quiet_seconds)
        self.found.append((when, noise.measure()))
        say(f"machine {when}: {self.found[-1][1]}")


Part = Callable[[Size, Noises], Section]


def say(line: str) -> None:
    """Tell whoever waits how far it is, with the seconds since the start."""
    sys.stderr.write(f"{time.monotonic() - _BEGAN:5.0f} s  {line}\n")
    sys.stderr.flush()
