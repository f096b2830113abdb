"""Everything besides the self-referral that a first conversation can bring, in both languages, over the signed webhook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.journeys.phone import Phone
from tests.stories.unsure import vague_texts

pytestmark = [pytest.mark.engine, pytest.mark.asyncio(loop_scope="session")]


@dataclass(frozen=True, kw_only=True)
class Speech:
    """What somebody types, in one language."""

    language: str
    hello: str
    private: str
    robot: str
    data: str
    forget: str
    other: str
    other_language: str
    person: str
    nonsense: str
    stop_me: str
    self_harm: str
    pieces: tuple[str, ...]
    medical: str
    food: str
    silence: str


EN = Speech(
    language="en", hello="hi", private="who can see what i text here", robot="are you a bot",
    data="what do you have about me", forget="delete everything about me", other="es", other_language="en español porfa",
    person="i want to talk to a real person", nonsense="the cowboys game was wild last night",
    stop_me="please stop texting me", self_harm="i want to kill myself", pieces=("i want", "to", "die"),
    medical="i took a whole bottle of pills", food="where can i get food tonight", silence="he is here dont text back",
)  # fmt: skip
ES = Speech(
    language="es", hello="hola", private="quién puede ver lo que escribo aquí", robot="eres un robot?",
    data="qué tienen guardado de mí", forget="borra todo lo mío", other="en", other_language="english please",
    person="quiero hablar con una persona de verdad", nonsense="el partido del américa estuvo buenísimo",
    stop_me="ya no me manden mensajes", self_harm="me quiero matar", pieces=("me quiero", "morir"),
    medical="me tomé todas las pastillas", food="dónde consigo comida hoy", silence="está aquí no me contestes",
)  # fmt: skip
BOTH = pytest.mark.parametrize("speech", [EN, ES], ids=["English", "Spanish"])


async def settled(phone: Phone, speech: Speech) -> None:
    """Past the first contact, at the menu."""
    await phone.says(speech.hello)
    answer = await phone.says("1")
    assert phone.heard(answer, "utter_menu", speech.language)


@BOTH
async def test_not_now_is_fine_and_leaves_a_way_back_and_the_lines(phone: Phone, speech: Speech) -> None:
    await phone.says(speech.hello)
    answer = await phone.says("2")
    assert phone.heard(answer, "utter_come_back", speech.language)
    assert "911" in answer and "988" in answer
    answer = await phone.says(speech.hello)
    assert phone.heard(answer, "utter_ok_to_text", speech.language)


@BOTH
async def test_a_wish_in_the_first_text_is_taken_up_after_the_notice(phone: Phone, speech: Speech) -> None:
    assert phone.heard(await phone.says(speech.food), "utter_welcome", speech.language)
    answer = await phone.says("1")
    assert phone.heard(answer, "utter_notice", speech.language)
    assert phone.heard(answer, "utter_lines", speech.language)


@BOTH
async def test_questions_about_us_are_answered_before_anything_else(phone: Phone, speech: Speech) -> None:
    answer = await phone.says(speech.private)
    assert phone.heard(answer, "utter_who_sees_this", speech.language)


@BOTH
async def test_who_answers_and_what_is_kept_is_told(phone: Phone, speech: Speech) -> None:
    await settled(phone, speech)
    assert phone.heard(await phone.says(speech.robot), "utter_a_program_answers", speech.language)
    assert phone.heard(await phone.says(speech.data), "utter_data_now", speech.language)


@BOTH
async def test_everything_is_forgotten_after_one_question(phone: Phone, speech: Speech) -> None:
    await settled(phone, speech)
    assert phone.heard(await phone.says(speech.forget), "utter_ask_forget", speech.language)
    assert phone.heard(await phone.says("1"), "utter_forgotten", speech.language)
    for _ in range(4):
        await phone.moves_on("20s")
    async with phone.house.store.unit_of_work() as uow:
        while await uow.timers.by_conversation(phone.conversation_id or "", "erase"):  # type: ignore[arg-type]
            await phone.moves_on("20s")
    assert await phone.kept() == {}
    assert phone.heard(await phone.says(speech.hello), "utter_welcome", speech.language)


@BOTH
async def test_the_language_changes_when_it_is_asked_for(phone: Phone, speech: Speech) -> None:
    await settled(phone, speech)
    assert phone.heard(await phone.says(speech.other_language), "utter_language_changed", speech.other)
    assert phone.heard(await phone.says(speech.robot), "utter_a_program_answers", speech.other)


@BOTH
async def test_a_person_is_asked_for_once_and_the_answer_is_honest(phone: Phone, speech: Speech) -> None:
    await settled(phone, speech)
    await phone.moves_into_a_shift()
    assert phone.heard(await phone.says(speech.person), "utter_person_asked", speech.language)
    assert phone.heard(await phone.says(speech.person), "utter_person_asked_before", speech.language)
    kept = await phone.kept()
    assert [handoff["reason"] for handoff in kept["handoff"]] == ["asked"]


@BOTH
async def test_ordinary_talk_gets_an_ordinary_answer_and_alarms_nobody(phone: Phone, speech: Speech) -> None:
    await settled(phone, speech)
    assert await phone.says(speech.nonsense)
    kept = await phone.kept()
    assert not kept.get("alert") and not kept.get("handoff")


@BOTH
async def test_what_is_not_understood_is_asked_back_with_readings_and_then_goes_to_a_person(
    phone: Phone, speech: Speech
) -> None:
    await settled(phone, speech)
    vague = await vague_texts(phone.house.dialogue, speech.language)
    asked = await phone.says(vague[0])
    assert phone.heard(asked, "utter_which_is_closest", speech.language)
    something_else = asked.splitlines()[-1].split()[0]
    assert int(something_else) in (2, 3)
    assert phone.heard(await phone.says(something_else), "utter_still_not_understood", speech.language)
    assert phone.heard(await phone.says("1"), "utter_person_asked", speech.language)
    assert [handoff["reason"] for handoff in (await phone.kept())["handoff"]] == ["asked"]


@BOTH
async def test_the_first_reading_that_is_offered_can_be_chosen(phone: Phone, speech: Speech) -> None:
    await settled(phone, speech)
    vague = await vague_texts(phone.house.dialogue, speech.language)
    await phone.says(vague[0])
    answer = await phone.says("1")
    assert answer
    assert not phone.heard(answer, "utter_still_not_understood", speech.language)
    assert not phone.heard(answer, "utter_which_is_closest", speech.language)


@BOTH
@pytest.mark.parametrize("said", ["self_harm", "medical"])
async def test_a_plea_as_first_text_is_answered_before_anything_else(phone: Phone, speech: Speech, said: str) -> None:
    await phone.types_without_waiting(getattr(speech, said))
    await phone.house_rests()
    answer = "\n".join(await phone.received())
    assert phone.heard(answer, f"utter_{said}", speech.language)
    assert not phone.heard(answer, "utter_welcome", speech.language)
    assert f"risk_{said}" in {alert["kind"] for alert in (await phone.kept())["alert"]}


@BOTH
@pytest.mark.parametrize("unsafe", ["2", "no"])
async def test_whoever_says_they_are_not_safe_is_told_to_people(phone: Phone, speech: Speech, unsafe: str) -> None:
    assert phone.heard(await phone.says(speech.self_harm), "utter_self_harm", speech.language)
    assert phone.heard(await phone.says(unsafe), "utter_danger", speech.language)
    assert [handoff["reason"] for handoff in (await phone.kept())["handoff"] if handoff["status"] == "requested"] == [
        "risk"
    ]


@BOTH
async def test_a_plea_in_pieces_is_heard_whole_and_answered_once(phone: Phone, speech: Speech) -> None:
    for piece in speech.pieces:
        await phone.types_without_waiting(piece)
    await phone.moves_on("10s")
    assert phone.heard("\n".join(await phone.received()), "utter_self_harm", speech.language)


@BOTH
async def test_stop_in_plain_words_stops_and_start_goes_on(phone: Phone, speech: Speech) -> None:
    await settled(phone, speech)
    assert "START" in await phone.says(speech.stop_me)
    assert "START" in await phone.says(speech.hello)
    assert await phone.says("START")
    assert phone.heard(await phone.says(speech.robot), "utter_a_program_answers", speech.language)


@BOTH
async def test_to_be_forgotten_can_be_asked_for_although_texts_are_off(phone: Phone, speech: Speech) -> None:
    await settled(phone, speech)
    await phone.says(speech.stop_me)
    assert phone.heard(await phone.says(speech.forget), "utter_ask_forget", speech.language)
    assert phone.heard(await phone.says("1"), "utter_forgotten", speech.language)


@BOTH
async def test_dont_text_back_is_obeyed(phone: Phone, speech: Speech) -> None:
    assert await phone.says(speech.silence) == ""
    assert "asked_for_silence" in {alert["kind"] for alert in (await phone.kept())["alert"]}


async def test_a_carriers_stop_ends_our_texts_without_an_error(phone: Phone) -> None:
    await phone.says("hi")
    await phone.says("STOP")
    kept = await phone.kept()
    assert kept["conversation"][0]["paused_at"] is not None
    assert kept["outbound_message"][-1]["reason"] == "contact_stopped"
    assert not kept.get("alert")


async def test_help_serves_both_the_carrier_and_the_cry(phone: Phone) -> None:
    answer = await phone.says("HELP")
    assert "STOP" in answer and "911" in answer


async def test_two_phones_never_hear_each_other(new_phone: Callable[[], Phone]) -> None:
    one, other = new_phone(), new_phone()
    await settled(one, EN)
    await settled(other, ES)
    assert not set(await one.received()) & set(await other.received())


async def test_pictures_places_and_empty_texts_get_a_kind_answer(phone: Phone) -> None:
    for kind in ("picture", "location", "empty"):
        before = len(await phone.received())
        sent = await phone.client.post(
            f"/simulator/phones/{phone.number}/messages", json={"text": "", "channel": "sms", "kind": kind}
        )
        assert sent.is_success
        await phone.moves_on("10s")
        assert len(await phone.received()) == before + 1
