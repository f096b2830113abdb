"""A worker whose timers go three steps, each of which leaves one mark in the commit that takes the step.

    python -m tests.crash.timer_worker [--quick]

Reads lines from standard input and works once for each, forked (`tests.crash.launching`), wired as always and without an
engine. With `--quick` the dead are missed sooner and near is nearer, so that a short test sees as much.
"""

from __future__ import annotations

import asyncio
import os
import random
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import bot.store.queueing as queueing
from bot.bootstrap import build
from bot.logs import configure_logging
from bot.settings import read_settings
from bot.store import Store
from bot.store.records import Timer
from bot.work import queue_driver
from bot.work.service import Service
from bot.work.worker import Wake
from tests.crash.launching import launch
from tests.fakes import DeadDialogue, MemoryChannel

KIND = "three_steps"
STEPS = 3
longest_pause = timedelta(seconds=4)


async def take_step(store: Store, timer: Timer) -> None:
    """Step `version` of a timer: a mark, and the next step or the end, in one commit."""
    now = datetime.now(UTC)
    async with store.unit_of_work() as uow:
        uow.reports.add(timer.id, str(timer.version), None, now)
        if timer.version == STEPS:
            uow.timers.finish(timer.id, timer.version)
        else:
            pause = random.uniform(0.0, 1.0) * longest_pause
            uow.timers.reschedule(timer.id, timer.version, now + pause)
        await uow.commit()


async def work() -> None:
    async def refuse(_: Mapping[str, Any]) -> Mapping[str, Any]:
        raise AssertionError("no engine calls an action")

    wake = Wake()
    settings = read_settings(os.environ)
    house = build(settings, run_action=refuse, wake=wake, channels={"sms": MemoryChannel()}, dialogue=DeadDialogue())
    service = Service(house, wake)
    service.timers.kinds[KIND] = take_step
    async with service.running():
        await asyncio.Event().wait()


def make_quick() -> None:
    global longest_pause
    longest_pause = timedelta(seconds=1)
    queueing.HORIZON = longest_pause / 2
    queue_driver.SWEEP_SECONDS = 0.25
    queue_driver.HEARTBEAT_SECONDS = 0.25
    queue_driver.SILENT_SECONDS = 1.5


def serve() -> None:
    configure_logging()
    if "--quick" in sys.argv:
        make_quick()
    asyncio.run(work())


if __name__ == "__main__":
    launch(serve)
