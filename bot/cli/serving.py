"""`puente up` and `puente talk`."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

import httpx
import typer
import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from bot.actions.runner import ActionRunner
from bot.bootstrap import House, build, make_data_folder, simulated_account
from bot.channels.simulator import Carrier
from bot.channels.simulator_clock import MovableClock
from bot.clock import Clock, SystemClock
from bot.errors import PuenteError, WrongSetting
from bot.logs import configure_logging
from bot.settings import Settings, TwilioAccount, read_settings
from bot.talk import run_talk
from bot.web.app import build_app
from bot.web.simulator import routes as simulator_routes
from bot.work.service import Service
from bot.work.worker import Wake

OFFSET_FILE = "simulator-clock"


def up() -> None:
    """Serve everything from this one computer: web, worker and engine."""
    settings = read_settings(os.environ)
    configure_logging()
    listener = _listen(settings)
    app, _ = build_service(settings)
    for name in settings.not_served:
        typer.echo(f"{name} is set, but this version does not serve that channel.")
    where = f"http://{settings.host}:{settings.port}"
    typer.echo(f"Puente is starting on {where}{'/simulator' if settings.simulator else ''} (Ctrl+C ends it)")
    config = uvicorn.Config(app, log_config=None, access_log=False, server_header=False, timeout_graceful_shutdown=5)
    uvicorn.Server(config).run(sockets=[listener])


def talk(number: str = "+12145550101") -> None:
    """A conversation in the terminal, with the service that `make run` serves."""
    settings = read_settings({**os.environ, "PUENTE_SIMULATOR": "1"})
    sys.exit(run_talk(f"http://{settings.host}:{settings.port}", number))


def build_service(settings: Settings) -> tuple[Starlette, House]:
    """The web application with the worker inside, and with the local carrier when the simulator is on; and its house."""
    wake = Wake()
    account, clock = settings.twilio, _clock(settings)
    client = httpx.AsyncClient(trust_env=False)
    carrier: Carrier | None = None
    extra: Sequence[BaseRoute] = ()
    if isinstance(clock, MovableClock):
        account = simulated_account(settings)
        carrier = _carrier(settings, account, clock, client)
        clock.watch(wake)
        extra = simulator_routes(carrier, clock)
    house = build(settings, run_action=ActionRunner(), wake=wake, account=account, clock=clock)
    service = Service(house, wake)

    @asynccontextmanager
    async def lifespan() -> AsyncIterator[None]:
        async with client, AsyncExitStack() as opened:
            try:
                await opened.enter_async_context(service.running())
            except Exception as error:
                # The server's own log is switched off, and it would end without a word.
                reason = str(error) if isinstance(error, PuenteError) else type(error).__name__
                typer.echo(f"puente: it cannot start. {reason}", err=True)
                raise
            yield
            if carrier is not None:
                await carrier.close()

    return build_app(house, alive=service.alive, lifespan=lifespan, extra_routes=extra), house


def _clock(settings: Settings) -> Clock:
    """The machine's clock; with the simulator one that can be moved forward, and that stays moved."""
    if not settings.simulator:
        return SystemClock()
    make_data_folder(settings)
    return MovableClock(file=settings.data_dir / OFFSET_FILE)


def _carrier(settings: Settings, account: TwilioAccount, clock: Clock, client: httpx.AsyncClient) -> Carrier:
    """The local carrier. It signs over the public address and knocks at this process's own door."""
    return Carrier(
        account_sid=account.account_sid,
        auth_token=account.auth_token,
        service_number=account.sms_number,
        public_url=settings.public_url,
        loopback_url=f"http://127.0.0.1:{settings.port}",
        clock=clock,
        client=client,
    )


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
