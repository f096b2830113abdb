"""The queue shows who waits, the most urgent first, without a number and without a word of what was said."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.care.ids import new_id
from bot.store.records import HandoffReason
from bot.usecases.alerts import raise_alert
from bot.usecases.page_lines import open_line
from bot.web.desk.aliases import alias
from tests.house import NUMBER
from tests.web.desk.door import Door
from tests.web.desk.talks import handoff_now, taken, talk_of, waits

OTHER, THIRD = "+12145550102", "+12145550103"
SECRET = "the blue house by the river"


async def test_somebody_who_waits_is_shown_with_reason_language_and_time_but_never_with_number_or_words(
    door: Door,
) -> None:
    handoff = await waits(door, SECRET, language="es")
    door.time_passes(timedelta(minutes=7))
    page = (await (await door.somebody()).get("/desk")).text
    assert alias(handoff.conversation_id, "en") in page
    assert all(words in page for words in ("Asked for a person", "waits 7\u00a0min", "Spanish", "SMS"))
    assert SECRET not in page
    assert NUMBER[-4:] not in page


async def test_the_one_at_risk_comes_first_whoever_waits_longer(door: Door) -> None:
    first = await waits(door, number=NUMBER)
    door.time_passes(timedelta(minutes=3))
    second = await waits(door, number=OTHER, reason="risk")
    page = (await (await door.somebody()).get("/desk/queue")).text
    assert page.index(f"waiting-{second.id}") < page.index(f"waiting-{first.id}")
    assert "Urgent" in page


async def test_whoever_takes_it_has_it_and_the_others_see_it_gone(door: Door) -> None:
    handoff = await waits(door)
    ana, jo = await door.somebody(login="ana"), await door.somebody(login="jo")
    path = await taken(door, ana, handoff)
    assert path == f"/desk/conversations/{handoff.conversation_id}"
    assert "claim" not in (await jo.get("/desk/queue")).text
    mine = (await ana.get("/desk")).text
    assert f"mine-{handoff.id}" in mine
    assert (await handoff_now(door, handoff)).claimed_by == (await door.advocate("ana")).id


async def test_of_many_who_press_at_once_one_has_it_and_the_others_are_told(door: Door) -> None:
    handoff = await waits(door)
    browsers = [await door.somebody(login=f"advocate{n}") for n in range(8)]
    answers = await asyncio.gather(*(one.post(f"/desk/handoffs/{handoff.id}/claim") for one in browsers))
    assert sorted(answer.status_code for answer in answers) == [303, *[422] * 7]
    assert all("A colleague was faster." in answer.text for answer in answers if answer.status_code == 422)
    assert (await door.events()).count("advocate:handoff:claimed") == 1


async def test_one_that_was_passed_on_shows_first_with_the_colleague_alone(door: Door) -> None:
    urgent = await waits(door, number=OTHER, reason="risk")
    handoff = await waits(door)
    ana, jo, kim = [await door.somebody(login=name) for name in ("ana", "jo", "kim")]
    await taken(door, ana, handoff)
    await ana.post(f"/desk/handoffs/{handoff.id}/transfer", {"to": (await door.advocate("jo")).id, "note": "please"})
    page = (await jo.get("/desk/queue")).text
    assert page.index(f"waiting-{handoff.id}") < page.index(f"waiting-{urgent.id}")
    assert "Handed to you" in page
    assert f"waiting-{handoff.id}" not in (await kim.get("/desk/queue")).text
    await taken(door, jo, handoff)
    assert (await handoff_now(door, handoff)).claimed_by == (await door.advocate("jo")).id


async def test_who_waits_shows_when_somebody_was_called_and_when_they_last_heard_from_us(door: Door) -> None:
    handoff = await waits(door)
    ana = await door.somebody(login="ana")
    assert "was called" not in (await ana.get("/desk/queue")).text
    async with door.home.store.unit_of_work() as uow:
        uow.handoffs.step(handoff.id, 1, 1, door.clock.now())
        uow.handoffs.told(handoff.id, door.clock.now() + timedelta(minutes=2))
        await uow.commit()
    door.time_passes(timedelta(minutes=5))
    page = (await ana.get("/desk/queue")).text
    assert "somebody was called 5\u00a0min ago" in page
    assert "they last heard from us 3\u00a0min ago" in page


async def test_my_conversation_says_whether_they_wait_for_my_answer(door: Door) -> None:
    handoff = await waits(door)
    ana = await door.somebody(login="ana")
    path = await taken(door, ana, handoff)
    door.time_passes(timedelta(minutes=1))
    await door.home.hears("are you there?")
    door.time_passes(timedelta(minutes=4))
    assert "waits for your answer, 4\u00a0min" in (await ana.get("/desk/queue")).text
    await ana.post(f"{path}/reply", {"text": "yes, I am here", "key": new_id()})
    assert "You wrote last, 1\u00a0min ago" in (await ana.get("/desk/queue")).text


async def test_a_talk_that_i_have_just_taken_is_not_said_to_have_a_word_of_mine(door: Door) -> None:
    handoff = await waits(door)
    ana = await door.somebody(login="ana")
    await taken(door, ana, handoff)
    door.time_passes(timedelta(minutes=2))
    page = (await ana.get("/desk/queue")).text
    assert "taken 2\u00a0min ago; you have not written yet" in page
    assert "You wrote last" not in page


async def test_a_colleagues_words_are_not_mine_once_i_have_taken_over(door: Door) -> None:
    handoff = await waits(door)
    ana, jo = await door.somebody(login="ana"), await door.somebody(login="jo")
    path = await taken(door, ana, handoff)
    await ana.post(f"{path}/reply", {"text": "Jo comes next", "key": new_id()})
    await ana.post(f"/desk/handoffs/{handoff.id}/transfer", {"to": (await door.advocate("jo")).id, "note": ""})
    door.time_passes(timedelta(minutes=1))
    await taken(door, jo, handoff)
    assert "you have not written yet" in (await jo.get("/desk/queue")).text


@pytest.mark.parametrize(("reason", "mine_comes_first"), [("asked", True), ("risk", False)])
async def test_my_conversations_come_before_the_others_but_never_before_somebody_in_danger(
    door: Door, reason: HandoffReason, mine_comes_first: bool
) -> None:
    handoff = await waits(door)
    ana = await door.somebody(login="ana")
    await taken(door, ana, handoff)
    other = await waits(door, number=OTHER, reason=reason)
    page = (await ana.get("/desk/queue")).text
    assert (page.index('id="queue-mine"') < page.index(f"waiting-{other.id}")) is mine_comes_first


async def test_an_alert_is_said_in_plain_words_until_somebody_has_seen_to_it(door: Door) -> None:
    await door.home.answers("hello")
    talk = await talk_of(door)
    async with door.home.store.unit_of_work() as uow:
        await raise_alert(
            uow, kind="asked_for_silence", now=door.clock.now(), subject_id=talk.subject_id, conversation_id=talk.id
        )
        await uow.commit()
        (alert,) = await uow.alerts.open()
    ana = await door.somebody(login="ana")
    assert "Do not text first" in (await ana.get("/desk/queue")).text
    await ana.post(f"/desk/alerts/{alert.id}/acknowledge", hx_request="true")
    assert "Do not text first" not in (await ana.get("/desk/queue")).text
    again = await ana.post(f"/desk/alerts/{alert.id}/acknowledge", hx_request="true")
    assert (again.status_code, "Somebody has seen to this already." in again.text) == (422, True)


async def test_of_an_alert_about_a_phone_for_pages_it_is_said_whose_phone_it_is(door: Door) -> None:
    ana, now = await door.somebody(login="ana"), door.clock.now()
    async with door.home.store.unit_of_work() as uow:
        line = await open_line(uow, replace(await door.advocate("ana"), phone="+12145550155"), now)
        assert line is not None
        await uow.commit()
    await door.home.answers("i want to kill myself", number="+12145550155")
    page = (await ana.get("/desk/queue")).text
    assert "May hurt themself" in page and "Ana&#39;s phone for pages" in page
    assert line.id not in page


async def test_who_was_not_answered_in_time_stays_visible_for_a_day(door: Door) -> None:
    handoff = await waits(door)
    async with door.home.store.unit_of_work() as uow:
        uow.handoffs.close(handoff.id, "lapsed", door.clock.now())
        await uow.commit()
    assert f"lapsed-{handoff.id}" in (await (await door.somebody(login="ana")).get("/desk/queue")).text
    door.time_passes(timedelta(hours=24, minutes=1))
    assert f"lapsed-{handoff.id}" not in (await (await door.somebody(login="jo")).get("/desk/queue")).text


@pytest.mark.parametrize("role", ["staff", "admin"])
async def test_others_see_how_many_wait_and_nobody_in_particular(door: Door, role: str) -> None:
    handoff = await waits(door, SECRET, reason="risk")
    browser = await door.somebody(role)
    for path in ("/desk", "/desk/queue", "/desk/watch"):
        page = (await browser.get(path)).text
        assert alias(handoff.conversation_id, "en") not in page
        assert handoff.id not in page
        assert SECRET not in page
    assert "<dd>1</dd>" in (await browser.get("/desk")).text


async def test_the_bar_counts_a_risk_once_however_much_is_said_of_it(door: Door) -> None:
    handoff = await waits(door, reason="risk")
    async with door.home.store.unit_of_work() as uow:
        for kind in ("risk_danger", "asked_for_silence"):
            await raise_alert(
                uow,
                kind=kind,
                now=door.clock.now(),
                subject_id=handoff.subject_id,
                conversation_id=handoff.conversation_id,
            )
        await uow.commit()
    bar = (await (await door.somebody()).get("/desk/watch")).text
    assert "1 waiting" in bar
    assert "1 urgent" in bar
    assert f'data-marks="{handoff.id}"' in bar


async def test_pages_of_the_desk_are_kept_by_no_cache_and_speak_the_advocates_language(door: Door) -> None:
    await waits(door)
    await door.link("luz", language="es")
    luz = await door.somebody(login="luz")
    answer = await luz.get("/desk")
    assert answer.headers["cache-control"] == "no-store"
    assert 'lang="es"' in answer.text
    assert "Pidió hablar con una persona" in answer.text
    assert "style=" not in answer.text
    assert "<script>" not in answer.text
