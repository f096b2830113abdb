"""Asking for a person over the signed webhook, in both languages: waiting, nobody on shift, and nobody who comes."""

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
    person: str
    no_more: str
    status: str
    private: str


EN = Speech(
    language="en", hello="hey", person="can i talk to a real person", no_more="never mind",
    status="whats going on with my request", private="who can see what i text here",
)  # fmt: skip
ES = Speech(
    language="es", hello="hola", person="quiero hablar con una persona", no_more="ya no quiero esperar",
    status="cómo va lo que pedí", private="quién puede ver lo que escribo aquí",
)  # fmt: skip
BOTH = pytest.mark.parametrize("speech", [EN, ES], ids=["English", "Spanish"])


async def at_the_menu(phone: Phone, speech: Speech) -> None:
    await phone.says(speech.hello)
    assert phone.heard(await phone.says("1"), "utter_menu", speech.language)


async def in_a_shift(phone: Phone, speech: Speech) -> None:
    await phone.moves_into_a_shift()
    await at_the_menu(phone, speech)


async def handoffs(phone: Phone) -> list[tuple[str, str, bool | None]]:
    """Status, reason and what may be passed on, of each handoff."""
    return [(row["status"], row["reason"], row["shares"]) for row in (await phone.kept()).get("handoff", [])]


@BOTH
async def test_from_the_menu_to_waiting_with_what_was_said(phone: Phone, speech: Speech) -> None:
    await in_a_shift(phone, speech)
    answer = await phone.says("1")
    assert phone.heard(answer, "utter_person_asked", speech.language)
    assert phone.heard(answer, "utter_ask_share", speech.language)
    answer = await phone.says(speech.private)
    assert phone.heard(answer, "utter_who_sees_this", speech.language)
    assert phone.heard(answer, "utter_ask_share", speech.language)
    assert phone.heard(await phone.says("1"), "utter_share_yes", speech.language)
    assert phone.heard(await phone.says(speech.status), "utter_status_waiting", speech.language)
    assert phone.heard(await phone.hears_in("5m"), "utter_still_waiting", speech.language)
    assert (await handoffs(phone))[0][1:] == ("asked", True)
    assert await phone.longest_answer() <= 2


@BOTH
async def test_waiting_is_ended_by_a_word(phone: Phone, speech: Speech) -> None:
    await in_a_shift(phone, speech)
    await phone.says(speech.person)
    assert phone.heard(await phone.says("2"), "utter_share_no", speech.language)
    assert phone.heard(await phone.says(speech.no_more), "utter_no_longer_waiting", speech.language)
    assert await handoffs(phone) == [("closed", "asked", False)]
    assert await phone.hears_in("5m") == ""


@BOTH
async def test_nobody_who_comes_is_said_and_a_safe_time_can_be_picked(phone: Phone, speech: Speech) -> None:
    await in_a_shift(phone, speech)
    await phone.says(speech.person)
    answer = await phone.hears_in("21m")
    assert phone.heard(answer, "utter_handoff_lapsed", speech.language)
    assert await handoffs(phone) == [("lapsed", "asked", None)]
    assert phone.heard(await phone.says("1"), "utter_offer_recontact", speech.language)
    assert phone.heard(await phone.says("2"), "utter_recontact_set", speech.language)


@BOTH
async def test_nobody_on_shift_then_a_safe_time_then_a_person(phone: Phone, speech: Speech) -> None:
    await phone.moves_past_the_shifts()
    await at_the_menu(phone, speech)
    answer = await phone.says(speech.person)
    assert phone.heard(answer, "utter_person_asked", speech.language)
    assert "988" in answer and "1-888-373-7888" in answer
    assert phone.heard(answer, "utter_offer_recontact", speech.language)
    assert await handoffs(phone) == [("lapsed", "asked", None)]
    assert phone.heard(await phone.says("1"), "utter_recontact_set", speech.language)
    (due,) = [row["due_at"] for row in (await phone.kept())["timer"] if row["kind"] == "recontact"]
    await phone.moves_to(due)
    await phone.hears_in("1s")
    assert phone.heard((await phone.received())[-1], "utter_recontact_hello", speech.language)
    answer = await phone.says("1")
    assert phone.heard(answer, "utter_person_asked_before", speech.language)
    assert phone.heard(answer, "utter_ask_share", speech.language)
    assert phone.heard(await phone.says("1"), "utter_share_yes", speech.language)
    assert ("requested", "recontact", True) in await handoffs(phone)


@BOTH
async def test_a_time_that_was_set_is_taken_back_and_nothing_goes_out(phone: Phone, speech: Speech) -> None:
    await phone.moves_past_the_shifts()
    await at_the_menu(phone, speech)
    await phone.says(speech.person)
    await phone.says("1")
    assert phone.heard(await phone.says(speech.status), "utter_status_recontact", speech.language)
    assert phone.heard(await phone.says(speech.no_more), "utter_recontact_taken_back", speech.language)
    assert await phone.hears_in("23h") == ""
