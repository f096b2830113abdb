"""One turn: texts are read together, a plea never waits, and whatever fails, somebody is answered and people are told."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.errors import EngineUnavailable, TemporaryFailure
from bot.usecases.letting_go import let_go
from tests.fakes import DeadDialogue, ScriptedDialogue, said
from tests.house import Home, at_home


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[Home]:
    async with at_home(tmp_path) as home:
        yield home


def heard(home: Home) -> list[str]:
    assert isinstance(home.house.dialogue, ScriptedDialogue)
    return home.house.dialogue.heard


async def test_a_burst_is_read_together_and_answered_once(home: Home) -> None:
    answers = await home.answers("i need", "a place", "to sleep")
    assert heard(home) == ["i need a place to sleep"]
    assert len(answers) == 1


async def test_nothing_is_answered_before_the_burst_is_over(home: Home) -> None:
    await home.hears("i need")
    await home.does_what_is_due()
    assert home.channel.sent == []


async def test_an_urgent_text_does_not_wait(home: Home) -> None:
    await home.hears("i want to kill myself")
    await home.does_what_is_due()
    assert heard(home) == ["/report_self_harm"]
    assert len(home.channel.sent) == 1
    assert "risk_self_harm" in await home.open_alerts()


async def test_a_plea_that_comes_in_pieces_is_understood_as_one(home: Home) -> None:
    await home.hears("i want")
    await home.hears("to")
    await home.hears("die")
    await home.does_what_is_due()
    assert heard(home) == ["/report_self_harm"]


async def test_a_number_stands_for_the_choice_that_was_offered(home: Home) -> None:
    await home.answers("hi")
    choices = (await home.rows())["conversation"][0]["state"]["asked"]["choices"]
    await home.answers("1")
    assert heard(home)[-1] == choices["1"]


async def test_an_answer_typed_before_the_question_was_sent_is_no_answer_to_it(home: Home) -> None:
    await home.hears("hi")
    home.clock.advance(timedelta(seconds=10))
    for conversation_id in await home.house.turns.due():
        await home.house.turns.take(conversation_id)
    await home.hears("1")
    home.clock.advance(timedelta(seconds=10))
    await home.does_what_is_due()
    assert heard(home)[-1] == "1"
    assert isinstance(home.house.dialogue, ScriptedDialogue)
    assert home.house.dialogue.facts[-1]["crossed"] is True


async def test_a_text_cannot_give_orders_to_the_engine(home: Home) -> None:
    for order in ("/restart", "\u200b/forget_me", "／report_danger", ' /slot{"a": 1}'):
        await home.answers(order)
    assert not any(said.startswith(("/", "／")) for said in heard(home))


@pytest.mark.parametrize("error", [EngineUnavailable("it took too long"), RuntimeError("a bug"), KeyError("x")])
async def test_when_the_engine_fails_the_fixed_words_go_out_and_people_are_told(home: Home, error: Exception) -> None:
    assert isinstance(home.house.dialogue, ScriptedDialogue)
    home.house.dialogue.react = lambda _: error
    answers = await home.answers("hello there")
    assert len(answers) == 1 and "911" in answers[0] and "988" in answers[0]
    assert await home.open_alerts()
    home.house.dialogue.react = lambda _: said("utter_menu")
    assert "911" not in (await home.answers("hello again"))[0]


async def test_a_missing_wording_is_no_reason_for_silence(home: Home) -> None:
    assert isinstance(home.house.dialogue, ScriptedDialogue)
    home.house.dialogue.react = lambda _: said("utter_that_nobody_wrote")
    answers = await home.answers("hello there")
    assert "911" in answers[0]
    assert await home.open_alerts() == ["turn_failed"]


async def test_with_the_engine_down_a_plea_still_raises_the_alarm(tmp_path: Path) -> None:
    async with at_home(tmp_path, dialogue=DeadDialogue()) as home:
        answers = await home.answers("he has a gun and wont let me leave")
        assert "911" in answers[0]
        assert "risk_danger" in await home.open_alerts()


async def test_a_spanish_text_gets_spanish_safety_words(tmp_path: Path) -> None:
    async with at_home(tmp_path, dialogue=DeadDialogue()) as home:
        answers = await home.answers("hola necesito ayuda con mi mamá")
        assert "Perdón" in answers[0] or "Perdon" in answers[0]


async def test_stop_is_confirmed_once_and_whoever_writes_afterwards_is_still_heard(home: Home) -> None:
    await home.answers("hi")
    assert len(await home.answers("STOP")) == 1
    assert await home.answers("STOP") == []
    answers = await home.answers("are you still there")
    assert len(answers) == 1 and "START" in answers[0]
    assert "wrote_while_paused" in await home.open_alerts()
    assert heard(home) == ["hi"]
    assert len(await home.answers("START")) == 1
    await home.answers("hello")
    assert heard(home)[-1] == "hello"


async def test_a_stop_outlives_being_forgotten(home: Home) -> None:
    await home.answers("STOP")
    subject_id = await home.store.keys.resolve("sms", "+12145550101", create=False)
    assert subject_id is not None
    conversation_id = (await home.rows())["conversation"][0]["id"]
    await let_go(home.store, subject_id, conversation_id)
    answers = await home.answers("hey whats up")
    assert "START" in answers[0]
    assert heard(home) == []


async def test_dont_text_back_is_obeyed_and_people_are_told_all_the_same(home: Home) -> None:
    assert await home.answers("he is here, dont text back") == []
    assert "asked_for_silence" in await home.open_alerts()


@pytest.mark.parametrize("text", ["he is here, dont text back", "stop texting me"])
async def test_what_still_waits_to_go_out_is_dropped_when_no_texts_are_wanted(home: Home, text: str) -> None:
    home.channel.fails = [TemporaryFailure("no connection")]
    assert await home.answers("hi") == []
    after = await home.answers(text)
    home.clock.advance(timedelta(minutes=1))
    await home.does_what_is_due()
    assert home.channel.texts == after
    assert (await home.rows())["outbound_message"][0]["status"] == "expired"


async def test_silence_holds_for_a_plea_and_ends_with_an_ordinary_text(home: Home) -> None:
    await home.answers("he is here, dont text back")
    assert await home.answers("he has a gun and wont let me leave") == []
    assert "risk_danger" in await home.open_alerts()
    assert len(await home.answers("ok he left")) == 1


async def test_silence_does_not_hold_for_ever(home: Home) -> None:
    await home.answers("he is here, dont text back")
    home.clock.advance(timedelta(minutes=31))
    assert len(await home.answers("he has a gun and wont let me leave")) == 1


async def test_with_the_engine_down_silence_is_kept_as_well(tmp_path: Path) -> None:
    async with at_home(tmp_path, dialogue=DeadDialogue()) as home:
        await home.answers("he is here, dont text back")
        assert await home.answers("he has a gun and wont let me leave") == []
        assert {"risk_danger", "asked_for_silence"} <= set(await home.open_alerts())


async def test_a_row_that_cannot_be_opened_is_told_and_keeps_nobody_waiting(home: Home) -> None:
    await home.hears("hello there")
    conversation_id = (await home.rows())["conversation"][0]["id"]
    async with home.store.database.write() as connection:
        await connection.execute(text("UPDATE inbound_message SET text = x'00'"))
    await home.hears("hello", number="+12145550102")
    home.clock.advance(timedelta(seconds=10))
    await home.does_what_is_due()
    assert await home.open_alerts() == ["unreadable"]
    assert len(home.channel.sent) == 1
    assert conversation_id not in await home.house.turns.due()


async def test_help_serves_both_the_carrier_and_the_cry(home: Home) -> None:
    answers = await home.answers("HELP")
    assert "911" in answers[0] and "STOP" in answers[0]


@pytest.mark.parametrize("kind", ["picture", "location", "empty", "unreadable"])
async def test_what_has_no_words_gets_a_kind_answer(home: Home, kind: str) -> None:
    await home.hears("", kind=kind)  # type: ignore[arg-type]
    home.clock.advance(timedelta(seconds=10))
    await home.does_what_is_due()
    assert len(home.channel.sent) == 1
    assert heard(home) == []


async def test_a_very_long_text_is_read_as_far_as_it_is_kept_and_that_is_said(home: Home) -> None:
    answers = await home.answers("we were at the park today " * 200)
    assert len(heard(home)[0]) <= 1600
    assert "long" in answers[0]


async def test_nothing_waits_after_a_turn(home: Home) -> None:
    await home.answers("hi")
    kept = await home.rows()
    assert [row["status"] for row in kept["inbound_message"]] == ["handled"]
    assert [row["status"] for row in kept["outbound_message"]] == ["sent"]
    assert kept["conversation"][0]["turn_due_at"] is None
