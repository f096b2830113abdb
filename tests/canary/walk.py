"""Plants the canaries: walks every person's conversation through the whole service, over signed webhooks."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, closing, suppress
from datetime import UTC, datetime, timedelta
from itertools import zip_longest
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

from bot.settings import ROOT
from bot.usecases.opening import AFTER_THE_REPLY
from tests.canary.needles import Needle
from tests.canary.people import Person
from tests.canary.quoting import Quoting
from tests.canary.scan import Scan, core_dumps, files_of, models, processes, scan
from tests.crash.child import Child, NotInTime, free_port, until
from tests.crash.ledger import Ledger
from tests.crash.moved_clock import MovedClock
from tests.crash.provider import SERVICE_NUMBER, Provider
from tests.crash.scene import PUBLIC_URL

PATIENCE_SECONDS = 60.0
SMS = "/webhooks/twilio/sms"
TEXAS = ZoneInfo("America/Chicago")
AN_HOUR = timedelta(hours=1, minutes=1)
"""By then what was said for a safety plan, or opened it, is kept in no message any more."""


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
        self.clock.reach(_next_noon(self.clock.now()))
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
            if number == self.town_told:  # by then a refused phone has named itself and its town
                self.provider.refused_numbers = {person.phone for person in self.crowd if person.kind == "refused"}
            await self._say({person: text for person, text in zip(self.crowd, texts, strict=True) if text is not None})

    @property
    def town_told(self) -> int:
        """How many texts everybody has typed once they have named themselves and their town."""
        first = self.crowd[0]
        return first.steps.index(first.area) + 1

    async def ask_how_they_are(self) -> None:
        """The time of the check-ins has come; all who are asked answer that they are fine."""
        awaited = self.count("checkin_plan WHERE status = 'active'")
        self.clock.reach(self._last_checkin)
        await until(lambda: self.count("checkin") == awaited, PATIENCE_SECONDS, "not everybody was asked")
        await self.rests()
        await self._say({person: "1" for person in self.crowd if person.stays and person.kind != "stops"})

    async def call_for_help(self) -> None:
        """All of whom something is kept use their duress word."""
        await self._say({person: person.cry for person in self.crowd if person.stays})
        self.clock.advance(AFTER_THE_REPLY)
        calls = sum(person.stays for person in self.crowd)
        await until(lambda: self.count("alert WHERE kind = 'duress'") == calls, PATIENCE_SECONDS, "not all were heard")
        await self.rests()

    async def an_hour_later(self, needles: Sequence[Needle]) -> Scan:
        """Look for what is not to be kept so long, once the house has been kept."""
        self.clock.advance(AN_HOUR)
        await until(lambda: self.private_texts == 0, PATIENCE_SECONDS, "private texts were kept")
        await self.rests()
        with suppress(NotInTime):
            await until(lambda: not self.search(needles, with_models=False).finds, PATIENCE_SECONDS, "all is dropped")
        return self.search(needles, with_models=False)

    async def _say(self, texts: Mapping[Person, str]) -> None:
        await asyncio.gather(*(self.provider.deliver(person.phone, text) for person, text in texts.items()))
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
    def private_texts(self) -> int:
        """How many texts with the words of safety plans, or about them, are still kept."""
        return self.count("outbound_message WHERE private")

    @property
    def quoting_errors(self) -> set[str]:
        """The events under which errors that quote words were logged."""
        lines = (self.folder / "stderr").read_text(encoding="utf-8").splitlines()
        logged = [json.loads(line) for line in lines if line.startswith("{")]
        return {line["event"] for line in logged if line.get("error") == Quoting.__name__}

    def count(self, rows: str) -> int:
        """How many rows there are: a table, and a condition on its plain columns if wanted."""
        return int(str(self._one(f"SELECT count(*) FROM {rows}")))

    @property
    def _last_checkin(self) -> datetime:
        """When the last of the next check-ins is due."""
        last = self._one("SELECT max(next_at) FROM checkin_plan")
        return datetime.fromisoformat(str(last)).replace(tzinfo=UTC)

    def _one(self, query: str) -> object:
        with closing(sqlite3.connect(f"file:{self.folder / 'data' / 'puente.db'}?mode=ro", uri=True)) as connection:
            return connection.execute(query).fetchone()[0]

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


def _next_noon(now: datetime) -> datetime:
    """The next noon in most of Texas, so that a run comes at the same hours whenever it is begun."""
    noon = now.astimezone(TEXAS).replace(hour=12, minute=0, second=0, microsecond=0)
    return noon if noon > now else noon + timedelta(days=1)
