"""Check-ins over the signed webhook with a moved clock, in both languages: set up, answered, missed, paused, stopped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.care.wording import segments
from tests.journeys.phone import Phone

pytestmark = [pytest.mark.engine, pytest.mark.asyncio(loop_scope="session")]

TEXAS = ZoneInfo("America/Chicago")
AGAIN = timedelta(minutes=20)
WORD = "zopilote"


@dataclass(frozen=True, kw_only=True)
class Speech:
    """What somebody types, in one language."""

    language: str
    hello: str
    checkins: str
    daily: str
    soon: str
    hours: str
    fine: str
    bad: str
    pause: str
    forget: str
    silence: str


EN = Speech(
    language="en", hello="hi", checkins="check-ins", daily="every day at 9 pm", soon="in two hours",
    hours="every 3 hours until tomorrow", fine="im ok", bad="not good, i cant stop crying", pause="pause my check ins",
    forget="delete everything about me", silence="he is here dont text back",
)  # fmt: skip
ES = Speech(
    language="es", hello="hola", checkins="chequeos", daily="cada día a las 9 de la noche", soon="en dos horas",
    hours="cada 3 horas hasta mañana", fine="todo bien", bad="me siento mal, no paro de llorar",
    pause="pausa los chequeos", forget="borra todo lo mío", silence="está aquí no me contestes",
)  # fmt: skip
BOTH = pytest.mark.parametrize("speech", [EN, ES], ids=["English", "Spanish"])


async def set_up(phone: Phone, speech: Speech, when: str, *, word: str = "0") -> datetime:
    """From the first text to the yes; when the first check-in is due."""
    await phone.says(speech.hello)
    assert phone.heard(await phone.says("1"), "utter_menu", speech.language)
    assert phone.heard(await phone.says(speech.checkins), "utter_ask_checkin_when", speech.language)
    assert phone.heard(await phone.says(when), "utter_ask_checkin_zone", speech.language)
    assert phone.heard(await phone.says("1"), "utter_ask_checkin_cover", speech.language)
    assert phone.heard(await phone.says("1"), "utter_ask_checkin_again_after", speech.language)
    assert phone.heard(await phone.says("2"), "utter_ask_checkin_tell_people", speech.language)
    assert phone.heard(await phone.says("1"), "utter_ask_checkin_duress", speech.language)
    assert phone.heard(await phone.says(word), "utter_ask_checkin_confirmed", speech.language)
    assert phone.heard(await phone.says("1"), "utter_checkins_set", speech.language)
    assert await phone.longest_answer() <= 2
    return await next_time(phone)


async def hears_at(phone: Phone, moment: datetime) -> str:
    """Let that moment come; what was sent by then."""
    seconds = (moment - phone.house.clock.now()).total_seconds()
    return await phone.hears_in(f"{max(1, int(seconds) + 1)}s")


async def is_asked(phone: Phone, speech: Speech, when: str | None = None, *, word: str = "0") -> datetime:
    """Set up, and the first check-in has come; when it was due."""
    due = await set_up(phone, speech, when or speech.soon, word=word)
    assert phone.heard(await hears_at(phone, due), "utter_cover_practice", speech.language)
    return due


async def next_time(phone: Phone) -> datetime:
    due = (await phone.kept())["checkin_plan"][-1]["next_at"]
    assert isinstance(due, datetime)
    return due


async def came(phone: Phone) -> list[str]:
    """How each check-in stands, the oldest first."""
    rows: list[dict[str, Any]] = (await phone.kept()).get("checkin", [])
    return [row["status"] for row in sorted(rows, key=lambda row: row["due_at"])]


async def handoffs(phone: Phone) -> list[tuple[str, str]]:
    return [(row["reason"], row["status"]) for row in (await phone.kept()).get("handoff", [])]


async def alerts(phone: Phone) -> set[str]:
    async with phone.house.store.unit_of_work() as uow:
        return {alert.kind for alert in await uow.alerts.open() if alert.conversation_id == phone.conversation_id}


@BOTH
async def test_it_comes_at_its_time_once_and_an_ok_is_thanked_for(phone: Phone, speech: Speech) -> None:
    due = await set_up(phone, speech, speech.daily)
    assert due.astimezone(TEXAS).hour == 21
    assert await hears_at(phone, due - timedelta(seconds=5)) == ""
    question = await hears_at(phone, due)
    assert phone.heard(question, "utter_cover_practice", speech.language)
    assert segments(question).count == 1
    assert phone.heard(await phone.says(speech.fine), "utter_cover_practice_thanks", speech.language)
    assert await phone.hears_in("50m") == ""
    assert await came(phone) == ["ok"]
    assert await next_time(phone) == due + timedelta(days=1)
    assert await alerts(phone) == set()


@pytest.mark.parametrize("answer", ["1", ".", "👍", "I'm in"])
async def test_a_number_a_dot_an_emoji_or_the_words_of_the_choice_are_an_ok(phone: Phone, answer: str) -> None:
    await is_asked(phone, EN)
    assert await phone.says(answer) == "Ok, got it. See you at practice."
    assert await came(phone) == ["ok"]


@BOTH
async def test_not_ok_is_asked_about_gently_and_wanting_to_talk_brings_a_person(phone: Phone, speech: Speech) -> None:
    await is_asked(phone, speech)
    assert phone.heard(await phone.says("2"), "utter_sorry_it_is_hard", speech.language)
    assert await came(phone) == ["not_ok"]


@BOTH
async def test_not_ok_in_their_own_words_is_heard(phone: Phone, speech: Speech) -> None:
    await is_asked(phone, speech)
    assert phone.heard(await phone.says(speech.bad), "utter_are_you_safe", speech.language)
    assert await came(phone) == ["not_ok"]


@BOTH
async def test_three_brings_a_person(phone: Phone, speech: Speech) -> None:
    await is_asked(phone, speech)
    assert phone.heard(await phone.says("3"), "utter_person_asked", speech.language)
    assert await came(phone) == ["talk"]


@BOTH
async def test_missed_once_it_is_asked_again_and_nobody_is_called(phone: Phone, speech: Speech) -> None:
    due = await is_asked(phone, speech)
    again = await hears_at(phone, due + AGAIN + timedelta(seconds=5))
    assert phone.heard(again, "utter_cover_practice_again", speech.language)
    assert await handoffs(phone) == []
    assert phone.heard(await phone.says("1"), "utter_cover_practice_thanks", speech.language)
    assert await phone.hears_in("50m") == ""
    assert await came(phone) == ["ok"]
    assert await alerts(phone) == set()


@BOTH
async def test_missed_twice_people_are_called_and_the_phone_hears_nothing_of_it(phone: Phone, speech: Speech) -> None:
    await phone.moves_into_a_shift()
    due = await is_asked(phone, speech)
    await hears_at(phone, due + AGAIN + timedelta(seconds=5))
    assert await hears_at(phone, due + 2 * AGAIN + timedelta(seconds=10)) == ""
    assert await came(phone) == ["missed"]
    assert "checkin_missed" in await alerts(phone)
    assert [reason for reason, _ in await handoffs(phone)] == ["checkin"]
    assert await phone.hears_in("5m") == ""


@BOTH
async def test_a_late_answer_ends_the_call_and_says_so_at_the_desk(phone: Phone, speech: Speech) -> None:
    await phone.moves_into_a_shift()
    due = await is_asked(phone, speech)
    await hears_at(phone, due + AGAIN + timedelta(seconds=5))
    await hears_at(phone, due + 2 * AGAIN + timedelta(seconds=10))
    assert phone.heard(await phone.says(speech.fine), "utter_cover_practice_thanks", speech.language)
    assert await came(phone) == ["ok"]
    assert "checkin_answered_late" in await alerts(phone)
    assert all(status not in ("requested", "offered") for _, status in await handoffs(phone))
    assert await phone.hears_in("30m") == ""


async def test_the_secret_word_is_answered_like_an_ok_and_people_are_told_in_silence(phone: Phone) -> None:
    await is_asked(phone, EN, word=WORD)
    assert await phone.says(f"all good, {WORD.title()} says hi") == "Ok, got it. See you at practice."
    assert await came(phone) == ["ok"]
    assert await phone.hears_in("20m") == ""
    assert "duress" in await alerts(phone)


@BOTH
async def test_paused_nothing_comes_until_they_are_turned_on_again(phone: Phone, speech: Speech) -> None:
    due = await set_up(phone, speech, speech.daily)
    assert phone.heard(await phone.says(speech.pause), "utter_checkins_paused", speech.language)
    assert await hears_at(phone, due + timedelta(minutes=1)) == ""
    await phone.says(speech.checkins)
    assert phone.heard(await phone.says("3"), "utter_checkins_resumed", speech.language)
    assert await next_time(phone) == due + timedelta(days=1)


@BOTH
async def test_every_few_hours_leaves_the_night_alone(phone: Phone, speech: Speech) -> None:
    now = phone.house.clock.now().astimezone(TEXAS)
    monday = now + timedelta(days=7 - now.weekday())
    await phone.moves_to(monday.replace(hour=16, minute=5))
    due = await set_up(phone, speech, speech.hours)
    assert due.astimezone(TEXAS).hour == 19
    assert phone.heard(await hears_at(phone, due), "utter_cover_practice", speech.language)
    await phone.says("1")
    assert await hears_at(phone, due + timedelta(hours=4)) == ""
    assert (await next_time(phone)).astimezone(TEXAS).hour == 10


@BOTH
async def test_whoever_asks_for_silence_is_not_asked_how_they_are(phone: Phone, speech: Speech) -> None:
    due = await set_up(phone, speech, speech.soon)
    await phone.moves_to(due - timedelta(minutes=5))
    assert await phone.says(speech.silence) == ""
    assert await hears_at(phone, due + timedelta(minutes=1)) == ""
    assert await came(phone) == ["skipped"]


async def test_whoever_is_talking_to_us_is_not_asked(phone: Phone) -> None:
    due = await set_up(phone, EN, EN.daily)
    await phone.moves_to(due - timedelta(minutes=10))
    await phone.says("are you a bot")
    assert await hears_at(phone, due + timedelta(minutes=1)) == ""
    assert await came(phone) == ["skipped"]


@BOTH
async def test_after_a_stop_none_comes_and_start_alone_does_not_bring_them_back(phone: Phone, speech: Speech) -> None:
    due = await set_up(phone, speech, speech.daily)
    await phone.says("STOP")
    assert await hears_at(phone, due + timedelta(minutes=1)) == ""
    await phone.says("START")
    assert await hears_at(phone, due + timedelta(days=1, seconds=10)) == ""
    await phone.says(speech.checkins)
    assert phone.heard(await phone.says("3"), "utter_checkins_resumed", speech.language)


@BOTH
async def test_forget_me_leaves_no_check_in(phone: Phone, speech: Speech) -> None:
    due = await set_up(phone, speech, speech.daily)
    await phone.says(speech.forget)
    assert phone.heard(await phone.says("1"), "utter_forgotten", speech.language)
    assert await hears_at(phone, due + timedelta(minutes=1)) == ""
    assert (await phone.kept()).get("checkin_plan", []) == []


async def test_on_the_night_of_the_clocks_it_comes_once_at_the_first_moment_after_the_gap(phone: Phone) -> None:
    """On 14 March 2027 the clocks go from 2 to 3 in the morning: 2:30 never comes."""
    await phone.moves_to(datetime(2027, 3, 13, 18, 0, tzinfo=UTC))
    due = await set_up(phone, EN, "every day at 2:30 am")
    assert due == datetime(2027, 3, 14, 8, 0, tzinfo=UTC)
    assert await hears_at(phone, due - timedelta(seconds=5)) == ""
    assert phone.heard(await hears_at(phone, due), "utter_cover_practice", "en")
    await phone.says("1")
    assert await phone.hears_in("2h") == ""
    assert await next_time(phone) == datetime(2027, 3, 15, 7, 30, tzinfo=UTC)
    assert await came(phone) == ["ok"]
