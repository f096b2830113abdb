"""Whoever has a talk in which something was heard that the phone must not show is called to look, and then others are."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.care.wording import segments, sms_spelling
from bot.store.records import Advocate, OutboundMessage
from bot.usecases import calling, desk, paging
from bot.usecases.alerts import settle
from bot.usecases.opening import QuietReason, call_quietly, fire_quiet_call
from bot.usecases.reminding import fire_reminder
from tests.usecases.people import an_advocate, ask_for_a_person, latest, speaker, take, texts
from tests.usecases.plans import alerts, timers
from tests.usecases.turns import NOW, Youth

MINUTE = timedelta(minutes=1)
HEARD = NOW + 10 * MINUTE


async def a_talk(youth: Youth) -> tuple[Advocate, Advocate, Advocate]:
    """Ana has the talk; Sue is the supervisor, and Sol one who stepped away."""
    ana = await an_advocate(youth.store, phone="+12145550171")
    sue = await an_advocate(youth.store, "sue", phone="+12145550173", role="supervisor", on_shift=False)
    sol = await an_advocate(youth.store, "sol", phone="+12145550174", role="supervisor", away=True)
    await take(youth, ana, await ask_for_a_person(youth))
    return ana, sue, sol


async def hear(youth: Youth, reason: QuietReason = "duress", at: datetime = HEARD) -> None:
    async with youth.store.unit_of_work() as uow:
        await call_quietly(uow, youth.subject_id, youth.conversation_id, reason, at)
        await uow.commit()


async def look(youth: Youth, at: datetime) -> None:
    await fire_reminder(youth.store, await youth.timer(calling.REMINDER), at, speaker())


async def paged(youth: Youth, advocate: Advocate) -> list[OutboundMessage]:
    async with youth.store.unit_of_work() as uow:
        known = await uow.advocates.get(advocate.id)
        line = known.page_conversation_id if known else None
        return await uow.outbound.recent(line, 10) if line else []


async def counts(youth: Youth, people: tuple[Advocate, ...]) -> list[int]:
    return [len(await paged(youth, one)) for one in people]


@pytest.mark.parametrize(("reason", "unreached"), [("duress", "duress_unreached"), ("checkin", "checkin_unreached")])
async def test_first_who_has_it_then_the_supervisors_and_then_it_is_said_that_nobody_looked(
    youth: Youth, reason: QuietReason, unreached: str
) -> None:
    people = await a_talk(youth)
    before = await texts(youth)
    await hear(youth, reason)
    called = []
    for minute in (0, 3):
        await look(youth, HEARD + minute * MINUTE)
        called.append(await counts(youth, people))
    assert called == [[1, 0, 0], [1, 1, 0]] and unreached not in await alerts(youth)
    await look(youth, HEARD + 20 * MINUTE)
    assert unreached in await alerts(youth) and await timers(youth, calling.REMINDER) == []
    assert (await latest(youth)).status == "claimed" and await texts(youth) == before


@pytest.mark.parametrize("language", ["en", "es"])
async def test_the_page_says_to_look_at_an_open_talk_and_nothing_of_whom_or_why(youth: Youth, language: str) -> None:
    ana = await an_advocate(youth.store, phone="+12145550171", language=language)
    await take(youth, ana, await ask_for_a_person(youth))
    await hear(youth)
    await look(youth, HEARD)
    (page,) = await paged(youth, ana)
    assert (
        page.text
        == {
            "en": "Puente desk: look at an open conversation now (urgent). Reply 1 if you take it.",
            "es": sms_spelling("Mesa de Puente: mira ya una conversación abierta (urgente). Contesta 1 si la tomas."),
        }[language]
    )
    assert segments(page.text).count == 1 and segments(page.text).encoding == "GSM-7"


async def test_a_reply_of_one_gives_them_time_to_look(youth: Youth) -> None:
    people = await a_talk(youth)
    await hear(youth)
    await look(youth, HEARD)
    async with youth.store.unit_of_work() as uow:
        assert await paging.acknowledge(uow, people[0], HEARD + 2 * MINUTE)
        await uow.commit()
    await look(youth, HEARD + 3 * MINUTE)
    assert await counts(youth, people) == [1, 0, 0]
    await look(youth, HEARD + 5 * MINUTE)
    assert await counts(youth, people) == [1, 1, 0]


async def test_seen_to_at_the_desk_nobody_else_is_called(youth: Youth) -> None:
    people = await a_talk(youth)
    await hear(youth)
    await look(youth, HEARD)
    async with youth.store.unit_of_work() as uow:
        await settle(uow, youth.conversation_id, ("duress",), HEARD + MINUTE)
        await uow.commit()
    await look(youth, HEARD + 3 * MINUTE)
    assert await counts(youth, people) == [1, 0, 0] and await timers(youth, calling.REMINDER) == []
    assert "duress_unreached" not in await alerts(youth)


async def test_given_back_it_is_the_ladder_that_calls(youth: Youth) -> None:
    people = await a_talk(youth)
    await hear(youth)
    async with youth.store.unit_of_work() as uow:
        await desk.release(uow, speaker(), (await latest(youth)).id, people[0], HEARD)
        await uow.commit()
    await look(youth, HEARD + MINUTE)
    assert await timers(youth, calling.REMINDER) == [] and len(await timers(youth, calling.LADDER)) == 1
    assert (await latest(youth)).priority == 0


@pytest.mark.parametrize("seen", [False, True])
async def test_a_talk_that_is_closed_before_anybody_saw_it_goes_on_as_a_call_in_silence(
    youth: Youth, seen: bool
) -> None:
    ana, *_ = await a_talk(youth)
    await hear(youth)
    async with youth.store.unit_of_work() as uow:
        if seen:
            await settle(uow, youth.conversation_id, ("duress",), HEARD)
            await uow.commit()
    async with youth.store.unit_of_work() as uow:
        await desk.close(uow, speaker(), (await latest(youth)).id, ana, "talked", HEARD)
        await uow.commit()
    assert await timers(youth, calling.REMINDER) == []
    if seen:
        assert await timers(youth, "quiet_call") == []
    else:
        await fire_quiet_call(youth.store, await youth.timer("quiet_call"), HEARD, speaker())
        assert (await latest(youth)).reason == "duress" and len(await timers(youth, calling.LADDER)) >= 1


async def test_said_again_and_again_it_still_reaches_the_supervisors(youth: Youth) -> None:
    people = await a_talk(youth)
    await hear(youth)
    await look(youth, HEARD)
    for minute in (1, 2):
        await hear(youth, at=HEARD + minute * MINUTE)
    await look(youth, HEARD + 3 * MINUTE)
    assert await counts(youth, people) == [1, 1, 0]


async def test_a_missed_check_in_beside_it_is_a_reminder_of_its_own(youth: Youth) -> None:
    await a_talk(youth)
    await hear(youth)
    await hear(youth, "checkin")
    kinds = [str((timer.payload or {})[calling.ALERT]) for timer in await timers(youth, calling.REMINDER)]
    assert sorted(kinds) == ["checkin_missed", "duress"]


@pytest.mark.parametrize("seen", [False, True])
async def test_a_quiet_talk_that_is_closed_does_not_end_a_graver_call_that_came_in_it(youth: Youth, seen: bool) -> None:
    ana = await an_advocate(youth.store, phone="+12145550171")
    await hear(youth, "checkin", NOW)
    await take(youth, ana, await latest(youth))
    await hear(youth)
    async with youth.store.unit_of_work() as uow:
        if seen:
            await settle(uow, youth.conversation_id, ("duress",), HEARD)
        await uow.commit()
    async with youth.store.unit_of_work() as uow:
        await desk.close(uow, speaker(), (await latest(youth)).id, ana, "mistake", HEARD)
        await uow.commit()
    assert bool(await timers(youth, "quiet_call")) != seen
