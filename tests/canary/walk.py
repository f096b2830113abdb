"""Plants the canaries: walks every person's conversation through the whole service, over signed webhooks."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, closing
from itertools import zip_longest
from pathlib import Path
from urllib.parse import quote

from bot.settings import ROOT
from tests.canary.needles import Needle
from tests.canary.people import Person
from tests.canary.quoting import Quoting
from tests.canary.scan import Scan, core_dumps, files_of, models, processes, scan
from tests.crash.child import Child, free_port, until
from tests.crash.ledger import Ledger
from tests.crash.moved_clock import MovedClock
from tests.crash.provider import SERVICE_NUMBER, Provider
from tests.crash.scene import PUBLIC_URL

PATIENCE_SECONDS = 60.0
SMS = "/webhooks/twilio/sms"
REFUSED_FROM_STEP = 6  # by then a refused phone has named itself and its town


class Walk:
    """One service in a folder of its own, its provider, and the people who text it."""

    def __init__(self, folder: Path, crowd: Sequence[Person], *, plaintext: bool) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.crowd = crowd
        self.plaintext = plaintext
        self._port = free_port()
        self.base = f"http://127.0.0.1:{self._port}"
        self.data_dir = folder / "data"
        self.clock = MovedClock(folder / "clock")
        self._ledger = Ledger(self.data_dir / "puente.db")
        self.provider = Provider(clock=self.clock, public_url=PUBLIC_URL, service_url=self.base)
        self._child: Child

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Serve until the block ends."""
        async with self.provider.serving(free_port()):
            arguments = ["--clock", str(self.folder / "clock"), *(["--plaintext"] if self.plaintext else [])]
            self._child = Child("tests.canary.service", arguments, settings=self._settings(), folder=self.folder)
            try:
                await self._child.start()
                yield
            finally:
                await self._child.stop()

    async def plant(self, steps: slice) -> None:
        """Everybody types their next texts, all at once, text by text."""
        for number, texts in list(enumerate(zip_longest(*(person.steps for person in self.crowd))))[steps]:
            if number == REFUSED_FROM_STEP:
                self.provider.refused_numbers = {person.phone for person in self.crowd if person.kind == "refused"}
            said = [(person, text) for person, text in zip(self.crowd, texts, strict=True) if text is not None]
            await asyncio.gather(*(self.provider.deliver(person.phone, text) for person, text in said))
            await self.rests()

    async def knock_wrongly(self) -> list[int]:
        """The same people's words in webhooks that must be refused: forged, malformed, oversized, no form. The statuses."""
        statuses = []
        for person in self.crowd:
            words = f"{person.name} {person.area} {person.need} {person.note} {person.phone}"
            form = self.provider.form_of(person.phone, words)
            nameless = {name: value for name, value in form.items() if not name.endswith("Sid")}
            unheard_of = {**form, "From": f"{person.phone} {words}"}
            statuses += [
                await self.provider.post(SMS, form, signature=quote(words)),
                await self.provider.post(SMS, nameless),
                await self.provider.post(SMS, unheard_of),
                await self.provider.post(SMS, {**form, "Body": words * 2000}),
                await self.provider.post(SMS, form, body=words.encode()),
            ]
        return statuses

    def search(self, needles: Sequence[Needle], *, with_models: bool) -> Scan:
        """Look for the values wherever this run's bytes are now."""

        def places() -> Iterator[tuple[str, bytes]]:
            yield from files_of(*(self.folder / name for name in ("data", "home", "tmp", "stdout", "stderr")))
            if self._child.is_running:
                yield from processes(self._child.pid)
            if with_models:
                yield from models()

        return scan(needles, places())

    def core_dumps(self) -> list[Path]:
        return core_dumps(ROOT, self.folder, *self.folder.iterdir())

    @property
    def referrals(self) -> int:
        """How many were submitted: shows that names and towns went all the way."""
        return self.count("referral")

    @property
    def refused_texts(self) -> int:
        """How many texts the provider answered with an error that quotes them."""
        return self.count("outbound_message WHERE status = 'failed'")

    @property
    def quoting_errors(self) -> set[str]:
        """The events under which errors that quote words were logged."""
        lines = (self.folder / "stderr").read_text(encoding="utf-8").splitlines()
        logged = [json.loads(line) for line in lines if line.startswith("{")]
        return {line["event"] for line in logged if line.get("error") == Quoting.__name__}

    def count(self, rows: str) -> int:
        """How many rows there are: a table, and a condition on its plain columns if wanted."""
        with closing(sqlite3.connect(f"file:{self.folder / 'data' / 'puente.db'}?mode=ro", uri=True)) as connection:
            return int(connection.execute(f"SELECT count(*) FROM {rows}").fetchone()[0])

    async def rests(self) -> None:
        """Wait until nothing is left to do; time passes only where the house waits for it."""

        def is_at_rest() -> bool:
            if self._ledger.unfinished == 0 and self.provider.is_quiet:
                return True
            due = self._ledger.next_due
            if due is not None and self._ledger.sending == 0:
                self.clock.reach(due)
            return False

        await until(is_at_rest, PATIENCE_SECONDS, "the house did not come to rest")

    def _settings(self) -> dict[str, str]:
        return {
            "PUENTE_DATA_DIR": str(self.data_dir),
            "PUENTE_PORT": str(self._port),
            "PUENTE_PUBLIC_URL": PUBLIC_URL,
            "PUENTE_TWILIO_ACCOUNT_SID": self.provider.account_sid,
            "PUENTE_TWILIO_AUTH_TOKEN": self.provider.auth_token,
            "PUENTE_TWILIO_API_BASE": self.provider.api_base,
            "PUENTE_SMS_NUMBER": SERVICE_NUMBER,
        }
