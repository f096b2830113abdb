"""The desk of a house for tests: people who joined, browsers at it, and a clock that stands."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pyotp
from argon2 import PasswordHasher

from bot.store.desk_records import Advocate
from bot.usecases.advocates import NewAdvocate, invite
from bot.usecases.passwords import Passwords
from bot.usecases.sessions import open_session, session_id
from bot.web.app import build_app
from bot.web.auth.forgery import forgery_token
from bot.web.auth.gate import Gate, build_gate
from bot.web.desk.routes import ENTRIES, desk_routes
from bot.web.desk.table import Entry
from tests.fakes import FixedClock
from tests.house import Home, at_home

ORIGIN = "http://localhost:8000"
HERE = {"sec-fetch-site": "same-origin", "origin": ORIGIN}
PASSWORD = "four plain words here"
COOKIE = "puente_desk"
ADDRESS = "203.0.113.7"


def quick_passwords() -> Passwords:
    """Real Argon2id with the least work that the library takes."""
    return Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who joined with a password, and the app on their phone."""

    login: str
    secret: str

    def code(self, at: datetime) -> str:
        return pyotp.TOTP(self.secret).at(at)


class Browser:
    """A browser at the desk: its cookie, and what its pages send along."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    @property
    def token(self) -> str:
        return self.client.cookies.get(COOKIE, "")

    @token.setter
    def token(self, token: str) -> None:
        self.client.cookies.clear()
        self.client.cookies.set(COOKIE, token, domain="localhost.local", path="/")

    @property
    def csrf(self) -> str:
        return forgery_token(self.token)

    async def get(self, path: str, **headers: str) -> httpx.Response:
        return await self.client.get(path, headers=_spelled(headers))

    async def post(self, path: str, form: dict[str, str] | None = None, **headers: str) -> httpx.Response:
        """A deed from one of our own pages."""
        return await self.client.post(path, data=form or {}, headers={**HERE, "x-csrf": self.csrf, **_spelled(headers)})

    async def post_json(self, path: str, body: object) -> httpx.Response:
        return await self.client.post(path, json=body, headers={**HERE, "x-csrf": self.csrf})


class Door:
    """The web application of a house, and who stands before it."""

    def __init__(self, home: Home, gate: Gate, code_clock: FixedClock, entries: Sequence[Entry]) -> None:
        self.home = home
        self.clock = home.clock
        self.gate = gate
        self.code_clock = code_clock
        self.app = build_app(home.house, readiness=_ready, lifespan=_nothing, gate=gate)
        if entries is not ENTRIES:
            # The rows of another table stand before those of the house.
            self.app.router.routes[:0] = desk_routes(home.house, gate=gate, entries=entries)
        self._clients: list[httpx.AsyncClient] = []

    def browser(self, token: str = "", *, address: str = ADDRESS) -> Browser:
        transport = httpx.ASGITransport(app=self.app, client=(address, 40000))
        client = httpx.AsyncClient(transport=transport, base_url=ORIGIN)
        self._clients.append(client)
        browser = Browser(client)
        if token:
            browser.token = token
        return browser

    async def link(self, login: str = "ana", role: str = "advocate", **fields: str) -> str:
        """The path behind a fresh one-time link."""
        async with self.home.store.unit_of_work() as uow:
            new = NewAdvocate(login=login, name="Ana", role=role, **fields)
            token = await invite(uow, new, self.clock.now())
            await uow.commit()
        return f"/desk/join/{token}"

    async def joined(self, login: str = "ana", role: str = "advocate") -> Person:
        """Somebody who joined with a password through the page, and left their browser."""
        path = await self.link(login, role)
        browser = self.browser()
        person = Person(login=login, secret=secret_on((await browser.get(path)).text))
        answer = await browser.post(f"{path}/password", {"password": PASSWORD, "code": self.code(person)})
        assert answer.status_code == 303, answer.text
        await browser.post("/desk/sign-out")
        self.next_code()
        return person

    async def signs_in(self, person: Person, browser: Browser | None = None, **changed: str) -> httpx.Response:
        """One try with login, password and code."""
        form = {"login": person.login, "password": PASSWORD, "code": self.code(person), **changed}
        return await (browser or self.browser()).post("/desk/sign-in", form)

    async def somebody(self, role: str = "advocate", login: str = "") -> Browser:
        """A signed-in browser of somebody in a role; each role is one person."""
        login = login or f"a-{role}"
        async with self.home.store.unit_of_work() as uow:
            advocate = await uow.advocates.by_login(login)
        if advocate is None:
            await self.link(login, role)
        async with self.home.store.unit_of_work() as uow:
            advocate = await uow.advocates.by_login(login)
            assert advocate is not None
            await uow.advocates.save(replace(advocate, status="active"), advocate)
            token = open_session(uow, advocate.id, self.clock.now())
            await uow.commit()
        return self.browser(token)

    async def step_up(self, browser: Browser) -> None:
        async with self.home.store.unit_of_work() as uow:
            uow.sessions.step_up(session_id(browser.token), self.clock.now())
            await uow.commit()

    async def advocate(self, login: str = "ana") -> Advocate:
        async with self.home.store.unit_of_work() as uow:
            found = await uow.advocates.by_login(login)
        assert found is not None
        return found

    async def events(self) -> list[str]:
        """What the audit says, oldest first."""
        async with self.home.store.unit_of_work() as uow:
            return [entry.event for entry in reversed(await uow.audit.recent(1000))]

    async def actors(self, event: str) -> list[str]:
        async with self.home.store.unit_of_work() as uow:
            return [entry.actor for entry in await uow.audit.recent(1000) if entry.event == event]

    def code(self, person: Person) -> str:
        return person.code(self.code_clock.now())

    def next_code(self) -> None:
        """Time passes until the app shows another code."""
        self.code_clock.advance(timedelta(seconds=30))

    def time_passes(self, span: timedelta) -> None:
        self.clock.advance(span)
        self.code_clock.advance(span)

    async def close(self) -> None:
        for client in self._clients:
            await client.aclose()


@asynccontextmanager
async def open_door(folder: Path, entries: Sequence[Entry] = ENTRIES) -> AsyncIterator[Door]:
    """The desk of a house in a folder of its own; other entries than the house's can be tried."""
    async with at_home(folder) as home:
        code_clock = FixedClock(home.clock.now())
        gate = build_gate(home.house, passwords=quick_passwords(), code_clock=code_clock)
        door = Door(home, gate, code_clock, entries)
        try:
            yield door
        finally:
            await door.close()


def secret_on(page: str) -> str:
    """The key that a join page shows as text."""
    found = re.search(r'class="door__key">([A-Z2-7 ]+)<', page)
    assert found is not None
    return found[1].replace(" ", "")


def _spelled(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


async def _ready() -> dict[str, bool]:
    return {"store": True}


@asynccontextmanager
async def _nothing() -> AsyncIterator[None]:
    yield
