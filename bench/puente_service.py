"""Puente as `puente up` serves it, with another time to wait for the rest of a burst: `-m bench.puente_service --quiet 0`.

With `--part web` or `--part worker` it is one process of several, as `puente web` and `puente worker` are.

With the time that the house has by default every answer would take two seconds longer, on purpose; that is a choice of
the program, and no measure of the machinery.
"""

from __future__ import annotations

import argparse
import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import uvicorn

from bot.actions.runner import ActionRunner
from bot.bootstrap import build
from bot.cli.serving import work
from bot.logs import configure_logging
from bot.settings import Settings, read_settings
from bot.web.app import build_app
from bot.work.service import Service
from bot.work.worker import Wake


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quiet", type=float, help="seconds of quiet that end a burst; by default as in program.toml")
    parser.add_argument("--part", choices=("up", "web", "worker"), default="up")
    options = parser.parse_args()
    configure_logging()
    settings = read_settings(os.environ)
    if options.quiet is not None:
        bursts = replace(settings.program.bursts, quiet=timedelta(seconds=options.quiet))
        settings = replace(settings, program=replace(settings.program, bursts=bursts))
    if options.part == "worker":
        asyncio.run(work(settings))
    else:
        _serve(settings, works=options.part == "up")


def _serve(settings: Settings, *, works: bool) -> None:
    wake = Wake()
    house = build(settings, run_action=ActionRunner(), wake=wake)
    service = Service(house, wake, works=works)

    @asynccontextmanager
    async def lifespan() -> AsyncIterator[None]:
        async with service.running():
            yield

    app = build_app(house, readiness=service.readiness, lifespan=lifespan)
    uvicorn.run(app, host=settings.host, port=settings.port, log_config=None, access_log=False, server_header=False)


if __name__ == "__main__":
    main()
