"""Two workers with an engine each on one PostgreSQL; one is killed in mid-turn, and the other goes on with its conversations."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from time import monotonic

from bot.care.safety_words import engine_failed
from bot.settings import ROOT, read_program
from tests.crash.child import Forked, NotInTime, free_port, until
from tests.crash.moved_clock import MovedClock
from tests.crash.provider import SERVICE_NUMBER, Provider
from tests.crash.scene import PUBLIC_URL, TEXT, number_of, standin_model
from tests.crash.timers import ROOT_KEY, Worker
from tests.postgres import Cluster, cluster

TEXTS = 12  # that come in about when the worker dies, from a phone each
WITHIN_SECONDS = 30.0
PATIENCE_SECONDS = 60.0


@dataclass(frozen=True, kw_only=True)
class TakenOver:
    """What the phones got. `seconds`, for each kill, from then until the last of them had its answer."""

    texts: int
    seconds: list[float]
    lost: int
    twice: int

    @property
    def faults(self) -> list[str]:
        return [str(self)] if self.lost or self.twice or max(self.seconds) > WITHIN_SECONDS else []

    def __str__(self) -> str:
        longest = max(self.seconds)
        return f"{self.texts} texts, {len(self.seconds)} kills: {self.lost} lost, {self.twice} twice, {longest:.1f} s at most"


class Pair:
    """A web process, two workers, and the provider that texts come from and go to."""

    def __init__(self, folder: Path, server: Cluster, *, real_engine: bool) -> None:
        self.folder = folder
        self._real_engine = real_engine
        self._urls = (server.create(f"{folder.name}_main"), server.create(f"{folder.name}_keys"))
        self._port = free_port()
        clock = MovedClock(folder / "clock")
        self.provider = Provider(clock=clock, public_url=PUBLIC_URL, service_url=f"http://127.0.0.1:{self._port}")
        self._phones = count()
        self._expected: tuple[str, ...] = ()
        self.workers: list[Worker] = []

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        self.folder.mkdir(parents=True)
        async with self.provider.serving(free_port()), AsyncExitStack() as stack:
            web = Forked(
                "tests.crash.service", self._arguments("web"), settings=self._settings("web"), folder=self.folder
            )
            self.workers = [self._worker(name) for name in ("first", "second")]
            for child in (*self.workers, web):  # The web process is ready when somebody works.
                stack.push_async_callback(child.stop)
                await child.start()
            await self._hear_an_undisturbed_phone()
            yield

    async def kill_one(self) -> tuple[list[str], float]:
        """Texts come in, a worker dies in the middle of a turn; the phones, and seconds until the last had its answer."""
        self._armed("first").write_text("engine_replied", encoding="ascii")
        phones = [number_of(next(self._phones)) for _ in range(TEXTS)]
        await asyncio.gather(*(self.provider.deliver(phone, TEXT) for phone in phones))
        if not await self.workers[0].was_killed(PATIENCE_SECONDS):
            raise NotInTime("the worker did not come to the middle of a turn")
        killed_at = monotonic()
        await until(lambda: all(map(self.answered, phones)), PATIENCE_SECONDS, "a phone got no answer")
        seconds = monotonic() - killed_at
        await self.workers[0].start()
        return phones, seconds

    def answered(self, phone: str) -> bool:
        return len(self.provider.texts_to(phone)) >= len(self._expected)

    def right_answer(self, received: tuple[str, ...]) -> tuple[str, ...]:
        """What an undisturbed phone got; a real engine that is late is excused by the fixed safety words."""
        safety_words = (engine_failed(read_program(ROOT / "program.toml"), "en"),)
        return safety_words if self._real_engine and received == safety_words else self._expected

    async def _hear_an_undisturbed_phone(self) -> None:
        phone = number_of(next(self._phones))
        await self.provider.deliver(phone, TEXT)
        await until(lambda: bool(self.provider.texts_to(phone)), PATIENCE_SECONDS, "an undisturbed phone got no answer")
        await asyncio.sleep(1)  # It may be more than one text.
        self._expected = self.provider.texts_to(phone)

    def _worker(self, name: str) -> Worker:
        folder = self.folder / name
        return Worker("tests.crash.service", self._arguments(name), settings=self._settings(name), folder=folder)

    def _armed(self, name: str) -> Path:
        return self.folder / f"{name}-armed"

    def _arguments(self, name: str) -> list[str]:
        part = "web" if name == "web" else "worker"
        arguments = ["--armed", str(self._armed(name)), "--clock", str(self.folder / "clock"), "--part", part]
        return arguments if self._real_engine else [*arguments, "--standin", str(standin_model(self.folder))]

    def _settings(self, name: str) -> dict[str, str]:
        return {
            "PUENTE_DATA_DIR": str(self.folder / name / "data"),
            "PUENTE_DATABASE_URL": self._urls[0],
            "PUENTE_KEYSTORE_URL": self._urls[1],
            "PUENTE_ROOT_KEY": b64encode(ROOT_KEY).decode(),
            "PUENTE_PORT": str(self._port),
            "PUENTE_PUBLIC_URL": PUBLIC_URL,
            "PUENTE_TWILIO_ACCOUNT_SID": self.provider.account_sid,
            "PUENTE_TWILIO_AUTH_TOKEN": self.provider.auth_token,
            "PUENTE_TWILIO_API_BASE": self.provider.api_base,
            "PUENTE_SMS_NUMBER": SERVICE_NUMBER,
        }


async def run(folder: Path, *, kills: int, real_engine: bool = False) -> TakenOver:
    """Kill a worker in mid-turn so many times, and see what became of the texts."""
    phones: list[str] = []
    seconds: list[float] = []
    with cluster() as server:
        pair = Pair(folder / "pair", server, real_engine=real_engine)
        async with pair.open():
            for _ in range(kills):
                texted, took = await pair.kill_one()
                phones += texted
                seconds.append(took)
            received = {phone: pair.provider.texts_to(phone) for phone in phones}
    right = {phone: pair.right_answer(texts) for phone, texts in received.items()}
    return TakenOver(
        texts=len(phones),
        seconds=seconds,
        lost=sum(not set(right[phone]) <= set(texts) for phone, texts in received.items()),
        twice=sum(len(texts) > len(right[phone]) for phone, texts in received.items()),
    )
