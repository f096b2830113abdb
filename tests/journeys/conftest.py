"""Runs the whole service once for all journeys: real engine, real channel code, local carrier, a folder of its own."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
import uvicorn

from bot.bootstrap import House
from bot.cli.serving import build_service
from bot.settings import read_settings
from tests.journeys.phone import Phone

START_SECONDS = 90.0
_numbers = count(101)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def service(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[House, str]]:
    """The house and its base address."""
    folder: Path = tmp_path_factory.mktemp("journeys")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = read_settings(
        {"PUENTE_SIMULATOR": "1", "PUENTE_PORT": str(port), "PUENTE_DATA_DIR": str(folder), "PUENTE_HOST": "127.0.0.1"}
    )
    app, house = build_service(settings)
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_config=None, access_log=False)
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    base = f"http://127.0.0.1:{port}"
    async with httpx.AsyncClient(base_url=base) as client, asyncio.timeout(START_SECONDS):
        while not await _is_ready(client):
            if serving.done():
                await serving
            await asyncio.sleep(0.1)
    yield house, base
    server.should_exit = True
    await serving


async def _is_ready(client: httpx.AsyncClient) -> bool:
    with suppress(httpx.TransportError):
        return (await client.get("/ready")).status_code == 200
    return False


@pytest_asyncio.fixture(loop_scope="session")
async def new_phone(service: tuple[House, str]) -> AsyncIterator[Callable[[], Phone]]:
    """Makes phones that nobody has texted from yet."""
    house, base = service
    async with httpx.AsyncClient(base_url=base, timeout=30) as client:

        def make() -> Phone:
            number = next(_numbers)
            area = ("214", "512", "713", "210", "915")[(number // 100) % 5]
            return Phone(number=f"+1{area}5550{100 + number % 100}", client=client, house=house)

        yield make


@pytest.fixture
def phone(new_phone: Callable[[], Phone]) -> Phone:
    """A phone that nobody has texted from yet."""
    return new_phone()
