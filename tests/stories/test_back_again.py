"""After a person has had the conversation the program takes it up again, and no question from before is still open."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.conversation.dialogue import Dialogue
from bot.usecases import desk
from tests.house import Home
from tests.stories.drive import Youth, home_of
from tests.usecases.people import an_advocate

pytestmark = [pytest.mark.engine, pytest.mark.asyncio(loop_scope="session")]

BOTH = pytest.mark.parametrize("language", ["en", "es"])
PERSON = {"en": "i want to talk to a real person", "es": "quiero hablar con una persona de verdad"}
MENU = {"en": "What would help?", "es": "¿Qué te serviria?"}


@pytest_asyncio.fixture(loop_scope="session")
async def home(dialogue: Dialogue, tmp_path: Path) -> AsyncIterator[Home]:
    """A house of its own, since somebody at the desk changes the hours."""
    async with home_of(tmp_path, dialogue) as open_home:
        yield open_home


async def a_talk_came_and_went(youth: Youth, home: Home, language: str) -> list[str]:
    """Ana takes the conversation while the question is open, and hands it back: what the youth heard of it."""
    ana = await an_advocate(home.store)
    await youth.says({"en": "hi", "es": "hola"}[language])
    await youth.says("1")
    await youth.says(PERSON[language])
    handoff_id = str((await youth.rows("handoff"))[0]["id"])
    before, now, speaker = len(home.channel.sent), home.clock.now(), home.house.speaker
    await desk.carried_out(home.store, lambda uow: desk.claim(uow, speaker, handoff_id, ana, now))
    await home.does_what_is_due()
    assert await youth.says("1") == ""
    await desk.carried_out(home.store, lambda uow: desk.hand_back(uow, speaker, handoff_id, ana, "talked", now))
    await home.does_what_is_due()
    return home.channel.texts[before:]


@BOTH
async def test_it_is_told_who_comes_and_that_the_program_is_back(youth: Youth, home: Home, language: str) -> None:
    came, went = await a_talk_came_and_went(youth, home, language)
    assert "Ana" in came and {"en": "I stay quiet", "es": "Yo me callo"}[language] in came
    assert "Ana" in went and "menu" in went.replace("ú", "u")


@BOTH
@pytest.mark.parametrize("text", ["1", "ok", "77"])
async def test_the_next_text_leads_to_the_menu_and_passes_nothing_on(
    youth: Youth, home: Home, language: str, text: str
) -> None:
    await a_talk_came_and_went(youth, home, language)
    assert MENU[language] in await youth.says(text)
    assert [row["shares"] for row in await youth.rows("handoff")] == [None]


async def test_another_person_can_be_asked_for_and_the_question_is_put_anew(youth: Youth, home: Home) -> None:
    await a_talk_came_and_went(youth, home, "en")
    assert "May I pass on what you wrote" in await youth.says("person")
