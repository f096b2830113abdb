"""Kills the service at every named point, again and again, and checks that nothing is lost and nothing is said twice.

python -m tests.crash.run --times 20 [--desk-times 3] [--real-times 1] [--timers 2000] [--timer-kills 8] [--takeovers 4] ...
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from time import monotonic
from typing import Any

from tests.crash import takeover
from tests.crash.checker import Outcome, table
from tests.crash.desk_scene import DeskScene
from tests.crash.points import DESK_POINTS, POINTS, Point
from tests.crash.scene import Scene
from tests.crash.takeover import TakenOver
from tests.crash.timers import Ran, run_both

LANES = 2  # services that are killed side by side
AMBIGUOUS: Point = "accepted_not_recorded"


async def run(folder: Path, points: Sequence[Point], times: int, *, real_engine: bool = False) -> list[Outcome]:
    """Every point so many times, on services side by side; the ambiguous point also with a list that cannot be asked."""
    lanes = 1 if real_engine else min(LANES, len(points))
    shares = [points[lane::lanes] for lane in range(lanes)]
    found = await asyncio.gather(
        *(_lane(folder / f"lane-{lane}", share, times, real_engine) for lane, share in enumerate(shares))
    )
    outcomes = [outcome for lane in found for outcome in lane]
    order: list[str] = list(POINTS)
    return sorted(outcomes, key=lambda outcome: order.index(outcome.point.partition(",")[0]))


async def _lane(folder: Path, points: Sequence[Point], times: int, real_engine: bool) -> list[Outcome]:
    scene, outcomes = Scene(folder, real_engine=real_engine), []
    async with scene.open():
        for point in points:
            for list_fails in (False, True) if point == AMBIGUOUS else (False,):
                for _ in range(times):
                    outcomes.append(await scene.kill_at(point, list_fails=list_fails))
                    _dot()
    return outcomes


async def run_desk(folder: Path, times: int) -> list[Outcome]:
    """Every deed and timer of the desk, killed at every point so many times."""
    scene = DeskScene(folder)
    outcomes = []
    async with scene.open():
        for deed, points in DESK_POINTS.items():
            for point in points:
                for _ in range(times):
                    outcomes.append(await scene.kill_during(deed, point))
                    _dot()
    return outcomes


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--times", type=int, default=20, help="kills at each point, with the stand-in engine")
    parser.add_argument("--desk-times", type=int, default=3, help="kills at each point of each deed at the desk")
    parser.add_argument("--real-times", type=int, default=1, help="kills at each point, with the real engine")
    parser.add_argument("--timers", type=int, default=2000, help="timers that go three steps while workers are killed")
    parser.add_argument("--timer-kills", type=int, default=8, help="kills of workers on each database meanwhile")
    parser.add_argument(
        "--takeovers", type=int, default=4, help="kills of one of two workers in mid-turn, stand-in engines"
    )
    parser.add_argument("--points", default=",".join(POINTS))
    options = parser.parse_args()
    points = [point for point in POINTS if point in options.points.split(",")]
    outcomes: list[Outcome] = []
    if options.times:
        title = f"A quick stand-in engine, {options.times} kill(s) at each point"
        outcomes += _run_and_print(title, lambda folder: run(folder, points, options.times))
    if options.desk_times:
        title = f"The desk, {options.desk_times} kill(s) at each point of each deed"
        outcomes += _run_and_print(title, lambda folder: run_desk(folder, options.desk_times))
    if options.real_times:
        title = f"The real engine, {options.real_times} kill(s) at each point"
        outcomes += _run_and_print(title, lambda folder: run(folder, points, options.real_times, real_engine=True))
    ran = _run_timers(options.timers, options.timer_kills) if options.timers else []
    ran = _run_timers(options.timers, options.timer_kills) if options.timers else []
    taken = _run_takeovers(options.takeovers, options.real_times)
    found = [one.faults for one in (*outcomes, *ran, *taken)]
    faults = [fault for some in found for fault in some]
    print("\n".join(faults) if faults else "Everything was done, and nothing twice.")
    failed = sum(map(bool, found))
    print(f"{len(found) - failed} passed, {failed} failed")
    return 1 if faults or not found else 0


def _run_timers(timers: int, kills: int) -> list[Ran]:
    print(f"\nTimers, {kills} kill(s) of workers at random on each database")
    with tempfile.TemporaryDirectory(prefix="puente-crash-") as folder:
        found = asyncio.run(run_both(Path(folder), timers=timers, kills=kills))
    for where, one in found.items():
        print(f"{where}: {one}")
    return list(found.values())


def _run_takeovers(times: int, real_times: int) -> list[TakenOver]:
    found = []
    for engine, kills in (("quick stand-in engines", times), ("real engines", real_times)):
        if kills:
            print(f"\nTwo workers with {engine} on one PostgreSQL, one killed in mid-turn, {kills} time(s)")
            with tempfile.TemporaryDirectory(prefix="puente-crash-") as folder:
                is_real = engine == "real engines"
                found.append(asyncio.run(takeover.run(Path(folder), kills=kills, real_engine=is_real)))
            print(found[-1])
    return found


def _run_and_print(title: str, play: Callable[[Path], Coroutine[Any, Any, list[Outcome]]]) -> list[Outcome]:
    print(f"\n{title}")
    began = monotonic()
    with tempfile.TemporaryDirectory(prefix="puente-crash-") as folder:
        outcomes = asyncio.run(play(Path(folder)))
    print(f"\n{table(outcomes)}\n{monotonic() - began:.0f} s")
    return outcomes


def _dot() -> None:
    print(".", end="", flush=True)


if __name__ == "__main__":
    sys.exit(main())
