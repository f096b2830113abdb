"""The whole service, wired as always, in a process that kills itself at a named point when a file says so.

    python -m tests.crash.service --armed FILE --clock FILE [--standin MODEL] [--part up|web|worker]

Reads lines from standard input and serves once for each, forked (`tests.crash.launching`). The production code has no
hooks: the traps lie around the ports of a house that `bot.bootstrap` has built. Settings come from the environment as for
`puente up`. With `--standin` a quick engine that speaks the real one's protocol is used.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import twilio.rest.api  # noqa: F401 - loaded before the forks; the client would load it at its first use in each
import uvicorn

from bot.bootstrap import House, build, build_engine
from bot.conversation.dialogue import RunAction
from bot.conversation.engine_process import EngineProcess
from bot.logs import configure_logging
from bot.settings import ROOT, Settings, read_settings
from bot.usecases import desk
from bot.web.app import build_app
from bot.work.service import Service
from bot.work.timers import Timers
from bot.work.worker import Wake
from tests.crash.launching import launch
from tests.crash.moved_clock import MovedClock
from tests.crash.points import DeskPoint, Point

LOOKS_EVERY_SECONDS = 0.02


class Trap:
    """Kills this process at a point, once, when the file names that point."""

    def __init__(self, armed: Path) -> None:
        self._armed = armed

    def at(self, point: Point | DeskPoint) -> None:
        if self._armed.exists() and self._armed.read_text(encoding="ascii") == point:
            self._armed.unlink()
            os.kill(os.getpid(), signal.SIGKILL)

    def before(self, owner: object, name: str, point: Point | DeskPoint) -> None:
        """Lie in wait in front of a method."""
        inner: Callable[..., Any] = getattr(owner, name)

        def trapped(*arguments: Any, **named: Any) -> Any:
            self.at(point)
            return inner(*arguments, **named)

        setattr(owner, name, trapped)

    def after(self, owner: object, name: str, point: Point | DeskPoint) -> None:
        """Lie in wait behind a coroutine method: what it did is done, and nobody has heard of it."""
        inner: Callable[..., Any] = getattr(owner, name)

        async def trapped(*arguments: Any, **named: Any) -> Any:
            result = await inner(*arguments, **named)
            self.at(point)
            return result

        setattr(owner, name, trapped)


def lay_traps(house: House, trap: Trap) -> None:
    """One trap for each point of `tests.crash.points`, in the order in which a message, a deed or a timer passes them."""
    sms = house.channels["sms"]
    trap.before(sms, "read", "before_verify")
    trap.after(house.inbox, "receive", "after_commit_before_answer")
    trap.before(house.turns, "take", "answered_not_processed")
    trap.after(house.dialogue, "take_turn", "engine_replied")
    trap.after(house.turns, "take", "outbox_committed")
    trap.before(sms, "send", "claimed")
    trap.after(sms, "send", "accepted_not_recorded")
    trap.after(house.outbox, "send", "recorded")
    trap.before(desk, "carried_out", "deed_begun")
    trap.after(desk, "carried_out", "deed_committed")
    trap.before(Timers, "fire", "timer_begun")
    trap.after(Timers, "fire", "timer_committed")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--armed", type=Path, required=True)
    parser.add_argument("--clock", type=Path, required=True)
    parser.add_argument("--standin", type=Path)
    parser.add_argument("--part", choices=("up", "web", "worker"), default="up")
    options = parser.parse_args()
    launch(partial(serve, options))


def serve(options: argparse.Namespace) -> None:
    """Serve until killed or told to end."""
    configure_logging()
    settings, clock, wake = read_settings(os.environ), MovedClock(options.clock), Wake()
    engine, actions = _engine(options.standin), _actions(options.standin)
    house = build(settings, run_action=actions, wake=wake, clock=clock, dialogue=engine)
    lay_traps(house, Trap(options.armed))
    service = Service(house, wake, works=options.part != "web")
    if options.part == "worker":
        asyncio.run(_work(service))
    else:
        _serve(settings, service, clock, wake)


async def _work(service: Service) -> None:
    async with service.running():
        await asyncio.Event().wait()


def _engine(standin: Path | None) -> EngineProcess:
    if standin is None:
        return build_engine(ROOT)
    return EngineProcess((sys.executable, "-m", "tests.engine_standin", "answers"), model=standin, root=ROOT)


def _actions(standin: Path | None) -> RunAction:
    """The stand-in calls no action, so that the time to load them is saved at every start."""
    if standin is None:
        from bot.actions.runner import ActionRunner

        return ActionRunner()

    async def refuse(_: Mapping[str, Any]) -> Mapping[str, Any]:
        raise AssertionError("the stand-in calls no action")

    return refuse


def _serve(settings: Settings, service: Service, clock: MovedClock, wake: Wake) -> None:
    @asynccontextmanager
    async def lifespan() -> AsyncIterator[None]:
        watching = asyncio.create_task(wake_when_moved(clock, wake))
        async with service.running():
            yield
        watching.cancel()

    app = build_app(service.house, readiness=service.readiness, lifespan=lifespan)
    uvicorn.run(app, host=settings.host, port=settings.port, log_config=None, access_log=False)


async def wake_when_moved(clock: MovedClock, wake: Wake) -> None:
    """Whoever sleeps until a due time looks again when the clock was moved."""
    seen = clock.offset
    while True:
        await asyncio.sleep(LOOKS_EVERY_SECONDS)
        if clock.offset != seen:
            seen = clock.offset
            wake()


if __name__ == "__main__":
    main()
