"""From "hola" to a submitted referral, and every way around it: corrections, refusals, digressions, double texts."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.journeys.phone import Phone

pytestmark = [pytest.mark.engine, pytest.mark.asyncio(loop_scope="session")]


@dataclass(frozen=True, kw_only=True)
class Speech:
    """What somebody types, in one language."""

    language: str
    hello: str
    ok: str
    connect: str
    name: str
    age: str
    city: str
    agency: str
    time: str
    note: str
    private: str
    person: str
    change_name: str
    back: str
    later: str
    go_on: str
    drop: str
    status: str
    take_back: str
    danger: str
    no: str


EN = Speech(
    language="en", hello="hi", ok="its ok", connect="can you connect me with an advocate", name="Luz", age="16",
    city="houston", agency="Bayou Light", time="weekdays after 4", note="please dont call", private="is this confidential?",
    person="i want to talk to a real person", change_name="change my name", back="go back", later="pause",
    go_on="continue", drop="forget these questions, drop it", status="whats the status of my request", take_back="take back",
    danger="he has a gun and he wont let me leave", no="no",
)  # fmt: skip
ES = Speech(
    language="es", hello="hola", ok="si puedo", connect="quiero que me conecten con alguien que me apoye", name="Luz",
    age="tengo 16", city="san antonio", agency="Casa Nopal", time="en la tarde después de la escuela",
    note="no me llamen porfa", private="esto es confidencial?", person="quiero hablar con una persona de verdad",
    change_name="cambiar mi nombre", back="atrás", later="pausa", go_on="seguir", drop="ya no quiero, déjalo",
    status="cómo va lo mío", take_back="retirar", danger="trae una pistola y no me deja salir", no="no",
)  # fmt: skip
BOTH = pytest.mark.parametrize("speech", [EN, ES], ids=["English", "Spanish"])


async def reach_menu(phone: Phone, speech: Speech) -> None:
    answer = await phone.says(speech.hello)
    assert phone.heard(answer, "utter_welcome", speech.language)
    assert phone.heard(answer, "utter_ok_to_text", speech.language)
    answer = await phone.says(speech.ok)
    assert phone.heard(answer, "utter_notice", speech.language)
    assert phone.heard(answer, "utter_menu", speech.language)


async def reach_first_question(phone: Phone, speech: Speech) -> None:
    await reach_menu(phone, speech)
    answer = await phone.says("3")
    assert phone.heard(answer, "utter_ask_name_to_use", speech.language)


async def reach_summary(phone: Phone, speech: Speech) -> str:
    await reach_first_question(phone, speech)
    for typed, asked in (
        (speech.name, "utter_ask_age_band"),
        (speech.age, "utter_ask_area"),
        (speech.city, "utter_ask_needs"),
        ("1 3", "utter_ask_safe_way"),
        ("1", "utter_ask_safe_time"),
        (speech.time, "utter_ask_leave_message"),
        ("2", "utter_ask_anything_else"),
    ):
        answer = await phone.says(typed)
        assert phone.heard(answer, asked, speech.language), (typed, answer)
    return await phone.says(speech.note)


async def reach_consent(phone: Phone, speech: Speech) -> str:
    answer = await reach_summary(phone, speech)
    assert phone.heard(answer, "utter_ask_summary_right", speech.language)
    answer = await phone.says("1")
    assert phone.heard(answer, "utter_ask_referral_consent", speech.language)
    return answer


async def send_referral(phone: Phone, speech: Speech) -> str:
    await reach_consent(phone, speech)
    answer = await phone.says("1")
    assert phone.heard(answer, "utter_referral_sent", speech.language)
    return answer


@BOTH
async def test_from_hello_to_a_submitted_referral(phone: Phone, speech: Speech) -> None:
    answer = await send_referral(phone, speech)
    assert speech.agency in answer
    kept = await phone.kept()
    referral = kept["referral"][0]
    assert referral["status"] == "submitted"
    assert referral["details"]["name_to_use"] == speech.name
    assert referral["reference"] in answer
    assert [consent["purpose"] for consent in kept["consent"]] == ["referral"]
    assert [notice["kind"] for notice in kept["notice"]]
    assert kept["notice"][0]["told_at"] <= kept["consent"][0]["given_at"]
    assert await phone.longest_answer() <= 2


@BOTH
async def test_the_reference_and_the_status_can_be_asked_for(phone: Phone, speech: Speech) -> None:
    await send_referral(phone, speech)
    reference = (await phone.kept())["referral"][0]["reference"]
    assert phone.heard(await phone.says(speech.status), "utter_status_sent", speech.language)
    assert phone.heard(await phone.says(reference), "utter_status_sent", speech.language)


@BOTH
async def test_a_referral_can_be_taken_back_by_a_word(phone: Phone, speech: Speech) -> None:
    await send_referral(phone, speech)
    assert phone.heard(await phone.says(speech.take_back), "utter_ask_withdraw", speech.language)
    assert phone.heard(await phone.says("1"), "utter_withdrawn", speech.language)
    kept = await phone.kept()
    assert kept["referral"][0]["status"] == "withdrawn"
    assert kept["consent"][0]["withdrawn_at"] is not None


@BOTH
async def test_refusing_consent_sends_nothing_and_keeps_help_open(phone: Phone, speech: Speech) -> None:
    await reach_consent(phone, speech)
    assert phone.heard(await phone.says("2"), "utter_referral_not_sent", speech.language)
    kept = await phone.kept()
    assert not kept.get("referral") and not kept.get("consent")
    answer = await phone.says(speech.person)
    assert phone.heard(answer, "utter_person_asked", speech.language)


@BOTH
async def test_every_question_can_be_skipped(phone: Phone, speech: Speech) -> None:
    await reach_first_question(phone, speech)
    for asked in (
        "utter_ask_age_band",
        "utter_ask_area",
        "utter_ask_needs",
        "utter_ask_safe_way",
        "utter_ask_safe_time",
        "utter_ask_leave_message",
        "utter_ask_anything_else",
    ):
        answer = await phone.says("0")
        assert phone.heard(answer, asked, speech.language), answer
    await phone.says("0")
    assert not (await phone.kept()).get("referral")


@BOTH
async def test_an_answer_can_be_changed_on_the_way_and_at_the_summary(phone: Phone, speech: Speech) -> None:
    await reach_first_question(phone, speech)
    await phone.says(speech.name)
    assert phone.heard(await phone.says(speech.change_name), "utter_ask_name_to_use", speech.language)
    assert phone.heard(await phone.says("Mari"), "utter_ask_age_band", speech.language)
    assert phone.heard(await phone.says(speech.back), "utter_ask_name_to_use", speech.language)
    await phone.says("Flor")
    for typed in (speech.age, speech.city, "1", "1", speech.time, "2", speech.note):
        answer = await phone.says(typed)
    assert "Flor" in answer
    assert phone.heard(await phone.says("2"), "utter_ask_change_which", speech.language)
    assert phone.heard(await phone.says("1"), "utter_ask_name_to_use", speech.language)
    assert "Sol" in await phone.says("Sol")


@BOTH
async def test_questions_in_between_are_answered_and_the_form_goes_on(phone: Phone, speech: Speech) -> None:
    await reach_first_question(phone, speech)
    await phone.says(speech.name)
    answer = await phone.says(speech.private)
    assert phone.heard(answer, "utter_who_sees_this", speech.language)
    assert phone.heard(answer, "utter_ask_age_band", speech.language)


@BOTH
async def test_danger_in_the_middle_of_a_form_is_answered_at_once(phone: Phone, speech: Speech) -> None:
    await reach_first_question(phone, speech)
    await phone.says(speech.name)
    await phone.types_without_waiting(speech.danger)
    await phone.house_rests()
    answer = (await phone.received())[-1]
    assert phone.heard(answer, "utter_danger", speech.language)
    kept = await phone.kept()
    assert {"risk_danger"} <= {alert["kind"] for alert in kept["alert"]}
    assert [handoff["reason"] for handoff in kept["handoff"]] == ["risk"]


@BOTH
async def test_the_questions_can_be_put_off_and_taken_up_later(phone: Phone, speech: Speech) -> None:
    await reach_first_question(phone, speech)
    await phone.says(speech.name)
    assert phone.heard(await phone.says(speech.later), "utter_referral_paused", speech.language)
    await phone.moves_on("3h")
    answer = await phone.says(speech.go_on)
    assert phone.heard(answer, "utter_ask_age_band", speech.language)


@BOTH
async def test_the_questions_can_be_dropped_and_the_answers_are_gone(phone: Phone, speech: Speech) -> None:
    await reach_first_question(phone, speech)
    await phone.says(speech.name)
    assert phone.heard(await phone.says(speech.drop), "utter_ask_drop", speech.language)
    assert phone.heard(await phone.says("1"), "utter_referral_dropped", speech.language)
    assert speech.name not in str((await phone.kept())["conversation"])


@BOTH
async def test_a_double_text_is_one_answer(phone: Phone, speech: Speech) -> None:
    await reach_first_question(phone, speech)
    before = len(await phone.received())
    await phone.says("Luz", "Maria")
    assert len(await phone.received()) == before + 1
    answer = await phone.says(speech.change_name)
    assert phone.heard(answer, "utter_ask_name_to_use", speech.language)


@BOTH
async def test_a_consent_typed_before_it_was_asked_for_is_none(phone: Phone, speech: Speech) -> None:
    await reach_summary(phone, speech)
    await phone.types_without_waiting("1")
    await phone.says("1")
    assert not (await phone.kept()).get("referral")
