"""While a person has the conversation the program is silent: STOP, HELP, danger and being forgotten excepted."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.care.handoffs import may
from bot.conversation.dialogue import Understanding
from bot.store.records import Advocate, Handoff
from bot.usecases import desk
from tests.fakes import NOON, ScriptedDialogue, said
from tests.house import NUMBER, Home, at_home
from tests.usecases.people import an_advocate


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[Home]:
    async with at_home(tmp_path) as home:
        yield home


def engine(home: Home) -> ScriptedDialogue:
    assert isinstance(home.house.dialogue, ScriptedDialogue)
    return home.house.dialogue


async def handoff_of(home: Home) -> Handoff:
    subject_id = await home.store.keys.resolve("sms", NUMBER, create=False)
    assert subject_id is not None
    async with home.store.unit_of_work() as uow:
        conversation = await uow.conversations.by_subject(subject_id, "sms")
        assert conversation is not None
        if found := await uow.handoffs.of_conversation(conversation.id):
            return found[0]
        asked = Handoff(id="a" * 32, subject_id=subject_id, conversation_id=conversation.id, reason="asked",
                        priority=2, requested_at=NOON)  # fmt: skip
        uow.handoffs.add(asked)
        await uow.commit()
    return asked


async def a_talk(home: Home) -> Advocate:
    """A youth who wrote, and Ana who has taken the conversation."""
    ana = await an_advocate(home.store)
    await home.answers("can i talk to someone")
    handoff, now = await handoff_of(home), home.clock.now()
    await desk.carried_out(home.store, lambda uow: desk.claim(uow, home.house.speaker, handoff.id, ana, now))
    await home.does_what_is_due()
    assert "Ana" in home.channel.texts[-1]
    return ana


async def test_a_text_to_a_person_is_handled_and_nothing_is_said(home: Home) -> None:
    await a_talk(home)
    assert await home.answers("are you there", "1") == []
    assert engine(home).heard == ["can i talk to someone"]
    assert [row["status"] for row in (await home.rows())["inbound_message"]] == ["handled"] * 3


async def test_a_picture_to_a_person_is_theirs_to_answer(home: Home) -> None:
    await a_talk(home)
    before = len(home.channel.sent)
    await home.hears("", kind="picture")
    home.clock.advance(timedelta(seconds=10))
    await home.does_what_is_due()
    assert len(home.channel.sent) == before


async def test_danger_in_a_talk_raises_the_alarm_and_leaves_the_words_to_the_person(home: Home) -> None:
    await a_talk(home)
    assert await home.answers("he has a gun and wont let me leave") == []
    assert "risk_danger" in await home.open_alerts()


async def test_whoever_has_the_talk_may_look_back_once_danger_is_heard_in_it(home: Home) -> None:
    ana = await a_talk(home)
    assert not may("look_back", await handoff_of(home), ana)
    await home.answers("he has a gun and wont let me leave")
    talk = await handoff_of(home)
    assert (talk.status, talk.reason, talk.priority) == ("claimed", "risk", 0)
    assert may("look_back", talk, ana)
    await home.answers("please, he has a gun")
    assert (await handoff_of(home)).version == talk.version


async def test_help_and_stop_are_answered_in_a_talk_and_the_talk_stays(home: Home) -> None:
    await a_talk(home)
    assert "911" in (await home.answers("HELP"))[0]
    assert len(await home.answers("STOP")) == 1
    assert (await handoff_of(home)).status == "claimed"
    assert await home.answers("still here") == []
    assert "wrote_while_paused" not in await home.open_alerts()
    assert len(await home.answers("START")) == 1


async def test_to_be_forgotten_can_be_asked_for_in_a_talk_and_its_question_be_answered(home: Home) -> None:
    await a_talk(home)

    async def parse(texts: object) -> list[Understanding]:
        return [Understanding(intent="forget_me", confidence=0.95)]

    engine(home).parse = parse  # type: ignore[method-assign]
    engine(home).react = lambda _: said("utter_menu")
    assert len(await home.answers("delete everything about me")) == 1
    engine(home).parse = ScriptedDialogue(lambda _: said()).parse  # type: ignore[method-assign]
    asked = (await home.rows())["conversation"][0]["state"]["asked"]
    assert asked["while_paused"]
    assert len(await home.answers("1")) == 1
    assert engine(home).heard[-1] == asked["choices"]["1"]


async def test_after_the_talk_the_program_answers_again(home: Home) -> None:
    ana = await a_talk(home)
    handoff, now = await handoff_of(home), home.clock.now()
    await desk.carried_out(
        home.store, lambda uow: desk.hand_back(uow, home.house.speaker, handoff.id, ana, "talked", now)
    )
    assert len(await home.answers("thanks")) == 2
    assert engine(home).heard[-1] == "thanks"


async def test_whether_somebody_is_on_shift_is_told_by_the_rota_once_there_is_a_desk(home: Home) -> None:
    await home.answers("hi")
    await an_advocate(home.store, on_shift=False)
    await home.answers("hello")
    assert [facts["on_shift"] for facts in engine(home).facts] == [True, False]
