"""People at the desk of a running service, written into its folder from beside it, as `puente advocate` does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from itertools import count
from typing import TypeVar

from bot.care.ids import AdvocateId, ConversationId, new_id
from bot.cli.data import with_store
from bot.settings import Settings
from bot.store import Store
from bot.store.records import Handoff, Said, Shift
from bot.usecases.advocates import NewAdvocate, disable, invite
from bot.usecases.sessions import open_session

ZONE = "America/Chicago"
EVERY_DAY = frozenset(range(7))
_logins = count(1)

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody with a place at the desk and a sign-in that holds."""

    id: AdvocateId
    login: str
    name: str
    language: str
    phone: str | None = field(default=None, repr=False)
    token: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Hours:
    """A shift of every day, in wall time; without one somebody is there and never on shift."""

    begins: time = time(0)
    ends: time = time(0)


class Team:
    """Brings people to the desk of one service, and takes them all away again."""

    def __init__(self, settings: Settings, now: Callable[[], datetime]) -> None:
        self._settings = settings
        self._now = now
        self._logins: list[str] = []

    def joins(
        self,
        name: str,
        *,
        role: str = "advocate",
        phone: str | None = None,
        language: str = "en",
        speaks: tuple[str, ...] = ("en", "es"),
        hours: Hours | None = None,
    ) -> Person:
        """Somebody who is signed in already; what joining takes is tried by its own test."""
        now, login = self._now(), f"{name.lower()}-{next(_logins)}"
        new = NewAdvocate(login=login, name=name, role=role, phone=phone, speaks=speaks, language=language)

        async def run(store: Store) -> Person:
            async with store.unit_of_work() as uow:
                await invite(uow, new, now)
                await uow.commit()
            async with store.unit_of_work() as uow:
                advocate = await uow.advocates.by_login(login)
                assert advocate is not None
                await uow.advocates.save(replace(advocate, status="active"), advocate)
                token = open_session(uow, advocate.id, now)
                if hours is not None:
                    uow.rota.add_shift(_shift(advocate.id, hours, now))
                await uow.commit()
            return Person(id=advocate.id, login=login, name=name, language=language, phone=phone, token=token)

        self._logins.append(login)
        return self.beside(run)

    def always_on_shift(self, login: str) -> None:
        """Somebody who joined by themself gets a shift of every hour."""
        now = self._now()

        async def run(store: Store) -> None:
            async with store.unit_of_work() as uow:
                advocate = await uow.advocates.by_login(login)
                assert advocate is not None
                uow.rota.add_shift(_shift(advocate.id, Hours(), now))
                await uow.commit()

        self.beside(run)

    def signs_in(self, person: Person) -> Person:
        """The same person with a fresh sign-in."""
        now = self._now()

        async def run(store: Store) -> str:
            async with store.unit_of_work() as uow:
                token = open_session(uow, person.id, now)
                await uow.commit()
            return token

        return replace(person, token=self.beside(run))

    def all_leave(self) -> None:
        """Nobody of these is at the desk any more, nor on the rota."""
        now, logins = self._now(), self._logins

        async def run(store: Store) -> None:
            async with store.unit_of_work() as uow:
                for login in logins:
                    await disable(uow, login, now)
                for shift in await uow.rota.shifts():
                    uow.rota.delete_shift(shift.id)
                await uow.commit()

        self.beside(run)
        self._logins = []

    def conversation_of(self, number: str) -> ConversationId:
        """The conversation with a phone."""

        async def run(store: Store) -> ConversationId:
            subject_id = await store.keys.resolve("sms", number, create=False)
            assert subject_id is not None
            async with store.unit_of_work() as uow:
                conversation = await uow.conversations.by_subject(subject_id, "sms")
            assert conversation is not None
            return conversation.id

        return self.beside(run)

    def handoff_of(self, conversation_id: ConversationId) -> Handoff | None:
        """The open handoff of a conversation."""

        async def run(store: Store) -> Handoff | None:
            async with store.unit_of_work() as uow:
                return await uow.handoffs.open_for(conversation_id)

        return self.beside(run)

    def thread_of(self, conversation_id: ConversationId) -> list[Said]:
        """All that was said, whoever may read it."""

        async def run(store: Store) -> list[Said]:
            async with store.unit_of_work() as uow:
                return await uow.thread(conversation_id, None)

        return self.beside(run)

    def beside(self, run: Callable[[Store], Awaitable[T]]) -> T:
        """Work on the store while the service runs; in a thread, since the browser's event loop fills this one."""
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(with_store, run, self._settings).result(30)


def _shift(advocate_id: AdvocateId, hours: Hours, now: datetime) -> Shift:
    return Shift(
        id=new_id(),
        advocate_id=advocate_id,
        days=EVERY_DAY,
        begins=hours.begins,
        ends=hours.ends,
        zone=ZONE,
        from_day=(now - timedelta(days=2)).date(),
    )
