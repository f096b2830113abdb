"""Of a quiet handoff the phone shows nothing, at no step of its life, until an advocate writes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.care.ids import new_id
from bot.store.records import Handoff, HandoffReason
from bot.usecases import calling, desk, handoffs, opening, recontact, standing
from bot.usecases.opening import QuietReason, fire_quiet_call
from bot.usecases.paging import fire_ladder
from bot.usecases.recontact import fire_recontact
from bot.usecases.replying import reply
from bot.usecases.silence import fire_wait
from tests.care.programs import program
from tests.usecases.people import an_advocate, ask_for_a_person, latest, speaker, take, texts
from tests.usecases.plans import alerts, timers
from tests.usecases.turns import NOW, Youth

LATER = NOW + timedelta(minutes=1)


async def call(youth: Youth, reason: QuietReason = "duress", now: Any = NOW) -> None:
    """What a duress word leaves behind, carried out."""
    async with youth.store.unit_of_work() as uow:
        await opening.soon(uow, youth.subject_id, youth.conversation_id, reason, now)
        await uow.commit()
    await fire_quiet_call(youth.store, await youth.timer("quiet_call"), now, speaker())


async def open_ones(youth: Youth) -> list[Handoff]:
    async with youth.store.unit_of_work() as uow:
        return [
            one
            for one in await uow.handoffs.of_conversation(youth.conversation_id)
            if one.status in ("requested", "offered", "claimed")
        ]


async def write(youth: Youth, advocate: Any, handoff: Handoff, text: str = "hey") -> None:
    async with youth.store.unit_of_work() as uow:
        await reply(uow, program(), handoff, await youth.conversation(), advocate, text, LATER, key=new_id())
        await uow.commit()


@pytest.mark.parametrize(("reason", "priority", "alert"), [("duress", 0, "duress"), ("checkin", 1, "checkin_missed")])
async def test_people_are_told_and_called_and_the_phone_shows_nothing(
    youth: Youth, reason: QuietReason, priority: int, alert: str
) -> None:
    await call(youth, reason)
    one = await latest(youth)
    assert (one.reason, one.priority, one.status, one.told_at) == (reason, priority, "requested", None)
    assert await alerts(youth) == [alert] and len(await timers(youth, calling.LADDER)) == 1
    assert await texts(youth) == [] and await timers(youth, calling.WAIT) == []


async def test_to_the_youth_it_is_as_if_nobody_had_been_called(youth: Youth) -> None:
    await call(youth)
    async with youth.turn() as scope:
        assert await standing.of_the_wait(scope) is None
        assert not await handoffs.is_waiting(scope)
        assert not await handoffs.share(scope, True)
        await handoffs.stop_waiting(scope)
    assert [one.reason for one in await open_ones(youth)] == ["duress"]


async def test_called_again_it_is_one_handoff(youth: Youth) -> None:
    await call(youth)
    await call(youth)
    assert len(await open_ones(youth)) == 1 and await alerts(youth) == ["duress"]


async def test_duress_takes_the_place_of_a_missed_check_in_and_not_the_other_way_round(youth: Youth) -> None:
    await call(youth, "checkin")
    await call(youth, "duress", LATER)
    assert [(one.reason, one.priority) for one in await open_ones(youth)] == [("duress", 0)]
    await call(youth, "checkin", LATER)
    assert [(one.reason, one.priority) for one in await open_ones(youth)] == [("duress", 0)]


async def test_claimed_nothing_is_said_and_the_program_goes_on_until_the_advocate_writes(youth: Youth) -> None:
    ana = await an_advocate(youth.store)
    await call(youth)
    version = (await youth.conversation()).version
    claimed = await take(youth, ana, await latest(youth))
    assert (claimed.status, claimed.claimed_by, claimed.joined_at) == ("claimed", ana.id, None)
    assert await texts(youth) == [] and (await youth.conversation()).version == version
    assert await timers(youth, calling.SILENCE) == []
    await write(youth, ana, claimed)
    joined = await latest(youth)
    assert joined.joined_at == LATER and await texts(youth) == ["hey"]
    assert (await youth.conversation()).version == version + 1 and len(await timers(youth, calling.SILENCE)) == 1


async def test_an_ordinary_one_is_joined_by_its_claim(youth: Youth) -> None:
    claimed = await take(youth, await an_advocate(youth.store), await ask_for_a_person(youth))
    assert claimed.joined_at == NOW


@pytest.mark.parametrize("deed", ["hand_back", "close"])
async def test_ended_before_anybody_wrote_it_leaves_no_word(youth: Youth, deed: str) -> None:
    ana = await an_advocate(youth.store)
    await call(youth)
    claimed = await take(youth, ana, await latest(youth))
    async with youth.store.unit_of_work() as uow:
        await getattr(desk, deed)(uow, speaker(), claimed.id, ana, "mistake", LATER)
        await uow.commit()
    assert (await latest(youth)).status == "closed" and await texts(youth) == []


async def test_given_back_it_is_called_out_again_without_a_word(youth: Youth) -> None:
    ana = await an_advocate(youth.store)
    await call(youth)
    claimed = await take(youth, ana, await latest(youth))
    async with youth.store.unit_of_work() as uow:
        await desk.release(uow, speaker(), claimed.id, ana, LATER)
        await uow.commit()
    back = await latest(youth)
    assert (back.status, back.told_at, back.joined_at) == ("requested", None, None) and await texts(youth) == []
    assert (await youth.timer(calling.LADDER)).due_at == LATER


async def test_passed_to_a_colleague_it_stays_unsaid(youth: Youth) -> None:
    ana, ben = await an_advocate(youth.store), await an_advocate(youth.store, "ben")
    await call(youth)
    claimed = await take(youth, ana, await latest(youth))
    async with youth.store.unit_of_work() as uow:
        await desk.transfer(uow, speaker(), claimed.id, ana, ben.id, None, LATER)
        await uow.commit()
    passed = await take(youth, ben, await latest(youth))
    assert passed.claimed_by == ben.id and passed.joined_at is None and await texts(youth) == []


async def test_once_an_advocate_has_written_it_is_like_any_other(youth: Youth) -> None:
    ana = await an_advocate(youth.store)
    await call(youth)
    claimed = await take(youth, ana, await latest(youth))
    await write(youth, ana, claimed)
    async with youth.store.unit_of_work() as uow:
        await desk.close(uow, speaker(), claimed.id, ana, "talked", LATER)
        await uow.commit()
    assert len(await texts(youth)) == 2


@pytest.mark.parametrize(("reason", "alert"), [("duress", "duress_unreached"), ("checkin", "checkin_unreached")])
async def test_when_nobody_comes_people_are_told_and_not_the_phone(
    youth: Youth, reason: QuietReason, alert: str
) -> None:
    await call(youth, reason)
    end = NOW + program().paging.give_up_after
    await fire_ladder(youth.store, await youth.timer(calling.LADDER), end, speaker())
    assert (await latest(youth)).status == "lapsed" and alert in await alerts(youth) and await texts(youth) == []


async def test_a_word_to_who_waits_is_not_for_one_who_knows_of_no_wait(youth: Youth) -> None:
    await ask_for_a_person(youth)
    async with youth.turn() as scope:
        await handoffs.stop_waiting(scope)
    await call(youth)
    await fire_wait(youth.store, await youth.timer(calling.WAIT), LATER, speaker())
    assert await texts(youth) == [] and await timers(youth, calling.WAIT) == []


@pytest.mark.parametrize("reason", ["asked", "risk"])
@pytest.mark.parametrize("claimed", [False, True])
async def test_asked_for_openly_it_becomes_an_ordinary_one_that_keeps_its_urgency(
    youth: Youth, reason: HandoffReason, claimed: bool
) -> None:
    """And the time that is told is that of somebody who has just asked."""
    async with youth.turn(commit=False) as scope:
        told = await handoffs.request(scope, reason=reason)
    await call(youth)
    if claimed:
        await take(youth, await an_advocate(youth.store), await latest(youth))
    async with youth.turn() as scope:
        assert await handoffs.request(scope, reason=reason) == told
    (one,) = await open_ones(youth)
    assert (one.reason, one.priority, one.status, one.requested_at) == (reason, 0, "requested", NOW)
    async with youth.turn() as scope:
        waits = await standing.of_the_wait(scope)
    assert waits is not None and waits.reason == reason and waits.wait == told.wait


async def test_with_nobody_on_shift_the_youth_hears_so_and_the_quiet_one_goes_on(youth: Youth) -> None:
    night = NOW + timedelta(hours=12)
    assert not program().is_staffed(night)
    await call(youth, now=night)
    async with youth.turn(night) as scope:
        assert (await handoffs.request(scope, reason="asked")).status == "nobody"
    assert [one.reason for one in await open_ones(youth)] == ["duress"]


async def test_whoever_waits_already_is_pressed_and_hears_the_times_of_before(youth: Youth) -> None:
    asked = await ask_for_a_person(youth)
    async with youth.turn() as scope:
        told = await standing.of_the_wait(scope)
    await call(youth, now=LATER)
    (one,) = await open_ones(youth)
    assert (one.id, one.reason, one.priority) == (asked.id, "asked", 0) and "duress" in await alerts(youth)
    (ladder,) = await timers(youth, calling.LADDER)
    assert (ladder.due_at, ladder.created_at) == (LATER, NOW)
    async with youth.turn() as scope:
        assert await standing.of_the_wait(scope) == told
        assert (await handoffs.request(scope, reason="asked")).status == "already"


async def test_a_pressed_wait_that_the_youth_ends_goes_on_in_silence(youth: Youth) -> None:
    await ask_for_a_person(youth)
    await call(youth, now=LATER)
    async with youth.turn() as scope:
        await handoffs.stop_waiting(scope)
    assert await open_ones(youth) == []
    await fire_quiet_call(youth.store, await youth.timer("quiet_call"), LATER, speaker())
    assert [(one.reason, one.priority) for one in await open_ones(youth)] == [("duress", 0)]


async def test_a_pressed_wait_that_nobody_comes_to_is_told_as_ever_and_goes_on_in_silence(youth: Youth) -> None:
    await ask_for_a_person(youth)
    await call(youth, now=LATER)
    end = NOW + program().paging.give_up_after
    await fire_ladder(youth.store, await youth.timer(calling.LADDER), end, speaker())
    assert len(await texts(youth)) == 1
    await fire_quiet_call(youth.store, await youth.timer("quiet_call"), end, speaker())
    assert [one.reason for one in await open_ones(youth)] == ["duress"] and len(await texts(youth)) == 1
    assert (await youth.timer(calling.LADDER)).due_at == end


@pytest.mark.parametrize(("reason", "priority", "alert"), [("duress", 0, "duress"), ("checkin", 1, "checkin_missed")])
async def test_beside_a_talk_with_a_person_that_person_is_called_and_the_phone_shows_nothing(
    youth: Youth, reason: QuietReason, priority: int, alert: str
) -> None:
    await take(youth, await an_advocate(youth.store), await ask_for_a_person(youth))
    before = await texts(youth)
    await call(youth, reason, LATER)
    assert [(one.reason, one.priority) for one in await open_ones(youth)] == [("asked", priority)]
    assert alert in await alerts(youth) and await texts(youth) == before
    assert (await youth.timer(calling.REMINDER)).due_at == LATER


async def test_a_time_that_was_agreed_is_kept_as_if_there_were_none(youth: Youth) -> None:
    async with youth.turn() as scope:
        await recontact.set(scope, NOW + timedelta(days=3))
    at = NOW + timedelta(days=3)
    await call(youth, now=at - timedelta(minutes=1))
    await fire_recontact(youth.store, await youth.timer("recontact"), at, speaker())
    assert len(await texts(youth)) == 1
    assert [(one.reason, one.priority) for one in await open_ones(youth)] == [("recontact", 0)]


async def nameless(youth: Youth) -> list[str]:
    """Kinds of the open alerts that outlive whoever they are about."""
    async with youth.store.unit_of_work() as uow:
        return [one.kind for one in await uow.alerts.open() if one.subject_id is None and one.conversation_id is None]


@pytest.mark.parametrize("reason", ["duress", "checkin"])
@pytest.mark.parametrize("waits", [False, True])
async def test_forgotten_it_ends_without_a_name_and_people_still_hear_of_it(
    youth: Youth, reason: QuietReason, waits: bool
) -> None:
    if waits:
        await ask_for_a_person(youth)
    await call(youth, reason)
    async with youth.turn() as scope:
        await handoffs.end_for_good(scope)
    assert await open_ones(youth) == [] and await nameless(youth) == ["forgotten_in_danger"]


async def test_forgotten_before_people_were_called_they_still_hear_of_it(youth: Youth) -> None:
    async with youth.store.unit_of_work() as uow:
        await opening.soon(uow, youth.subject_id, youth.conversation_id, "duress", NOW)
        await uow.commit()
    async with youth.turn() as scope:
        await handoffs.end_for_good(scope)
    assert await nameless(youth) == ["forgotten_in_danger"]


@pytest.mark.parametrize(("duress", "told"), [(True, ["forgotten_in_danger"]), (False, [])])
async def test_forgotten_before_the_reply_to_the_word_has_left_they_hear_of_it_and_of_an_ok_they_do_not(
    youth: Youth, duress: bool, told: list[str]
) -> None:
    async with youth.store.unit_of_work() as uow:
        await opening.after_the_reply(uow, youth.subject_id, youth.conversation_id, NOW, duress=duress, risk=None)
        await uow.commit()
    async with youth.turn() as scope:
        await handoffs.end_for_good(scope)
    assert await nameless(youth) == told


async def test_after_an_ok_nobody_is_called(youth: Youth) -> None:
    async with youth.store.unit_of_work() as uow:
        await opening.after_the_reply(uow, youth.subject_id, youth.conversation_id, NOW, duress=False, risk="danger")
        await uow.commit()
    await fire_quiet_call(youth.store, await youth.timer("quiet_call"), LATER, speaker())
    assert await open_ones(youth) == [] == await alerts(youth) and await timers(youth, "quiet_call") == []


async def test_forgotten_after_nobody_came_people_still_hear_of_it(youth: Youth) -> None:
    await call(youth)
    end = NOW + program().paging.give_up_after
    await fire_ladder(youth.store, await youth.timer(calling.LADDER), end, speaker())
    async with youth.turn() as scope:
        await handoffs.end_for_good(scope)
    assert await nameless(youth) == ["forgotten_in_danger"]
