"""The page of a conversation shows words only to whoever may read them, and only those that may be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.care.ids import new_id
from bot.store.records import Consent, Handoff, Referral
from bot.usecases import paging
from bot.web.desk.aliases import alias
from tests.house import NUMBER
from tests.web.desk.door import Browser, Door
from tests.web.desk.talks import handoff_now, taken, waits

BEFORE = "what i told the program first"
AFTER = "what i tell the person"
ANSWERS = {"name_to_use": "Jude", "area": "houston", "needs": ["food", "a bed"], "anything_else": "skipped"}


async def _talk(door: Door, shares: bool | None, reason: str = "asked") -> tuple[Browser, Handoff, str]:
    """Ana's browser, in a talk that went on after she took it."""
    handoff = await waits(door, BEFORE, shares=shares, reason=reason)  # type: ignore[arg-type]
    ana = await door.somebody(login="ana")
    door.time_passes(timedelta(minutes=1))
    path = await taken(door, ana, handoff)
    await door.home.answers(AFTER)
    return ana, handoff, path


async def _refers(door: Door, handoff: Handoff, *, given: bool = True) -> None:
    now = door.clock.now()
    async with door.home.store.unit_of_work() as uow:
        uow.consents.add(
            Consent(
                id=new_id(),
                subject_id=handoff.subject_id,
                purpose="referral",
                wording_version="2026-11",
                language="en",
                given_at=now,
                expires_at=now + timedelta(days=90),
                withdrawn_at=None if given else now,
            )
        )
        await uow.referrals.add(
            Referral(
                id=new_id(),
                subject_id=handoff.subject_id,
                conversation_id=handoff.conversation_id,
                agency="mesquite",
                reference="maple",
                details=ANSWERS,
                submitted_at=now,
                expires_at=now + timedelta(days=90),
            )
        )
        await uow.commit()


async def test_with_a_yes_the_whole_talk_is_there(door: Door) -> None:
    ana, _, path = await _talk(door, shares=True)
    page = (await ana.get(path)).text
    assert BEFORE in page
    assert AFTER in page
    assert "empty page" not in page


@pytest.mark.parametrize(
    ("shares", "says"), [(False, "asked us not to pass on"), (None, "have not said whether we may")]
)
async def test_without_a_yes_the_page_begins_empty_and_says_so(door: Door, shares: bool | None, says: str) -> None:
    ana, _, path = await _talk(door, shares=shares)
    for place in (path, f"{path}/live"):
        text = (await ana.get(place)).text
        assert BEFORE not in text
        assert AFTER in text
    assert says in (await ana.get(path)).text


async def test_the_number_is_hidden_and_the_alias_stands_in_its_place(door: Door) -> None:
    ana, handoff, path = await _talk(door, shares=True)
    page = (await ana.get(path)).text
    assert alias(handoff.conversation_id, "en") in page
    assert NUMBER not in page
    assert "Number hidden" in page


async def test_the_number_is_shown_after_a_fresh_proof_and_that_is_noted(door: Door) -> None:
    ana, _, path = await _talk(door, shares=True)
    refused = await ana.post(f"{path}/number", hx_request="true", hx_current_url=f"http://localhost:8000{path}")
    assert refused.headers["hx-redirect"] == f"/desk/step-up?next={path}"
    await door.step_up(ana)
    assert NUMBER in (await ana.post(f"{path}/number", hx_request="true")).text
    assert "advocate:contact:unmasked" in await door.events()


@pytest.mark.parametrize("role", ["advocate", "supervisor"])
async def test_a_colleague_sees_how_it_stands_and_not_what_is_said(door: Door, role: str) -> None:
    _, _, path = await _talk(door, shares=True)
    page = (await (await door.somebody(role, login="jo")).get(path)).text
    assert "with Ana" in page
    assert BEFORE not in page
    assert AFTER not in page
    assert 'name="text" rows="2" maxlength="2000"' not in page


@pytest.mark.parametrize("role", ["staff", "admin"])
async def test_who_does_not_answer_youths_sees_no_conversation_at_all(door: Door, role: str) -> None:
    _, _, path = await _talk(door, shares=True)
    browser = await door.somebody(role)
    assert {(await browser.get(place)).status_code for place in (path, f"{path}/live")} == {403}


async def test_of_who_waits_it_is_shown_who_was_called_and_whether_the_page_arrived(door: Door) -> None:
    handoff = await waits(door)
    jo = await door.somebody(login="jo")
    called = replace(await door.advocate("jo"), phone="+12145550155")
    async with door.home.store.unit_of_work() as uow:
        await paging.page(uow, door.home.house.settings.program, handoff, called, door.clock.now())
        await uow.commit()
    path = f"/desk/conversations/{handoff.conversation_id}"
    assert "Waiting to go out" in (await jo.get(path)).text
    await door.home.does_what_is_due()
    door.time_passes(timedelta(minutes=3))
    assert "Ana, 3\u00a0min ago · Sent" in (await jo.get(f"{path}/live")).text
    async with door.home.store.unit_of_work() as uow:
        (page,) = await uow.pages.of_handoff(handoff.id)
        uow.pages.acknowledge(page.id, door.clock.now())
        await uow.commit()
    assert "Answered: on the way" in (await jo.get(path)).text
    assert "Called so far" not in (await jo.get(await taken(door, jo, handoff))).text


async def test_reading_is_noted_with_who_read(door: Door) -> None:
    ana, _, path = await _talk(door, shares=True)
    await ana.get(path)
    assert await door.actors("advocate:conversation:seen") == [(await door.advocate("ana")).id]


async def test_a_supervisor_looks_back_with_a_reason_that_stays(door: Door) -> None:
    _, _, path = await _talk(door, shares=False)
    sue = await door.somebody("supervisor")
    assert (await sue.post(f"{path}/look-back", {"reason": " "}, hx_request="true")).status_code == 422
    opened = await sue.post(f"{path}/look-back", {"reason": "worried about tonight"}, hx_request="true")
    assert BEFORE in opened.text
    assert "advocate:conversation:opened_with_reason" in await door.events()
    assert "worried about tonight" in (await sue.get(path)).text
    assert BEFORE not in (await sue.get(path)).text


async def test_whoever_has_the_talk_looks_back_only_where_there_is_a_risk(door: Door) -> None:
    ana, _, path = await _talk(door, shares=False)
    assert "look-back" not in (await ana.get(path)).text
    refused = await ana.post(f"{path}/look-back", {"reason": "curious"}, hx_request="true")
    assert (refused.status_code, BEFORE in refused.text) == (422, False)


async def test_at_risk_whoever_has_the_talk_may_look_back(door: Door) -> None:
    ana, _, path = await _talk(door, shares=False, reason="risk")
    assert "look-back" in (await ana.get(path)).text
    assert BEFORE in (await ana.post(f"{path}/look-back", {"reason": "may be in danger"}, hx_request="true")).text


async def test_what_may_be_passed_on_is_shown_while_the_consent_is_in_force(door: Door) -> None:
    ana, handoff, path = await _talk(door, shares=True)
    await _refers(door, handoff)
    page = (await ana.get(path)).text
    assert all(words in page for words in ("Jude", "food, a bed", "Passing answers to an agency"))
    assert "skipped" not in page
    door.time_passes(timedelta(days=91))
    ana = await door.somebody(login="ana")
    assert "Jude" not in (await ana.get(path)).text


async def test_nothing_of_a_referral_is_shown_once_its_consent_is_taken_back(door: Door) -> None:
    ana, handoff, path = await _talk(door, shares=True)
    await _refers(door, handoff, given=False)
    assert "Jude" not in (await ana.get(path)).text


async def test_who_starts_fresh_does_not_see_the_answers_of_a_referral_either(door: Door) -> None:
    ana, handoff, path = await _talk(door, shares=False)
    await _refers(door, handoff)
    page = (await ana.get(path)).text
    assert "Jude" not in page
    assert "Passing answers to an agency" in page


@pytest.mark.parametrize(("role", "sees"), [("advocate", False), ("supervisor", True)])
async def test_what_was_agreed_to_is_shown_to_whoever_has_the_talk_and_to_supervisors_alone(
    door: Door, role: str, sees: bool
) -> None:
    ana, handoff, path = await _talk(door, shares=True)
    await _refers(door, handoff)
    jo = await door.somebody(role, login="jo")
    for place in (path, f"{path}/live"):
        assert "Passing answers to an agency" in (await ana.get(place)).text
        assert ("Passing answers to an agency" in (await jo.get(place)).text) is sees
    assert ("Number hidden" in (await jo.get(path)).text) is sees


async def test_a_note_is_for_colleagues_and_goes_along_when_the_talk_is_passed_on(door: Door) -> None:
    ana, handoff, path = await _talk(door, shares=True)
    jo = await door.somebody(login="jo")
    await ana.post(f"{path}/notes", {"text": "likes the drop-in"}, hx_request="true")
    form = {"to": (await door.advocate("jo")).id, "note": "back in an hour"}
    gone = await ana.post(f"/desk/handoffs/{handoff.id}/transfer", form, hx_request="true")
    assert gone.headers["hx-redirect"] == "/desk"
    page = (await jo.get(await taken(door, jo, handoff))).text
    assert "likes the drop-in" in page
    assert "back in an hour" in page
    assert not any("drop-in" in text for text in door.home.channel.texts)


async def test_given_to_nobody_in_particular_it_is_let_go(door: Door) -> None:
    ana, handoff, _ = await _talk(door, shares=True)
    await ana.post(f"/desk/handoffs/{handoff.id}/transfer", {"to": "", "note": ""})
    assert (await handoff_now(door, handoff)).claimed_by is None
    assert "advocate:handoff:released" in await door.events()


@pytest.mark.parametrize("deed", ["close", "hand-back"])
async def test_a_talk_ends_with_how_it_ended(door: Door, deed: str) -> None:
    ana, handoff, path = await _talk(door, shares=True)
    asked = await ana.post(f"/desk/handoffs/{handoff.id}/{deed}", {"disposition": ""}, hx_request="true")
    assert (asked.status_code, "Choose how it ended." in asked.text) == (422, True)
    await ana.post(f"/desk/handoffs/{handoff.id}/{deed}", {"disposition": "talked"})
    now = await handoff_now(door, handoff)
    assert (now.status, now.disposition) == ("closed", "talked")
    assert AFTER not in (await ana.get(path)).text


async def test_a_youth_who_asked_to_be_forgotten_leaves_an_empty_page_that_says_so(door: Door) -> None:
    ana, handoff, path = await _talk(door, shares=True)
    await door.home.store.keys.destroy(handoff.subject_id)
    async with door.home.store.unit_of_work() as uow:
        await uow.erase_subject(handoff.subject_id)
        await uow.commit()
    page = await ana.get(path)
    assert (page.status_code, "not kept any more" in page.text) == (410, True)
    assert (await ana.get(f"{path}/live")).headers["hx-refresh"] == "true"


async def test_after_a_stop_there_is_no_reply_box_and_the_page_says_why(door: Door) -> None:
    ana, _, path = await _talk(door, shares=True)
    await door.home.answers("STOP")
    page = (await ana.get(path)).text
    assert "They want no texts now" in page
    assert 'id="answer-text"' not in page


async def test_what_a_youth_writes_is_shown_as_text(door: Door) -> None:
    ana, _, path = await _talk(door, shares=True)
    await door.home.answers("<script>alert(1)</script> {{ 7*7 }}")
    page = (await ana.get(path)).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }}" in page


async def test_ready_words_come_in_the_youths_language(door: Door) -> None:
    handoff = await waits(door, language="es")
    ana = await door.somebody(login="ana")
    page = (await ana.get(await taken(door, ana, handoff))).text
    assert '<ul lang="es">' in page
    assert '<ul lang="en">' not in page
    assert "911" in page
