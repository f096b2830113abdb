"""People at the desk of a service that runs as a program of its own: invited beside it, and at work over HTTP as a browser is."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import httpx
import pyotp

from bot.bootstrap import root_key
from bot.care.ids import AdvocateId, ConversationId, new_id
from bot.clock import Clock
from bot.settings import read_store_settings
from bot.store import Store
from bot.store.desk_records import Shift
from bot.store.sealing import SealerFactory
from bot.usecases.advocates import NewAdvocate, invite
from bot.web.auth.forgery import forgery_token
from bot.work.service import open_store

PASSWORD = "four plain words here"
EVERY_DAY = frozenset(range(7))
_CODE_STEP = timedelta(seconds=30)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the desk answered: a status, a body, and where it sends the browser."""

    status: int
    body: str
    location: str = ""

    @property
    def is_done(self) -> bool:
        return self.status < 400


class Seat:
    """One browser at the desk. `token` is its cookie, `secret` the key in the app on the person's phone."""

    def __init__(self, base: str) -> None:
        self._client = httpx.AsyncClient(
            base_url=base, trust_env=False, timeout=20, limits=httpx.Limits(max_connections=None)
        )
        self._cookie = "puente_desk"
        self.token = ""
        self.secret = ""

    async def join(self, path: str, password: str = PASSWORD) -> None:
        """Come in by a one-time link, with a password and the first code of the app."""
        page = await self.get(path)
        self.secret = _secret_on(page.body)
        code = pyotp.TOTP(self.secret).now()
        answer = await self._post(f"{path}/password", {"password": password, "code": code})
        if answer.status_code != 303:
            raise AssertionError(f"the desk did not let anybody in: {answer.status_code}")
        self._cookie, self.token = _cookie_in(answer)

    async def step_up(self, next_page: str, at: datetime) -> Answer:
        """A fresh proof, with the code that the app shows next; the one at `at` was used to come in."""
        code = pyotp.TOTP(self.secret).at(at + _CODE_STEP)
        return _answer(await self._post("/desk/step-up", {"code": code, "next": next_page}))

    async def get(self, path: str, *, piece: bool = False) -> Answer:
        """A page, or a piece of one as the page itself asks for it."""
        asked = {"hx-request": "true", "x-background": "1"} if piece else {}
        return _answer(await self._client.get(path, headers=self._headers | asked))

    async def post(self, path: str, **form: str) -> Answer:
        """A deed from one of our own pages."""
        return _answer(await self._post(path, form))

    async def changes(self) -> AsyncIterator[str]:
        """The live line: the name of each event, as long as anybody listens."""
        headers = self._headers | {"accept": "text/event-stream"}
        async with self._client.stream("GET", "/desk/events", headers=headers, timeout=None) as answer:
            async for line in answer.aiter_lines():
                if line.startswith("event:"):
                    yield line.partition(":")[2].strip()

    async def leave(self) -> None:
        """Close the browser; the session stays until it ends by itself."""
        await self._client.aclose()

    async def _post(self, path: str, form: dict[str, str]) -> httpx.Response:
        here = {"sec-fetch-site": "same-origin", "x-csrf": forgery_token(self.token)}
        return await self._client.post(path, data=form, headers=self._headers | here)

    @property
    def _headers(self) -> dict[str, str]:
        # By hand: a cookie for https alone would not be sent to a service on this computer's loopback.
        return {"cookie": f"{self._cookie}={self.token}"} if self.token else {}


@asynccontextmanager
async def store_beside(
    data_dir: Path, *, clock: Clock | None = None, sealer_factory: SealerFactory | None = None
) -> AsyncIterator[Store]:
    """The store of a service that runs, as a command of `puente` opens it."""
    settings = read_store_settings({"PUENTE_DATA_DIR": str(data_dir)})
    factory = {"sealer_factory": sealer_factory} if sealer_factory else {}
    store = Store(settings.database_url, settings.keystore_url, clock=clock, **factory)
    async with open_store(store, root_key(settings)):
        yield store


async def invited(store: Store, people: Sequence[NewAdvocate], now: datetime) -> list[str]:
    """The paths of their one-time links."""
    paths = []
    for one in people:
        async with store.unit_of_work() as uow:
            paths.append(f"/desk/join/{await invite(uow, one, now)}")
            await uow.commit()
    return paths


async def always_on_shift(store: Store, advocates: Sequence[AdvocateId], today: date) -> None:
    """Somebody is there at every hour."""
    async with store.unit_of_work() as uow:
        for one in advocates:
            uow.rota.add_shift(
                Shift(
                    id=new_id(),
                    advocate_id=one,
                    days=EVERY_DAY,
                    begins=time(0),
                    ends=time(0),
                    zone="America/Chicago",
                    from_day=today - timedelta(days=7),
                )
            )
        await uow.commit()


async def conversation_of(store: Store, number: str) -> ConversationId | None:
    """The conversation of a phone."""
    subject_id = await store.keys.resolve("sms", number, create=False)
    if subject_id is None:
        return None
    async with store.unit_of_work() as uow:
        found = await uow.conversations.by_subject(subject_id, "sms")
    return found.id if found else None


def _answer(response: httpx.Response) -> Answer:
    return Answer(status=response.status_code, body=response.text, location=response.headers.get("location", ""))


def _secret_on(page: str) -> str:
    """The key that a join page shows as text."""
    found = re.search(r'class="door__key">([A-Z2-7 ]+)<', page)
    if found is None:
        raise AssertionError("the page of the link shows no key")
    return found[1].replace(" ", "")


def _cookie_in(response: httpx.Response) -> tuple[str, str]:
    name, _, rest = response.headers["set-cookie"].partition("=")
    return name, rest.partition(";")[0]
