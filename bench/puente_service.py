"""Puente as `puente up` serves it, with another time to wait for the rest of a burst: `-m bench.puente_service --quiet 0`.

With the time that the house has by default every answer would take two seconds longer, on purpose; that is a choice of
the program, and no measure of the machinery.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import uvicorn

from bot.actions.runner import ActionRunner
from bot.bootstrap import build
from bot.logs import configure_logging
from bot.settings import read_settings
from bot.web.app import build_app
from bot.work.service import Service
from bot.work.worker import Wake


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quiet", type=float, help="seconds of quiet that end a burst; by default as in program.toml")
    quiet = parser.parse_args().quiet
    configure_logging()
    settings, wake = read_settings(os.environ), Wake()
    if quiet is not None:
        bursts = replace(settings.program.bursts, quiet=timedelta(seconds=quiet))
        settings = replace(settings, program=replace(settings.program, bursts=bursts))
    house = build(settings, run_action=ActionRunner(), wake=wake)
    service = Service(house, wake)

    @asynccontextmanager
    async def lifespan() -> AsyncIterator[None]:
        async with service.running():
            yield

    app = build_app(house, readiness=service.readiness, lifespan=lifespan)
    uvicorn.run(app, host=settings.host, port=settings.port, log_config=None, access_log=False, server_header=False)


if __name__ == "__main__":
    main()
