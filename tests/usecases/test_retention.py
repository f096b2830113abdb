"""A day after its last message a conversation goes; a referral keeps itself, not the talk."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.usecases import handoffs, referrals
from bot.usecases.erasure import SETTLE, fire_erasure
from bot.usecases.retention import fire_retention
from tests.care.programs import program
from tests.usecases.turns import NOW, Youth

DAY = timedelta(days=1)


async def fire(youth: Youth, now: datetime) -> None:
    await fire_retention(youth.store, await youth.timer("retention"), now, program())


async def test_a_conversation_that_nothing_keeps_is_erased(youth: Youth) -> None:
    await fire(youth, NOW + DAY)
    timer = await youth.timer("erase")
    await fire_erasure(youth.store, timer, NOW + DAY + SETTLE)
    assert not await youth.store.keys.exists(youth.subject_id)
    assert await youth.rows() == {}


async def test_a_text_in_between_starts_the_day_anew(youth: Youth) -> None:
    async with youth.turn() as scope:
        scope.uow.conversations.schedule_turn(youth.conversation_id, NOW, NOW + timedelta(hours=5))
    await fire(youth, NOW + DAY)
    assert (await youth.timer("retention")).due_at == NOW + DAY + timedelta(hours=5)
    assert (await youth.conversation()).state == {"events": [1]}


async def test_a_referral_is_kept_while_the_talk_is_forgotten(youth: Youth) -> None:
    agency = program().agency("mesquite")
    assert agency is not None
    async with youth.turn() as scope:
        await referrals.submit(scope, answers={"name_to_use": "Sky"}, agency=agency)
    await fire(youth, NOW + DAY)
    assert (await youth.conversation()).state == {}
    assert (await youth.rows())["referral"][0]["details"]["name_to_use"] == "Sky"
    assert (await youth.timer("retention")).due_at == NOW + 90 * DAY


async def test_who_waits_for_a_person_is_not_forgotten(youth: Youth) -> None:
    async with youth.turn() as scope:
        await handoffs.request(scope, reason="asked")
    await fire(youth, NOW + DAY)
    assert (await youth.conversation()).state == {"events": [1]}
    assert (await youth.timer("retention")).due_at == NOW + DAY + timedelta(hours=1)


async def test_a_text_that_waits_for_its_answer_keeps_everything(youth: Youth) -> None:
    async with youth.turn() as scope:
        await scope.uow.inbound.add(youth.text())
    await fire(youth, NOW + DAY)
    assert (await youth.conversation()).state == {"events": [1]}
