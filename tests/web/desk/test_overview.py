"""The supervisors' overview: states and no words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.care.ids import AdvocateId, ConversationId, SubjectId
from bot.store.records import Handoff, Overview
from bot.web.desk.overview import rows_of, state_of
from tests.web.desk.door import Door
from tests.web.desk.test_rota import read

NOW = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)
ANA = AdvocateId("ana")


def talk(name: str, handoff: Handoff | None = None, *, heard: int = 1, paused: bool = False) -> Overview:
    return Overview(
        conversation_id=ConversationId(name),
        channel="sms",
        language="es",
        paused_at=NOW - timedelta(hours=2) if paused else None,
        last_inbound_at=NOW - timedelta(minutes=heard),
        handoff_id=handoff.id if handoff else None,
        handoff_status=handoff.status if handoff else None,
        claimed_by=handoff.claimed_by if handoff else None,
        priority=handoff.priority if handoff else None,
    )


def handed(name: str, status: str = "requested", *, waited: int = 5, risk: bool = False) -> Handoff:
    return Handoff(
        id=f"handoff-{name}",
        subject_id=SubjectId(name),
        conversation_id=ConversationId(name),
        status=status,  # type: ignore[arg-type]
        reason="risk" if risk else "asked",
        priority=0 if risk else 2,
        requested_at=NOW - timedelta(minutes=waited),
        claimed_by=ANA if status == "claimed" else None,
        claimed_at=NOW - timedelta(minutes=3) if status == "claimed" else None,
    )


def test_every_conversation_is_in_one_state() -> None:
    assert state_of(talk("a", handed("a"))) == "waiting"
    assert state_of(talk("a", handed("a", "offered"))) == "waiting"
    assert state_of(talk("a", handed("a", "claimed"), paused=True)) == "claimed"
    assert state_of(talk("a", paused=True)) == "stopped"
    assert state_of(talk("a")) == "program"


def test_the_urgent_come_first_then_the_longest_wait_then_who_is_in_hand() -> None:
    handoffs = [
        handed("short", waited=2),
        handed("long", waited=9),
        handed("risk", waited=1, risk=True),
        handed("hand", "claimed"),
    ]
    everything = [
        *(talk(one.conversation_id, one) for one in handoffs),
        talk("old", heard=90),
        talk("new", heard=2),
        talk("stopped", paused=True),
    ]
    rows = rows_of(everything, handoffs, {ANA: "Ana"}, NOW, "en")
    assert [row.conversation_id for row in rows] == ["risk", "long", "short", "hand", "stopped", "new", "old"]
    assert [row.who for row in rows if row.state == "claimed"] == ["Ana"]


async def test_it_shows_no_word_that_was_said(door: Door) -> None:
    await door.home.answers("my secret plan is sailing", number="+12145550123")
    page = await (await door.somebody("supervisor")).get("/desk/overview")
    assert "With the program 1" in read(page)
    assert "sailing" not in page.text
    assert "5550123" not in page.text


async def test_it_can_be_narrowed_to_a_state(door: Door) -> None:
    await door.home.answers("hello")
    browser = await door.somebody("supervisor")
    assert "/desk/conversations/" in (await browser.get("/desk/overview?state=program")).text
    waiting = await browser.get("/desk/overview?state=waiting")
    assert "/desk/conversations/" not in waiting.text
    assert "No conversation is in this state." in waiting.text


async def test_htmx_gets_the_table_alone(door: Door) -> None:
    piece = await (await door.somebody("supervisor")).get("/desk/overview", hx_request="true")
    assert "<html" not in piece.text


async def test_it_is_for_supervisors(door: Door) -> None:
    for role in ("advocate", "staff", "admin"):
        assert (await (await door.somebody(role)).get("/desk/overview")).status_code == 403
