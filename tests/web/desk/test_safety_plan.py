"""A youth's safety plan at the desk: only while it is shared, only for whoever has the talk, and never without a trace."""

from __future__ import annotations

from dataclasses import replace

from bot.care.ids import new_id
from bot.store.records import Consent, Handoff, SafetyPlan
from tests.web.desk.door import Browser, Door
from tests.web.desk.talks import taken, waits

SAYS = "walk to kay's porch"
WORD = "pizza roll"


async def _keeps_plan(door: Door, handoff: Handoff, *, shared: bool) -> None:
    now, period = door.clock.now(), door.home.house.settings.program.retention.safety_plan
    async with door.home.store.unit_of_work() as uow:
        uow.consents.add(
            Consent(
                id=new_id(),
                subject_id=handoff.subject_id,
                purpose="safety_plan",
                wording_version="2026-11",
                language="en",
                given_at=now,
                expires_at=now + period,
            )
        )
        await uow.safety_plans.add(
            SafetyPlan(
                id=new_id(),
                subject_id=handoff.subject_id,
                conversation_id=handoff.conversation_id,
                parts={"safe_places": SAYS},
                word=WORD,
                shared=shared,
                created_at=now,
                changed_at=now,
            )
        )
        await uow.commit()


async def _talk(door: Door, *, shared: bool) -> tuple[Browser, Handoff, str]:
    """Ana's browser, in a talk with somebody who has a plan."""
    handoff = await waits(door)
    await _keeps_plan(door, handoff, shared=shared)
    ana = await door.somebody(login="ana")
    return ana, handoff, await taken(door, ana, handoff)


async def _unshares(door: Door, handoff: Handoff) -> None:
    async with door.home.store.unit_of_work() as uow:
        plan = await uow.safety_plans.of_subject(handoff.subject_id)
        assert plan is not None
        await uow.safety_plans.save(replace(plan, shared=False))
        await uow.commit()


async def test_a_shared_plan_is_shown_when_asked_for_and_that_is_noted(door: Door) -> None:
    ana, _, path = await _talk(door, shared=True)
    page = (await ana.get(path)).text
    assert "Their safety plan" in page
    assert SAYS not in page
    assert "advocate:safety_plan:seen" not in await door.events()
    piece = (await ana.post(f"{path}/safety-plan", hx_request="true")).text
    assert "Where to go" in piece and "kay&#39;s porch" in piece
    assert WORD not in piece
    assert "advocate:safety_plan:seen" in await door.events()


async def test_a_plan_that_is_not_shared_is_not_even_mentioned(door: Door) -> None:
    ana, _, path = await _talk(door, shared=False)
    assert "safety-plan" not in (await ana.get(path)).text
    refused = await ana.post(f"{path}/safety-plan", hx_request="true")
    assert refused.status_code == 422
    assert "do not let you read their plan" in refused.text
    assert "advocate:safety_plan:seen" not in await door.events()


async def test_nobody_else_sees_it_a_supervisor_neither(door: Door) -> None:
    _, _, path = await _talk(door, shared=True)
    sam = await door.somebody("supervisor", login="sam")
    assert "safety-plan" not in (await sam.get(path)).text
    assert (await sam.post(f"{path}/safety-plan", hx_request="true")).status_code == 422


async def test_once_it_is_not_shared_any_more_the_page_is_built_anew_without_it(door: Door) -> None:
    ana, handoff, path = await _talk(door, shared=True)
    before = (await ana.get(f"{path}/live")).text
    await _unshares(door, handoff)
    after = (await ana.get(f"{path}/live")).text
    assert _standing_of(before) != _standing_of(after)
    assert (await ana.post(f"{path}/safety-plan", hx_request="true")).status_code == 422


async def test_before_the_talk_is_taken_and_after_it_ended_it_is_closed(door: Door) -> None:
    handoff = await waits(door)
    await _keeps_plan(door, handoff, shared=True)
    ana = await door.somebody(login="ana")
    path = f"/desk/conversations/{handoff.conversation_id}"
    assert (await ana.post(f"{path}/safety-plan", hx_request="true")).status_code == 422
    await taken(door, ana, handoff)
    await ana.post(f"/desk/handoffs/{handoff.id}/close", {"disposition": "talked"})
    assert (await ana.post(f"{path}/safety-plan", hx_request="true")).status_code == 422


def _standing_of(piece: str) -> str:
    return next(part for part in piece.split('"') if part.startswith("claimed."))
