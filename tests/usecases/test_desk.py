"""At the desk: one takes a conversation however many want it, writes, passes it on, ends it; the youth always knows."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.care.ids import AdvocateId, new_id
from bot.errors import ConflictError, WrongInput
from bot.store import Store
from bot.store.records import Advocate, Handoff, OutboundMessage
from bot.usecases import desk, handoffs
from bot.usecases.releasing import give_back
from tests.care.programs import program
from tests.usecases.people import an_advocate, ask_for_a_person, events, latest, speaker, take, texts
from tests.usecases.turns import NOW, Youth, a_youth

LATER = NOW + timedelta(minutes=1)


@pytest.fixture
async def ana(youth: Youth) -> Advocate:
    return await an_advocate(youth.store)


async def write(youth: Youth, advocate: Advocate, text: str, *, key: str | None = None) -> OutboundMessage:
    handoff = await latest(youth)
    async with youth.store.unit_of_work() as uow:
        conversation = await uow.conversations.get(youth.conversation_id)
        assert conversation is not None
        message = await desk.reply(uow, program(), handoff, conversation, advocate, text, LATER, key=key or new_id())
        await uow.commit()
    return message


async def race(store: Store, advocates: list[Advocate], handoff: Handoff) -> list[AdvocateId]:
    """Everybody claims at once; those who won."""

    async def one(advocate: Advocate) -> AdvocateId | None:
        try:
            await desk.carried_out(store, lambda uow: desk.claim(uow, speaker(), handoff.id, advocate, NOW))
        except (WrongInput, ConflictError):
            return None
        return advocate.id

    return [won for won in await asyncio.gather(*(one(advocate) for advocate in advocates)) if won]


async def test_of_twenty_who_claim_at_once_exactly_one_wins_and_the_youth_hears_one_name(store: Store) -> None:
    youth = await a_youth(store)
    advocates = [await an_advocate(store, f"a{number}") for number in range(20)]
    handoff = await ask_for_a_person(youth)
    won = await race(store, advocates, handoff)
    claimed = await latest(youth)
    assert len(won) == 1 and claimed.claimed_by == won[0] and claimed.status == "claimed"
    assert len(await texts(youth)) == 1
    assert (await events(store)).count("advocate:handoff:claimed") == 1


async def test_the_youth_is_told_who_comes_and_claiming_again_says_nothing_more(youth: Youth, ana: Advocate) -> None:
    handoff = await ask_for_a_person(youth)
    await take(youth, ana, handoff)
    await take(youth, ana, handoff)
    assert len(await texts(youth)) == 1 and "Ana" in (await texts(youth))[0]
    async with youth.store.unit_of_work() as uow:
        assert await uow.alerts.open() == []


async def test_a_turn_under_way_collides_with_the_claim(youth: Youth, ana: Advocate) -> None:
    handoff = await ask_for_a_person(youth)
    conversation = await youth.conversation()
    await take(youth, ana, handoff)
    with pytest.raises(ConflictError):
        async with youth.turn() as scope:
            await scope.uow.conversations.save(conversation)


async def test_the_question_that_the_program_asked_last_is_not_open_any_more(youth: Youth, ana: Advocate) -> None:
    asked = {"message_id": "m", "choices": {"1": "/deny"}}
    async with youth.turn() as scope:
        await scope.uow.conversations.save(replace(await youth.conversation(), state={"asked": asked}))
    await take(youth, ana, await ask_for_a_person(youth))
    assert (await youth.conversation()).state == {"asked": None}


async def test_a_reply_goes_out_once_however_often_the_page_sends_it(youth: Youth, ana: Advocate) -> None:
    await take(youth, ana, await ask_for_a_person(youth))
    key = new_id()
    assert (await write(youth, ana, "Hey, I'm here.", key=key)).id == key
    await write(youth, ana, "Hey, I'm here.", key=key)
    assert (await texts(youth))[1:] == ["Hey, I'm here."]
    row = next(row for row in (await youth.rows())["outbound_message"] if row["id"] == key)
    assert (row["advocate_id"], row["purpose"]) == (ana.id, "reply")


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 153 * 6 + "xx", "ñandú " * 200, "😀" * 210])
async def test_a_reply_without_words_or_of_more_than_six_segments_is_refused(
    youth: Youth, ana: Advocate, text: str
) -> None:
    await take(youth, ana, await ask_for_a_person(youth))
    with pytest.raises(WrongInput):
        await write(youth, ana, text)


async def test_a_reply_of_six_segments_goes_out_in_the_spelling_of_sms(youth: Youth, ana: Advocate) -> None:
    await take(youth, ana, await ask_for_a_person(youth))
    assert (await write(youth, ana, "á" * 153 * 6)).text == "a" * 153 * 6


async def test_only_whoever_has_the_conversation_writes_in_it(youth: Youth, ana: Advocate) -> None:
    ben = await an_advocate(youth.store, "ben", role="supervisor")
    with pytest.raises(WrongInput):
        await ask_for_a_person(youth)
        await write(youth, ana, "hello")
    await take(youth, ana, await latest(youth))
    with pytest.raises(WrongInput):
        await write(youth, ben, "hello")
    key = (await write(youth, ana, "hello")).id
    with pytest.raises(WrongInput):
        await write(youth, ben, "hello", key=key)


@pytest.mark.parametrize("key", ["", "1", "g" * 32, "A" * 32])
async def test_a_reply_needs_an_id_of_its_own(youth: Youth, ana: Advocate, key: str) -> None:
    await take(youth, ana, await ask_for_a_person(youth))
    with pytest.raises(WrongInput):
        await write(youth, ana, "hello", key=key or " ")


@pytest.mark.parametrize("happens", ["hand back", "stop", "claim of a colleague"])
async def test_nothing_happens_unnoticed_between_the_reading_of_a_reply_and_its_commit(
    youth: Youth, ana: Advocate, happens: str
) -> None:
    ben = await an_advocate(youth.store, "ben")
    handoff = await take(youth, ana, await ask_for_a_person(youth))
    async with youth.store.unit_of_work() as slow:
        await desk.reply(slow, program(), handoff, await youth.conversation(), ana, "I'm here", LATER, key=new_id())
        async with youth.store.unit_of_work() as uow:
            if happens == "hand back":
                await desk.hand_back(uow, speaker(), handoff.id, ana, "talked", LATER)
            elif happens == "stop":
                await uow.conversations.save(replace(await youth.conversation(), paused_at=LATER))
            else:
                await desk.transfer(uow, speaker(), handoff.id, ana, ben.id, None, LATER)
            await uow.commit()
        if happens == "claim of a colleague":
            await take(youth, ben, handoff)
        with pytest.raises(ConflictError):
            await slow.commit()
    assert "I'm here" not in await texts(youth)


async def test_a_talk_that_was_just_answered_is_not_given_back_as_unanswered(youth: Youth, ana: Advocate) -> None:
    handoff = await take(youth, ana, await ask_for_a_person(youth))
    async with youth.store.unit_of_work() as uow:
        await give_back(uow, speaker(), handoff, await youth.conversation(), LATER)
        await write(youth, ana, "I'm here")
        with pytest.raises(ConflictError):
            await uow.commit()
    assert (await latest(youth)).status == "claimed"


async def test_after_a_stop_a_reply_waits_until_they_write_again(youth: Youth, ana: Advocate) -> None:
    await take(youth, ana, await ask_for_a_person(youth))
    async with youth.turn() as scope:
        stopped = replace(await youth.conversation(), paused_at=NOW + timedelta(seconds=5))
        await scope.uow.conversations.save(stopped)
    with pytest.raises(WrongInput, match="no texts now"):
        await write(youth, ana, "are you ok")
    async with youth.turn() as scope:
        scope.uow.conversations.schedule_turn(youth.conversation_id, LATER, LATER)
    assert (await write(youth, ana, "are you ok")).status == "queued"


async def test_a_wish_for_silence_holds_for_people_too(youth: Youth, ana: Advocate) -> None:
    await take(youth, ana, await ask_for_a_person(youth))
    async with youth.turn() as scope:
        quiet = {"quiet_until": (NOW + timedelta(minutes=30, seconds=5)).isoformat()}
        await scope.uow.conversations.save(replace(await youth.conversation(), state=quiet))
    with pytest.raises(WrongInput, match="no texts now"):
        await write(youth, ana, "are you ok")


async def test_passed_to_a_colleague_it_stays_in_hand_until_they_take_it(youth: Youth, ana: Advocate) -> None:
    ben = await an_advocate(youth.store, "ben", phone="+12145550177")
    handoff = await take(youth, ana, await ask_for_a_person(youth))
    async with youth.store.unit_of_work() as uow:
        await desk.transfer(uow, speaker(), handoff.id, ana, ben.id, "likes to be called Sky", LATER)
        await uow.commit()
    assert (await latest(youth)).claimed_by == ana.id
    await write(youth, ana, "Ben is better at this, he comes in a minute")
    passed = await take(youth, ben, handoff)
    assert (passed.claimed_by, passed.claimed_at) == (ben.id, handoff.claimed_at)
    assert "Ben" in (await texts(youth))[-1]
    rows = await youth.rows()
    assert [row["text"] for row in rows["note"]] == ["likes to be called Sky"]
    assert [row["advocate_id"] for row in rows["page"]] == [ben.id]


async def test_passed_to_nobody_in_particular_it_waits_again_in_its_old_place(youth: Youth, ana: Advocate) -> None:
    handoff = await take(youth, ana, await ask_for_a_person(youth))
    async with youth.store.unit_of_work() as uow:
        await desk.transfer(uow, speaker(), handoff.id, ana, None, None, LATER)
        await uow.commit()
    waiting = await latest(youth)
    assert (waiting.status, waiting.claimed_by, waiting.requested_at) == ("requested", None, NOW)
    assert (await youth.timer("handoff_ladder")).payload == {"passed_by": ana.id}
    assert "someone else" in (await texts(youth))[-1]


async def test_given_back_with_nobody_on_shift_the_youth_hears_that_nobody_can_come(youth: Youth) -> None:
    eve = await an_advocate(youth.store, "eve", on_shift=False)
    async with youth.turn() as scope:
        scope.uow.handoffs.add(
            Handoff(id="a" * 32, subject_id=youth.subject_id, conversation_id=youth.conversation_id, reason="asked",
                    priority=2, requested_at=NOW)
        )  # fmt: skip
    handoff = await take(youth, eve, await latest(youth))
    async with youth.store.unit_of_work() as uow:
        await desk.release(uow, speaker(), handoff.id, eve, LATER, "my shift is over")
        await uow.commit()
    assert (await latest(youth)).status == "lapsed"
    assert "988" in (await texts(youth))[-1]


@pytest.mark.parametrize("deed", ["hand_back", "close"])
async def test_a_talk_ends_with_a_word_about_it_and_what_became_of_it(youth: Youth, ana: Advocate, deed: str) -> None:
    handoff = await take(youth, ana, await ask_for_a_person(youth))
    async with youth.store.unit_of_work() as uow:
        await getattr(desk, deed)(uow, speaker(), handoff.id, ana, "talked", LATER)
        await uow.commit()
    ended = await latest(youth)
    assert (ended.status, ended.disposition, ended.closed_by) == ("closed", "talked", ana.id)
    assert "Ana" in (await texts(youth))[-1]
    with pytest.raises(WrongInput, match="ended"):
        await take(youth, ana, handoff)


async def test_how_it_ended_has_to_be_one_of_the_list(youth: Youth, ana: Advocate) -> None:
    handoff = await take(youth, ana, await ask_for_a_person(youth))
    async with youth.store.unit_of_work() as uow:
        with pytest.raises(WrongInput):
            await desk.close(uow, speaker(), handoff.id, ana, "whatever", LATER)


async def test_a_colleague_neither_gives_back_nor_ends_a_talk_that_is_not_theirs(youth: Youth, ana: Advocate) -> None:
    ben = await an_advocate(youth.store, "ben")
    handoff = await take(youth, ana, await ask_for_a_person(youth))
    async with youth.store.unit_of_work() as uow:
        for deed in (
            desk.release(uow, speaker(), handoff.id, ben, LATER),
            desk.close(uow, speaker(), handoff.id, ben, "talked", LATER),
            desk.transfer(uow, speaker(), handoff.id, ben, ben.id, None, LATER),
            desk.claim(uow, speaker(), handoff.id, ben, LATER),
        ):
            with pytest.raises(WrongInput):
                await deed


async def test_a_number_is_unmasked_only_by_whom_it_concerns_and_it_is_noted(youth: Youth, ana: Advocate) -> None:
    ben = await an_advocate(youth.store, "ben")
    await take(youth, ana, await ask_for_a_person(youth))
    async with youth.store.unit_of_work() as uow:
        conversation = await youth.conversation()
        with pytest.raises(WrongInput):
            await desk.unmask(uow, conversation, ben, LATER)
        assert await desk.unmask(uow, conversation, ana, LATER) == "+12145550123"
        await uow.commit()
    assert "advocate:contact:unmasked" in await events(youth.store)


async def test_looking_back_takes_a_reason_which_stays(youth: Youth, ana: Advocate) -> None:
    await take(youth, ana, await ask_for_a_person(youth, "risk"))
    async with youth.store.unit_of_work() as uow:
        with pytest.raises(WrongInput, match="reason"):
            await desk.look_back(uow, youth.conversation_id, ana, "  ", LATER)
        await desk.look_back(uow, youth.conversation_id, ana, "they named a place", LATER)
        await uow.commit()
    assert [row["text"] for row in (await youth.rows())["note"]] == ["they named a place"]
    assert "advocate:conversation:opened_with_reason" in await events(youth.store)


async def test_without_a_risk_an_advocate_does_not_look_back(youth: Youth, ana: Advocate) -> None:
    sue = await an_advocate(youth.store, "sue", role="supervisor")
    await take(youth, ana, await ask_for_a_person(youth))
    async with youth.store.unit_of_work() as uow:
        with pytest.raises(WrongInput):
            await desk.look_back(uow, youth.conversation_id, ana, "curious", LATER)
        await desk.look_back(uow, youth.conversation_id, sue, "a complaint", LATER)


async def test_whoever_is_forgotten_during_a_talk_leaves_nothing_to_write_to(youth: Youth, ana: Advocate) -> None:
    await take(youth, ana, await ask_for_a_person(youth))
    async with youth.turn() as scope:
        await handoffs.end_for_good(scope)
    with pytest.raises(WrongInput):
        await write(youth, ana, "are you there")


async def test_an_alert_is_seen_to_once(youth: Youth, ana: Advocate) -> None:
    await ask_for_a_person(youth)
    async with youth.store.unit_of_work() as uow:
        alert = (await uow.alerts.open())[0]
        await desk.acknowledge_alert(uow, alert.id, ana, LATER)
        await uow.commit()
    async with youth.store.unit_of_work() as uow:
        with pytest.raises(WrongInput):
            await desk.acknowledge_alert(uow, alert.id, ana, LATER)


async def test_stepping_away_is_noted_and_takes_one_off_the_shift(youth: Youth, ana: Advocate) -> None:
    async with youth.store.unit_of_work() as uow:
        await desk.set_away(uow, ana, True, LATER)
        await uow.commit()
    async with youth.store.unit_of_work() as uow:
        kept = await uow.advocates.get(ana.id)
    assert kept is not None and kept.away
    assert await events(youth.store) == ["advocate:shift:left"]
