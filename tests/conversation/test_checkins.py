"""An answer to a check-in is heard however it is put; a no or a wish to talk opens the way to people; talk ends the waiting."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.care.delivery import CONTACT_STOPPED
from bot.errors import EngineUnavailable, PermanentFailure
from bot.usecases import checkins, erasure
from bot.usecases.checkin_firing import fire_checkin
from tests.conversation.checkin_home import CheckinHome, with_checkins
from tests.house import NUMBER
from tests.usecases.plans import alerts, nightly, plan_of, timers


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[CheckinHome]:
    async with with_checkins(tmp_path) as here:
        yield here


THANKS = "See you at practice"


@pytest.mark.parametrize("text", ["1", "ok", ".", "👍", "I'm in", "todo bien", "everything went really well today"])
async def test_an_ok_is_thanked_for_under_the_cover_and_settled(here: CheckinHome, text: str) -> None:
    await here.is_asked()
    (reply,) = await here.answers(text)
    assert THANKS in reply and here.dialogue.heard == []
    assert (await here.occurrence()).status == "ok" and await timers(here.youth, "checkin_wait") == []


@pytest.mark.parametrize("text", ["2", "no", "👎", "estoy mal", "Can't make it", "it was a horrible night"])
async def test_a_no_is_the_dialogues_to_ask_about(here: CheckinHome, text: str) -> None:
    await here.is_asked()
    await here.answers(text)
    assert here.dialogue.heard == ["/checkin_not_ok"] and (await here.occurrence()).status == "not_ok"


@pytest.mark.parametrize("text", ["3", "need to talk", "quiero hablar", "i would rather have a word with somebody"])
async def test_a_wish_to_talk_asks_for_a_person(here: CheckinHome, text: str) -> None:
    await here.is_asked()
    await here.answers(text)
    assert here.dialogue.heard == ["/request_human"] and (await here.occurrence()).status == "talk"


async def test_after_not_ok_silence_calls_people_as_no_answer_would(here: CheckinHome) -> None:
    await here.is_asked()
    await here.answers("2")
    assert "checkin_missed" not in await alerts(here.youth)
    await here.time_passes("checkin_worry")
    assert "checkin_missed" in await alerts(here.youth)


async def test_whoever_writes_on_after_not_ok_is_in_a_talk_and_nobody_else_is_called(here: CheckinHome) -> None:
    await here.is_asked()
    await here.answers("2")
    here.home.clock.advance(timedelta(minutes=1))
    await here.answers("where can i sleep")
    await here.time_passes("checkin_worry")
    assert "checkin_missed" not in await alerts(here.youth)


@pytest.mark.parametrize("text", ["HELP", "sos", "ayuda", "i cant do this anymore"])
async def test_a_call_for_help_and_then_silence_calls_people_as_no_answer_would(here: CheckinHome, text: str) -> None:
    await here.is_asked()
    await here.answers(text)
    assert (await here.occurrence()).status == "not_ok"
    await here.time_passes("checkin_worry")
    assert "checkin_missed" in await alerts(here.youth)


async def test_a_stop_after_not_ok_may_be_somebody_elses_hand_and_people_are_called(here: CheckinHome) -> None:
    await here.is_asked()
    await here.answers("2")
    here.home.clock.advance(timedelta(minutes=1))
    await here.answers("STOP")
    await here.time_passes("checkin_worry")
    assert "checkin_missed" in await alerts(here.youth)


async def test_dont_text_back_as_the_answer_is_silence_too(here: CheckinHome) -> None:
    await here.is_asked()
    await here.answers("dont text back")
    await here.time_passes("checkin_worry")
    assert "checkin_missed" in await alerts(here.youth)


async def test_dont_text_back_after_not_ok_calls_people(here: CheckinHome) -> None:
    await here.is_asked()
    await here.answers("2")
    here.home.clock.advance(timedelta(minutes=1))
    await here.answers("dont text back")
    await here.time_passes("checkin_worry")
    assert "checkin_missed" in await alerts(here.youth)


async def test_forget_me_after_not_ok_is_told_without_a_name(here: CheckinHome) -> None:
    await here.is_asked()
    await here.answers("2")
    async with here.youth.turn(here.home.clock.now()) as scope:
        await erasure.forget(scope)
    assert "forgotten_in_danger" in await alerts(here.youth)


async def test_a_text_that_no_turn_could_read_holds_the_ladder_for_minutes_only(here: CheckinHome) -> None:
    await here.is_asked()
    await here.home.hears("2")
    due = (await here.youth.timer("checkin_wait")).due_at
    async with here.home.store.unit_of_work() as uow:
        uow.conversations.schedule_turn(here.youth.conversation_id, due + timedelta(hours=1), here.home.clock.now())
        await uow.commit()
    here.home.clock.advance(due - here.home.clock.now())
    await here.fire_due()
    assert (await here.occurrence()).status == "asked_again"


async def test_danger_in_an_answer_takes_the_way_of_danger(here: CheckinHome) -> None:
    await here.is_asked()
    await here.answers("he has a gun and wont let me leave")
    assert here.dialogue.heard == ["/report_danger"] and (await here.occurrence()).status == "not_ok"
    assert "risk_danger" in await alerts(here.youth)


async def test_whoever_talks_of_something_else_is_talking_and_is_not_asked_again(here: CheckinHome) -> None:
    await here.is_asked()
    await here.answers("where can i sleep")
    one = await here.occurrence()
    assert here.dialogue.heard == ["where can i sleep"] and (one.status, one.reason) == ("skipped", "talking")


@pytest.mark.parametrize("text", ["purple monkey", "hm", "who is this"])
async def test_whoever_does_not_answer_it_hears_nothing_but_the_question_and_the_waiting_goes_on(
    here: CheckinHome, text: str
) -> None:
    question = await here.is_asked()
    for _ in range(3):
        assert await here.answers(text) == [question] and here.dialogue.heard == []
    assert (await here.occurrence()).status == "asked" and len(await timers(here.youth, "checkin_wait")) == 1


async def test_after_an_unclear_answer_a_number_still_answers(here: CheckinHome) -> None:
    await here.is_asked()
    await here.answers("purple monkey")
    assert THANKS in (await here.answers("1"))[0] and (await here.occurrence()).status == "ok"


async def test_a_number_typed_before_the_question_went_out_is_no_answer(here: CheckinHome) -> None:
    due = (await here.youth.timer("checkin")).due_at
    here.home.clock.advance(due - here.home.clock.now())
    house = here.home.house
    await fire_checkin(house.store, await here.youth.timer("checkin"), due, house.speaker)
    await here.home.hears("2")
    here.home.clock.advance(timedelta(seconds=10))
    for conversation_id in await house.turns.due():
        await house.turns.take(conversation_id)
    assert (await here.occurrence()).status != "not_ok"


async def test_help_is_answered_and_noted_as_not_ok(here: CheckinHome) -> None:
    await here.is_asked()
    assert "911" in (await here.answers("HELP"))[0]
    assert (await here.occurrence()).status == "not_ok"


async def test_dont_text_back_ends_the_waiting(here: CheckinHome) -> None:
    await here.is_asked()
    assert await here.answers("cant talk now, dont text back") == []
    one = await here.occurrence()
    assert (one.status, one.reason) == ("skipped", "asked_for_silence")


async def test_a_stop_at_the_carrier_stops_the_plan_as_one_here_does(here: CheckinHome) -> None:
    here.home.channel.fails = [PermanentFailure(CONTACT_STOPPED)]
    await here.is_asked()
    plan = await plan_of(here.youth)
    assert plan is not None and plan.status == "stopped"
    await here.answers("START")
    assert (await here.occurrence()).status == "skipped" and await timers(here.youth, "checkin") == []


async def test_stop_ends_the_waiting_and_start_brings_no_check_ins_back(here: CheckinHome) -> None:
    await here.is_asked()
    await here.answers("STOP")
    one, plan = await here.occurrence(), await plan_of(here.youth)
    assert (one.status, one.reason) == ("skipped", "texts_stopped") and plan is not None and plan.status == "stopped"
    await here.answers("START")
    plan = await plan_of(here.youth)
    assert plan is not None and plan.status == "stopped" and await timers(here.youth, "checkin") == []


async def test_with_the_engine_away_a_plain_ok_is_heard_and_anything_else_leaves_the_question_open(
    here: CheckinHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object, **__: object) -> None:
        raise EngineUnavailable("it is not running")

    await here.is_asked()
    monkeypatch.setattr(here.dialogue, "parse", away)
    monkeypatch.setattr(here.dialogue, "take_turn", away)
    assert "988" in (await here.answers("everything went really well today"))[0]
    assert (await here.occurrence()).status == "asked"
    assert THANKS in (await here.answers("ok"))[0] and (await here.occurrence()).status == "ok"


async def test_a_late_ok_is_thanked_for_like_any_other_and_stops_the_calling(here: CheckinHome) -> None:
    await here.is_asked()
    await here.time_passes("checkin_wait")
    await here.time_passes("checkin_wait")
    assert (await here.occurrence()).status == "missed" and "checkin_missed" in await alerts(here.youth)
    (reply,) = await here.answers("ok")
    assert THANKS in reply and (await here.occurrence()).status == "ok"
    assert await alerts(here.youth) == ["checkin_answered_late"]


async def test_changing_ones_mind_after_an_ok_is_heard(here: CheckinHome) -> None:
    await here.is_asked()
    await here.answers("1")
    await here.answers("2")
    assert here.dialogue.heard == ["/checkin_not_ok"]


async def test_an_ok_that_nobody_asked_for_is_thanked_for_when_no_question_is_open(here: CheckinHome) -> None:
    await here.is_asked()
    await here.answers("1")
    assert THANKS in (await here.answers("ok"))[0]
    await here.answers("where can i sleep")
    await here.answers("ok")
    assert here.dialogue.heard[-1] == "ok"


async def test_an_old_question_of_the_dialogue_does_not_stand_before_an_ok(here: CheckinHome) -> None:
    assert THANKS in (await here.answers("ok"))[0]


async def test_words_of_ones_own_are_thanked_for(tmp_path: Path) -> None:
    async with with_checkins(tmp_path, nightly(cover="own", own_words="did you feed Luna?")) as here:
        assert (await here.is_asked()).startswith("did you feed Luna?")
        assert len(await here.answers("1")) == 1 and (await here.occurrence()).status == "ok"


async def test_while_a_person_has_the_conversation_an_answer_is_noted_in_silence(here: CheckinHome) -> None:
    await here.is_asked()
    await here.with_a_person()
    assert await here.answers("ok") == []
    assert (await here.occurrence()).status == "ok"


async def propose(here: CheckinHome) -> None:
    ana = await here.with_a_person()
    async with here.home.store.unit_of_work() as uow:
        await checkins.propose(
            uow, here.home.house.speaker, await here.youth.conversation(), nightly(), ana, here.home.clock.now()
        )
        await uow.commit()
    await here.home.does_what_is_due()
    here.home.clock.advance(timedelta(seconds=5))


@pytest.mark.parametrize("text", ["1", "yes", "Sí"])
async def test_a_proposal_is_agreed_to_by_a_plain_yes_while_the_advocate_is_there(here: CheckinHome, text: str) -> None:
    async with here.youth.turn(here.home.clock.now()) as scope:
        await checkins.stop(scope)
    await propose(here)
    (reply,) = await here.answers(text)
    plan = await plan_of(here.youth)
    assert plan is not None and plan.status == "active" and plan.set_up_by is not None and "9 pm" in reply


async def test_a_proposal_is_refused_by_a_plain_no(here: CheckinHome) -> None:
    async with here.youth.turn(here.home.clock.now()) as scope:
        await checkins.stop(scope)
    await propose(here)
    assert len(await here.answers("2")) == 1 and await plan_of(here.youth) is None


async def test_a_text_that_crossed_the_proposal_leaves_it_to_be_answered(here: CheckinHome) -> None:
    async with here.youth.turn(here.home.clock.now()) as scope:
        await checkins.stop(scope)
    await here.home.hears("not now i think")
    await propose(here)
    here.home.clock.advance(timedelta(seconds=10))
    await here.home.does_what_is_due()
    assert len(await here.answers("1")) == 1
    plan = await plan_of(here.youth)
    assert plan is not None and plan.status == "active"


@pytest.mark.parametrize("later", ["1", "2", "yes"])
async def test_once_something_else_was_said_a_number_is_the_advocates_and_no_consent(
    here: CheckinHome, later: str
) -> None:
    async with here.youth.turn(here.home.clock.now()) as scope:
        await checkins.stop(scope)
    await propose(here)
    assert await here.answers("what is that") == [] == await here.answers(later)
    plan = await plan_of(here.youth)
    assert plan is not None and plan.status == "proposed"


async def test_start_and_a_wish_to_be_forgotten_in_one_burst_are_both_heard(here: CheckinHome) -> None:
    await here.answers("STOP")
    await here.answers("START", "forget me")
    assert here.dialogue.heard == ["forget me"] and here.dialogue.facts[-1]["paused_texts"] is False
    assert (await here.home.rows(NUMBER))["conversation"][0]["paused_at"] is None
