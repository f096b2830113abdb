"""Fills a store with check-ins, as if so many young people had set one up."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from bot.care.checkins import PlanDetails
from bot.care.consent import Purpose
from bot.care.ids import ConversationId, SubjectId, new_id
from bot.care.schedules import Daily
from bot.store import LocalRootKey, Store
from bot.store.records import CheckinPlan, Consent, ContactAddress, Conversation
from bot.usecases.checkin_plans import add_timer

ZONE = "America/Chicago"
COVER = "practice"
AT_ONCE = 100
_people = count()


def number() -> str:
    """Another number that belongs to nobody at each call."""
    area, line = divmod(next(_people), 100)
    return f"+1{201 + area}55501{line:02d}"


async def fill(
    urls: tuple[str, str], key: bytes, *, people: int, plans_each: int, due: datetime, word: str | None = None
) -> list[str]:
    """So many people with so many daily check-ins each, all next due at one moment, a full minute. Both databases are made.

    `word` is everybody's duress word. Returns their numbers.
    """
    numbers = [number() for _ in range(people)]
    store = Store(*urls)
    try:
        await store.migrate()
        await store.open(LocalRootKey(key))
        for begin in range(0, people, AT_ONCE):
            group = numbers[begin : begin + AT_ONCE]
            await asyncio.gather(*(_one(store, address, plans_each, due, word) for address in group))
    finally:
        await store.close()
    return numbers


async def _one(store: Store, address: str, plans_each: int, due: datetime, word: str | None) -> None:
    now = due - timedelta(days=1)
    subject_id = await store.keys.resolve("sms", address, create=True)
    assert subject_id is not None
    conversation_id = ConversationId(new_id())
    async with store.unit_of_work() as uow:
        await uow.conversations.add(
            Conversation(
                id=conversation_id,
                subject_id=subject_id,
                channel="sms",
                language="en",
                state={},
                created_at=now,
                last_inbound_at=now,
            )
        )
        await uow.contacts.add(ContactAddress(id=new_id(), subject_id=subject_id, channel="sms", address=address))
        await uow.consents.add(_consent(subject_id, now))
        for _ in range(plans_each):
            plan = _plan(subject_id, conversation_id, due, now, word)
            await uow.checkin_plans.add(plan)
            await add_timer(uow, plan, now)
        await uow.commit()


def _consent(subject_id: SubjectId, now: datetime) -> Consent:
    """Without it the housekeeping would drop the plans."""
    return Consent(
        id=new_id(),
        subject_id=subject_id,
        purpose=Purpose.CHECKINS.value,
        wording_version="1",
        language="en",
        given_at=now,
        expires_at=now + timedelta(days=365),
    )


def _plan(
    subject_id: SubjectId, conversation_id: ConversationId, due: datetime, now: datetime, word: str | None
) -> CheckinPlan:
    wall = due.astimezone(ZoneInfo(ZONE)).time()
    return CheckinPlan(
        id=new_id(),
        subject_id=subject_id,
        conversation_id=conversation_id,
        status="active",
        details=PlanDetails(schedule=Daily(zone=ZONE, at=wall), cover=COVER, duress_word=word).to_row(),
        next_at=due,
        created_at=now,
        changed_at=now,
    )
