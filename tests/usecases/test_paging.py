"""People are called one after the other until somebody comes or the youth hears that nobody can; each timer looks for itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.care.ids import ConversationId, new_id
from bot.care.wording import segments
from bot.errors import ConflictError
from bot.store import ContactAddress, Conversation, Store
from bot.store.records import Advocate, OutboundMessage
from bot.usecases import desk, paging
from bot.usecases.paging import fire_ladder
from bot.usecases.recontact import fire_recontact
from bot.usecases.silence import fire_silence, fire_wait
from tests.care.programs import program
from tests.usecases.people import an_advocate, ask_for_a_person, events, latest, speaker, take, texts
from tests.usecases.turns import NOW, Youth

MINUTE = timedelta(minutes=1)
FIRE = {"handoff_ladder": fire_ladder, "handoff_wait": fire_wait, "handoff_silence": fire_silence,
        "recontact": fire_recontact}  # fmt: skip


async def fire(youth: Youth, kind: str, now: datetime) -> None:
    timer = await youth.timer(kind)
    assert timer.due_at <= now
    await FIRE[kind](youth.store, timer, now, speaker())


async def says(youth: Youth, text: str, at: datetime, **changed: Any) -> None:
    """A text of the youth, and what it changed in the conversation."""
    async with youth.turn(at) as scope:
        await scope.uow.inbound.add(youth.text(text=text, received_at=at))
        scope.uow.conversations.schedule_turn(youth.conversation_id, at, at)
        await scope.uow.conversations.save(replace(await youth.conversation(), **changed))


async def is_running(youth: Youth, kind: str) -> bool:
    async with youth.store.unit_of_work() as uow:
        return bool(await uow.timers.by_conversation(youth.conversation_id, kind))


async def pages(store: Store, advocate: Advocate) -> list[OutboundMessage]:
    """The texts on an advocate's phone."""
    async with store.unit_of_work() as uow:
        kept = await uow.advocates.get(advocate.id)
        if kept is None or kept.page_conversation_id is None:
            return []
        return await uow.outbound.recent(kept.page_conversation_id, 10)


async def alerts(youth: Youth) -> list[str]:
    async with youth.store.unit_of_work() as uow:
        return [alert.kind for alert in await uow.alerts.open()]


async def the_team(youth: Youth) -> tuple[Advocate, Advocate, Advocate]:
    """Two on shift, and a supervisor who is not."""
    ana = await an_advocate(youth.store, "ana", phone="+12145550171", language="es", speaks=("en", "es"))
    ben = await an_advocate(youth.store, "ben", phone="+12145550172", speaks=("es",))
    sue = await an_advocate(youth.store, "sue", phone="+12145550173", role="supervisor", on_shift=False)
    async with youth.turn() as scope:
        await scope.uow.conversations.save(replace(await youth.conversation(), language="en"))
    return ana, ben, sue


async def test_one_is_called_then_the_next_then_the_supervisor_and_then_the_youth_hears_of_it(youth: Youth) -> None:
    ana, ben, sue = await the_team(youth)
    await ask_for_a_person(youth)
    called = []
    for minute in (0, 3, 9):
        await fire(youth, "handoff_ladder", NOW + minute * MINUTE)
        called.append([len(await pages(youth.store, one)) for one in (ana, ben, sue)])
    assert called == [[1, 0, 0], [1, 1, 0], [1, 1, 1]]
    assert (await latest(youth)).status == "offered" and await texts(youth) == []
    await fire(youth, "handoff_ladder", NOW + 20 * MINUTE)
    assert (await latest(youth)).status == "lapsed"
    told = await texts(youth)
    assert len(told) == 1 and "988" in told[0] and not await is_running(youth, "handoff_ladder")
    assert "service:handoff:lapsed" in await events(youth.store)


@pytest.mark.parametrize("urgent", [False, True])
@pytest.mark.parametrize("passed_on", [False, True])
async def test_a_page_in_spanish_is_spelled_for_sms_and_is_one_text(
    youth: Youth, urgent: bool, passed_on: bool
) -> None:
    ana, _, _ = await the_team(youth)
    handoff = await ask_for_a_person(youth, "risk" if urgent else "asked")
    async with youth.store.unit_of_work() as uow:
        await paging.page(uow, program(), handoff, ana, NOW, passed_on=passed_on)
        await uow.commit()
    sent = (await pages(youth.store, ana))[-1].text
    assert segments(sent).count == 1 and segments(sent).encoding == "GSM-7"


async def test_a_page_says_nothing_of_the_youth_and_speaks_the_advocates_language(youth: Youth) -> None:
    ana, _, _ = await the_team(youth)
    await ask_for_a_person(youth, "risk")
    await fire(youth, "handoff_ladder", NOW)
    page = (await pages(youth.store, ana))[0]
    assert (page.purpose, page.text) == ("started", "Mesa de Puente: alguien espera (urgente). Contesta 1 si la tomas.")


async def test_a_claim_ends_the_calling(youth: Youth) -> None:
    ana, ben, _ = await the_team(youth)
    await ask_for_a_person(youth)
    await fire(youth, "handoff_ladder", NOW)
    await take(youth, ana, await latest(youth))
    await fire(youth, "handoff_ladder", NOW + 3 * MINUTE)
    assert await pages(youth.store, ben) == [] and not await is_running(youth, "handoff_ladder")
    async with youth.store.unit_of_work() as uow:
        assert await uow.pages.open_to(ana.id) == []


async def test_a_reply_of_one_holds_the_next_page_back_for_a_while(youth: Youth) -> None:
    ana, ben, _ = await the_team(youth)
    await ask_for_a_person(youth)
    await fire(youth, "handoff_ladder", NOW)
    async with youth.store.unit_of_work() as uow:
        assert await paging.acknowledge(uow, ana, NOW + 2 * MINUTE)
        await uow.commit()
    await fire(youth, "handoff_ladder", NOW + 3 * MINUTE)
    assert await pages(youth.store, ben) == []
    await fire(youth, "handoff_ladder", NOW + 5 * MINUTE)
    assert len(await pages(youth.store, ben)) == 1


async def test_a_reply_of_one_to_something_that_is_over_is_told_so(youth: Youth) -> None:
    ana, ben, _ = await the_team(youth)
    await ask_for_a_person(youth)
    await fire(youth, "handoff_ladder", NOW)
    await take(youth, ben, await latest(youth))
    async with youth.store.unit_of_work() as uow:
        assert not await paging.acknowledge(uow, ana, NOW + MINUTE)
        assert not await paging.acknowledge(uow, ben, NOW + MINUTE)


async def test_a_reply_of_one_is_for_somebody_who_still_waits_and_not_for_a_later_page_that_is_over(
    youth: Youth,
) -> None:
    ana, ben, _ = await the_team(youth)
    waits = await ask_for_a_person(youth)
    taken = replace(waits, id=new_id(), requested_at=NOW + MINUTE)
    await fire(youth, "handoff_ladder", NOW)
    async with youth.store.unit_of_work() as uow:
        uow.handoffs.add(taken)
        await paging.page(uow, program(), taken, ana, NOW + MINUTE)
        uow.handoffs.claim(taken.id, ben.id, NOW + MINUTE, 1)
        await uow.commit()
    async with youth.store.unit_of_work() as uow:
        assert await paging.acknowledge(uow, ana, NOW + 2 * MINUTE)
        await uow.commit()
    async with youth.store.unit_of_work() as uow:
        assert await uow.pages.open_for(waits.id) == [] and await uow.pages.open_for(taken.id) == []
        assert not await paging.acknowledge(uow, ana, NOW + 3 * MINUTE)


async def test_whoever_stopped_pages_or_has_no_phone_is_passed_over(youth: Youth) -> None:
    ana, ben, _ = await the_team(youth)
    await ask_for_a_person(youth)
    async with youth.store.unit_of_work() as uow:
        line = await paging.open_line(uow, ana, NOW)
        assert line is not None
        await uow.commit()
    async with youth.store.unit_of_work() as uow:
        await uow.conversations.save(replace(line, paused_at=NOW))
        await uow.commit()
    await an_advocate(youth.store, "nophone")
    await fire(youth, "handoff_ladder", NOW)
    await fire(youth, "handoff_ladder", NOW + 3 * MINUTE)
    assert await pages(youth.store, ana) == [] and len(await pages(youth.store, ben)) == 1


async def test_nothing_of_the_desk_goes_to_a_number_that_talks_with_us_as_a_youth(youth: Youth) -> None:
    eve = await an_advocate(youth.store, "eve", phone="+12145550123")
    await ask_for_a_person(youth)
    await fire(youth, "handoff_ladder", NOW)
    assert await texts(youth) == [] and await pages(youth.store, eve) == []
    assert "page_number_in_use" in await alerts(youth)


async def test_a_changed_phone_gets_a_line_of_its_own(sqlite_store: Store) -> None:
    ana = await an_advocate(sqlite_store, phone="+12145550171")
    lines = []
    for phone in ("+12145550171", "+12145550178"):
        async with sqlite_store.unit_of_work() as uow:
            kept = await uow.advocates.get(ana.id)
            assert kept is not None
            line = await paging.open_line(uow, replace(kept, phone=phone), NOW)
            assert line is not None and line.kind == "staff"
            lines.append(line.id)
            await uow.commit()
    assert lines[0] != lines[1]


async def test_when_the_shift_ends_while_somebody_waits_they_hear_it_at_once(youth: Youth) -> None:
    ana, ben, _ = await the_team(youth)
    await ask_for_a_person(youth)
    async with youth.store.unit_of_work() as uow:
        for one in (ana, ben):
            await desk.set_away(uow, one, True, NOW)
        await uow.commit()
    await fire(youth, "handoff_ladder", NOW)
    assert (await latest(youth)).status == "lapsed" and len(await texts(youth)) == 1


async def test_a_risk_at_night_calls_the_supervisor_first_and_then_everybody(youth: Youth) -> None:
    sue = await an_advocate(youth.store, "sue", phone="+12145550173", role="supervisor", on_shift=False)
    eve = await an_advocate(youth.store, "eve", phone="+12145550174", on_shift=False)
    await ask_for_a_person(youth, "risk")
    await fire(youth, "handoff_ladder", NOW)
    assert [len(await pages(youth.store, one)) for one in (sue, eve)] == [1, 0]
    await fire(youth, "handoff_ladder", NOW + 6 * MINUTE)
    assert [len(await pages(youth.store, one)) for one in (sue, eve)] == [1, 1]
    await fire(youth, "handoff_ladder", NOW + 20 * MINUTE)
    assert (await latest(youth)).status == "lapsed" and "person_risk" in await alerts(youth)


async def test_a_lapse_that_the_youth_may_not_be_told_of_is_told_to_people(youth: Youth) -> None:
    await the_team(youth)
    await ask_for_a_person(youth)
    async with youth.turn() as scope:
        await scope.uow.conversations.save(replace(await youth.conversation(), paused_at=NOW))
    await fire(youth, "handoff_ladder", NOW + 20 * MINUTE)
    assert await texts(youth) == [] and "lapsed_unheard" in await alerts(youth)


async def test_somebody_who_claims_while_it_lapses_comes_first_or_not_at_all(youth: Youth) -> None:
    ana, _, _ = await the_team(youth)
    handoff = await ask_for_a_person(youth)
    async with youth.store.unit_of_work() as slow:
        conversation = await slow.conversations.get(youth.conversation_id)
        assert conversation is not None
        await paging.lapse(slow, speaker(), handoff, conversation, program(), NOW)
        await take(youth, ana, handoff)
        with pytest.raises(ConflictError):
            await slow.commit()
    assert (await latest(youth)).status == "claimed"


async def test_who_waits_hears_a_word_every_few_minutes_until_somebody_comes(youth: Youth) -> None:
    ana, _, _ = await the_team(youth)
    await ask_for_a_person(youth)
    for minutes in (5, 10, 15):
        await fire(youth, "handoff_wait", NOW + minutes * MINUTE)
    told = await texts(youth)
    assert len(told) == 3 and "15" in told[0] and "10" in told[1]
    assert (await latest(youth)).told_at == NOW + 15 * MINUTE
    await take(youth, ana, await latest(youth))
    await fire(youth, "handoff_wait", NOW + 20 * MINUTE)
    assert len(await texts(youth)) == 4 and not await is_running(youth, "handoff_wait")


async def test_no_word_goes_out_against_a_stop(youth: Youth) -> None:
    await the_team(youth)
    await ask_for_a_person(youth)
    async with youth.turn() as scope:
        await scope.uow.conversations.save(replace(await youth.conversation(), paused_at=NOW))
    await fire(youth, "handoff_wait", NOW + 5 * MINUTE)
    assert await texts(youth) == [] and (await latest(youth)).status == "requested"


async def test_a_text_left_unanswered_goes_back_to_the_queue_and_a_colleague_is_called(youth: Youth) -> None:
    ana, ben, _ = await the_team(youth)
    await take(youth, ana, await ask_for_a_person(youth))
    await fire(youth, "handoff_silence", NOW + 15 * MINUTE)
    waiting = await latest(youth)
    assert (waiting.status, waiting.requested_at) == ("requested", NOW)
    assert "someone else" in (await texts(youth))[-1]
    await fire(youth, "handoff_ladder", NOW + 15 * MINUTE)
    assert [len(await pages(youth.store, one)) for one in (ana, ben)] == [0, 1]
    assert "service:handoff:released" in await events(youth.store)


async def test_an_advocate_who_answered_keeps_the_talk_until_a_text_waits_too_long(youth: Youth) -> None:
    ana, _, _ = await the_team(youth)
    handoff = await take(youth, ana, await ask_for_a_person(youth))
    async with youth.turn() as scope:
        conversation = await youth.conversation()
        await desk.reply(scope.uow, speaker().program, handoff, conversation, ana, "hi", NOW + 2 * MINUTE, key=new_id())
    await fire(youth, "handoff_silence", NOW + 15 * MINUTE)
    assert (await latest(youth)).status == "claimed"
    async with youth.turn() as scope:
        await scope.uow.inbound.add(youth.text(received_at=NOW + 20 * MINUTE))
    await fire(youth, "handoff_silence", NOW + 30 * MINUTE)
    assert (await youth.timer("handoff_silence")).due_at == NOW + 35 * MINUTE
    await fire(youth, "handoff_silence", NOW + 35 * MINUTE)
    assert (await latest(youth)).status == "requested"


@pytest.mark.parametrize("back", ["START", "ok im back"])
async def test_an_advocate_who_obeys_a_stop_keeps_the_talk_until_they_write_again(youth: Youth, back: str) -> None:
    ana, _, _ = await the_team(youth)
    handoff = await take(youth, ana, await ask_for_a_person(youth))
    async with youth.turn() as scope:
        conversation = await youth.conversation()
        await desk.reply(scope.uow, speaker().program, handoff, conversation, ana, "hi", NOW + MINUTE, key=new_id())
    await says(youth, "STOP", NOW + 5 * MINUTE, paused_at=NOW + 5 * MINUTE + timedelta(seconds=2))
    for minutes in (20, 35, 50):
        await fire(youth, "handoff_silence", NOW + minutes * MINUTE)
        assert (await latest(youth)).status == "claimed"
    paused_at = None if back == "START" else NOW + 5 * MINUTE + timedelta(seconds=2)
    await says(youth, back, NOW + 60 * MINUTE, paused_at=paused_at)
    await fire(youth, "handoff_silence", NOW + 65 * MINUTE)
    assert (await latest(youth)).status == "claimed"
    await fire(youth, "handoff_silence", NOW + 75 * MINUTE)
    assert (await latest(youth)).status == "requested"


async def test_an_advocate_who_does_not_text_back_when_asked_not_to_keeps_the_talk(youth: Youth) -> None:
    ana, _, _ = await the_team(youth)
    await take(youth, ana, await ask_for_a_person(youth))
    wish = {"quiet_until": (NOW + 35 * MINUTE).isoformat()}
    await says(youth, "dont text back", NOW + 5 * MINUTE, state=wish)
    for minutes in (15, 30, 45, 60):
        await fire(youth, "handoff_silence", NOW + minutes * MINUTE)
    assert (await latest(youth)).status == "claimed"


async def test_a_talk_that_ended_is_watched_no_more(youth: Youth) -> None:
    ana, _, _ = await the_team(youth)
    handoff = await take(youth, ana, await ask_for_a_person(youth))
    async with youth.store.unit_of_work() as uow:
        await desk.close(uow, speaker(), handoff.id, ana, "talked", NOW)
        await uow.commit()
    assert not await is_running(youth, "handoff_silence")


async def test_a_staff_line_that_is_there_already_is_used_again(sqlite_store: Store) -> None:
    subject_id = await sqlite_store.keys.resolve("sms", "+12145550171", create=True)
    assert subject_id is not None
    line = Conversation(id=ConversationId(new_id()), subject_id=subject_id, channel="sms", kind="staff", state={},
                        created_at=NOW, last_inbound_at=NOW)  # fmt: skip
    async with sqlite_store.unit_of_work() as uow:
        await uow.conversations.add(line)
        await uow.contacts.add(
            ContactAddress(id=new_id(), subject_id=subject_id, channel="sms", address="+12145550171")
        )
        await uow.commit()
    ana = await an_advocate(sqlite_store, phone="+12145550171")
    async with sqlite_store.unit_of_work() as uow:
        found = await paging.open_line(uow, ana, NOW)
    assert found is not None and found.id == line.id
