"""The board of check-ins and the plan in a conversation: who sees what, what is seen to, and what is proposed with a youth."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from bot.care.checkins import PlanDetails
from bot.care.ids import new_id
from bot.care.schedules import Daily
from bot.store.records import Checkin, CheckinPlan, Conversation, Handoff
from bot.usecases.alerts import raise_alert
from bot.web.desk.aliases import alias
from tests.house import NUMBER
from tests.web.desk.door import Browser, Door
from tests.web.desk.talks import handoff_now, taken, talk_of, waits

OTHER = "+12145550102"
DURESS_WORD = "zebrafish"
DETAILS = PlanDetails(
    schedule=Daily(zone="America/Denver", at=time(21)), cover="practice", tell_people=True, duress_word=DURESS_WORD
)
CHOSEN = {
    "kind": "daily",
    "at": "21:00",
    "zone": "America/Denver",
    "language": "en",
    "cover": "practice",
    "again": "20",
    "tell_people": "yes",
}


async def _plan(door: Door, talk: Conversation, **changed: Any) -> CheckinPlan:
    now = door.clock.now()
    plan = CheckinPlan(
        id=new_id(),
        subject_id=talk.subject_id,
        conversation_id=talk.id,
        details=DETAILS.to_row(),
        created_at=now,
        changed_at=now,
        **{"status": "active", "next_at": now + timedelta(hours=3), **changed},
    )
    async with door.home.store.unit_of_work() as uow:
        await uow.checkin_plans.add(plan)
        await uow.commit()
    return plan


async def _missed(door: Door, number: str = NUMBER, **changed: Any) -> tuple[Checkin, Handoff]:
    """Somebody who did not answer twice, so that people were called."""
    handoff = await waits(door, number=number, reason="checkin")
    plan = await _plan(door, await talk_of(door, number))
    now = door.clock.now()
    checkin = Checkin(
        id=new_id(),
        plan_id=plan.id,
        subject_id=plan.subject_id,
        conversation_id=plan.conversation_id,
        due_at=now - timedelta(minutes=40),
        asked_at=now - timedelta(minutes=40),
        asked_again_at=now - timedelta(minutes=20),
        **{"status": "missed", "missed_at": now, **changed},
    )
    async with door.home.store.unit_of_work() as uow:
        uow.checkins.add(checkin)
        await uow.commit()
    return checkin, handoff


async def _in_hand(door: Door, *, reason: str = "asked") -> tuple[Browser, Handoff, str]:
    handoff = await waits(door, reason=reason)  # type: ignore[arg-type]
    ana = await door.somebody(login="ana")
    return ana, handoff, await taken(door, ana, handoff)


async def test_the_board_shows_who_did_not_answer_without_number_or_words(door: Door) -> None:
    checkin, _ = await _missed(door)
    page = (await (await door.somebody()).get("/desk/checkins")).text
    assert alias(checkin.conversation_id, "en") in page
    assert f"checkin-{checkin.id}" in page
    assert "People called" in page
    assert not any(secret in page for secret in (NUMBER[-4:], DURESS_WORD, "hello"))


async def test_what_was_answered_before_a_day_is_gone_and_what_is_due_within_one_is_there(door: Door) -> None:
    now = door.clock.now()
    checkin, _ = await _missed(door, status="ok", answered_at=now)
    board = (await (await door.somebody()).get("/desk/checkins/board")).text
    assert "Answered late: ok" in board
    assert "in 3\u00a0h" in board
    door.time_passes(timedelta(hours=25))
    assert f"done-{checkin.id}" not in (await (await door.somebody(login="jo")).get("/desk/checkins/board")).text


async def test_whoever_has_seen_one_is_named_and_it_is_seen_once(door: Door) -> None:
    checkin, _ = await _missed(door)
    ana = await door.somebody(login="ana")
    done = await ana.post(f"/desk/checkins/{checkin.id}/acknowledge", hx_request="true")
    assert (done.status_code, done.headers["hx-trigger"]) == (204, "refresh")
    board = (await ana.get("/desk/checkins/board")).text
    assert "Seen by Ana" in board
    assert "acknowledge" not in board
    again = await ana.post(f"/desk/checkins/{checkin.id}/acknowledge", hx_request="true")
    assert (again.status_code, "Somebody has seen to this already." in again.text) == (422, True)
    assert "advocate:checkin:acknowledged" in await door.events()


async def test_without_a_script_a_deed_leads_back_to_the_board(door: Door) -> None:
    checkin, _ = await _missed(door)
    ana = await door.somebody(login="ana")
    answer = await ana.post(f"/desk/checkins/{checkin.id}/acknowledge")
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk/checkins")


async def test_a_note_from_the_board_stands_with_the_conversation_for_whoever_takes_it(door: Door) -> None:
    checkin, handoff = await _missed(door)
    ana, jo = await door.somebody(login="ana"), await door.somebody(login="jo")
    done = await ana.post(f"/desk/checkins/{checkin.id}/notes", {"text": "was fine at noon"}, hx_request="true")
    assert (done.status_code, done.headers["hx-trigger"]) == (204, "noted")
    assert "was fine at noon" not in (await ana.get("/desk/checkins")).text
    assert "was fine at noon" in (await jo.get(await taken(door, jo, handoff))).text
    assert "advocate:note:added" in await door.events()


@pytest.mark.parametrize("text", ["", " ", "x" * 4001])
async def test_an_empty_or_endless_note_is_not_kept(door: Door, text: str) -> None:
    checkin, _ = await _missed(door)
    answer = await (await door.somebody()).post(f"/desk/checkins/{checkin.id}/notes", {"text": text})
    assert (answer.status_code, "A note has 1 to 4000 characters." in answer.text) == (422, True)


async def test_a_check_in_that_is_not_kept_any_more_takes_no_note(door: Door) -> None:
    answer = await (await door.somebody()).post(f"/desk/checkins/{new_id()}/notes", {"text": "hm"})
    assert (answer.status_code, "not kept any more" in answer.text) == (422, True)


async def test_one_is_taken_from_the_board_and_nothing_goes_out(door: Door) -> None:
    _, handoff = await _missed(door)
    ana = await door.somebody(login="ana")
    assert f"/desk/handoffs/{handoff.id}/claim" in (await ana.get("/desk/checkins")).text
    door.time_passes(timedelta(minutes=1))
    before = len(door.home.channel.texts)
    path = await taken(door, ana, handoff)
    assert len(door.home.channel.texts) == before
    page = (await ana.get(path)).text
    assert "They do not know that you are here." in page
    assert "were not told that you are here" in page
    assert "They are told nothing" in page
    assert "With Ana" in (await ana.get("/desk/checkins/board")).text


async def test_the_warning_of_a_missed_check_in_ends_with_the_first_reply(door: Door) -> None:
    _, handoff = await _missed(door)
    ana = await door.somebody(login="ana")
    path = await taken(door, ana, handoff)
    await ana.post(f"{path}/reply", {"text": "hey, how was it?", "key": new_id()})
    assert (await handoff_now(door, handoff)).joined_at is not None
    assert 'class="quiet"' not in (await ana.get(f"{path}/live")).text


async def test_the_warning_of_a_duress_word_stays(door: Door) -> None:
    ana, _, path = await _in_hand(door, reason="duress")
    assert "Act as if the phone is not in their hands" in (await ana.get(path)).text
    await ana.post(f"{path}/reply", {"text": "hey, how was it?", "key": new_id()})
    assert "Act as if the phone is not in their hands" in (await ana.get(f"{path}/live")).text


async def test_a_duress_word_in_a_talk_that_goes_on_is_warned_of_there(door: Door) -> None:
    ana, handoff, path = await _in_hand(door)
    assert 'class="quiet"' not in (await ana.get(path)).text
    async with door.home.store.unit_of_work() as uow:
        about = {"subject_id": handoff.subject_id, "conversation_id": handoff.conversation_id}
        await raise_alert(uow, kind="duress", now=door.clock.now(), **about)  # type: ignore[arg-type]
        await uow.commit()
    assert "They used their duress word" in (await ana.get(f"{path}/live")).text


async def test_who_waits_quietly_is_said_to_hear_nothing_of_being_taken(door: Door) -> None:
    handoff = await waits(door, reason="duress")
    async with door.home.store.unit_of_work() as uow:
        about = {"subject_id": handoff.subject_id, "conversation_id": handoff.conversation_id}
        await raise_alert(uow, kind="duress", now=door.clock.now(), **about)  # type: ignore[arg-type]
        await uow.commit()
    page = (await (await door.somebody()).get("/desk/queue")).text
    assert "Used their duress word" in page
    assert "Act as if the phone is not in their hands. Taking it tells them nothing." in page
    assert "nothing you write is private" not in page  # the alert says no more than the line of who waits
    assert "1 urgent" in (await (await door.somebody()).get("/desk/watch")).text


@pytest.mark.parametrize(
    ("kind", "says", "urgent"),
    [
        ("duress", "nothing you write is private", True),
        ("checkin_unreached", "nobody took it", True),
        ("checkin_missed", "No answer to a check-in", False),
        ("checkin_answered_late", "Answered a check-in after people were called", False),
        ("checkins_too_late", "the next one comes on time", False),
    ],
)
async def test_alerts_of_check_ins_have_words_and_their_place(door: Door, kind: str, says: str, urgent: bool) -> None:
    await door.home.answers("hello")
    talk = await talk_of(door)
    async with door.home.store.unit_of_work() as uow:
        now = door.clock.now()
        await raise_alert(uow, kind=kind, now=now, subject_id=talk.subject_id, conversation_id=talk.id)
        await uow.commit()
    page = (await (await door.somebody()).get("/desk/queue")).text
    assert says in page
    assert ('id="queue-first"' in page) is urgent


async def test_the_plan_is_shown_in_words_to_whoever_has_the_talk_and_never_the_duress_word(door: Door) -> None:
    ana, _, path = await _in_hand(door)
    await _plan(door, await talk_of(door), set_up_by=(await door.advocate("ana")).id)
    for place in (path, f"{path}/live"):
        page = (await ana.get(place)).text
        assert all(words in page for words in ("every day at 9", "Mountain (El Paso, Denver)", "Running"))
        assert DURESS_WORD not in page
    assert '<option value="America/Denver" selected>' in (await ana.get(path)).text
    jo = await door.somebody(login="jo")
    assert "every day at 9" not in (await jo.get(path)).text


async def test_a_plan_made_together_is_proposed_by_text_and_waits_for_their_yes(door: Door) -> None:
    ana, handoff, path = await _in_hand(door)
    answer = await ana.post(f"{path}/checkins", CHOSEN)
    assert (answer.status_code, answer.headers["location"]) == (303, path)
    before = len(door.home.channel.texts)
    await door.home.does_what_is_due()
    assert len(door.home.channel.texts) > before
    async with door.home.store.unit_of_work() as uow:
        plan = await uow.checkin_plans.of_conversation(handoff.conversation_id)
    assert plan is not None
    assert (plan.status, plan.next_at, plan.set_up_by) == ("proposed", None, (await door.advocate("ana")).id)
    assert PlanDetails.from_row(plan.details) == replace(DETAILS, duress_word=None)
    assert "Proposed, not confirmed yet" in (await ana.get(path)).text


async def test_their_duress_word_goes_along_into_a_plan_that_replaces_another(door: Door) -> None:
    ana, handoff, path = await _in_hand(door)
    await _plan(door, await talk_of(door))
    await ana.post(f"{path}/checkins", {**CHOSEN, "at": "20:00"})
    async with door.home.store.unit_of_work() as uow:
        plans = await uow.checkin_plans.standing(handoff.subject_id)
    words = {plan.status: PlanDetails.from_row(plan.details).duress_word for plan in plans}
    assert words == {"active": DURESS_WORD, "proposed": DURESS_WORD}


async def test_the_language_of_the_texts_is_the_one_that_was_chosen(door: Door) -> None:
    ana, _, path = await _in_hand(door)
    await ana.post(f"{path}/checkins", {**CHOSEN, "language": "es"})
    assert (await talk_of(door)).language == "es"


async def test_a_slip_shows_the_form_again_with_what_was_chosen_and_sends_nothing(door: Door) -> None:
    ana, handoff, path = await _in_hand(door)
    answer = await ana.post(f"{path}/checkins", {**CHOSEN, "at": "", "cover": "own", "own_words": "are you safe?"})
    assert answer.status_code == 422
    assert all(words in answer.text for words in ("Give a time.", "could guess what this is", "are you safe?"))
    async with door.home.store.unit_of_work() as uow:
        assert await uow.checkin_plans.of_conversation(handoff.conversation_id) is None
    assert (await ana.get(f"{path}/checkins")).status_code == 200


async def test_only_whoever_has_the_talk_proposes_and_never_after_a_stop(door: Door) -> None:
    ana, _, path = await _in_hand(door)
    sue = await door.somebody("supervisor")
    refused = await sue.post(f"{path}/checkins", CHOSEN)
    assert (refused.status_code, "not with you" in refused.text) == (422, True)
    await door.home.answers("STOP")
    stopped = await ana.post(f"{path}/checkins", CHOSEN)
    assert (stopped.status_code, "They want no texts now" in stopped.text) == (422, True)
    assert 'id="plan-setup"' not in (await ana.get(path)).text
