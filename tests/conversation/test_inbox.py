"""A message is stored once, before anybody is told that it was; what cannot be stored is not acknowledged."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.store import Store
from tests.house import NUMBER, at_home


async def test_a_message_delivered_twice_is_taken_in_once(tmp_path: Path) -> None:
    async with at_home(tmp_path) as home:
        assert await home.hears("hi", sid="SMsame") is True
        assert await home.hears("hi", sid="SMsame") is False
        assert len((await home.rows())["inbound_message"]) == 1


async def test_also_after_everything_of_the_person_was_erased(tmp_path: Path) -> None:
    async with at_home(tmp_path) as home:
        await home.hears("hi", sid="SMsame")
        subject_id = await home.store.keys.resolve("sms", NUMBER, create=False)
        assert subject_id is not None
        async with home.store.unit_of_work() as uow:
            await uow.erase_subject(subject_id)
            await uow.commit()
        await home.store.keys.destroy(subject_id)
        assert await home.hears("hi", sid="SMsame") is False
        assert await home.rows() == {}


async def test_many_texts_at_once_from_a_new_number_become_one_conversation(tmp_path: Path) -> None:
    async with at_home(tmp_path) as home:
        await asyncio.gather(*(home.hears(f"text {number}") for number in range(4)))
        kept = await home.rows()
        assert len(kept["conversation"]) == 1
        assert len(kept["inbound_message"]) == 4


async def test_when_the_database_is_locked_the_message_is_not_acknowledged(tmp_path: Path) -> None:
    async with at_home(tmp_path) as home:
        await home.hears("hi")
        settings = home.house.settings
        blocked = Store(settings.database_url, settings.keystore_url, busy_timeout=0.1)
        async with blocked.database.write(), asyncio.timeout(30):
            with pytest.raises(StoreError):
                await home.hears("are you there")
        await blocked.close()
        home.clock.advance(timedelta(seconds=1))
        assert await home.hears("are you there") is True
