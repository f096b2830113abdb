"""Calls that come while others are under way share the next one's work."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from bot.work.gathering import Gathering


class Doubling:
    """Doubles numbers, as many as it is given at once; `zero` is more than it can bear."""

    def __init__(self) -> None:
        self.calls: list[list[int]] = []

    async def __call__(self, numbers: Sequence[int]) -> list[int]:
        self.calls.append(list(numbers))
        await asyncio.sleep(0)
        if 0 in numbers:
            raise ValueError("zero")
        return [2 * number for number in numbers]


async def test_each_gets_its_own_answer_and_few_calls_are_made() -> None:
    doubling = Doubling()
    double: Gathering[int, int] = Gathering(doubling, most=4)
    assert await asyncio.gather(*(double(number) for number in range(1, 10))) == [2 * n for n in range(1, 10)]
    assert [len(call) for call in doubling.calls] == [4, 4, 1]


async def test_an_error_is_everybodys_who_was_gathered_with_it_and_of_nobody_later() -> None:
    double: Gathering[int, int] = Gathering(Doubling(), most=4)
    found = await asyncio.gather(double(0), double(1), return_exceptions=True)
    assert [type(one) for one in found] == [ValueError, ValueError]
    assert await double(3) == 6


async def test_whoever_stops_waiting_leaves_the_others_work_as_it_is() -> None:
    double: Gathering[int, int] = Gathering(Doubling(), most=4)
    impatient, patient = asyncio.create_task(double(1)), asyncio.create_task(double(2))
    await asyncio.sleep(0)
    impatient.cancel()
    assert await patient == 4
    with pytest.raises(asyncio.CancelledError):
        await impatient
