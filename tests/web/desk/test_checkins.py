"""The board of check-ins, and the warnings at the desk: who sees what, what is seen to, what must not be written by mistake."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.care.ids import new_id
from bot.usecases.alerts import raise_alert
from bot.web.desk.aliases import alias
from tests.house import NUMBER
from tests.web.desk.checkin_talks import DURESS_WORD, a_missed_one, in_hand
from tests.web.desk.door import Door
from tests.web.desk.talks import handoff_now, taken, talk_of, waits


async def test_the_board_shows_who_did_not_answer_without_number_or_words(door: Door) -> None:
    checkin, _ = await a_missed_one(door)
    page = (await (await door.somebody()).get("/desk/checkins")).text
    assert alias(checkin.conversation_id, "en") in page
    assert f"checkin-{checkin.id}" in page
    assert "People called" in page
    assert not any(secret in page for secret in (NUMBER[-4:], DURESS_WORD, "hello"))


async def test_what_was_answered_before_a_day_is_gone_and_what_is_due_within_one_is_there(door: Door) -> None:
    now = door.clock.now()
    checkin, _ = await a_missed_one(door, status="ok", answered_at=now)
    board = (await (await door.somebody()).get("/desk/checkins/board")).text
    assert "Answered late: ok" in board
    assert "in 3\u00a0h" in board
    door.time_passes(timedelta(hours=25))
    assert f"done-{checkin.id}" not in (await (await door.somebody(login="jo")).get("/desk/checkins/board")).text


async def test_whoever_has_seen_one_is_named_and_it_is_seen_once(door: Door) -> None:
    checkin, _ = await a_missed_one(door)
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
    checkin, _ = await a_missed_one(door)
    ana = await door.somebody(login="ana")
    answer = await ana.post(f"/desk/checkins/{checkin.id}/acknowledge")
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk/checkins")


async def test_a_note_from_the_board_stands_with_the_conversation_for_whoever_takes_it(door: Door) -> None:
    checkin, handoff = await a_missed_one(door)
    ana, jo = await door.somebody(login="ana"), await door.somebody(login="jo")
    done = await ana.post(f"/desk/checkins/{checkin.id}/notes", {"text": "was fine at noon"}, hx_request="true")
    assert (done.status_code, done.headers["hx-trigger"]) == (204, "noted")
    assert "was fine at noon" not in (await ana.get("/desk/checkins")).text
    assert "was fine at noon" in (await jo.get(await taken(door, jo, handoff))).text
    assert "advocate:note:added" in await door.events()


@pytest.mark.parametrize("text", ["", " ", "x" * 4001])
async def test_an_empty_or_endless_note_is_not_kept(door: Door, text: str) -> None:
    checkin, _ = await a_missed_one(door)
    answer = await (await door.somebody()).post(f"/desk/checkins/{checkin.id}/notes", {"text": text})
    assert (answer.status_code, "A note has 1 to 4000 characters." in answer.text) == (422, True)


async def test_a_check_in_that_is_not_kept_any_more_takes_no_note(door: Door) -> None:
    answer = await (await door.somebody()).post(f"/desk/checkins/{new_id()}/notes", {"text": "hm"})
    assert (answer.status_code, "not kept any more" in answer.text) == (422, True)


async def test_one_is_taken_from_the_board_and_nothing_goes_out(door: Door) -> None:
    _, handoff = await a_missed_one(door)
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
    _, handoff = await a_missed_one(door)
    ana = await door.somebody(login="ana")
    path = await taken(door, ana, handoff)
    await ana.post(f"{path}/reply", {"text": "hey, how was it?", "key": new_id()})
    assert (await handoff_now(door, handoff)).joined_at is not None
    assert 'class="quiet"' not in (await ana.get(f"{path}/live")).text


async def test_the_warning_of_a_duress_word_stays(door: Door) -> None:
    ana, _, path = await in_hand(door, reason="duress")
    assert "Act as if the phone is not in their hands" in (await ana.get(path)).text
    await ana.post(f"{path}/reply", {"text": "hey, how was it?", "key": new_id()})
    assert "Act as if the phone is not in their hands" in (await ana.get(f"{path}/live")).text


async def test_a_duress_word_in_a_talk_that_goes_on_is_warned_of_there(door: Door) -> None:
    ana, handoff, path = await in_hand(door)
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
