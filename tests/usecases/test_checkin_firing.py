"""A check-in is asked at its time and once; without an answer again; then somebody comes. Nothing against a wish."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.care.checkins import AFTERWARDS, GRACE, PlanDetails
from bot.care.consent import Purpose
from bot.care.ids import ConversationId, new_id
from bot.care.schedules import Daily, Every, Once
from bot.care.times_said import NIGHT
from bot.errors import ConflictError
from bot.store import ContactAddress, Conversation
from bot.store.records import Checkin
from bot.usecases import checkin_plans, checkins, consents
from bot.usecases.checkin_answers import close_open
from bot.usecases.checkin_firing import fire_checkin
from bot.usecases.checkin_waiting import fire_checkin_wait
from bot.usecases.paging import fire_ladder
from tests.care.programs import program
from tests.usecases.people import an_advocate, ask_for_a_person, latest, speaker, take, texts
from tests.usecases.plans import (
    AGAIN,
    CHICAGO,
    alerts,
    change_conversation,
    fire,
    fire_wait,
    missed,
    nightly,
    nine,
    occurrences,
    plan_of,
    start,
    statuses,
    timers,
)
from tests.usecases.turns import NOW, Youth


async def answered(youth: Youth, status: str, now: datetime) -> None:
    plan = await plan_of(youth)
    assert plan is not None
    async with youth.store.unit_of_work() as uow:
        await close_open(uow, plan, now, status=status)  # type: ignore[arg-type]
        await uow.commit()


@pytest.mark.parametrize("zone", [CHICAGO, "America/Denver", "America/Phoenix", "UTC"])
async def test_in_a_simulated_year_every_one_is_asked_once_and_at_its_wall_time(youth: Youth, zone: str) -> None:
    first = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    await start(youth, nightly(zone, schedule=Daily(zone=zone, at=time(2, 30))), first)
    for _ in range(365):
        await fire(youth, (await youth.timer("checkin")).due_at)
    asked = [one.asked_at.astimezone(ZoneInfo(zone)) for one in reversed(await occurrences(youth)) if one.asked_at]
    assert [moment.date() for moment in asked] == [date(2026, 11, 24) + timedelta(days=day) for day in range(365)]
    assert {moment.time() for moment in asked} <= {time(2, 30), time(3)}
    assert sum(moment.time() == time(3) for moment in asked) == (1 if zone in (CHICAGO, "America/Denver") else 0)
    assert len(await texts(youth)) == 365


async def test_at_its_time_one_harmless_question_goes_out_and_an_answer_is_waited_for(youth: Youth) -> None:
    await start(youth)
    await fire(youth, nine())
    (one,) = await occurrences(youth)
    assert (one.status, one.due_at, one.asked_at) == ("asked", nine(), nine())
    (text,) = await texts(youth)
    assert "practice" in text and program().name not in text
    assert (await youth.timer("checkin")).due_at == nine(24)
    assert (await youth.timer("checkin_wait")).due_at == nine() + AGAIN
    assert set((await youth.conversation()).state["asked"]["choices"]) == {"1", "2", "3"}


async def test_two_weeks_before_their_yes_ends_somebody_is_told_once_to_ask_them_anew(youth: Youth) -> None:
    await start(youth)
    ends = NOW + program().retention.checkins_consent
    while (at := (await youth.timer("checkin")).due_at) < ends - timedelta(days=14):
        await fire(youth, at)
    assert await alerts(youth) == []
    for _ in range(3):
        await fire(youth, (await youth.timer("checkin")).due_at)
        async with youth.store.unit_of_work() as uow:
            for alert in await uow.alerts.open():
                uow.alerts.acknowledge(alert.id, at)
            await uow.commit()
    rows = (await youth.rows())["alert"]
    assert [row["kind"] for row in rows] == ["checkins_run_out"]


async def test_a_yes_that_was_given_anew_is_not_said_to_end(youth: Youth) -> None:
    await start(youth)
    await fire(youth, nine())
    ends = NOW + program().retention.checkins_consent
    async with youth.turn(ends - timedelta(days=100)) as scope:
        await consents.give(scope, Purpose.CHECKINS)
    await fire(youth, nine() + timedelta(days=364))
    assert "checkins_run_out" not in await alerts(youth)


async def test_fired_twice_it_is_asked_once(youth: Youth) -> None:
    await start(youth)
    timer = await youth.timer("checkin")
    await fire_checkin(youth.store, timer, nine(), speaker())
    with pytest.raises(ConflictError):
        await fire_checkin(youth.store, timer, nine(), speaker())
    assert len(await texts(youth)) == 1


async def test_words_of_ones_own_are_what_is_asked(youth: Youth) -> None:
    await start(youth, nightly(cover="own", own_words="did you feed Luna?"))
    await fire(youth, nine())
    assert (await texts(youth))[0].startswith("did you feed Luna?")


async def test_without_an_answer_it_is_asked_once_more_and_then_people_are_called(youth: Youth) -> None:
    called_at = await missed(youth)
    (one,) = await occurrences(youth)
    assert (one.status, one.asked_again_at, one.missed_at) == ("missed", nine() + AGAIN, called_at)
    assert len(await texts(youth)) == 2
    waiting = await latest(youth)
    assert (waiting.reason, waiting.status, waiting.requested_at) == ("checkin", "requested", called_at)
    assert "checkin_missed" in await alerts(youth)
    assert (await youth.timer("handoff_ladder")).due_at == called_at
    assert await timers(youth, "checkin_wait") == [] == await timers(youth, "handoff_wait")


async def test_when_nobody_comes_the_supervisors_are_told_and_the_phone_shows_nothing(youth: Youth) -> None:
    called_at = await missed(youth)
    end = called_at + program().paging.give_up_after
    await fire_ladder(youth.store, await youth.timer("handoff_ladder"), end, speaker())
    assert await statuses(youth) == ["escalated"] and "checkin_unreached" in await alerts(youth)
    assert (await latest(youth)).status == "lapsed" and len(await texts(youth)) == 2


async def test_whoever_wants_nobody_called_is_only_noted_as_missed(youth: Youth) -> None:
    await start(youth, nightly(tell_people=False))
    await fire(youth, nine())
    await fire_wait(youth, nine() + AGAIN)
    await fire_wait(youth, nine() + 2 * AGAIN)
    assert [(one.status, one.missed_at) for one in await occurrences(youth)] == [("missed", None)]
    assert await alerts(youth) == [] and await timers(youth, "handoff_ladder") == []


async def test_another_channel_is_tried_before_people_are_called(youth: Youth) -> None:
    await start(youth)
    other = Conversation(
        id=ConversationId(new_id()),
        subject_id=youth.subject_id,
        channel="telegram",
        state={},
        created_at=NOW,
        last_inbound_at=NOW,
    )
    async with youth.store.unit_of_work() as uow:
        await uow.conversations.add(other)
        await uow.contacts.add(
            ContactAddress(id=new_id(), subject_id=youth.subject_id, channel="telegram", address="4711")
        )
        await uow.commit()
    both = type(speaker())(speaker()._words, program(), ("sms", "telegram"))
    await fire(youth, nine())
    for step in (1, 2):
        await fire_checkin_wait(youth.store, await youth.timer("checkin_wait"), nine() + step * AGAIN, both)
    rows = (await youth.rows())["outbound_message"]
    assert [row["channel"] for row in sorted(rows, key=lambda row: row["created_at"])] == ["sms", "sms", "telegram"]
    assert await statuses(youth) == ["asked_again"] and "checkin_missed" not in await alerts(youth)
    await fire_checkin_wait(youth.store, await youth.timer("checkin_wait"), nine() + 3 * AGAIN, both)
    assert await statuses(youth) == ["missed"] and "checkin_missed" in await alerts(youth)


async def test_an_answer_in_time_ends_the_ladder_and_nobody_is_told(youth: Youth) -> None:
    await start(youth)
    await fire(youth, nine())
    await answered(youth, "ok", nine() + timedelta(minutes=5))
    assert await statuses(youth) == ["ok"] and await timers(youth, "checkin_wait") == [] and await alerts(youth) == []


async def test_a_late_ok_stops_the_ladder_and_says_so_to_the_desk(youth: Youth) -> None:
    called_at = await missed(youth)
    await answered(youth, "ok", called_at + timedelta(minutes=2))
    assert await statuses(youth) == ["ok"] and await alerts(youth) == ["checkin_answered_late"]
    assert (await latest(youth)).status == "closed" and (await latest(youth)).disposition == "answered"
    ladder = await youth.timer("handoff_ladder")
    await fire_ladder(youth.store, ladder, called_at + timedelta(minutes=3), speaker())
    assert await timers(youth, "handoff_ladder") == [] and len(await texts(youth)) == 2


async def test_a_late_no_is_told_and_people_still_come(youth: Youth) -> None:
    called_at = await missed(youth)
    await answered(youth, "not_ok", called_at + timedelta(minutes=2))
    assert (await latest(youth)).status == "requested" and "checkin_answered_late" in await alerts(youth)


@pytest.mark.parametrize(("status", "called"), [("not_ok", True), ("skipped", False)])
async def test_after_nobody_came_a_late_no_calls_again_and_no_answer_but_an_ok_settles_that_nobody_did(
    youth: Youth, status: str, called: bool
) -> None:
    called_at = await missed(youth)
    end = called_at + program().paging.give_up_after
    await fire_ladder(youth.store, await youth.timer("handoff_ladder"), end, speaker())
    await answered(youth, status, end + timedelta(minutes=2))
    assert {"checkin_unreached", "checkin_answered_late"} <= set(await alerts(youth))
    assert bool(await timers(youth, "quiet_call")) == called


async def test_whoever_is_talking_to_us_is_not_asked(youth: Youth) -> None:
    await start(youth)
    async with youth.store.unit_of_work() as uow:
        uow.conversations.schedule_turn(youth.conversation_id, nine(), nine() - timedelta(minutes=10))
        await uow.commit()
    await fire(youth, nine())
    assert [(one.status, one.reason) for one in await occurrences(youth)] == [("skipped", "talking")]
    assert await texts(youth) == [] and (await youth.timer("checkin")).due_at == nine(24)


async def wrote(youth: Youth, at: datetime) -> None:
    """A text of theirs, which has been answered by now."""
    async with youth.store.unit_of_work() as uow:
        uow.conversations.schedule_turn(youth.conversation_id, at, at)
        uow.conversations.clear_turn_if_idle(youth.conversation_id)
        await uow.commit()


async def test_one_that_was_agreed_to_half_an_hour_before_is_asked_and_people_come_without_an_answer(
    youth: Youth,
) -> None:
    agreed = nine() - timedelta(minutes=28)
    await wrote(youth, agreed - timedelta(seconds=20))
    await start(youth, nightly(schedule=Once(zone=CHICAGO, at=nine())), agreed)
    await fire(youth, nine())
    await fire_wait(youth, nine() + AGAIN)
    await fire_wait(youth, nine() + 2 * AGAIN)
    assert await statuses(youth) == ["missed"] and (await latest(youth)).reason == "checkin"


async def test_an_hourly_one_comes_though_the_one_before_was_answered_at_its_second_asking(youth: Youth) -> None:
    begins = nine() - timedelta(hours=5)
    every = Every(zone=CHICAGO, hours=1, begins=begins, until=begins + timedelta(hours=4))
    await start(youth, PlanDetails(schedule=every, cover="practice"), begins - timedelta(hours=2))
    await fire(youth, begins)
    answered_at = begins + timedelta(minutes=45)
    await wrote(youth, answered_at)
    await answered(youth, "ok", answered_at)
    await fire(youth, begins + timedelta(hours=1))
    assert await statuses(youth) == ["ok", "asked"]


async def test_a_wish_for_silence_is_kept(youth: Youth) -> None:
    await start(youth)
    await change_conversation(youth, state={"quiet_until": (nine() + timedelta(minutes=5)).isoformat()})
    await fire(youth, nine())
    assert [(one.status, one.reason) for one in await occurrences(youth)] == [("skipped", "asked_for_silence")]
    assert await texts(youth) == []


async def test_whoever_talks_with_a_person_is_not_asked(youth: Youth) -> None:
    await start(youth)
    await take(youth, await an_advocate(youth.store), await ask_for_a_person(youth))
    await wrote(youth, nine() - timedelta(minutes=29))
    before = len(await texts(youth))
    await fire(youth, nine())
    assert [(one.status, one.reason) for one in await occurrences(youth)] == [("skipped", "with_a_person")]
    assert len(await texts(youth)) == before


async def test_a_talk_that_nobody_ended_and_nobody_writes_in_keeps_no_check_in_away(youth: Youth) -> None:
    await start(youth)
    await take(youth, await an_advocate(youth.store), await ask_for_a_person(youth))
    await fire(youth, nine())
    await fire_wait(youth, nine() + AGAIN)
    await fire_wait(youth, nine() + 2 * AGAIN)
    assert await statuses(youth) == ["missed"] and "checkin_missed" in await alerts(youth)


async def test_one_answer_closes_every_question_that_waits_however_many_went_by_since(youth: Youth) -> None:
    plan = await start(youth)
    async with youth.store.unit_of_work() as uow:
        for day in range(25):
            uow.checkins.add(
                Checkin(id=new_id(), plan_id=plan.id, subject_id=plan.subject_id, conversation_id=plan.conversation_id,
                        status="missed", due_at=nine() - timedelta(days=day))
            )  # fmt: skip
        await uow.commit()
    await answered(youth, "ok", nine())
    assert set(await statuses(youth)) == {"ok"}


async def test_after_a_stop_at_the_carrier_nothing_is_asked_any_more(youth: Youth) -> None:
    await start(youth)
    await change_conversation(youth, paused_at=nine() - timedelta(hours=1))
    await fire(youth, nine())
    plan = await plan_of(youth)
    assert plan is not None and plan.status == "stopped" and await timers(youth, "checkin") == []
    assert [(one.status, one.reason) for one in await occurrences(youth)] == [("skipped", "texts_stopped")]
    assert await texts(youth) == []


async def test_a_stop_while_an_answer_is_waited_for_ends_the_wait(youth: Youth) -> None:
    await start(youth)
    await fire(youth, nine())
    await change_conversation(youth, paused_at=nine())
    await fire_wait(youth, nine() + AGAIN)
    assert [(one.status, one.reason) for one in await occurrences(youth)] == [("skipped", "texts_stopped")]
    assert len(await texts(youth)) == 1 and await alerts(youth) == []


async def test_a_text_that_nobody_has_read_yet_may_be_the_answer(youth: Youth) -> None:
    await start(youth)
    await fire(youth, nine())
    async with youth.store.unit_of_work() as uow:
        uow.conversations.schedule_turn(youth.conversation_id, nine() + AGAIN, nine() + AGAIN)
        await uow.commit()
    await fire_wait(youth, nine() + AGAIN)
    assert await statuses(youth) == ["asked"] and len(await texts(youth)) == 1
    assert nine() + AGAIN < (await youth.timer("checkin_wait")).due_at <= nine() + AGAIN + timedelta(minutes=1)


async def test_after_an_outage_nothing_stale_is_sent_it_is_told_once_and_the_next_one_comes_on_time(
    youth: Youth,
) -> None:
    await start(youth)
    await fire(youth, nine(26) - timedelta(hours=2))
    assert await statuses(youth) == ["too_late"] * 3 and await texts(youth) == []
    assert await alerts(youth) == ["checkins_too_late"]
    assert (await youth.timer("checkin")).due_at == nine(26)
    await fire(youth, nine(26))
    assert await statuses(youth) == ["too_late"] * 3 + ["asked"] and len(await texts(youth)) == 1


async def test_a_few_minutes_late_is_asked_all_the_same(youth: Youth) -> None:
    await start(youth)
    await fire(youth, nine() + GRACE)
    assert await statuses(youth) == ["asked"] and (await youth.timer("checkin_wait")).due_at == nine() + GRACE + AGAIN


async def test_a_wait_that_an_outage_cut_off_is_not_made_up_for_by_texts_but_people_come(youth: Youth) -> None:
    await start(youth)
    await fire(youth, nine())
    await fire_wait(youth, nine() + AGAIN + timedelta(hours=2))
    assert await statuses(youth) == ["missed"] and len(await texts(youth)) == 1
    assert (await latest(youth)).reason == "checkin"


async def test_hours_without_texts_are_left_out(youth: Youth) -> None:
    begins = datetime(2026, 11, 23, 19, tzinfo=ZoneInfo(CHICAGO)).astimezone(UTC)
    every = Every(zone=CHICAGO, hours=1, begins=begins, until=begins + timedelta(hours=20), quiet=NIGHT)
    await start(youth, PlanDetails(schedule=every, cover="practice"))
    await fire(youth, begins)
    await answered(youth, "ok", begins)
    await fire(youth, begins + timedelta(hours=1))
    assert (await youth.timer("checkin")).due_at == begins + timedelta(hours=14)  # nine in the morning


async def test_after_the_last_one_the_plan_hears_its_word_for_a_day_and_then_is_gone(youth: Youth) -> None:
    await start(youth, nightly(schedule=Once(zone=CHICAGO, at=nine())))
    await fire(youth, nine())
    await answered(youth, "ok", nine())
    plan = await plan_of(youth)
    assert plan is not None and (plan.status, plan.next_at) == ("active", None)
    await fire(youth, nine() + AFTERWARDS)
    assert await plan_of(youth) is None and await timers(youth, "checkin") == []
    async with youth.store.unit_of_work() as uow:
        assert await uow.consents.current(youth.subject_id, nine() + AFTERWARDS + timedelta(seconds=1)) == []


async def test_while_people_look_for_whoever_did_not_answer_the_plan_goes_on_hearing(youth: Youth) -> None:
    at = NOW + timedelta(hours=1)
    await start(youth, nightly(schedule=Once(zone=CHICAGO, at=at)))
    await fire(youth, at)
    for wait in (1, 2):
        await fire_wait(youth, at + wait * AGAIN)
    await fire(youth, at + AFTERWARDS)
    plan = await plan_of(youth)
    assert plan is not None and plan.status == "active" and await statuses(youth) == ["missed"]
    (one,) = await occurrences(youth)
    async with youth.store.unit_of_work() as uow:
        uow.checkins.acknowledge(one.id, one.version, (await an_advocate(youth.store)).id, at + AFTERWARDS)
        await uow.commit()
    await fire(youth, at + 2 * AFTERWARDS)
    assert await plan_of(youth) is None and await timers(youth, "checkin") == []


async def test_of_whoever_wants_nobody_called_nobody_looks_and_the_plan_goes_on_its_day(youth: Youth) -> None:
    at = NOW + timedelta(hours=1)
    await start(youth, nightly(schedule=Once(zone=CHICAGO, at=at), tell_people=False))
    await fire(youth, at)
    for wait in (1, 2):
        await fire_wait(youth, at + wait * AGAIN)
    await fire(youth, at + AFTERWARDS)
    assert await plan_of(youth) is None and await statuses(youth) == ["missed"]


@pytest.mark.parametrize("stops", [False, True])
async def test_a_plan_that_has_an_end_is_over_a_day_after_it_also_when_it_was_paused_or_stopped(
    youth: Youth, stops: bool
) -> None:
    at = NOW + timedelta(hours=10)
    await start(youth, nightly(schedule=Once(zone=CHICAGO, at=at)))
    async with youth.turn() as scope:
        if stops:
            await checkin_plans.texts_stopped(scope.uow, await youth.conversation(), NOW)
        else:
            await checkins.pause(scope)
    (timer,) = await timers(youth, "checkin")
    assert timer.due_at == at + AFTERWARDS
    await fire(youth, timer.due_at)
    assert await plan_of(youth) is None and await timers(youth, "checkin") == [] and await texts(youth) == []
    async with youth.store.unit_of_work() as uow:
        assert await uow.consents.current(youth.subject_id, timer.due_at) == []


async def test_a_plan_without_an_end_that_is_paused_leaves_no_timer(youth: Youth) -> None:
    await start(youth)
    async with youth.turn() as scope:
        await checkins.pause(scope)
    assert await timers(youth, "checkin") == []


async def test_a_question_that_cannot_be_sent_is_given_up_before_it_is_asked_again(youth: Youth) -> None:
    every_hour = Every(zone=CHICAGO, hours=1, begins=NOW + timedelta(hours=1), until=NOW + timedelta(hours=5))
    await start(youth, nightly(schedule=every_hour, again_after=timedelta(minutes=2)))
    await fire(youth, NOW + timedelta(hours=1))
    (row,) = (await youth.rows())["outbound_message"]
    assert row["expires_at"] - row["created_at"] == timedelta(minutes=2)


async def test_a_plan_that_is_gone_asks_nothing(youth: Youth) -> None:
    plan = await start(youth)
    timer = await youth.timer("checkin")
    async with youth.store.unit_of_work() as uow:
        uow.checkin_plans.delete(plan.id)
        await uow.commit()
    await fire_checkin(youth.store, timer, nine(), speaker())
    assert await texts(youth) == [] and await timers(youth, "checkin") == []


async def test_whoever_waits_for_a_person_already_goes_on_waiting_only_more_urgently(youth: Youth) -> None:
    await start(youth)
    await fire(youth, nine())
    asked = await ask_for_a_person(youth)
    await fire_wait(youth, nine() + AGAIN)
    await fire_wait(youth, nine() + 2 * AGAIN)
    now = await latest(youth)
    assert (now.id, now.reason, now.priority) == (asked.id, "asked", 1)
    assert "checkin_missed" in await alerts(youth)
    assert replace(asked, priority=1, version=now.version) == now
