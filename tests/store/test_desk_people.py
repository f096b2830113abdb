"""Advocates, how they sign in, and when they are on shift."""

from __future__ import annotations

import dataclasses
from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.errors import ConflictError
from bot.store import Advocate, Store
from bot.store.desk_tables import advocate as advocate_table
from bot.store.unit_of_work import UnitOfWork
from tests.store.desk_records import (
    a_stored_advocate,
    an_advocate,
    challenge,
    desk_session,
    invitation,
    passkey,
    shift,
    shift_exception,
)
from tests.store.records import NOW, a_stored_conversation

LATER = NOW + timedelta(minutes=10)


async def read(store: Store, record: Advocate) -> Advocate:
    async with store.unit_of_work() as uow:
        found = await uow.advocates.get(record.id)
    assert found is not None
    return found


async def commit_loses(uow: UnitOfWork) -> None:
    with pytest.raises(ConflictError):
        await uow.commit()


async def test_an_advocate_is_read_back_whole_and_found_by_login(store: Store) -> None:
    talk = await a_stored_conversation(store, kind="staff")
    fields = {"phone": "+12145550123", "password": "$argon2id$x", "totp": "JBSWY3DP", "speaks": ("es", "en")}
    ana = await a_stored_advocate(store, "ana", status="active", page_conversation_id=talk.id, **fields)
    ben = await a_stored_advocate(store, "ben")
    async with store.unit_of_work() as uow:
        assert await uow.advocates.by_login(" Ana ") == ana
        assert await uow.advocates.by_login("nobody") is None
        assert await uow.advocates.by_page_conversation(talk.id) == ana
        assert await uow.advocates.all() == [ana, ben]
    rows = repr(await store.database.rows(select(advocate_table)))
    assert not any(word in rows for word in ("Ana", "5550123", "argon2id", "JBSWY3DP"))
    assert not any(word in repr(ana) for word in ("Ana", "5550123", "argon2id", "JBSWY3DP"))


async def test_a_login_is_given_once(store: Store) -> None:
    await a_stored_advocate(store, "ana")
    async with store.unit_of_work() as uow:
        await uow.advocates.add(await an_advocate(store, "ana"))
        await commit_loses(uow)


async def test_somebody_is_active_only_after_joining(store: Store) -> None:
    ana = await a_stored_advocate(store)
    async with store.unit_of_work() as uow:
        assert not await uow.advocates.any_active()
        await uow.advocates.save(dataclasses.replace(ana, status="active", name="Ana María"), ana)
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.advocates.any_active()
    assert (await read(store, ana)).name == "Ana María"


async def test_a_time_step_is_used_up_once_and_a_save_does_not_give_it_back(store: Store) -> None:
    ana = await a_stored_advocate(store)
    async with store.unit_of_work() as first, store.unit_of_work() as replay:
        first.advocates.use_totp(ana, 57)
        replay.advocates.use_totp(ana, 57)
        await first.commit()
        await commit_loses(replay)
    async with store.unit_of_work() as uow:
        await uow.advocates.save(ana, ana)
        uow.advocates.use_totp(ana, 56)
        await commit_loses(uow)
    async with store.unit_of_work() as uow:
        await uow.advocates.save(ana, ana)
        uow.advocates.set_away(ana.id, True)
        uow.advocates.use_totp(ana, 58)
        await uow.commit()
    assert await read(store, ana) == dataclasses.replace(ana, totp_step=58, away=True)


async def test_where_pages_go_does_not_bring_back_who_was_disabled(store: Store) -> None:
    ana = await a_stored_advocate(store, status="active", password="$argon2id$x")
    line = await a_stored_conversation(store, kind="staff")
    async with store.unit_of_work() as disabling, store.unit_of_work() as paging:
        await disabling.advocates.save(dataclasses.replace(ana, status="disabled", password=None), ana)
        paging.advocates.page_through(ana.id, line.id)
        await disabling.commit()
        await paging.commit()
    changed = dataclasses.replace(ana, status="disabled", password=None, page_conversation_id=line.id)
    assert await read(store, ana) == changed


async def test_two_who_change_different_things_about_somebody_are_both_heard(store: Store) -> None:
    ana = await a_stored_advocate(store, status="active", password="$argon2id$x")
    async with store.unit_of_work() as one, store.unit_of_work() as other:
        await one.advocates.save(dataclasses.replace(ana, name="Ana María"), ana)
        await other.advocates.save(dataclasses.replace(ana, password="$argon2id$y"), ana)
        await one.commit()
        await other.commit()
    assert await read(store, ana) == dataclasses.replace(ana, name="Ana María", password="$argon2id$y")


@pytest.mark.parametrize("meanwhile", [{"status": "disabled", "password": None}, {"role": "supervisor"}], ids=str)
async def test_nothing_is_written_on_a_status_or_a_role_that_has_changed(
    store: Store, meanwhile: dict[str, Any]
) -> None:
    ana = await a_stored_advocate(store, status="active", password="$argon2id$x")
    async with store.unit_of_work() as late:
        await late.advocates.save(dataclasses.replace(ana, password="$argon2id$y"), ana)
        async with store.unit_of_work() as uow:
            await uow.advocates.save(dataclasses.replace(ana, **meanwhile), ana)
            await uow.commit()
        await commit_loses(late)
    assert await read(store, ana) == dataclasses.replace(ana, **meanwhile)


async def test_a_code_proves_nothing_once_its_owner_is_disabled(store: Store) -> None:
    ana = await a_stored_advocate(store, status="active")
    async with store.unit_of_work() as signing_in:
        signing_in.advocates.use_totp(ana, 57)
        async with store.unit_of_work() as uow:
            await uow.advocates.save(dataclasses.replace(ana, status="disabled"), ana)
            await uow.commit()
        await commit_loses(signing_in)


async def test_passkeys_belong_to_their_advocate(store: Store) -> None:
    ana = await a_stored_advocate(store)
    first, second = passkey(ana), passkey(ana, created_at=LATER)
    async with store.unit_of_work() as uow:
        await uow.passkeys.add(second)
        await uow.passkeys.add(first)
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.passkeys.of_advocate(ana.id) == [first, second]
        uow.passkeys.used(first.id, 7, LATER)
        uow.passkeys.delete(second.id)
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.passkeys.by_credential(second.credential_id) is None
        used = await uow.passkeys.by_credential(first.credential_id)
        assert used == dataclasses.replace(first, sign_count=7, used_at=LATER)
        await uow.passkeys.add(passkey(ana, credential_id=first.credential_id))
        await commit_loses(uow)


async def test_an_invitation_opens_once_and_in_time(store: Store) -> None:
    ana = await a_stored_advocate(store)
    good, late, void = invitation(ana), invitation(ana, expires_at=LATER), invitation(ana)
    async with store.unit_of_work() as uow:
        for each in (good, late, void):
            uow.invitations.add(each)
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.invitations.get(good.id) == good
        uow.invitations.use(good.id, LATER)
        await uow.commit()
    async with store.unit_of_work() as uow:
        uow.invitations.void_all(ana.id, LATER)
        await uow.commit()
    for each in (good, late, void):
        async with store.unit_of_work() as uow:
            uow.invitations.use(each.id, LATER)
            await commit_loses(uow)


async def test_a_session_that_has_ended_stays_ended(store: Store) -> None:
    ana, ben = await a_stored_advocate(store, "ana"), await a_stored_advocate(store, "ben")
    old, new, other = desk_session(ana), desk_session(ana, created_at=LATER, seen_at=LATER), desk_session(ben)
    async with store.unit_of_work() as uow:
        for each in (old, new, other):
            uow.sessions.add(each)
        uow.sessions.seen(old.id, LATER)
        uow.sessions.step_up(old.id, LATER)
        uow.sessions.end(new.id, LATER)
        await uow.commit()
    async with store.unit_of_work() as uow:
        ended = dataclasses.replace(new, ended_at=LATER)
        stepped_up = dataclasses.replace(old, seen_at=LATER, stepped_up_at=LATER)
        assert await uow.sessions.of_advocate(ana.id) == [ended, stepped_up]
        uow.sessions.seen(new.id, LATER + timedelta(hours=1))
        uow.sessions.end_all(ana.id, LATER + timedelta(hours=1))
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.sessions.get(new.id) == ended
        assert [each.ended_at for each in await uow.sessions.of_advocate(ben.id)] == [None]
        uow.sessions.step_up(old.id, LATER)
        await commit_loses(uow)


async def test_a_challenge_is_good_for_once_and_not_for_long(store: Store) -> None:
    record = challenge()
    async with store.unit_of_work() as uow:
        uow.challenges.add(record)
        await uow.commit()
    async with store.unit_of_work() as first, store.unit_of_work() as second:
        for uow in (first, second):
            assert await uow.challenges.take(record.id, NOW) == record
            assert await uow.challenges.take(record.id, LATER) is None
            uow.challenges.drop(record.id)
        await first.commit()
        await commit_loses(second)


async def test_failures_are_counted_by_key_and_time_until_cleared(store: Store) -> None:
    ana, home = store.keys.throttle_key("login", "ana"), store.keys.throttle_key("address", "192.0.2.7")
    async with store.unit_of_work() as uow:
        for minute in range(3):
            uow.failures.add(ana, NOW + timedelta(minutes=minute))
        uow.failures.add(home, NOW)
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.failures.count(ana, NOW - timedelta(minutes=1)) == 3
        assert await uow.failures.count(ana, NOW + timedelta(minutes=1)) == 1
        uow.failures.clear(ana)
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.failures.count(ana, NOW - timedelta(minutes=1)) == 0
        assert await uow.failures.count(home, NOW - timedelta(minutes=1)) == 1


async def test_shifts_keep_their_wall_times_and_days(store: Store) -> None:
    ana = await a_stored_advocate(store)
    night, day = shift(ana), shift(ana, begins=time(9, 5), ends=time(17, 0), from_day=date(2027, 4, 1))
    async with store.unit_of_work() as uow:
        uow.rota.add_shift(day)
        uow.rota.add_shift(night)
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.rota.shifts() == [night, day]
        uow.rota.end_shift(night.id, date(2027, 3, 31))
        uow.rota.delete_shift(day.id)
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.rota.shifts() == [dataclasses.replace(night, until_day=date(2027, 3, 31))]
        uow.rota.delete_shift(day.id)
        await commit_loses(uow)


async def test_exceptions_are_given_for_a_span_of_days(store: Store) -> None:
    ana = await a_stored_advocate(store)
    off = shift_exception(ana)
    extra = shift_exception(ana, day=date(2027, 3, 7), kind="extra", begins=time(8), ends=time(12))
    async with store.unit_of_work() as uow:
        uow.rota.add_exception(extra)
        uow.rota.add_exception(off)
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.rota.exceptions(date(2027, 3, 3), date(2027, 3, 7)) == [off, extra]
        assert await uow.rota.exceptions(date(2027, 3, 4), date(2027, 3, 6)) == []
        uow.rota.delete_exception(off.id)
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.rota.exceptions(date(2027, 3, 1), date(2027, 3, 9)) == [extra]
