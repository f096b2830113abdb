"""The duress word brings what an "ok" brings, to the byte, in every state; people are told, and nothing else shows it.

Two houses live through the same, but for one text: in one it is "ok", in the other any sentence with the word in it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.errors import EngineUnavailable
from bot.usecases import checkins, desk, erasure, handoffs, standing
from tests.conversation.checkin_home import CheckinHome, with_checkins
from tests.usecases.people import an_advocate, latest
from tests.usecases.plans import alerts, nightly, timers

State = Callable[[CheckinHome], Awaitable[None]]
WITH_THE_WORD = (
    "see you at the PIÑATA tomorrow",
    "pinata",
    "no, he has a gun, piñata",
    "where can i sleep? piñata",
    "2 piñata",
)
# What tells the two apart, and may: ids, the text as it came in, and, after the reply, what people are told by.
_TOLD = {"alert", "audit_entry", "handoff", "timer"}
_BY_CHANCE = {
    "id",
    "plan_id",
    "subject_id",
    "conversation_id",
    "message_id",
    "question",
    "provider_key",
    "set_up_by",
    "mac",
    "actor",
    "claimed_by",
}


async def nothing_open(_: CheckinHome) -> None:
    """The plan is in force, and nothing was asked yet."""


async def asked(here: CheckinHome) -> None:
    await here.is_asked()


async def asked_again(here: CheckinHome) -> None:
    await here.is_asked()
    await here.time_passes("checkin_wait")


async def people_called(here: CheckinHome) -> None:
    await asked_again(here)
    await here.time_passes("checkin_wait")


async def answered(here: CheckinHome) -> None:
    await here.is_asked()
    await here.answers("1")


async def unclear(here: CheckinHome) -> None:
    await here.is_asked()
    await here.answers("purple monkey")


async def talking(here: CheckinHome) -> None:
    await here.answers("where can i sleep")


async def paused(here: CheckinHome) -> None:
    async with here.youth.turn(here.home.clock.now()) as scope:
        await checkins.pause(scope)


async def texts_stopped(here: CheckinHome) -> None:
    await here.answers("STOP")


async def started_again(here: CheckinHome) -> None:
    await here.answers("STOP")
    await here.answers("START")


async def silence(here: CheckinHome) -> None:
    await here.answers("dont text back")


async def waiting_for_a_person(here: CheckinHome) -> None:
    async with here.youth.turn(here.home.clock.now()) as scope:
        await handoffs.request(scope, reason="asked")


async def with_a_person(here: CheckinHome) -> None:
    await here.with_a_person()


async def proposed(here: CheckinHome) -> None:
    ana = await an_advocate(here.home.store)
    async with here.home.store.unit_of_work() as uow:
        plan = await uow.checkin_plans.of_conversation(here.youth.conversation_id)
        assert plan is not None
        details = checkins.PlanDetails.from_row(plan.details)
        conversation, now = await here.youth.conversation(), here.home.clock.now()
        await checkins.propose(uow, here.home.house.speaker, conversation, details, ana, now)
        await uow.commit()
    await here.home.does_what_is_due()


async def engine_away(here: CheckinHome) -> None:
    async def away(*_: object, **__: object) -> None:
        raise EngineUnavailable("it is not running")

    here.dialogue.parse = here.dialogue.take_turn = away  # type: ignore[method-assign, assignment]


async def asked_with_the_engine_away(here: CheckinHome) -> None:
    await here.is_asked()
    await engine_away(here)


STATES = (
    nothing_open, asked, asked_again, people_called, answered, unclear, talking, paused, texts_stopped, started_again,
    silence, waiting_for_a_person, with_a_person, proposed, engine_away, asked_with_the_engine_away,
)  # fmt: skip


async def lived(folder: Path, state: State, text: str) -> dict[str, Any]:
    """Everything that the phone could show or the youth could ask about, after this text in this state."""
    async with with_checkins(folder) as here:
        await state(here)
        before = set(await alerts(here.youth))
        said = await here.answers(text)
        at_once = _compared(await here.youth.rows(), but=set())
        engine = list(here.dialogue.heard)
        facts = list(here.dialogue.facts)
        understood = len(here.dialogue.parsed)
        await here.people_hear()
        async with here.youth.turn(here.home.clock.now(), commit=False) as scope:
            waits = await standing.of_the_wait(scope)
            is_waiting = await handoffs.is_waiting(scope)
        after = await here.answers("where can i sleep")
        return {
            "said": said,
            "later": after,
            "engine": engine,
            "facts": facts,
            "understood": understood,
            "waits": waits,
            "is_waiting": is_waiting,
            "at_once": at_once,
            "rows": _compared(await here.youth.rows(), but=_TOLD),
            "told": set(await alerts(here.youth)) - before,
        }


def _compared(rows: dict[str, list[dict[str, Any]]], *, but: set[str]) -> dict[str, list[str]]:
    """The rows of each table without what is by chance, and without what is sealed and differs on purpose."""
    on_purpose = {"inbound_message": {"text"}, "timer": {"payload"}}
    return {
        table: sorted(str(_bare(row, on_purpose.get(table, set()))) for row in kept)
        for table, kept in rows.items()
        if table not in but
    }


def _bare(value: Any, but: set[str]) -> Any:
    if not isinstance(value, dict):
        return value
    return {key: _bare(one, but) for key, one in value.items() if key not in _BY_CHANCE | but}


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
async def test_in_every_state_the_word_brings_what_an_ok_brings_and_people_are_told(
    tmp_path: Path, state: State
) -> None:
    plain = await lived(tmp_path / "plain", state, "ok")
    forced = await lived(tmp_path / "forced", state, WITH_THE_WORD[0])
    assert "duress" in forced.pop("told") and "duress" not in plain.pop("told")
    assert forced == plain


@pytest.mark.parametrize("text", WITH_THE_WORD)
async def test_whatever_else_the_text_says_the_phone_shows_the_same(tmp_path: Path, text: str) -> None:
    plain = await lived(tmp_path / "plain", asked, "ok")
    forced = await lived(tmp_path / "forced", asked, text)
    assert "duress" in forced.pop("told")
    plain.pop("told")
    assert forced == plain and len(plain["said"]) == 1 and "practice" in plain["said"][0]


async def test_a_danger_beside_the_word_is_told_as_well(tmp_path: Path) -> None:
    async with with_checkins(tmp_path) as here:
        await here.answers("he has a gun and wont let me leave, piñata")
        await here.people_hear()
        assert {"duress", "risk_danger"} <= set(await alerts(here.youth))


async def test_the_text_stays_in_the_thread_as_it_came_and_nothing_marks_it(tmp_path: Path) -> None:
    async with with_checkins(tmp_path) as here:
        await here.is_asked()
        await here.answers("see you, Piñata")
        async with here.home.store.unit_of_work() as uow:
            thread = await uow.thread(here.youth.conversation_id)
        assert [line.text for line in thread if line.who == "youth"][-1] == "see you, Piñata"
        rows = await here.youth.rows()
        told = {
            table
            for table, kept in rows.items()
            if "duress" in str([row for row in kept if row.get("kind") or row.get("reason")])
        }
        assert told <= {"alert", "timer", "handoff"}
        assert (await here.occurrence()).status == "ok"


async def test_people_are_called_at_once_as_for_a_risk(tmp_path: Path) -> None:
    async with with_checkins(tmp_path) as here:
        await here.answers("piñata")
        await here.people_hear()
        one = await latest(here.youth)
        assert (one.reason, one.priority, one.status) == ("duress", 0, "requested")
        assert len(await timers(here.youth, "handoff_ladder")) == 1 and await timers(here.youth, "handoff_wait") == []


async def test_while_an_advocate_reads_along_the_program_answers_until_they_write(tmp_path: Path) -> None:
    async with with_checkins(tmp_path) as here:
        await here.answers("piñata")
        await here.people_hear()
        ana, now = await an_advocate(here.home.store), here.home.clock.now()
        async with here.home.store.unit_of_work() as uow:
            await desk.claim(uow, here.home.house.speaker, (await latest(here.youth)).id, ana, now)
            await uow.commit()
        assert len(await here.answers("where can i sleep")) == 1
        async with here.home.store.unit_of_work() as uow:
            waiting = await latest(here.youth)
            program = here.home.house.speaker.program
            await desk.reply(uow, program, waiting, await here.youth.conversation(), ana, "hey", now, key="0" * 32)
            await uow.commit()
        assert await here.answers("where can i sleep") == ["hey"]
        assert await here.answers("where can i sleep") == []


async def test_a_wish_for_silence_in_the_same_text_is_obeyed(tmp_path: Path) -> None:
    async with with_checkins(tmp_path) as here:
        assert await here.answers("dont text back, piñata") == []
        await here.people_hear()
        assert {"duress", "asked_for_silence"} <= set(await alerts(here.youth))


@pytest.mark.parametrize("texts", [("STOP", "piñata"), ("piñata", "STOP")])
async def test_a_stop_in_the_same_burst_is_a_stop(tmp_path: Path, texts: tuple[str, str]) -> None:
    async with with_checkins(tmp_path) as here:
        await here.answers(*texts)
        await here.people_hear()
        assert (await here.youth.conversation()).paused_at is not None and "duress" in await alerts(here.youth)


async def test_the_word_is_heard_in_pieces_over_several_texts(tmp_path: Path) -> None:
    async with with_checkins(tmp_path, nightly(duress_word="red balloon")) as here:
        await here.is_asked()
        (reply,) = await here.answers("the red", "balloon")
        await here.people_hear()
        assert "practice" in reply and "duress" in await alerts(here.youth)


async def test_a_text_with_the_word_is_answered_no_sooner_than_an_ok(tmp_path: Path) -> None:
    async with with_checkins(tmp_path) as here:
        due = []
        for text in ("ok", "he has a gun and wont let me leave, piñata", "he has a gun and wont let me leave"):
            await here.home.hears(text)
            due.append((await here.youth.conversation()).turn_due_at)
            here.home.clock.advance(timedelta(seconds=10))
            await here.home.does_what_is_due()
        waits = [
            moment - here.home.clock.now() + timedelta(seconds=10 * left)
            for moment, left in zip(due, (3, 2, 1), strict=True)
            if moment
        ]
        assert waits[0] == waits[1] > waits[2]


async def test_a_burst_with_the_word_in_it_hurries_no_more_when_another_text_follows(tmp_path: Path) -> None:
    due = []
    for name, text in (("plain", "ok"), ("forced", "he has a gun and wont let me leave, piñata")):
        async with with_checkins(tmp_path / name) as here:
            await here.home.hears(text)
            await here.home.hears("pls")
            due.append((await here.youth.conversation()).turn_due_at)
    assert due[0] == due[1]


async def test_the_word_of_a_plan_that_was_ended_says_nothing_any_more(tmp_path: Path) -> None:
    async with with_checkins(tmp_path) as here:
        async with here.youth.turn(here.home.clock.now()) as scope:
            await checkins.stop(scope)
        await here.answers("piñata")
        await here.people_hear()
        assert "duress" not in await alerts(here.youth)


async def test_a_call_that_was_left_behind_outlives_the_wish_to_be_forgotten_no_longer_than_all_else(
    tmp_path: Path,
) -> None:
    async with with_checkins(tmp_path) as here:
        await here.answers("piñata")
        async with here.youth.turn(here.home.clock.now()) as scope:
            await erasure.forget(scope)
        await here.fire_due()
        here.home.clock.advance(timedelta(minutes=6))
        await here.fire_due()
        await here.fire_due()
        assert await here.home.rows() == {}
