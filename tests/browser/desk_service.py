"""The whole service in a process of its own, which a test can kill and start again on the same folder."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from time import monotonic, sleep
from typing import TypeVar

import httpx

from bot.channels.simulator_clock import MovableClock
from bot.cli.simulating import OFFSET_FILE
from bot.settings import ROOT, Settings, read_settings

START_SECONDS = 90.0
PATIENCE_SECONDS = 20.0
LOOKS_EVERY_SECONDS = 0.05

T = TypeVar("T")


class Service:
    """`puente up` with the simulator on, in a data folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.client = httpx.Client(base_url=self.base, trust_env=False, timeout=30)
        self.environment = {
            "PATH": os.environ["PATH"],
            "PUENTE_SIMULATOR": "1",
            "PUENTE_PORT": str(self.port),
            "PUENTE_DATA_DIR": str(folder),
        }
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def settings(self) -> Settings:
        return read_settings(self.environment)

    def now(self) -> datetime:
        """The time by which the service goes."""
        return MovableClock(file=self.folder / OFFSET_FILE).now()

    def moves_on(self, span: str) -> None:
        """Move the service's clock forward, "45m"."""
        self.client.post("/simulator/clock", json={"advance": span}).raise_for_status()

    def start(self) -> None:
        """Start it and come back when it says that it is ready."""
        with (self.folder / "stderr").open("ab") as errors:
            self._process = subprocess.Popen(
                [puente(), "up"], env=self.environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=errors
            )
        until(self._is_ready, "the service to be ready", START_SECONDS)

    def stop(self) -> None:
        """End it in good order."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(20)
        self.client.close()

    def command(self, *arguments: str) -> str:
        """What a `puente` command says, run on the same folder."""
        found = subprocess.run(
            [puente(), *arguments], env=self.environment, cwd=ROOT, capture_output=True, text=True, check=True
        )
        return found.stdout

    def _is_ready(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, "the service ended while starting"
        return is_ready(self.client)


@contextmanager
def running(folder: Path) -> Iterator[Service]:
    service = Service(folder)
    try:
        service.start()
        yield service
    finally:
        service.stop()


def until(look: Callable[[], T], what: str, seconds: float = PATIENCE_SECONDS) -> T:
    """Look again and again until something is there, and give it back."""
    deadline = monotonic() + seconds
    while monotonic() < deadline:
        if found := look():
            return found
        sleep(LOOKS_EVERY_SECONDS)
    raise AssertionError(f"waited in vain for {what}")


def is_ready(client: httpx.Client) -> bool:
    try:
        return client.get("/ready").status_code == 200
    except httpx.TransportError:
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def puente() -> str:
    return str(Path(sys.executable).with_name("puente"))
