"""A day after its last message a conversation goes; a referral keeps itself, not the talk."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.usecases import handoffs, referrals
from bot.usecases.alerts import raise_alert
from bot.usecases.erasure import SETTLE, fire_erasure
from bot.usecases.retention import fire_retention
from tests.care.programs import program
from tests.usecases.people import an_advocate, ask_for_a_person, take
from tests.usecases.turns import NOW, Youth

DAY = timedelta(days=1)


async def fire(youth: Youth, now: datetime) -> None:
    await fire_retention(youth.store, await youth.timer("retention"), now, program())


async def submit(youth: Youth) -> None:
    agency = program().agency("mesquite")
    assert agency is not None
    async with youth.turn() as scope:
        await referrals.submit(scope, answers={"name_to_use": "Sky"}, agency=agency)


async def settle_alerts(youth: Youth, now: datetime) -> None:
    async with youth.turn(now) as scope:
        for alert in await scope.uow.alerts.open():
            scope.uow.alerts.acknowledge(alert.id, now)


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
    await submit(youth)
    await fire(youth, NOW + DAY)
    assert (await youth.conversation()).state == {}
    assert (await youth.rows())["referral"][0]["details"]["name_to_use"] == "Sky"
    assert (await youth.timer("retention")).due_at == NOW + DAY + timedelta(hours=1)


async def test_talk_that_came_after_the_referral_is_forgotten_in_its_turn(youth: Youth) -> None:
    await submit(youth)
    await fire(youth, NOW + DAY)
    async with youth.turn(NOW + 5 * DAY) as scope:
        scope.uow.conversations.schedule_turn(youth.conversation_id, NOW + 5 * DAY, NOW + 5 * DAY)
        await scope.uow.conversations.save(replace(await youth.conversation(), state={"events": [2]}))
    await fire(youth, NOW + 6 * DAY)
    assert (await youth.conversation()).state == {}


async def test_a_referral_that_was_taken_back_keeps_nothing_any_more(youth: Youth) -> None:
    await submit(youth)
    await fire(youth, NOW + DAY)
    async with youth.turn(NOW + 3 * DAY) as scope:
        await referrals.withdraw(scope)
    await settle_alerts(youth, NOW + 3 * DAY)
    due = (await youth.timer("retention")).due_at
    assert due < NOW + 4 * DAY
    await fire(youth, NOW + 4 * DAY)
    await fire_erasure(youth.store, await youth.timer("erase"), NOW + 4 * DAY + SETTLE)
    assert await youth.rows() == {}


async def test_who_was_promised_that_a_person_reads_it_is_not_forgotten_unread(youth: Youth) -> None:
    async with youth.turn() as scope:
        await raise_alert(
            scope.uow,
            kind="wrote_while_paused",
            now=NOW,
            subject_id=youth.subject_id,
            conversation_id=youth.conversation_id,
        )
    await fire(youth, NOW + DAY)
    assert (await youth.conversation()).state == {} and (await youth.timer("retention")).due_at > NOW + DAY
    await settle_alerts(youth, NOW + DAY)
    await fire(youth, NOW + 2 * DAY)
    assert (await youth.timer("erase")).due_at == NOW + 2 * DAY


async def test_a_text_that_was_not_delivered_keeps_nobody(youth: Youth) -> None:
    async with youth.turn() as scope:
        await raise_alert(
            scope.uow, kind="not_delivered", now=NOW, subject_id=youth.subject_id, conversation_id=youth.conversation_id
        )
    await fire(youth, NOW + DAY)
    assert (await youth.timer("erase")).due_at == NOW + DAY


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


async def test_who_talks_with_a_person_is_not_forgotten(youth: Youth) -> None:
    ana = await an_advocate(youth.store)
    await take(youth, ana, await ask_for_a_person(youth))
    await fire(youth, NOW + DAY)
    assert (await youth.conversation()).state == {"events": [1], "asked": None}
