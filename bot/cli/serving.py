"""`puente up`, `puente web`, `puente worker` and `puente talk`."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import typer
import uvicorn
from starlette.applications import Starlette

from bot.actions.runner import ActionRunner
from bot.bootstrap import House, build
from bot.cli.simulating import Simulation
from bot.errors import PuenteError, WrongSetting
from bot.logs import configure_logging
from bot.settings import Settings, read_settings
from bot.talk import run_talk
from bot.web.app import build_app
from bot.work.service import Service
from bot.work.worker import Wake


def up() -> None:
    """Serve everything from this one computer: web, worker and engine."""
    settings = read_settings(os.environ)
    configure_logging()
    listener = _listen(settings)
    app, _ = build_service(settings)
    _greet(settings)
    where = f"http://{settings.host}:{settings.port}"
    typer.echo(f"Puente is starting on {where}{'/simulator' if settings.simulator else ''} (Ctrl+C ends it)")
    _serve(app, listener)


def web() -> None:
    """Take in webhooks and serve the desk, over PostgreSQL. What follows from them is done by `puente worker`s."""
    settings = _read_settings_of_many()
    listener = _listen(settings)
    app, _ = build_service(settings, works=False)
    _greet(settings)
    typer.echo(f"Puente's web is starting on http://{settings.host}:{settings.port}")
    _serve(app, listener)


def worker() -> None:
    """Answer, send and keep every due time, over PostgreSQL, with an engine of its own. As many as needed."""
    settings = _read_settings_of_many()
    _greet(settings)
    typer.echo("A worker of Puente is starting")
    asyncio.run(work(settings))


def talk(number: str = "+12145550101") -> None:
    """A conversation in the terminal, with the service that `make run` serves."""
    settings = read_settings({**os.environ, "PUENTE_SIMULATOR": "1"})
    sys.exit(run_talk(f"http://{settings.host}:{settings.port}", number))


def build_service(settings: Settings, *, works: bool = True) -> tuple[Starlette, House]:
    """The web application and its house; the worker inside unless it `works` elsewhere.

    With the simulator on, the local carrier is a part of it.
    """
    wake = Wake()
    simulation = Simulation(settings, wake) if settings.simulator else None
    house = build(
        settings,
        run_action=ActionRunner(),
        wake=wake,
        account=simulation.account if simulation else settings.twilio,
        clock=simulation.clock if simulation else None,
    )
    service = Service(house, wake, works=works)

    @asynccontextmanager
    async def lifespan() -> AsyncIterator[None]:
        async with AsyncExitStack() as opened:
            if simulation is not None:
                opened.push_async_callback(simulation.close)
            try:
                await opened.enter_async_context(service.running())
            except Exception as error:
                # The server's own log is switched off, and it would end without a word.
                reason = str(error) if isinstance(error, PuenteError) else type(error).__name__
                typer.echo(f"puente: it cannot start. {reason}", err=True)
                raise
            yield

    extra = simulation.routes if simulation else ()
    return build_app(house, readiness=service.readiness, lifespan=lifespan, extra_routes=extra), house


async def work(settings: Settings) -> None:
    """Work until told to end."""
    wake, ended = Wake(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    async with Service(build(settings, run_action=ActionRunner(), wake=wake), wake).running():
        await ended.wait()


def _read_settings_of_many() -> Settings:
    """Settings of a process among several. They share their rows in PostgreSQL, and nothing else."""
    settings = read_settings(os.environ)
    if not settings.database_url.startswith("postgresql"):
        raise WrongSetting("PUENTE_DATABASE_URL must be PostgreSQL for web and worker apart; `puente up` is for SQLite")
    if not settings.keystore_url.startswith("postgresql"):
        raise WrongSetting("PUENTE_KEYSTORE_URL must be PostgreSQL for web and worker apart")
    if settings.simulator:
        raise WrongSetting("PUENTE_SIMULATOR is for `puente up`: its carrier and its clock live in one process")
    configure_logging()
    return settings


def _greet(settings: Settings) -> None:
    for name in settings.not_served:
        typer.echo(f"{name} is set, but this version does not serve that channel.")


def _serve(app: Starlette, listener: socket.socket) -> None:
    config = uvicorn.Config(app, log_config=None, access_log=False, server_header=False, timeout_graceful_shutdown=5)
    uvicorn.Server(config).run(sockets=[listener])


def _listen(settings: Settings) -> socket.socket:
    """The listening socket, taken before anything is opened, so that a taken port is told at once."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
    except OSError as error:
        listener.close()
        reason = error.strerror or type(error).__name__
        raise WrongSetting(
            f"PUENTE_HOST and PUENTE_PORT: {settings.host}:{settings.port} cannot be used ({reason})"
        ) from None
    listener.listen(128)
    return listener
