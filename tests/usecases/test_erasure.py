"""Forget me: the number is let go at once, promised words still go out, then the key, then the rows; safe when cut off."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.care.ids import new_id
from bot.errors import SubjectErased
from bot.usecases import erasure, handoffs, referrals
from bot.usecases.erasure import LONGEST_FOR_ANSWER, LONGEST_FOR_WORDS, SETTLE, fire_erasure
from tests.care.programs import program
from tests.usecases.turns import NOW, NUMBER, Youth, a_youth

SETTLED = NOW + SETTLE


async def asks(youth: Youth) -> None:
    async with youth.turn() as scope:
        await erasure.forget(scope)


async def fire(youth: Youth, now: object = SETTLED) -> None:
    await fire_erasure(youth.store, await youth.timer("erase"), now)  # type: ignore[arg-type]


async def is_gone(youth: Youth) -> bool:
    async with youth.store.unit_of_work() as uow:
        rows = await uow.conversations.by_subject(youth.subject_id, "sms")
    return rows is None and not await youth.store.keys.exists(youth.subject_id)


async def test_asking_takes_back_what_was_asked_of_others(youth: Youth) -> None:
    agency = program().agency("mesquite")
    assert agency is not None
    async with youth.turn() as scope:
        await referrals.submit(scope, answers={"name_to_use": "Sky"}, agency=agency)
        await handoffs.request(scope, reason="asked")
    await asks(youth)
    rows = await youth.rows()
    assert rows["referral"][0]["status"] == "withdrawn"
    assert rows["consent"][0]["withdrawn_at"] == NOW
    assert rows["handoff"][0]["status"] == "closed"


async def test_asked_twice_it_is_done_once(youth: Youth) -> None:
    await asks(youth)
    await asks(youth)
    async with youth.store.unit_of_work() as uow:
        assert len(await uow.timers.by_conversation(youth.conversation_id, "erase")) == 1


async def test_the_number_is_nobodys_as_soon_as_the_timer_fires(youth: Youth) -> None:
    await asks(youth)
    assert await youth.number_belongs_to() == youth.subject_id
    await fire(youth, NOW)
    assert await youth.number_belongs_to() is None
    assert not await is_gone(youth)


async def test_then_everything_goes(youth: Youth) -> None:
    await asks(youth)
    await fire(youth, NOW)
    await fire(youth)
    assert await is_gone(youth)
    async with youth.store.unit_of_work() as uow:
        assert await uow.timers.due(NOW + timedelta(days=99), 10) == []
        entries = await uow.audit.recent(10)
    assert entries[0].event == "service:data:erased"
    assert all(entry.subject_id is None for entry in entries)


async def test_the_confirmation_still_goes_out(youth: Youth) -> None:
    await asks(youth)
    async with youth.turn() as scope:
        await scope.uow.outbound.add(youth.reply())
    await fire(youth)
    assert not await is_gone(youth)
    async with youth.store.unit_of_work() as uow:
        assert await uow.contacts.address_of(youth.subject_id, "sms") == NUMBER
    await fire(youth, NOW + LONGEST_FOR_WORDS)
    assert await is_gone(youth)


async def test_a_text_that_was_taken_in_is_answered_first(youth: Youth) -> None:
    await asks(youth)
    async with youth.turn() as scope:
        await scope.uow.inbound.add(youth.text())
    await fire(youth, NOW + LONGEST_FOR_WORDS)
    assert not await is_gone(youth)
    await fire(youth, NOW + LONGEST_FOR_ANSWER)
    assert await is_gone(youth)


async def test_a_stop_outlives_it(youth: Youth) -> None:
    async with youth.store.unit_of_work() as uow:
        uow.conversations.pause(youth.conversation_id, NOW)
        await uow.commit()
    await asks(youth)
    await fire(youth)
    assert await is_gone(youth)
    assert await youth.store.keys.suppressed("sms", NUMBER)


async def test_somebody_who_texts_again_is_a_new_contact_and_stays(youth: Youth) -> None:
    await asks(youth)
    await fire(youth, NOW)
    again = await a_youth(youth.store)
    await fire(youth)
    assert await is_gone(youth)
    assert again.subject_id != youth.subject_id
    assert (await again.conversation()).subject_id == again.subject_id


@pytest.mark.parametrize("cut_off_after", ["letting go", "the key"])
async def test_cut_off_anywhere_it_is_finished_by_the_next_firing(youth: Youth, cut_off_after: str) -> None:
    await asks(youth)
    timer = await youth.timer("erase")
    await youth.store.keys.unlink(youth.subject_id)
    if cut_off_after == "the key":
        await youth.store.keys.destroy(youth.subject_id)
    async with youth.store.unit_of_work() as uow:
        again = await uow.timers.get(timer.id)
    assert again is not None
    await fire_erasure(youth.store, again, SETTLED)
    assert await is_gone(youth)


async def test_no_row_can_be_sealed_for_somebody_who_was_erased(youth: Youth) -> None:
    await asks(youth)
    await fire(youth)
    with pytest.raises(SubjectErased):
        async with youth.turn() as scope:
            await scope.uow.inbound.add(youth.text(id=new_id()))
