"""Who was called to somebody who waits, whether the page reached the phone, and whether a "1" came back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.care.handoffs import WAITING
from bot.care.ids import AdvocateId
from bot.store import UnitOfWork
from bot.store.records import Advocate, Handoff, Page
from bot.web.desk.context import Desk
from bot.web.desk.day_words import length_words

_FAILED = ("failed", "expired")


@dataclass(frozen=True, kw_only=True)
class Called:
    """One page. `state` is a key of words: on its way, arrived, did not arrive, or answered."""

    id: str
    name: str
    wait: str
    state: str
    failed: bool


async def called_of(
    uow: UnitOfWork, handoff: Handoff | None, people: Mapping[AdvocateId, Advocate], desk: Desk
) -> tuple[Called, ...]:
    """The pages of somebody who still waits, the newest first; empty once somebody has come."""
    if handoff is None or handoff.status not in WAITING:
        return ()
    pages = await uow.pages.of_handoff(handoff.id)
    return tuple([await _called(uow, page, people, desk) for page in reversed(pages)])


async def _called(uow: UnitOfWork, page: Page, people: Mapping[AdvocateId, Advocate], desk: Desk) -> Called:
    text = await uow.outbound.get(page.outbound_id)
    state = f"sent.{text.status}" if text else "said.gone"
    known = people.get(page.advocate_id)
    return Called(
        id=page.id,
        name=known.name if known else "?",
        wait=length_words(desk.now - page.sent_at),
        state="talk.coming" if page.acknowledged_at else state,
        failed=page.acknowledged_at is None and text is not None and text.status in _FAILED,
    )
