"""How steady is this machine? A fixed calculation, timed again and again: whatever differs is the machine's own noise."""

from __future__ import annotations

import hashlib
import os
import platform
import time
from dataclasses import dataclass
from pathlib import Path

TIMES = 30
_ROUNDS = 60_000


@dataclass(frozen=True, kw_only=True)
class Noise:
    """Milliseconds that the fixed calculation took, in the middle and at the ends (5 and 95 %)."""

    median: float
    low: float
    high: float
    load: float

    def __str__(self) -> str:
        return f"{self.median:.1f} ms ({self.low:.1f} to {self.high:.1f}), load {self.load:.2f}"


def measure() -> Noise:
    taken = sorted(_once() for _ in range(TIMES))
    return Noise(
        median=taken[len(taken) // 2], low=taken[len(taken) // 20], high=taken[-1 - len(taken) // 20], load=load()
    )


def load() -> float:
    """Processes that want to run, on average over the last minute."""
    return os.getloadavg()[0]


def wait_for_quiet(below: float, seconds: float) -> float:
    """Wait until the load is low, for a bounded time; the load that it came to."""
    end = time.monotonic() + seconds
    while load() >= below and time.monotonic() < end:
        time.sleep(2)
    return load()


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


def _once() -> float:
    began = time.perf_counter()
    digest = b""
    for _ in range(_ROUNDS):
        digest = hashlib.sha256(digest).digest()
    return (time.perf_counter() - began) * 1000
