"""A service, its provider and its database, and what is played on them: a text, a kill on its way, a restart."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path
from time import monotonic

from bot.care.safety_words import engine_failed
from bot.settings import ROOT, read_program
from tests.crash.checker import Outcome
from tests.crash.child import Forked, NotInTime, free_port, until
from tests.crash.ledger import Ledger
from tests.crash.moved_clock import MovedClock
from tests.crash.points import Point
from tests.crash.provider import SERVICE_NUMBER, Provider

PUBLIC_URL = "https://texts.example.org"
TEXT = "hello"
PATIENCE_SECONDS = 30.0
HANDING_OVER_SECONDS = (
    5.0  # of real time; a text that is in `sending` for longer was given up, and is asked after later
)
DOWN = timedelta(seconds=40)  # by the service's clock; longer than a text may be in `sending` before it is asked after
MOMENT = timedelta(milliseconds=1)
_AREAS = (214, 254, 281, 325, 361, 409, 430, 432, 469, 512, 682, 713, 737, 806, 817, 830, 832, 903, 915, 936, 940, 956)


def number_of(index: int) -> str:
    """A phone number that can belong to nobody (555-01xx), another one for each index."""
    area, line = divmod(index, 99)
    return f"+1{_AREAS[area % len(_AREAS)]}5550{101 + line}"


class Scene:
    """One folder, one provider, one service at a time. `armed` names the point at which the service kills itself."""

    def __init__(self, folder: Path, *, real_engine: bool) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.clock = MovedClock(folder / "clock")
        self.armed = folder / "armed"
        self._port = free_port()
        self.provider = Provider(clock=self.clock, public_url=PUBLIC_URL, service_url=f"http://127.0.0.1:{self._port}")
        self.ledger = Ledger(folder / "data" / "puente.db")
        self._real_engine = real_engine
        self._program = read_program(ROOT / "program.toml")
        self._phones = count()
        self._expected: tuple[str, ...] = ()
        self.child: Forked

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Serve, and hear once what a phone is answered that nothing disturbs."""
        async with self.provider.serving(free_port()):
            self.child = Forked("tests.crash.service", self._arguments(), settings=self._settings(), folder=self.folder)
            try:
                await self.child.start()
                number = self._new_phone()
                await self.provider.deliver(number, TEXT)
                await self.settle()
                self._expected = self.provider.texts_to(number)
                if self._expected in ((), (engine_failed(self._program, "en"),)):
                    raise NotInTime("the engine did not answer an undisturbed phone")
                yield
            finally:
                await self.child.stop()

    async def kill_at(self, point: Point, *, list_fails: bool = False) -> Outcome:
        """One message, one kill on its way, one restart; what came of it once everything had time to settle."""
        number, handled_before = self._new_phone(), self.ledger.handled
        self.armed.write_text(point, encoding="ascii")
        self.provider.list_can_be_asked = not list_fails
        delivery = asyncio.create_task(self.provider.deliver(number, TEXT))
        killed = await self._dies(delivery)
        self.armed.unlink(missing_ok=True)
        self.clock.advance(DOWN)
        if killed:
            await self.child.start()
        name: str = point
        if list_fails:
            name = f"{point}, list failing"
            await self._stands_still(number)
            self.provider.list_can_be_asked = True
        acknowledged = await self._is_acknowledged(delivery)
        unfinished = await self._unfinished()
        received = self.provider.texts_to(number)
        return Outcome(
            point=name,
            killed=killed,
            acknowledged=acknowledged,
            handled=self.ledger.handled - handled_before,
            unfinished=unfinished,
            expected=self._right_answer(received),
            received=received,
        )

    async def settle(self) -> None:
        """Wait until every row is in a final state and every report taken. Time passes only where the house waits for it."""

        given_up_at = monotonic() + HANDING_OVER_SECONDS

        def rests() -> bool:
            nonlocal given_up_at
            if self.ledger.unfinished == 0 and self.provider.is_quiet:
                return True
            if not self.ledger.sending:
                given_up_at = monotonic() + HANDING_OVER_SECONDS
            elif monotonic() > given_up_at:
                self.clock.advance(DOWN)
                given_up_at = monotonic() + HANDING_OVER_SECONDS
            self._let_time_pass()
            return False

        try:
            await until(rests, PATIENCE_SECONDS, "the house did not come to rest")
        except NotInTime as error:
            raise NotInTime(f"{error}: {self.ledger.states}, provider quiet: {self.provider.is_quiet}") from None

    def _right_answer(self, received: tuple[str, ...]) -> tuple[str, ...]:
        """What an undisturbed phone got. A real engine may take longer to come back than an answer may take: then the
        fixed safety words, once, are the right answer too.
        """
        safety_words = (engine_failed(self._program, "en"),)
        return safety_words if self._real_engine and received == safety_words else self._expected

    def _let_time_pass(self) -> None:
        """Never far while a text is being handed over, since that takes real time; only so that everybody looks again."""
        due = self.ledger.next_due
        if self.ledger.sending:
            self.clock.advance(MOMENT)
        elif due is not None:
            self.clock.reach(due)

    async def _dies(self, delivery: asyncio.Task[str]) -> bool:
        """Wait until the service has killed itself, moving time on to the turn that it waits for."""
        dying = asyncio.create_task(self.child.was_killed(PATIENCE_SECONDS))
        while not dying.done():
            if delivery.done():
                self._let_time_pass()
            await asyncio.wait({dying}, timeout=0.02)
        return dying.result()

    async def _stands_still(self, number: str) -> None:
        """The declared policy: while the provider's list cannot be asked, the text stays `sending` and is not sent again."""
        before = self.provider.times_asked

        def asked_twice() -> bool:
            self._let_time_pass()
            return self.provider.times_asked >= before + 2

        await until(asked_twice, PATIENCE_SECONDS, "the list was not asked")
        if self.ledger.sending != 1 or self.provider.texts_to(number) != self._expected[:1]:
            raise NotInTime("a text of unknown fate was not left alone")

    async def _is_acknowledged(self, delivery: asyncio.Task[str]) -> bool:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await delivery
        except TimeoutError:
            return False
        return True

    async def _unfinished(self) -> int:
        try:
            await self.settle()
        except NotInTime:
            return max(1, self.ledger.unfinished)
        return 0

    def _new_phone(self) -> str:
        return number_of(next(self._phones))

    def _settings(self) -> dict[str, str]:
        return {
            "PUENTE_DATA_DIR": str(self.folder / "data"),
            "PUENTE_PORT": str(self._port),
            "PUENTE_PUBLIC_URL": PUBLIC_URL,
            "PUENTE_TWILIO_ACCOUNT_SID": self.provider.account_sid,
            "PUENTE_TWILIO_AUTH_TOKEN": self.provider.auth_token,
            "PUENTE_TWILIO_API_BASE": self.provider.api_base,
            "PUENTE_SMS_NUMBER": SERVICE_NUMBER,
        }

    def _arguments(self) -> list[str]:
        arguments = ["--armed", str(self.armed), "--clock", str(self.folder / "clock")]
        return arguments if self._real_engine else [*arguments, "--standin", str(standin_model(self.folder))]


def standin_model(folder: Path) -> Path:
    """A file that stands for a model, with its digest beside it."""
    model = folder / "standin.tar.gz"
    model.write_bytes(b"no model is needed")
    digest = hashlib.sha256(model.read_bytes()).hexdigest()
    (folder / "standin.sha256").write_text(digest + "\n", encoding="ascii")
    return model
