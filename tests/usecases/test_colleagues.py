"""What an admin changes about people who are here, while those people join, sign in, or are let go by somebody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pyotp
import pytest
from argon2 import PasswordHasher

from bot.care.ids import AdvocateId
from bot.errors import ConflictError
from bot.store import Store, UnitOfWork
from bot.store.desk_records import Advocate
from bot.usecases.advocates import NewAdvocate, disable, invite
from bot.usecases.colleagues import Details, change
from bot.usecases.desk import carried_out
from bot.usecases.passwords import Passwords
from bot.usecases.sign_in import Typed, by_password, invited_by, join_by_password
from bot.usecases.throttle import tries_of
from tests.usecases.turns import NOW

ADMIN = AdvocateId("an-admin")
PASSWORD = "four plain words here"
CODE_AT = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
QUICK = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
DETAILS = Details(name="Ana Luz", role="advocate", speaks=("es",), language="es", phone=None)


async def _invited(store: Store) -> str:
    async with store.unit_of_work() as uow:
        token = await invite(uow, NewAdvocate(login="ana", name="Ana", role="advocate"), NOW)
        await uow.commit()
    return token


async def _ana(uow: UnitOfWork) -> Advocate:
    found = await uow.advocates.by_login("ana")
    assert found is not None
    return found


def _typed(ana: Advocate, at: datetime) -> Typed:
    return Typed(login="ana", password=PASSWORD, code=pyotp.TOTP(ana.totp or "").at(at))


async def _join(store: Store, token: str, passwords: Passwords = QUICK) -> None:
    async with store.unit_of_work() as uow:
        invited = await invited_by(uow, token, NOW)
        assert invited is not None
        typed = _typed(invited.advocate, CODE_AT)
        await join_by_password(uow, invited, typed, passwords, now=NOW, code_at=CODE_AT)
        await uow.commit()


async def test_new_details_do_not_undo_a_joining_of_the_same_moment(sqlite_store: Store) -> None:
    token, tries = await _invited(sqlite_store), []

    async def deed(uow: UnitOfWork) -> None:
        ana = await _ana(uow)
        tries.append(ana.status)
        if len(tries) == 1:
            await _join(sqlite_store, token)
        await change(uow, ana, DETAILS, ADMIN, NOW)

    await carried_out(sqlite_store, deed)
    assert tries == ["invited", "active"]
    async with sqlite_store.unit_of_work() as uow:
        ana = await _ana(uow)
    assert (ana.status, ana.name) == ("active", "Ana Luz")
    assert await QUICK.check(ana.password, PASSWORD)


async def test_new_details_do_not_bring_back_who_was_let_go(sqlite_store: Store) -> None:
    await _join(sqlite_store, await _invited(sqlite_store))
    async with sqlite_store.unit_of_work() as changing:
        await change(changing, await _ana(changing), DETAILS, ADMIN, NOW)
        await carried_out(sqlite_store, lambda uow: disable(uow, "ana", NOW))
        with pytest.raises(ConflictError):
            await changing.commit()
    async with sqlite_store.unit_of_work() as uow:
        ana = await _ana(uow)
    assert (ana.status, ana.password, ana.totp) == ("disabled", None, None)


@pytest.mark.parametrize("time_cost", [1, 2], ids=["the hash is as it should be", "the hash is made anew"])
async def test_a_sign_in_of_the_same_moment_does_not_bring_back_who_was_let_go(
    sqlite_store: Store, time_cost: int
) -> None:
    await _join(sqlite_store, await _invited(sqlite_store))
    passwords = Passwords(PasswordHasher(time_cost=time_cost, memory_cost=8, parallelism=1))
    at = CODE_AT.replace(minute=1)
    async with sqlite_store.unit_of_work() as signing_in:
        tries = tries_of(signing_in, login="ana", address="203.0.113.7")
        typed = _typed(await _ana(signing_in), at)
        assert await by_password(signing_in, typed, tries, passwords, now=NOW, code_at=at)
        await carried_out(sqlite_store, lambda uow: disable(uow, "ana", NOW))
        with pytest.raises(ConflictError):
            await signing_in.commit()
    async with sqlite_store.unit_of_work() as uow:
        ana = await _ana(uow)
        assert all(one.ended_at is not None for one in await uow.sessions.of_advocate(ana.id))
    assert (ana.status, ana.password) == ("disabled", None)


async def test_what_was_not_changed_is_not_written(sqlite_store: Store) -> None:
    await _join(sqlite_store, await _invited(sqlite_store))
    async with sqlite_store.unit_of_work() as one, sqlite_store.unit_of_work() as other:
        await change(one, await _ana(one), replace(DETAILS, name="Ana", speaks=("en", "es")), ADMIN, NOW)
        await change(other, await _ana(other), replace(DETAILS, language="en", speaks=("en", "es")), ADMIN, NOW)
        await one.commit()
        await other.commit()
    async with sqlite_store.unit_of_work() as uow:
        ana = await _ana(uow)
    assert (ana.name, ana.language) == ("Ana Luz", "es")
