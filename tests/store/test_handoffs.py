"""A handoff is claimed by one, whoever else tries; it goes back, on to a colleague, or to its end."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.care.ids import AdvocateId, new_id
from bot.errors import ConflictError
from bot.store import Handoff, Store
from bot.store.repositories.handoffs import Handoffs
from tests.store.desk_records import ANA, BEN, a_stored_handoff
from tests.store.records import NOW, a_stored_conversation

LATER = NOW + timedelta(minutes=10)
Write = Callable[[Handoffs], Any]


async def do(store: Store, *writes: Write) -> None:
    async with store.unit_of_work() as uow:
        for write in writes:
            write(uow.handoffs)
        await uow.commit()


async def refused(store: Store, write: Write) -> None:
    with pytest.raises(ConflictError):
        await do(store, write)


async def now(store: Store, record: Handoff) -> Handoff:
    async with store.unit_of_work() as uow:
        found = await uow.handoffs.get(record.id)
    assert found is not None
    return found


@pytest.fixture
async def asked(store: Store) -> Handoff:
    return await a_stored_handoff(store, await a_stored_conversation(store))


async def test_of_twenty_who_claim_at_once_exactly_one_wins(store: Store, asked: Handoff) -> None:
    async def claim(advocate_id: AdvocateId) -> bool:
        try:
            await do(store, lambda handoffs: handoffs.claim(asked.id, advocate_id, LATER, asked.version))
        except ConflictError:
            return False
        return True

    crowd = [AdvocateId(new_id()) for _ in range(20)]
    won = await asyncio.gather(*(claim(each) for each in crowd))
    assert sum(won) == 1
    claimed = await now(store, asked)
    assert (claimed.status, claimed.claimed_by, claimed.claimed_at) == ("claimed", crowd[won.index(True)], LATER)


async def test_a_step_of_the_ladder_offers_it(store: Store, asked: Handoff) -> None:
    await do(store, lambda h: h.step(asked.id, 1, 1, NOW), lambda h: h.step(asked.id, 2, 2, LATER))
    offered = dataclasses.replace(asked, status="offered", offered_at=LATER, ladder_step=2, version=3)
    assert await now(store, asked) == offered
    await refused(store, lambda handoffs: handoffs.step(asked.id, 2, 2, LATER))


async def test_what_is_released_waits_again_from_its_first_moment(store: Store, asked: Handoff) -> None:
    await do(store, lambda h: h.step(asked.id, 1, 2, NOW), lambda h: h.claim(asked.id, ANA, NOW, 2))
    await do(store, lambda handoffs: handoffs.release(asked.id, 3, LATER))
    assert await now(store, asked) == dataclasses.replace(asked, told_at=LATER, version=4)
    await refused(store, lambda handoffs: handoffs.release(asked.id, 4, LATER))


async def test_a_transfer_is_in_the_first_hands_until_the_second_take_it(store: Store, asked: Handoff) -> None:
    await do(store, lambda h: h.claim(asked.id, ANA, NOW, 1), lambda h: h.transfer(asked.id, 2, BEN, NOW))
    passing = await now(store, asked)
    assert (passing.status, passing.claimed_by, passing.transfer_to) == ("claimed", ANA, BEN)
    await refused(store, lambda handoffs: handoffs.claim(asked.id, AdvocateId("c" * 32), LATER, 3))
    await do(store, lambda handoffs: handoffs.claim(asked.id, BEN, LATER, 3))
    taken = await now(store, asked)
    # What was said to the first was said to the desk, so the second sees it.
    assert (taken.claimed_by, taken.claimed_at, taken.transfer_to) == (BEN, NOW, None)


async def test_a_talk_in_which_a_risk_is_heard_is_about_that_from_then_on(store: Store, asked: Handoff) -> None:
    await refused(store, lambda handoffs: handoffs.at_risk(asked.id, 1))
    await do(store, lambda h: h.claim(asked.id, ANA, NOW, 1), lambda h: h.at_risk(asked.id, 2))
    talk = await now(store, asked)
    assert (talk.status, talk.reason, talk.priority, talk.version) == ("claimed", "risk", 0, 3)


async def test_whoever_has_it_holds_it_only_as_it_was_read(store: Store, asked: Handoff) -> None:
    await do(store, lambda h: h.claim(asked.id, ANA, NOW, 1), lambda h: h.held(asked.id, ANA, 2))
    assert (await now(store, asked)).version == 3
    await refused(store, lambda handoffs: handoffs.held(asked.id, ANA, 2))
    await refused(store, lambda handoffs: handoffs.held(asked.id, BEN, 3))


async def test_the_answer_about_sharing_and_the_last_word_are_kept(store: Store, asked: Handoff) -> None:
    await do(store, lambda handoffs: handoffs.told(asked.id, NOW), lambda handoffs: handoffs.share(asked.id, False))
    assert await now(store, asked) == dataclasses.replace(asked, told_at=NOW, shares=False, version=3)


async def test_that_somebody_joined_is_noted_once_and_forgotten_when_it_goes_back(store: Store, asked: Handoff) -> None:
    await refused(store, lambda handoffs: handoffs.joined(asked.id, NOW))
    await do(store, lambda h: h.claim(asked.id, ANA, NOW, 1), lambda h: h.joined(asked.id, LATER))
    await refused(store, lambda handoffs: handoffs.joined(asked.id, LATER))
    await do(store, lambda h: h.transfer(asked.id, 3, BEN, LATER), lambda h: h.claim(asked.id, BEN, LATER, 4))
    assert (await now(store, asked)).joined_at == LATER
    await do(store, lambda handoffs: handoffs.release(asked.id, 5, LATER))
    assert await now(store, asked) == dataclasses.replace(asked, told_at=LATER, version=6)


async def test_what_has_ended_does_not_change_any_more(store: Store, asked: Handoff) -> None:
    await do(store, lambda handoffs: handoffs.claim(asked.id, ANA, NOW, 1))
    await do(store, lambda handoffs: handoffs.close(asked.id, "closed", LATER, by=ANA, disposition="helped"))
    ended = await now(store, asked)
    assert (ended.status, ended.closed_at, ended.closed_by, ended.disposition) == ("closed", LATER, ANA, "helped")
    assert ended.claimed_by == ANA
    for late in (
        lambda handoffs: handoffs.claim(asked.id, BEN, LATER, 3),
        lambda handoffs: handoffs.step(asked.id, 3, 1, LATER),
        lambda handoffs: handoffs.share(asked.id, True),
        lambda handoffs: handoffs.told(asked.id, LATER),
        lambda handoffs: handoffs.close(asked.id, "lapsed", LATER),
    ):
        await refused(store, late)


async def test_handoffs_are_found_by_who_has_them_and_how_they_ended(store: Store) -> None:
    talk, other = await a_stored_conversation(store), await a_stored_conversation(store, "+12145550199")
    lapsed = await a_stored_handoff(store, talk, status="lapsed", closed_at=NOW, reason="recontact")
    mine = await a_stored_handoff(store, talk, requested_at=LATER, status="claimed", claimed_by=ANA, claimed_at=LATER)
    await a_stored_handoff(store, other, status="closed", closed_at=NOW, claimed_by=ANA, claimed_at=NOW)
    async with store.unit_of_work() as uow:
        assert await uow.handoffs.claimed_by(ANA) == [mine]
        assert await uow.handoffs.claimed_by(BEN) == []
        assert await uow.handoffs.lapsed_since(NOW) == [lapsed]
        assert await uow.handoffs.lapsed_since(LATER) == []
        assert await uow.handoffs.of_conversation(talk.id) == [mine, lapsed]
