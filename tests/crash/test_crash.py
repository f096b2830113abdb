"""The checker notices what it must notice, and a service killed anywhere loses nothing and says nothing twice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.crash import takeover
from tests.crash.checker import Outcome, table
from tests.crash.points import DESK_POINTS, POINTS
from tests.crash.run import run, run_desk
from tests.crash.timers import run_both

GOOD = Outcome(
    point="claimed",
    killed=True,
    acknowledged=True,
    handled=1,
    unfinished=0,
    expected=("one", "two"),
    received=("one", "two"),
)


def test_a_message_that_was_answered_once_is_no_fault() -> None:
    assert GOOD.faults == []


@pytest.mark.parametrize("received", [(), ("one",), ("one", "three")])
def test_an_acknowledged_message_without_its_whole_answer_is_lost(received: tuple[str, ...]) -> None:
    outcome = replace(GOOD, received=received)
    assert outcome.lost == 1
    assert "claimed: a message was lost" in outcome.faults


def test_an_acknowledged_message_that_nobody_handled_is_lost() -> None:
    assert replace(GOOD, handled=0).lost == 1


def test_without_a_known_right_answer_a_message_counts_as_lost() -> None:
    assert replace(GOOD, expected=(), received=()).lost == 1


def test_a_text_that_came_twice_is_a_duplicate() -> None:
    outcome = replace(GOOD, received=("one", "two", "two"))
    assert (outcome.lost, outcome.duplicates) == (0, 1)
    assert outcome.faults == ["claimed: a message was duplicated"]


def test_a_message_that_was_handled_twice_is_a_duplicate() -> None:
    assert replace(GOOD, handled=2).duplicates == 1


@pytest.mark.parametrize("change", [{"killed": False}, {"acknowledged": False}, {"unfinished": 1}])
def test_a_kill_that_missed_a_message_never_taken_and_a_row_left_over_are_faults(change: dict[str, int]) -> None:
    assert len(replace(GOOD, **change).faults) == 1  # type: ignore[arg-type]


def test_the_table_counts_each_point_by_itself() -> None:
    lines = table([GOOD, replace(GOOD, received=("one",)), replace(GOOD, point="recorded")]).splitlines()
    assert [line.split() for line in lines[1:]] == [["claimed", "2", "2", "1", "0"], ["recorded", "1", "1", "0", "0"]]


@pytest.mark.crash
@pytest.mark.timeout(240)
async def test_a_kill_at_any_point_loses_nothing_and_says_nothing_twice() -> None:
    with TemporaryDirectory(prefix="puente-crash-") as folder:
        outcomes = await run(Path(folder), POINTS, times=2)
    assert [fault for outcome in outcomes for fault in outcome.faults] == []
    assert len(outcomes) == 2 * (len(POINTS) + 1)


@pytest.mark.crash
@pytest.mark.timeout(360)
async def test_a_kill_during_any_deed_at_the_desk_loses_nothing_and_says_nothing_twice() -> None:
    with TemporaryDirectory(prefix="puente-crash-") as folder:
        outcomes = await run_desk(Path(folder), times=1)
    assert [fault for outcome in outcomes for fault in outcome.faults] == []
    assert len(outcomes) == sum(map(len, DESK_POINTS.values()))


@pytest.mark.crash
@pytest.mark.timeout(240)
async def test_timers_whose_workers_are_killed_take_every_step_once() -> None:
    with TemporaryDirectory(prefix="puente-crash-") as folder:
        found = await run_both(Path(folder), timers=150, kills=3, quick=True)
    assert [(ran.effects, ran.lost, ran.twice, ran.kills) for ran in found.values()] == [(450, 0, 0, 3)] * 2


@pytest.mark.crash
@pytest.mark.timeout(240)
async def test_a_worker_killed_in_mid_turn_leaves_its_conversations_to_another() -> None:
    with TemporaryDirectory(prefix="puente-crash-") as folder:
        found = await takeover.run(Path(folder), kills=1)
    assert found.faults == []
    assert found.texts == takeover.TEXTS
