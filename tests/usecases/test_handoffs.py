"""A person is asked for once, sooner when it has become urgent, and no longer when the youth says so."""

from __future__ import annotations

from datetime import timedelta

from bot.care.ids import AdvocateId
from bot.store.records import Handoff
from bot.usecases import handoffs
from tests.usecases.turns import NOW, Youth

AT_NIGHT = NOW - timedelta(hours=9)  # 3 in the morning in Chicago


async def open_handoff(youth: Youth) -> Handoff | None:
    async with youth.store.unit_of_work() as uow:
        return await uow.handoffs.open_for(youth.conversation_id)


async def alerts(youth: Youth) -> list[str]:
    async with youth.store.unit_of_work() as uow:
        return [alert.kind for alert in await uow.alerts.open()]


async def test_a_person_is_asked_for_once(youth: Youth) -> None:
    async with youth.turn() as scope:
        assert (await handoffs.request(scope, reason="asked")).status == "new"
        assert (await handoffs.request(scope, reason="asked")).status == "already"
        assert await handoffs.is_waiting(scope)
    async with youth.turn() as scope:
        assert (await handoffs.request(scope, reason="asked")).status == "already"
    assert len((await youth.rows())["handoff"]) == 1
    assert await alerts(youth) == ["person_asked"]


async def test_risk_moves_who_waits_to_the_front_and_keeps_their_place_in_time(youth: Youth) -> None:
    async with youth.turn() as scope:
        await handoffs.request(scope, reason="asked")
    async with youth.turn(NOW + timedelta(minutes=9)) as scope:
        assert (await handoffs.request(scope, reason="risk")).status == "already"
    waiting = await open_handoff(youth)
    assert waiting is not None
    assert (waiting.reason, waiting.priority, waiting.requested_at) == ("risk", 0, NOW)
    assert await alerts(youth) == ["person_asked", "person_risk"]


async def test_a_wish_for_a_person_does_not_lower_a_risk(youth: Youth) -> None:
    async with youth.turn() as scope:
        await handoffs.request(scope, reason="risk")
    async with youth.turn() as scope:
        await handoffs.request(scope, reason="asked")
    waiting = await open_handoff(youth)
    assert waiting is not None and waiting.reason == "risk"


async def test_who_comes_more_urgently_still_shares_what_they_agreed_to(youth: Youth) -> None:
    async with youth.turn() as scope:
        await handoffs.request(scope, reason="asked")
    async with youth.turn() as scope:
        assert await handoffs.share(scope, True)
    async with youth.turn() as scope:
        await handoffs.request(scope, reason="risk")
    waiting = await open_handoff(youth)
    assert waiting is not None and waiting.shares is True


async def test_with_nobody_on_shift_it_has_lapsed_before_the_answer_and_times_are_offered(youth: Youth) -> None:
    async with youth.turn(AT_NIGHT) as scope:
        requested = await handoffs.request(scope, reason="asked")
        assert (requested.status, requested.wait) == ("nobody", None)
        assert requested.next_shift is not None and requested.next_shift.isoformat() == "2026-11-23T10:00:00-06:00"
        assert (await handoffs.request(scope, reason="asked")).status == "nobody"
        assert not await handoffs.is_waiting(scope)
        assert [at.hour for at in handoffs.offer_times(scope)] == [10, 14, 18]
    assert [row["status"] for row in (await youth.rows())["handoff"]] == ["lapsed"]
    assert await open_handoff(youth) is None
    assert await alerts(youth) == ["person_asked"]


async def test_a_risk_calls_people_also_at_night(youth: Youth) -> None:
    async with youth.turn(AT_NIGHT) as scope:
        requested = await handoffs.request(scope, reason="risk")
        assert (requested.status, requested.wait) == ("new", None)
    assert (await youth.timer("handoff_ladder")).due_at == AT_NIGHT


async def test_a_youth_who_asks_to_be_forgotten_leaves_no_talk_open(youth: Youth) -> None:
    async with youth.turn() as scope:
        scope.uow.handoffs.add(
            Handoff(id="a" * 32, subject_id=youth.subject_id, conversation_id=youth.conversation_id, status="claimed",
                    reason="asked", priority=2, requested_at=NOW, claimed_by=AdvocateId("b" * 32), claimed_at=NOW)
        )  # fmt: skip
    async with youth.turn() as scope:
        await handoffs.end_for_good(scope)
    assert await open_handoff(youth) is None
    assert await alerts(youth) == ["forgotten_while_talking"]


async def test_nobody_waits_who_no_longer_wants_to(youth: Youth) -> None:
    async with youth.turn() as scope:
        await handoffs.request(scope, reason="asked")
    async with youth.turn() as scope:
        await handoffs.stop_waiting(scope)
    async with youth.turn() as scope:
        assert not await handoffs.is_waiting(scope)
        await handoffs.stop_waiting(scope)
        assert await scope.uow.alerts.open() == []
    assert await open_handoff(youth) is None


async def test_people_still_see_a_risk_after_somebody_no_longer_wants_to_wait(youth: Youth) -> None:
    async with youth.turn() as scope:
        await handoffs.request(scope, reason="risk")
    async with youth.turn() as scope:
        await handoffs.stop_waiting(scope)
    async with youth.turn() as scope:
        assert [alert.kind for alert in await scope.uow.alerts.open()] == ["person_risk"]


async def test_a_person_who_has_the_conversation_is_not_sent_away(youth: Youth) -> None:
    async with youth.turn() as scope:
        scope.uow.handoffs.add(
            Handoff(id="a" * 32, subject_id=youth.subject_id, conversation_id=youth.conversation_id, status="claimed",
                    reason="asked", priority=2, requested_at=NOW, claimed_by=AdvocateId("b" * 32), claimed_at=NOW)
        )  # fmt: skip
    async with youth.turn() as scope:
        assert not await handoffs.is_waiting(scope)
        await handoffs.stop_waiting(scope)
        assert (await handoffs.request(scope, reason="risk")).status == "already"
    still = await open_handoff(youth)
    assert still is not None and still.status == "claimed"
