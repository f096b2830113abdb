"""Places at the desk: who can be invited, what a phone brings with it, and what a new link or a disabling ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import ConflictError, WrongInput
from bot.store import Store
from bot.store.desk_records import Advocate
from bot.usecases.advocates import NewAdvocate, disable, has_stopped, invite, invite_again
from bot.usecases.sessions import open_session, session_id
from bot.usecases.sign_in import invited_by
from tests.usecases.turns import NOW, NUMBER, Youth

PHONE = "+12145550144"
ANA = NewAdvocate(login="ana", name="Ana", role="advocate")


async def _invited(store: Store, new: NewAdvocate = ANA) -> str:
    async with store.unit_of_work() as uow:
        token = await invite(uow, new, NOW)
        await uow.commit()
    return token


async def _advocate(store: Store, login: str = "ana") -> Advocate:
    async with store.unit_of_work() as uow:
        found = await uow.advocates.by_login(login)
    assert found is not None
    return found


async def _opens(store: Store, token: str, after: timedelta = timedelta()) -> bool:
    async with store.unit_of_work() as uow:
        return await invited_by(uow, token, NOW + after) is not None


async def test_somebody_invited_has_a_link_for_a_day_and_nothing_to_sign_in_with(sqlite_store: Store) -> None:
    token = await _invited(sqlite_store)
    ana = await _advocate(sqlite_store)
    assert (ana.status, ana.role, ana.speaks, ana.password) == ("invited", "advocate", ("en", "es"), None)
    assert await _opens(sqlite_store, token, timedelta(hours=23))
    assert not await _opens(sqlite_store, token, timedelta(hours=24))


async def test_the_link_is_kept_as_a_hash_only(sqlite_store: Store) -> None:
    token = await _invited(sqlite_store)
    async with sqlite_store.unit_of_work() as uow:
        assert await uow.invitations.get(token) is None


async def test_a_phone_opens_a_staff_conversation_that_pages_go_through(sqlite_store: Store) -> None:
    await _invited(sqlite_store, replace(ANA, phone="214 555 0144"))
    ana = await _advocate(sqlite_store)
    assert (ana.phone, ana.page_conversation_id is None) == (PHONE, False)
    async with sqlite_store.unit_of_work() as uow:
        assert ana.page_conversation_id is not None
        conversation = await uow.conversations.get(ana.page_conversation_id)
        assert conversation is not None and (conversation.kind, conversation.language) == ("staff", "en")
        assert await uow.contacts.address_of(conversation.subject_id, "sms") == PHONE
    assert not await has_stopped(sqlite_store.keys, PHONE)


async def test_a_phone_that_said_stop_is_told_of(sqlite_store: Store) -> None:
    await sqlite_store.keys.suppress("sms", PHONE, NOW)
    await _invited(sqlite_store, replace(ANA, phone=PHONE))
    assert await has_stopped(sqlite_store.keys, PHONE)


async def test_a_number_that_texts_as_a_youth_stays_a_youths(youth: Youth) -> None:
    with pytest.raises(WrongInput):
        await _invited(youth.store, replace(ANA, phone=NUMBER))
    async with youth.store.unit_of_work() as uow:
        assert await uow.advocates.all() == []
        conversation = await uow.conversations.get(youth.conversation_id)
    assert conversation is not None and conversation.kind == "youth"


async def test_two_colleagues_do_not_share_a_phone(sqlite_store: Store) -> None:
    await _invited(sqlite_store, replace(ANA, phone=PHONE))
    with pytest.raises(WrongInput):
        await _invited(sqlite_store, replace(ANA, login="eva", phone=PHONE))


@pytest.mark.parametrize(
    "wrong",
    [
        {"login": "a"},
        {"login": "Ana"},
        {"login": "1ana"},
        {"login": "ana maria"},
        {"login": "a" * 41},
        {"role": "owner"},
        {"name": " "},
        {"name": "x" * 41},
        {"speaks": ()},
        {"speaks": ("en", "fr")},
        {"language": "fr"},
        {"phone": "911"},
        {"phone": "ana"},
    ],
    ids=str,
)
async def test_what_is_wrong_is_told_and_nothing_is_written(sqlite_store: Store, wrong: dict[str, object]) -> None:
    with pytest.raises(WrongInput):
        await _invited(sqlite_store, replace(ANA, **wrong))  # type: ignore[arg-type]
    async with sqlite_store.unit_of_work() as uow:
        assert await uow.advocates.all() == []


async def test_a_login_is_taken_once_also_by_two_at_the_same_moment(sqlite_store: Store) -> None:
    async with sqlite_store.unit_of_work() as first, sqlite_store.unit_of_work() as second:
        await invite(first, ANA, NOW)
        await invite(second, ANA, NOW)
        await first.commit()
        with pytest.raises(ConflictError):
            await second.commit()
    with pytest.raises(WrongInput):
        await _invited(sqlite_store)


async def test_a_new_link_ends_sessions_and_older_links_and_forgives_failures(sqlite_store: Store) -> None:
    older = await _invited(sqlite_store)
    ana = await _advocate(sqlite_store)
    async with sqlite_store.unit_of_work() as uow:
        key = uow.keys.throttle_key("login", "ana")
        uow.failures.add(key, NOW)
        session = session_id(open_session(uow, ana.id, NOW))
        await uow.commit()
    async with sqlite_store.unit_of_work() as uow:
        newer = await invite_again(uow, "ana", NOW)
        await uow.commit()
    assert (await _opens(sqlite_store, older), await _opens(sqlite_store, newer)) == (False, True)
    assert (await _advocate(sqlite_store)).totp != ana.totp
    async with sqlite_store.unit_of_work() as uow:
        ended = await uow.sessions.get(session)
        assert ended is not None and ended.ended_at == NOW
        assert await uow.failures.count(key, NOW - timedelta(days=1)) == 0


async def test_a_disabled_advocate_keeps_nothing_to_come_in_with(sqlite_store: Store) -> None:
    token = await _invited(sqlite_store)
    async with sqlite_store.unit_of_work() as uow:
        await disable(uow, "ana", NOW)
        await uow.commit()
    ana = await _advocate(sqlite_store)
    assert (ana.status, ana.password, ana.totp) == ("disabled", None, None)
    assert not await _opens(sqlite_store, token)


async def test_nobody_else_is_found(sqlite_store: Store) -> None:
    for deed in (invite_again, disable):
        async with sqlite_store.unit_of_work() as uow:
            with pytest.raises(WrongInput):
                await deed(uow, "nobody", NOW)


async def test_each_is_in_the_audit_without_a_name_or_a_number(sqlite_store: Store) -> None:
    await _invited(sqlite_store, replace(ANA, name="Anabel", phone=PHONE))
    async with sqlite_store.unit_of_work() as uow:
        await disable(uow, "ana", NOW, actor="another")
        await uow.commit()
    async with sqlite_store.unit_of_work() as uow:
        entries = list(reversed(await uow.audit.recent(10)))
    assert [(entry.event, entry.actor) for entry in entries] == [
        ("admin:advocate:invited", "cli"),
        ("admin:advocate:disabled", "another"),
    ]
    assert "Anabel" not in repr(entries) and PHONE not in repr(entries)
