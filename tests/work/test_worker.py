"""The worker finds what is due, does each piece once at a time, and outlives whatever goes wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from bot.work import worker
from bot.work.worker import Job, Wake, Worker


class Pile:
    """Work that is due until it is done. `fails` names what fails at first, and how often."""

    def __init__(self, *names: str, fails: dict[str, int] | None = None) -> None:
        self.left = list(names)
        self.done: list[str] = []
        self.fails = fails or {}
        self.running: set[str] = set()
        self.looks = 0
        self.blind = 0

    async def due(self) -> list[str]:
        self.looks += 1
        if self.blind > 0:
            self.blind -= 1
            raise OSError("the store is away")
        return list(self.left)

    async def run(self, name: str) -> None:
        assert name not in self.running, "one piece of work must not run twice at once"
        self.running.add(name)
        await asyncio.sleep(0)
        self.running.discard(name)
        if self.fails.get(name, 0):
            self.fails[name] -= 1
            raise RuntimeError(name)
        self.left.remove(name)
        self.done.append(name)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_BACK_OFF", (0.01, 0.5))


async def work_until(pile: Pile, reached: Callable[[], bool]) -> Worker:
    wake = Wake()
    served = Worker([Job(name="pile", due=pile.due, run=pile.run, every_seconds=0.01)], wake)
    await served.start()
    try:
        async with asyncio.timeout(5):
            while not reached():
                await asyncio.sleep(0.001)
        assert served.alive
    finally:
        await served.stop()
    return served


async def test_everything_due_is_done_once() -> None:
    pile = Pile(*(f"n{number}" for number in range(30)))
    await work_until(pile, lambda: len(pile.done) == 30)
    assert sorted(pile.done) == sorted(set(pile.done))


async def test_work_that_fails_is_tried_again() -> None:
    pile = Pile("a", fails={"a": 3})
    await work_until(pile, lambda: pile.done == ["a"])


async def test_failing_work_keeps_nothing_else_from_its_place() -> None:
    names = [f"bad{number}" for number in range(10)]
    pile = Pile(*names, "good", fails=dict.fromkeys(names, 10**6))
    await work_until(pile, lambda: pile.done == ["good"])


async def test_a_look_that_fails_is_repeated() -> None:
    pile = Pile("a")
    pile.blind = 3
    await work_until(pile, lambda: pile.done == ["a"])


async def test_a_wake_up_is_heard_at_once() -> None:
    pile, wake = Pile(), Wake()
    served = Worker([Job(name="pile", due=pile.due, run=pile.run, every_seconds=3600)], wake)
    await served.start()
    try:
        async with asyncio.timeout(5):
            while not pile.looks:
                await asyncio.sleep(0)
            pile.left.append("a")
            wake()
            while not pile.done:
                await asyncio.sleep(0)
    finally:
        await served.stop()
    assert not served.alive


async def test_work_that_stays_due_does_not_spin() -> None:
    pile = Pile()
    runs = 0

    async def run(_: str) -> None:
        nonlocal runs
        runs += 1

    async def due() -> list[str]:
        pile.looks += 1
        return ["always"]

    wake = Wake()
    served = Worker([Job(name="sweep", due=due, run=run, every_seconds=3600)], wake)
    await served.start()
    try:
        async with asyncio.timeout(5):
            while pile.looks < 3:
                wake()
                await asyncio.sleep(0.001)
    finally:
        await served.stop()
    assert runs == 1


async def test_the_same_piece_due_again_is_done_after_a_breath_and_not_at_the_next_look(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.work.worker.POLL_SECONDS", 3600)
    pile, wake = Pile(), Wake()
    pile.left.append("a")
    served = Worker([Job(name="pile", due=pile.due, run=pile.run, every_seconds=3600)], wake)
    await served.start()
    try:
        async with asyncio.timeout(5):
            while len(pile.done) < 1:
                await asyncio.sleep(0.001)
            pile.left.append("a")
            wake()
            while len(pile.done) < 2:
                await asyncio.sleep(0.001)
    finally:
        await served.stop()
