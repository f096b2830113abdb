"""A plan is agreed to, holds until it is changed, paused or stopped, and leaves nothing behind that was chosen for it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta

import pytest

from bot.care.checkins import PlanDetails
from bot.care.schedules import Daily, Once
from bot.errors import ConflictError, WrongInput
from bot.store.records import CheckinPlan
from bot.usecases import checkins, desk, erasure
from bot.usecases.checkin_plans import texts_stopped
from bot.usecases.scope import TurnScope
from tests.usecases.people import an_advocate, ask_for_a_person, speaker, take, texts
from tests.usecases.plans import (
    CHICAGO,
    alerts,
    change_conversation,
    fire,
    nightly,
    nine,
    occurrences,
    plan_of,
    start,
    statuses,
    timers,
)
from tests.usecases.turns import NOW, Youth


async def consents(youth: Youth) -> list[str]:
    async with youth.store.unit_of_work() as uow:
        return [consent.purpose for consent in await uow.consents.current(youth.subject_id, NOW)]


async def propose(youth: Youth, details: PlanDetails | None = None) -> CheckinPlan:
    ana = await an_advocate(youth.store)
    async with youth.store.unit_of_work() as uow:
        plan = await checkins.propose(
            uow, speaker(), await youth.conversation(), details or nightly(duress_word=None), ana, NOW
        )
        await uow.commit()
    return plan


async def test_their_own_plan_is_agreed_to_and_runs_from_now_on(youth: Youth) -> None:
    plan = await start(youth)
    kept = await plan_of(youth)
    assert kept is not None and kept.id == plan.id and kept.status == "active" and kept.next_at == nine()
    assert PlanDetails.from_row(kept.details) == nightly()
    assert await consents(youth) == ["checkins"]
    (timer,) = await timers(youth, "checkin")
    assert timer.due_at == nine() and timer.payload == {"plan": plan.id}


async def test_a_new_plan_takes_the_place_of_the_old_one(youth: Youth) -> None:
    old = await start(youth)
    await start(youth, nightly(again_after=timedelta(minutes=10)), NOW + timedelta(hours=1))
    kept = await plan_of(youth)
    assert kept is not None and PlanDetails.from_row(kept.details).again_after == timedelta(minutes=10)
    assert len(await timers(youth, "checkin")) == 1
    async with youth.store.unit_of_work() as uow:
        ended = await uow.checkin_plans.get(old.id)
    assert ended is not None and (ended.status, ended.details, ended.next_at) == ("ended", {}, None)


async def test_a_time_that_has_passed_is_no_plan(youth: Youth) -> None:
    with pytest.raises(WrongInput):
        await start(youth, PlanDetails(schedule=Once(zone=CHICAGO, at=NOW), cover="practice"))
    assert await plan_of(youth) is None


async def test_started_twice_in_one_turn_it_is_one_plan(youth: Youth) -> None:
    async with youth.turn() as scope:
        first = await checkins.start(scope, nightly())
        assert await checkins.start(scope, nightly()) == first == await checkins.change(scope, nightly())
    assert len(await timers(youth, "checkin")) == 1


async def test_an_advocates_plan_holds_only_once_the_youth_has_said_yes(youth: Youth) -> None:
    await propose(youth)
    kept = await plan_of(youth)
    assert kept is not None and kept.status == "proposed" and kept.set_up_by and kept.next_at is None
    assert await timers(youth, "checkin") == [] and await consents(youth) == []
    assert "every day at 9 pm" in (await texts(youth))[-1] and "practice" in (await texts(youth))[-1]
    async with youth.turn() as scope:
        assert await checkins.confirm(scope) is not None
    kept = await plan_of(youth)
    assert kept is not None and kept.status == "active" and kept.next_at == nine()
    assert PlanDetails.from_row(kept.details) == nightly(duress_word=None) and checkins.QUESTION not in kept.details
    assert await consents(youth) == ["checkins"] and len(await timers(youth, "checkin")) == 1


async def test_a_no_to_the_proposal_leaves_nothing(youth: Youth) -> None:
    await propose(youth)
    async with youth.turn() as scope:
        await checkins.decline(scope)
    assert await plan_of(youth) is None and await consents(youth) == []


async def test_while_a_proposal_waits_their_own_plan_goes_on(youth: Youth) -> None:
    own = await start(youth)
    await propose(youth, nightly(schedule=Daily(zone=CHICAGO, at=time(8))))
    kept = await plan_of(youth)
    assert kept is not None and kept.id == own.id
    async with youth.turn() as scope:
        confirmed = await checkins.confirm(scope)
    kept = await plan_of(youth)
    assert confirmed is not None and kept is not None and kept.id == confirmed.id
    assert PlanDetails.from_row(kept.details).duress_word == nightly().duress_word, "their word stays their own"
    assert [timer.payload for timer in await timers(youth, "checkin")] == [{"plan": confirmed.id}]


async def test_what_was_proposed_in_a_talk_ends_with_it(youth: Youth) -> None:
    luz = await an_advocate(youth.store, "luz")
    talk = await take(youth, luz, await ask_for_a_person(youth))
    await propose(youth)
    async with youth.store.unit_of_work() as uow:
        await desk.close(uow, speaker(), talk.id, luz, "talked", NOW)
        await uow.commit()
    assert await plan_of(youth) is None


async def test_nothing_is_proposed_to_somebody_who_wants_no_texts(youth: Youth) -> None:
    await change_conversation(youth, paused_at=NOW)
    with pytest.raises(WrongInput):
        await propose(youth)


async def test_paused_nothing_comes_until_they_are_turned_on_again(youth: Youth) -> None:
    await start(youth)
    async with youth.turn() as scope:
        await checkins.pause(scope)
    kept = await plan_of(youth)
    assert kept is not None and (kept.status, kept.next_at) == ("paused", None)
    assert await timers(youth, "checkin") == []
    async with youth.turn(NOW + timedelta(days=2)) as scope:
        assert await checkins.resume(scope) == nine(25)
    kept = await plan_of(youth)
    assert kept is not None and (kept.status, kept.next_at) == ("active", nine(25))
    assert len(await timers(youth, "checkin")) == 1


async def test_resumed_when_no_time_is_left_it_stays_as_it_is(youth: Youth) -> None:
    await start(youth, PlanDetails(schedule=Once(zone=CHICAGO, at=nine()), cover="practice"))
    async with youth.turn() as scope:
        await checkins.pause(scope)
    async with youth.turn(NOW + timedelta(days=2)) as scope:
        assert await checkins.resume(scope) is None
    kept = await plan_of(youth)
    assert kept is not None and kept.status == "paused"


async def test_changed_it_is_the_same_plan_at_another_time(youth: Youth) -> None:
    plan = await start(youth)
    async with youth.turn() as scope:
        changed = await checkins.change(scope, nightly(schedule=Daily(zone=CHICAGO, at=time(20))))
    assert changed.id == plan.id and changed.next_at == nine() - timedelta(hours=1)
    assert [timer.due_at for timer in await timers(youth, "checkin")] == [nine() - timedelta(hours=1)]


async def test_stopped_what_was_chosen_is_deleted_and_the_consent_withdrawn(youth: Youth) -> None:
    await start(youth)
    async with youth.turn() as scope:
        await checkins.stop(scope)
    assert await plan_of(youth) is None and await timers(youth, "checkin") == [] and await consents(youth) == []
    assert "practice" not in str((await youth.rows())["checkin_plan"])


async def test_a_stop_of_all_texts_keeps_the_plan_for_its_word_and_asks_nothing(youth: Youth) -> None:
    await start(youth)
    await fire(youth, nine())
    async with youth.store.unit_of_work() as uow:
        await texts_stopped(uow, await youth.conversation(), nine())
        await uow.commit()
    kept = await plan_of(youth)
    assert kept is not None and kept.status == "stopped" and PlanDetails.from_row(kept.details) == nightly()
    assert await timers(youth, "checkin") == [] == await timers(youth, "checkin_wait")
    assert [(one.status, one.reason) for one in await occurrences(youth)] == [("skipped", "texts_stopped")]


async def test_pausing_ends_the_wait_for_an_answer(youth: Youth) -> None:
    await start(youth)
    await fire(youth, nine())
    async with youth.turn(nine()) as scope:
        await checkins.pause(scope)
    assert await statuses(youth) == ["skipped"] and await timers(youth, "checkin_wait") == []


async def test_whoever_is_to_be_forgotten_is_asked_nothing_more(youth: Youth) -> None:
    await start(youth)
    async with youth.turn() as scope:
        await erasure.forget(scope)
    assert await timers(youth, "checkin") == [] and await plan_of(youth) is None


@pytest.mark.parametrize("deed", [checkins.pause, checkins.stop, checkins.decline, checkins.resume, checkins.confirm])
async def test_without_a_plan_nothing_happens(youth: Youth, deed: Callable[[TurnScope], Awaitable[object]]) -> None:
    async with youth.turn() as scope:
        assert await deed(scope) is None
    assert await plan_of(youth) is None


async def test_one_colleague_looks_after_it(youth: Youth) -> None:
    await start(youth)
    await fire(youth, nine())
    ana = await an_advocate(youth.store)
    (one,) = await occurrences(youth)

    async def acknowledge(now: datetime) -> None:
        async with youth.store.unit_of_work() as uow:
            await checkins.acknowledge(uow, one.id, ana, now)
            await uow.commit()

    await acknowledge(nine())
    assert (await occurrences(youth))[0].acknowledged_by == ana.id
    with pytest.raises((WrongInput, ConflictError)):
        await acknowledge(nine())
    assert await alerts(youth) == []
