"""Youths who wait at the desk of a test, and advocates who take them."""

from __future__ import annotations

from dataclasses import replace

from bot.care.handoffs import priority_of
from bot.care.ids import ConversationId, new_id
from bot.store.records import Conversation, Handoff, HandoffReason
from tests.house import NUMBER
from tests.web.desk.door import Browser, Door


async def waits(
    door: Door,
    *texts: str,
    number: str = NUMBER,
    reason: HandoffReason = "asked",
    shares: bool | None = None,
    language: str = "en",
) -> Handoff:
    """Somebody texted, was answered by the program, and waits for a person."""
    await door.home.answers(*(texts or ("hello",)), number=number)
    talk = await talk_of(door, number)
    async with door.home.store.unit_of_work() as uow:
        await uow.conversations.save(replace(talk, language=language))
        handoff = Handoff(
            id=new_id(),
            subject_id=talk.subject_id,
            conversation_id=talk.id,
            reason=reason,
            priority=priority_of(reason),
            requested_at=door.clock.now(),
            shares=shares,
        )
        uow.handoffs.add(handoff)
        await uow.commit()
    return handoff


async def talk_of(door: Door, number: str = NUMBER) -> Conversation:
    subject_id = await door.home.store.keys.resolve("sms", number, create=False)
    assert subject_id is not None
    async with door.home.store.unit_of_work() as uow:
        found = await uow.conversations.by_subject(subject_id, "sms")
    assert found is not None
    return found


async def taken(door: Door, browser: Browser, handoff: Handoff) -> str:
    """The path of a conversation that this browser's advocate has claimed; what is due has gone out."""
    answer = await browser.post(f"/desk/handoffs/{handoff.id}/claim")
    assert answer.status_code == 303, answer.text
    await door.home.does_what_is_due()
    return str(answer.headers["location"])


async def handoff_now(door: Door, handoff: Handoff) -> Handoff:
    async with door.home.store.unit_of_work() as uow:
        found = await uow.handoffs.get(handoff.id)
    assert found is not None
    return found


async def replies(door: Door, conversation_id: ConversationId) -> list[str]:
    """What advocates wrote, oldest first."""
    async with door.home.store.unit_of_work() as uow:
        return [said.text for said in await uow.thread(conversation_id, None) if said.who == "advocate"]
