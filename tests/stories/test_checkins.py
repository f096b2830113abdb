"""Check-ins are set up, changed, paused and stopped by conversation: interrupted, gone back in, and never by guessing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.stories.drive import Youth

pytestmark = [pytest.mark.engine, pytest.mark.asyncio(loop_scope="session")]

BOTH = pytest.mark.parametrize("language", ["en", "es"])
HELLO = {"en": "hi", "es": "hola"}
ASKS = {
    "en": "Text me every night at nine; if I don't answer twice, get me someone.",
    "es": "escríbeme cada noche a las nueve",
}
WHEN, ZONE, COVER = "How often, and what time?", "what time is it where you are?", "What should they be about?"
WAIT, PEOPLE, WORD = "How long should I wait?", "may I tell a person here?", "You can pick a secret word."
SUMMARY, DONE = "Ok to text you like this?", "Done. My first text comes"
STAGES = {
    "en": (ZONE, COVER, WAIT, PEOPLE, WORD, SUMMARY, DONE),
    "es": (
        "¿qué hora es donde estas?", "¿De qué quieres que hablen?", "¿Cuanto espero?", "¿le aviso a alguien de aqui?",
        "Puedes elegir una palabra secreta.", "¿Te escribo asi?", "Listo. Mi primer texto llega",
    ),
}  # fmt: skip


async def at_the_menu(youth: Youth, language: str = "en") -> None:
    await youth.says(HELLO[language])
    await youth.says("1")


async def asked_to(youth: Youth, question: str) -> str:
    """Answer the questions, beginning with that for the time, up to the one named; the text that puts it."""
    await at_the_menu(youth)
    answer = await youth.says("check-ins")
    for said in ("every day at 9 pm", "1", "1", "2", "1", "0", "1"):
        if question in answer:
            return answer
        answer = await youth.says(said)
    assert question in answer
    return answer


async def plan(youth: Youth) -> dict[str, Any]:
    """The newest plan as it is kept."""
    return (await youth.rows("checkin_plan"))[-1]


@BOTH
async def test_what_was_said_is_not_asked_again_and_nothing_begins_before_the_yes(youth: Youth, language: str) -> None:
    await at_the_menu(youth, language)
    answer = await youth.says(ASKS[language])
    for stage, said in zip(STAGES[language][:-1], ("1", "3", "1", "1", "zopilote", "1"), strict=True):
        assert stage in answer
        assert await youth.rows("checkin_plan") == []
        answer = await youth.says(said)
    assert STAGES[language][-1] in answer
    kept = await plan(youth)
    assert kept["status"] == "active"
    assert kept["details"]["schedule"] == {"kind": "daily", "zone": "America/Chicago", "quiet": None, "at": "21:00:00"}
    assert (kept["details"]["cover"], kept["details"]["again_after"]) == ("homework", 600)
    assert (kept["details"]["tell_people"], kept["details"]["duress_word"]) == (True, "zopilote")
    assert [row["purpose"] for row in await youth.rows("consent")] == ["checkins"]


async def test_a_first_text_with_a_time_is_taken_up_after_the_first_contact(youth: Youth) -> None:
    await youth.says("check on me at 11 tonight")
    assert ZONE in await youth.says("1")
    for said in ("1", "0", "0", "1", "0"):
        answer = await youth.says(said)
    assert "once, on Wednesday, March 4, at 11 pm" in answer
    assert "today at 11 pm" in await youth.says("1")


async def test_every_question_can_be_left_out_and_the_first_one_means_not_now(youth: Youth) -> None:
    await asked_to(youth, ZONE)
    for _ in range(5):
        answer = await youth.says("0")
    assert SUMMARY in answer
    assert "every day at 9 pm, about practice" in answer
    assert "I won't text you first" in await youth.says("3")
    assert await youth.rows("checkin_plan") == []
    await youth.says("check-ins")
    assert "I won't text you first" in await youth.says("0")


@pytest.mark.parametrize(
    ("said", "asked", "added", "then"),
    [
        ("every day at 9", "In the morning, or at night?", "2", "every day at 9 pm"),
        ("every day", "At what time?", "9 pm", "every day at 9 pm"),
        ("9 pm", "On which days?", "2", "on weekdays at 9 pm"),
        ("every 4 hours", "Until when?", "11 pm", "every 4 hours until Wednesday, March 4, at 11 pm"),
        ("twice a day", "once a day, on some days", "mondays at 5 pm", "on Mondays at 5 pm"),
        ("today at 1 am", "That time is over", "tomorrow at 1 am", "once, on Thursday, March 5, at 1 am"),
        ("banana", "I didn't get the time", "in two days at 3 pm", "once, on Friday, March 6, at 3 pm"),
    ],
)
async def test_what_is_missing_of_a_time_is_asked_for_itself(
    new_youth: Callable[[], Youth], said: str, asked: str, added: str, then: str
) -> None:
    youth = new_youth()
    await asked_to(youth, WHEN)
    assert asked in await youth.says(said)
    assert ZONE in await youth.says(added)
    for skipped in ("1", "0", "0", "1", "0"):
        answer = await youth.says(skipped)
    assert then in answer


@pytest.mark.parametrize(
    ("said", "zone"), [("2", "America/Denver"), ("el paso", "America/Denver"), ("Houston", "America/Chicago")]
)
async def test_the_zone_is_told_by_the_clock_or_by_a_place(
    new_youth: Callable[[], Youth], said: str, zone: str
) -> None:
    youth = new_youth()
    await asked_to(youth, ZONE)
    await youth.says(said)
    for skipped in ("0", "0", "1", "0", "1"):
        await youth.says(skipped)
    assert (await plan(youth))["details"]["schedule"]["zone"] == zone


async def test_words_of_their_own_are_read_by_the_same_rules_as_ours(youth: Youth) -> None:
    await asked_to(youth, COVER)
    await youth.says("9")
    assert "This could tell too much: safe" in await youth.says("are you safe?")
    assert "Write the text I should send" in await youth.says("blah " * 70)
    assert COVER in await youth.says("0")
    await youth.says("my own words")
    assert WAIT in await youth.says("did you feed the cat")
    for said in ("0", "1", "0", "1"):
        await youth.says(said)
    details = (await plan(youth))["details"]
    assert (details["cover"], details["own_words"]) == ("own", "did you feed the cat")


@pytest.mark.parametrize(
    ("word", "why"),
    [
        ("ok", "means something else"),
        ("info", "means something else"),
        ("casa", "by chance"),
        ("the cat sat on my book", "One word"),
    ],
)
async def test_a_word_that_would_be_heard_by_mistake_is_refused(
    new_youth: Callable[[], Youth], word: str, why: str
) -> None:
    youth = new_youth()
    await asked_to(youth, WORD)
    answer = await youth.says(word)
    if word != "info":  # the carrier's own word is answered by the core
        assert why in answer
        assert WORD in answer
    assert SUMMARY in await youth.says("purple soup")


async def test_the_secret_word_stands_in_no_text_of_the_thread(youth: Youth) -> None:
    await asked_to(youth, WORD)
    answer = await youth.says("Zopilote")
    assert "zopilote" not in answer.casefold()
    await youth.says("1")
    assert all("zopilote" not in str(row["text"]).casefold() for row in await youth.rows("inbound_message"))
    assert all("zopilote" not in str(row["text"]).casefold() for row in await youth.rows("outbound_message"))


async def test_one_can_go_back_and_ask_something_else_in_between(youth: Youth) -> None:
    await asked_to(youth, WAIT)
    assert COVER in await youth.says("back")
    answer = await youth.says("who can see what i text here")
    assert COVER in answer
    assert not answer.startswith("Others may see")
    assert WAIT in await youth.says("choir")
    assert ZONE not in await youth.says("en español porfa")


async def test_danger_in_the_middle_is_answered_first_and_the_questions_come_back(youth: Youth) -> None:
    await asked_to(youth, COVER)
    assert (await youth.says("he has a gun and wont let me leave")).startswith("Call 911")
    assert COVER in await youth.says("im ok now")


@pytest.mark.parametrize("later", ["can we finish this later", "menu"])
async def test_they_can_be_put_off_and_are_taken_up_where_they_were(new_youth: Callable[[], Youth], later: str) -> None:
    youth = new_youth()
    await asked_to(youth, WAIT)
    await youth.says(later)
    answer = await youth.says("check-ins")
    assert "We go on with your check-ins." in answer
    assert WAIT in answer


async def test_any_answer_is_changed_before_the_yes(youth: Youth) -> None:
    await asked_to(youth, SUMMARY)
    assert "What do you want to change?" in await youth.says("2")
    assert WHEN in await youth.says("the time")
    answer = await youth.says("weekdays at 4")
    assert "on weekdays at 4 pm" in answer
    assert PEOPLE not in answer
    assert PEOPLE in await youth.says("who you tell")
    assert "I tell nobody" in await youth.says("2")
    assert "today at 4 pm" in await youth.says("1")


async def test_a_time_that_passed_during_the_questions_is_asked_for_again(youth: Youth) -> None:
    await at_the_menu(youth)
    await youth.says("check-ins")
    await youth.says("in 5 minutes")
    for said in ("1", "1", "1", "1", "0"):
        answer = await youth.says(said)
    assert SUMMARY in answer
    youth.time_passes(minutes=10)
    answer = await youth.says("1")
    assert "That time is over" in answer
    assert WHEN in answer


@BOTH
async def test_they_are_paused_turned_on_changed_and_stopped_by_a_word(youth: Youth, language: str) -> None:
    await asked_to(youth, DONE)
    if language == "es":
        await youth.says("en español porfa")
    word, pause, move, moved, stop, stopped = {
        "en": (
            "check-ins",
            "pause the check ins",
            "move my check in to 10pm",
            "at 10 pm",
            "stop the check ins",
            "no more",
        ),
        "es": (
            "chequeos",
            "pausa los chequeos",
            "mejor a las 10 de la noche",
            "a las 10",
            "cancela los chequeos",
            "ya no hay",
        ),
    }[language]
    assert "3 " in await youth.says(word)
    await youth.says("3")
    assert (await plan(youth))["status"] == "paused"
    await youth.says(word)
    await youth.says("3")
    assert (await plan(youth))["status"] == "active"
    await youth.says(pause)
    assert (await plan(youth))["status"] == "paused"
    assert moved in await youth.says(move)
    assert moved in await youth.says("1")
    kept = await plan(youth)
    assert (kept["status"], kept["details"]["schedule"]["at"]) == ("active", "22:00:00")
    assert kept["details"]["cover"] == "practice"
    assert stopped in await youth.says(stop)
    kept = await plan(youth)
    assert (kept["status"], kept["details"], kept["next_at"]) == ("ended", {}, None)


async def test_a_change_that_is_not_wanted_after_all_leaves_them_as_they_were(youth: Youth) -> None:
    await asked_to(youth, DONE)
    await youth.says("check-ins")
    await youth.says("1")
    assert "stay as they were" in await youth.says("0")
    assert (await plan(youth))["details"]["schedule"]["at"] == "21:00:00"


async def test_what_is_kept_and_how_it_stands_is_told(youth: Youth) -> None:
    await asked_to(youth, DONE)
    assert "I also keep your check-ins" in await youth.says("what do you have about me")
    assert "I text you every day at 9 pm, as you asked" in await youth.says("any news about my request")


async def test_to_change_what_is_not_there_is_said(youth: Youth) -> None:
    await at_the_menu(youth)
    assert "There are no check-ins now." in await youth.says("stop the check ins but keep talking to me")
