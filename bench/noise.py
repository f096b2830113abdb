"""How steady is this machine? A fixed calculation, timed again and again: whatever differs is the machine's own noise."""

from __future__ import annotations

import hashlib
import os
import platform
import time
from dataclasses import dataclass
from pathlib import Path

TIMES = 30
QUIET = 0.15
"""Below this share of its processors in use, a machine with idle services on it counts as quiet."""

_ROUNDS = 60_000
_LOOK_SECONDS = 1.0


@dataclass(frozen=True, kw_only=True)
class Noise:
    """Milliseconds of the fixed calculation, in the middle and at the ends (5 and 95 %).

    `busy`: the share of the processors in use just before, 0 to 1.
    """

    median: float
    low: float
    high: float
    busy: float

    def __str__(self) -> str:
        return f"{self.median:.1f} ms ({self.low:.1f} to {self.high:.1f}), {100 * self.busy:.0f} % busy"


def measure() -> Noise:
    used = busy(_LOOK_SECONDS)
    taken = sorted(_once() for _ in range(TIMES))
    return Noise(
        median=taken[len(taken) // 2], low=taken[len(taken) // 20], high=taken[-1 - len(taken) // 20], busy=used
    )


def busy(seconds: float) -> float:
    """The share of all processors that was in use over the next `seconds`, 0 to 1. Linux only."""
    before = _ticks()
    time.sleep(seconds)
    idle, whole = (after - earlier for after, earlier in zip(_ticks(), before, strict=True))
    # The kernel's count of idle time may run a tick ahead of the others or behind them.
    return min(max(1 - idle / whole, 0.0), 1.0) if whole > 0 else 0.0


def wait_for_quiet(seconds: float) -> None:
    """Wait until next to nothing runs, for a bounded time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and busy(_LOOK_SECONDS) >= QUIET:
        pass


def machine() -> str:
    """What kind of machine this is; nothing that names it."""
    model = ""
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [
            line.partition(":")[2].strip() for line in info.read_text().splitlines() if line.startswith("model name")
        ]
        model = f"{names[0]}, " if names else ""
    pages = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return f"{model}{os.cpu_count()} cores, {pages:.0f} GB, {platform.system()}, Python {platform.python_version()}"


def _ticks() -> tuple[int, int]:
    """Since the machine's start: time without work (idle, waiting for a disk), and all time."""
    fields = [int(field) for field in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    return fields[3] + fields[4], sum(fields)


def _once() -> float:
    began = time.perf_counter()
    digest = b""
    for _ in range(_ROUNDS):
        digest = hashlib.sha256(digest).digest()
    return (time.perf_counter() - began) * 1000
