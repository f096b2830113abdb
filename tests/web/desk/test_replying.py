"""A reply goes out once however often it is sent, and never longer than six texts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.care.ids import new_id
from bot.web.desk.replying import length_of
from tests.web.desk.door import Browser, Door
from tests.web.desk.talks import replies, taken, waits


class Talk:
    """Ana at her reply box."""

    def __init__(self, door: Door, browser: Browser, path: str) -> None:
        self.door, self.browser, self.path = door, browser, path

    async def sends(self, text: str, key: str = "") -> tuple[int, str]:
        """Status and what the page is told, as htmx hears it."""
        form = {"text": text, "key": key or new_id()}
        answer = await self.browser.post(f"{self.path}/reply", form, hx_request="true")
        await self.door.home.does_what_is_due()
        return answer.status_code, answer.headers.get("hx-trigger", answer.text.strip())

    async def types(self, text: str) -> str:
        return (await self.browser.post(f"{self.path}/draft", {"text": text}, hx_request="true")).text

    async def went_out(self) -> list[str]:
        return await replies(self.door, self.path.rpartition("/")[2])  # type: ignore[arg-type]


@pytest.fixture
async def talk(door: Door) -> Talk:
    handoff = await waits(door, shares=True)
    ana = await door.somebody(login="ana")
    return Talk(door, ana, await taken(door, ana, handoff))


async def test_a_reply_goes_out_as_a_text_and_shows_in_the_thread(talk: Talk) -> None:
    assert await talk.sends("I'm here with you.") == (204, "sent")
    assert talk.door.home.channel.texts[-1] == "I'm here with you."
    assert "I&#39;m here with you." in (await talk.browser.get(f"{talk.path}/live")).text


async def test_sent_again_with_the_same_key_it_goes_out_once(talk: Talk) -> None:
    key = new_id()
    assert [await talk.sends("once", key) for _ in range(3)] == [(204, "sent")] * 3
    assert await talk.went_out() == ["once"]


async def test_one_that_was_changed_after_the_first_got_through_is_not_swallowed(talk: Talk) -> None:
    key = new_id()
    await talk.sends("first", key)
    assert await talk.sends("second", key) == (409, "another")
    assert await talk.went_out() == ["first"]
    assert await talk.sends("second") == (204, "sent")
    assert await talk.went_out() == ["first", "second"]


async def test_six_texts_go_out_and_seven_do_not(talk: Talk) -> None:
    six, seven = "a" * 153 * 6, "a" * (153 * 6 + 1)
    assert (await talk.sends(six))[0] == 204
    status, sentence = await talk.sends(seven)
    assert (status, "The reply is longer than 6 texts. Shorten it." in sentence) == (422, True)
    assert await talk.went_out() == [six]


@pytest.mark.parametrize("text", ["", "   \n "])
async def test_nothing_is_no_reply(talk: Talk, text: str) -> None:
    status, sentence = await talk.sends(text)
    assert (status, "There is nothing to send yet." in sentence) == (422, True)
    assert await talk.went_out() == []


@pytest.mark.parametrize("key", ["x", "g" * 32, "A" * 32])
async def test_a_reply_without_a_key_of_its_own_is_refused(talk: Talk, key: str) -> None:
    assert (await talk.sends("hello", key))[0] == 422


async def test_a_colleague_cannot_reply_and_cannot_use_anothers_key(talk: Talk) -> None:
    key = new_id()
    await talk.sends("mine", key)
    jo = Talk(talk.door, await talk.door.somebody(login="jo"), talk.path)
    assert (await jo.sends("yours", key))[0] == 422
    assert (await jo.sends("yours"))[0] == 422
    assert await talk.went_out() == ["mine"]


async def test_after_the_talk_was_passed_on_the_old_box_sends_nothing(talk: Talk) -> None:
    async with talk.door.home.store.unit_of_work() as uow:
        (handoff,) = await uow.handoffs.open()
    await talk.browser.post(f"/desk/handoffs/{handoff.id}/release")
    status, sentence = await talk.sends("too late")
    assert (status, "not with you" in sentence) == (422, True)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("hi", "1 text · 158 left"),
        ("a" * 161, "2 texts · 145 left"),
        ("a" * 400, "3 texts · 59 left Long: can you say it shorter?"),
        ("a" * 1000, "7 texts; at most 6 can be sent. Shorten it."),
        ("", ""),
    ],
)
async def test_the_box_counts_what_will_really_be_sent(talk: Talk, text: str, told: str) -> None:
    page = await talk.types(text)
    assert " ".join(page.replace("<", " <").replace(">", "> ").split()).find(told) >= 0
    assert text not in page or not text


def test_accents_that_sms_drops_do_not_cost_a_segment() -> None:
    assert length_of("á" * 160, "sms").segments == 1
    assert length_of("á" * 160, "whatsapp").segments > 1


async def test_colleagues_see_who_writes_for_as_long_as_they_write(talk: Talk) -> None:
    sue = await talk.door.somebody("supervisor")
    await talk.types("I am thi")
    assert "Ana is writing" in (await sue.get(f"{talk.path}/live")).text
    assert "Ana is writing" not in (await talk.browser.get(f"{talk.path}/live")).text
    talk.door.time_passes(timedelta(seconds=9))
    assert "Ana is writing" not in (await sue.get(f"{talk.path}/live")).text


async def test_with_the_reply_sent_nobody_is_writing(talk: Talk) -> None:
    sue = await talk.door.somebody("supervisor")
    await talk.types("done soon")
    await talk.sends("done")
    assert "is writing" not in (await sue.get(f"{talk.path}/live")).text
