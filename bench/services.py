"""Starts and ends the two services that are compared, each with a local provider, in a folder of its own."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import ExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import httpx
import psycopg
import yaml

from bench.carrier import SERVICE_NUMBER, Carrier
from bench.script import Turn
from bot.settings import ROOT
from bot.store.queueing import QUEUES
from tests.postgres import Cluster

START_SECONDS = 120.0
ENGINE_PYTHON = str(ROOT / "engine" / ".venv" / "bin" / "python")


@dataclass(frozen=True, kw_only=True)
class Running:
    """A service that takes webhooks at `url`. `pids` are its processes by what they are; `start_seconds` to readiness."""

    name: str
    url: str
    carrier: Carrier
    pids: Mapping[str, int]
    start_seconds: float
    unforeseen: str | None = None  # stock only: where to ask how many action calls were not as recorded
    rest: str | None = None  # stock only: Rasa's REST channel
    data_dir: Path | None = None  # Puente in one process only
    database: str = ""  # Puente only: the address of the main database


Fill = Callable[[tuple[str, str], bytes], Awaitable[None]]
"""Puts rows into the two databases, opened with a root key, before a service starts."""


@asynccontextmanager
async def puente(quiet: float | None, fill: Fill | None = None) -> AsyncIterator[Running]:
    """The whole of Puente: web, worker and engine, SQLite."""
    port, carrier = free_port(), Carrier(free_port())
    base = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder:
        key, database = secrets.token_bytes(32), f"sqlite:///{folder}/puente.db"
        settings = {**_settings(base, port, carrier, key), "PUENTE_DATA_DIR": folder}
        if fill is not None:
            await fill((database, f"sqlite:///{folder}/keys.db"), key)
        command = [sys.executable, "-m", "bench.puente_service", *([] if quiet is None else ["--quiet", str(quiet)])]
        began = time.perf_counter()
        async with carrier.serving():
            with _process(command, settings) as process:
                await _until_ready(f"{base}/ready", process)
                took = time.perf_counter() - began
                yield Running(
                    name="Puente",
                    url=f"{base}/webhooks/twilio/sms",
                    carrier=carrier,
                    pids={"web, worker and engine": process.pid},
                    start_seconds=took,
                    data_dir=Path(folder),
                    database=database,
                )


@asynccontextmanager
async def puente_apart(workers: int, cluster: Cluster, fill: Fill | None = None) -> AsyncIterator[Running]:
    """One web process and so many workers, each with an engine of its own, over databases of their own in a cluster."""
    port, carrier = free_port(), Carrier(free_port())
    base, name = f"http://127.0.0.1:{port}", f"bench{port}"
    key, urls = secrets.token_bytes(32), (cluster.create(name), cluster.create(f"{name}keys"))
    settings = {
        **_settings(base, port, carrier, key),
        "PUENTE_DATABASE_URL": urls[0],
        "PUENTE_KEYSTORE_URL": urls[1],
    }
    if fill is not None:
        await fill(urls, key)
    parts = [[*part, "--quiet", "0"] for part in (["--part", "web"], *([["--part", "worker"]] * workers))]
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as opened:
        async with carrier.serving():
            command = [sys.executable, "-m", "bench.puente_service"]
            processes = [
                opened.enter_context(_process([*command, *part], {**settings, "PUENTE_DATA_DIR": f"{folder}/{place}"}))
                for place, part in enumerate(parts)
            ]
            await _until_ready(f"{base}/ready", processes[0])
            await _until_all_work(cluster.url(name), workers)
            names = ["web", *(f"worker {place} and engine" for place in range(1, workers + 1))]
            yield Running(
                name="Puente apart",
                url=f"{base}/webhooks/twilio/sms",
                carrier=carrier,
                pids=dict(zip(names, (process.pid for process in processes), strict=True)),
                start_seconds=time.perf_counter() - began,
                database=urls[0],
            )


async def _until_all_work(database: str, workers: int) -> None:
    """Until each worker takes turns, which it does once its engine is there."""
    async with asyncio.timeout(START_SECONDS), await psycopg.AsyncConnection.connect(database, autocommit=True) as link:
        while True:
            found = await link.execute("SELECT count(*) FROM procrastinate_workers")
            row = await found.fetchone()
            if row is not None and row[0] >= workers * len(QUEUES):
                return
            await asyncio.sleep(0.1)


@asynccontextmanager
async def stock(model: Path, script: Sequence[Turn]) -> AsyncIterator[Running]:
    """`rasa run` with its Twilio channel, its SQL tracker store on SQLite, and an action server beside it."""
    port, actions, carrier = free_port(), free_port(), Carrier(free_port())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _configure(folder, carrier, actions, script)
        serve_actions = ["--answers", str(folder / "answers.json"), "--port", str(actions)]
        run = [
            "run",
            "--model",
            str(model),
            "--endpoints",
            str(folder / "endpoints.yml"),
            "-i",
            "127.0.0.1",
            "--port",
            str(port),
        ]
        began = time.perf_counter()
        async with carrier.serving():
            with (
                _process([sys.executable, "-m", "bench.stock_actions", *serve_actions], {}) as action_server,
                _process(
                    [ENGINE_PYTHON, "-m", "rasa", *run, "--credentials", str(folder / "credentials.yml")], _RASA
                ) as rasa,
            ):
                await _until_ready(f"http://127.0.0.1:{actions}/count", action_server)
                await _until_ready(f"http://127.0.0.1:{port}/webhooks/twilio/", rasa)
                yield Running(
                    name="stock Rasa",
                    url=f"http://127.0.0.1:{port}/webhooks/twilio/webhook",
                    carrier=carrier,
                    pids={"rasa run": rasa.pid, "stand-in action server": action_server.pid},
                    start_seconds=time.perf_counter() - began,
                    rest=f"http://127.0.0.1:{port}/webhooks/rest/webhook",
                    unforeseen=f"http://127.0.0.1:{actions}/count",
                )


def _settings(base: str, port: int, carrier: Carrier, key: bytes) -> dict[str, str]:
    return {
        "PUENTE_ROOT_KEY": base64.b64encode(key).decode(),
        "PUENTE_PORT": str(port),
        "PUENTE_PUBLIC_URL": base,
        "PUENTE_TWILIO_ACCOUNT_SID": carrier.account_sid,
        "PUENTE_TWILIO_AUTH_TOKEN": carrier.auth_token,
        "PUENTE_TWILIO_API_BASE": carrier.base,
        "PUENTE_SMS_NUMBER": SERVICE_NUMBER,
    }


_RASA = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "LOG_LEVEL": "ERROR",
    "CUDA_VISIBLE_DEVICES": "-1",
    "PYTHONWARNINGS": "ignore",
}


def _configure(folder: Path, carrier: Carrier, actions: int, script: Sequence[Turn]) -> None:
    answers = [asdict(answer) for turn in script for answer in turn.answers]
    (folder / "answers.json").write_text(json.dumps(answers), encoding="utf-8")
    endpoints = {
        "action_endpoint": {"url": f"http://127.0.0.1:{actions}/webhook"},
        "tracker_store": {"type": "SQL", "dialect": "sqlite", "db": str(folder / "tracker.db")},
    }
    (folder / "endpoints.yml").write_text(yaml.safe_dump(endpoints), encoding="utf-8")
    channel = {
        "account_sid": carrier.account_sid,
        "auth_token": carrier.auth_token,
        "twilio_number": SERVICE_NUMBER,
        "api_base": carrier.base,
    }
    channels = {"rest": None, "bench.stock_channel.LocalTwilio": channel}
    (folder / "credentials.yml").write_text(yaml.safe_dump(channels), encoding="utf-8")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _process(command: Sequence[str], settings: Mapping[str, str]) -> Any:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PUENTE_")} | dict(settings)
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


async def _until_ready(url: str, process: subprocess.Popen[bytes]) -> None:
    async with httpx.AsyncClient(trust_env=False, timeout=5) as client, asyncio.timeout(START_SECONDS):
        while True:
            if process.poll() is not None:
                raise SystemExit(f"A service ended before it was ready (exit code {process.returncode}).")
            with suppress(httpx.TransportError):
                if (await client.get(url)).status_code == 200:
                    return
            await asyncio.sleep(0.1)
