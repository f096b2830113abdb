"""A safety plan over the signed webhook, in both languages: made, opened, locked, changed, shared, deleted, forgotten."""

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
    plan: str
    parts: tuple[str, ...]
    word: str
    wrong: tuple[str, ...]
    open: str
    change: str
    delete: str
    forget: str


EN = Speech(
    language="en", hello="hey", plan="help me make a safety plan",
    parts=("he comes home late", "music", "kay", "the library", "id and charger", "my aunt", "pineapple"),
    word="pizza roll", wrong=("banana", "calzone", "lasagna"), open="read my plan", change="change my plan",
    delete="delete my plan", forget="forget me",
)  # fmt: skip
ES = Speech(
    language="es", hello="hola", plan="quiero hacer un plan de seguridad",
    parts=("cuando llega tarde", "oír música", "mi amiga karla", "la biblioteca", "mi acta", "a mi prima", "piña"),
    word="sol azul", wrong=("girasol", "gorrión", "naranja"), open="ver mi plan", change="cambiar mi plan",
    delete="borrar mi plan", forget="bórrame",
)  # fmt: skip
BOTH = pytest.mark.parametrize("speech", [EN, ES], ids=["English", "Spanish"])


async def at_the_end(phone: Phone, speech: Speech) -> str:
    await phone.says(speech.hello)
    await phone.says("1")
    assert phone.heard(await phone.says(speech.plan), "utter_plan_begins", speech.language)
    for part in speech.parts:
        answer = await phone.says(part)
    assert phone.heard(answer, "utter_ask_plan_keep", speech.language)
    return answer


async def keeps(phone: Phone, speech: Speech) -> None:
    await at_the_end(phone, speech)
    assert phone.heard(await phone.says("1"), "utter_ask_plan_word", speech.language)
    assert phone.heard(await phone.says(speech.word), "utter_ask_plan_share", speech.language)
    assert phone.heard(await phone.says("1"), "utter_plan_kept", speech.language)


async def opens(phone: Phone, speech: Speech) -> str:
    assert phone.heard(await phone.says(speech.open), "utter_ask_plan_opened", speech.language)
    return await phone.says(speech.word)


async def thread(phone: Phone) -> str:
    """What an advocate would read who may see all that was said."""
    assert phone.conversation_id is not None
    async with phone.house.store.unit_of_work() as uow:
        return " ".join(said.text for said in await uow.thread(phone.conversation_id))


@BOTH
async def test_a_plan_is_made_kept_and_read_back_after_its_word(phone: Phone, speech: Speech) -> None:
    await keeps(phone, speech)
    read = await opens(phone, speech)
    assert phone.heard(read, "utter_plan_warning_signs", speech.language)
    assert phone.heard(read, "utter_plan_read_all", speech.language)
    assert speech.parts[-1] in read
    assert speech.word not in read
    assert await phone.longest_answer() <= 2


@BOTH
async def test_what_was_said_for_it_is_in_no_thread(phone: Phone, speech: Speech) -> None:
    await keeps(phone, speech)
    await opens(phone, speech)
    shown = await thread(phone)
    assert speech.plan in shown
    assert not any(part in shown for part in (*speech.parts, speech.word))


@BOTH
async def test_without_a_yes_nothing_of_it_is_left(phone: Phone, speech: Speech) -> None:
    await at_the_end(phone, speech)
    assert phone.heard(await phone.says("2"), "utter_plan_not_kept", speech.language)
    kept = await phone.kept()
    assert "safety_plan" not in kept and "consent" not in kept
    assert not any(part in str(kept["conversation"]) + str(kept["inbound_message"]) for part in speech.parts)


@BOTH
async def test_three_wrong_words_lock_it_for_an_hour_and_nobody_is_told(phone: Phone, speech: Speech) -> None:
    await keeps(phone, speech)
    await phone.says(speech.open)
    for wrong in speech.wrong:
        answer = await phone.says(wrong)
    assert phone.heard(answer, "utter_plan_locked", speech.language)
    assert phone.heard(await phone.says(speech.open), "utter_plan_locked", speech.language)
    assert "alert" not in await phone.kept()
    await phone.moves_on("61m")
    assert phone.heard(await opens(phone, speech), "utter_plan_read_all", speech.language)


@BOTH
async def test_a_part_is_changed_and_the_plan_shared_and_deleted(phone: Phone, speech: Speech) -> None:
    await keeps(phone, speech)
    await phone.says(speech.change)
    assert phone.heard(await phone.says(speech.word), "utter_ask_plan_part", speech.language)
    assert phone.heard(await phone.says("3"), "utter_ask_plan_new", speech.language)
    assert phone.heard(await phone.says("rosa y kay"), "utter_plan_changed", speech.language)
    await phone.says("0")
    await phone.says("my plan" if speech.language == "en" else "mi plan")
    assert phone.heard(await phone.says("3"), "utter_plan_shared", speech.language)
    (plan,) = (await phone.kept())["safety_plan"]
    assert (plan["parts"]["people"], plan["shared"]) == ("rosa y kay", True)
    assert phone.heard(await phone.says(speech.delete), "utter_ask_plan_sure", speech.language)
    assert phone.heard(await phone.says("1"), "utter_plan_deleted", speech.language)
    kept = await phone.kept()
    assert "safety_plan" not in kept
    assert all(row["withdrawn_at"] for row in kept["consent"])


@BOTH
async def test_it_outlives_the_talk_and_opens_a_month_later(phone: Phone, speech: Speech) -> None:
    await keeps(phone, speech)
    assert await phone.hears_in("720h") == ""
    assert phone.heard(await phone.says(speech.open), "utter_ok_to_text", speech.language)
    assert phone.heard(await phone.says("1"), "utter_ask_plan_deed", speech.language)
    await phone.says("1")
    assert phone.heard(await phone.says(speech.word), "utter_plan_read_all", speech.language)


@BOTH
async def test_it_is_gone_with_forget_me(phone: Phone, speech: Speech) -> None:
    await keeps(phone, speech)
    await phone.says(speech.forget)
    await phone.says("1")
    assert "safety_plan" not in await phone.kept()
    await phone.hears_in("1h")
    assert await phone.kept() == {}
