"""A service that can be killed and started again, with a provider outside of it who remembers every text he took."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import httpx

from bot.settings import ROOT, Settings, read_settings
from tests.browser.desk_service import START_SECONDS, free_port, is_ready, until
from tests.crash.moved_clock import MovedClock
from tests.crash.points import Point
from tests.crash.provider import SERVICE_NUMBER, Provider

BURST = timedelta(seconds=9)  # longer than the service waits for more of a burst

T = TypeVar("T")


class MortalService:
    """The service of `tests.crash.service` with its real engine, and the provider that outlives it."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.clock = MovedClock(folder / "clock")
        self.provider = Provider(clock=self.clock, public_url=self.base, service_url=self.base)
        self._folder = folder
        self._loop = asyncio.new_event_loop()
        self._client = httpx.Client(base_url=self.base, trust_env=False, timeout=30)
        self._pid = 0
        self._launcher: subprocess.Popen[str] | None = None

    @contextmanager
    def running(self) -> Iterator[None]:
        """Serve, and offer the provider, until the block ends."""
        thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        thread.start()
        serving = self.provider.serving(free_port())
        self.ask(serving.__aenter__())
        try:
            self._launcher = self._launch()
            self.start()
            yield
        finally:
            self._end()
            self.ask(serving.__aexit__(None, None, None))
            self._loop.call_soon_threadsafe(self._loop.stop)
            thread.join(10)
            self._loop.close()
            self._client.close()

    @property
    def settings(self) -> Settings:
        return read_settings(self._environment())

    def ask(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """Let the provider do something, and wait for it."""
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(60)

    def start(self) -> None:
        """Start it, and come back when it is ready."""
        self._say("start")
        self._pid = int(self._line())
        until(lambda: is_ready(self._client), "the service to be ready", START_SECONDS)

    def will_die_at(self, point: Point) -> None:
        """It ends by SIGKILL, as by a power cut, as soon as anything comes to this point."""
        (self._folder / "armed").write_text(point, encoding="ascii")

    def dies(self) -> None:
        """Wait until it has."""
        assert self._line() == str(-signal.SIGKILL)

    def hear(self, number: str, text: str) -> None:
        """Deliver a text from a phone, again and again until the service has acknowledged it."""
        self.ask(self.provider.deliver(number, text))

    def time_passes(self, span: timedelta = BURST) -> None:
        self.clock.advance(span)

    def waits_for(self, number: str, words: str) -> str:
        """The first text to a phone that holds these words."""
        found = until(
            lambda: [text for text in self.provider.texts_to(number) if words in text],
            f"a text with {words!r} to one phone",
        )
        return found[0]

    def _launch(self) -> subprocess.Popen[str]:
        armed = ["--armed", str(self._folder / "armed"), "--clock", str(self._folder / "clock")]
        with (self._folder / "stderr").open("ab") as errors:
            return subprocess.Popen(
                [sys.executable, "-m", "tests.crash.service", *armed],
                env=self._environment(),
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "PUENTE_DATA_DIR": str(self._folder / "data"),
            "PUENTE_PORT": str(self.port),
            "PUENTE_PUBLIC_URL": self.base,
            "PUENTE_TWILIO_ACCOUNT_SID": self.provider.account_sid,
            "PUENTE_TWILIO_AUTH_TOKEN": self.provider.auth_token,
            "PUENTE_TWILIO_API_BASE": self.provider.api_base,
            "PUENTE_SMS_NUMBER": SERVICE_NUMBER,
        }

    def _say(self, line: str) -> None:
        assert self._launcher is not None
        assert self._launcher.stdin is not None
        self._launcher.stdin.write(f"{line}\n")
        self._launcher.stdin.flush()

    def _line(self) -> str:
        assert self._launcher is not None
        assert self._launcher.stdout is not None
        return self._launcher.stdout.readline().strip()

    def _end(self) -> None:
        if self._launcher is None or self._launcher.stdin is None or self._launcher.stdout is None:
            return
        if self._pid and self._launcher.poll() is None:
            os.kill(self._pid, signal.SIGTERM)
        self._launcher.stdin.close()
        self._launcher.wait(30)
        self._launcher.stdout.close()
