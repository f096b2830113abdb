"""Fires the timer that ends a conversation when nothing keeps it any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.care.alerts import promises_a_person
from bot.care.consent import is_in_force
from bot.care.ids import ConversationId, SubjectId
from bot.care.program import Program
from bot.care.retention import LOOK_AGAIN, Held, judge
from bot.store import Store, UnitOfWork
from bot.store.records import Conversation, Handoff, Timer
from bot.usecases import erasure, recontact
from bot.usecases.opening import standing
from bot.usecases.timing import set_timer

KIND = "retention"


async def watch(
    uow: UnitOfWork, subject_id: SubjectId, conversation_id: ConversationId, now: datetime, program: Program
) -> None:
    """Look, from now on, whether anything still keeps a conversation."""
    await set_timer(uow, KIND, subject_id, conversation_id, now + program.retention.conversation, now)


async def fire_retention(store: Store, timer: Timer, now: datetime, program: Program) -> None:
    """Erase the conversation, or its talk only, or look again later: as `bot.care.retention` judges."""
    async with store.unit_of_work() as uow:
        conversation = await _conversation(uow, timer)
        if conversation is None:
            await uow.timers.finish(timer.id, timer.version)
            await uow.commit()
            return
        verdict = judge(await _held(uow, conversation, now), now, program.retention)
        if verdict.erase:
            await _hand_to_erasure(uow, timer, conversation, now)
        else:
            await uow.timers.reschedule(timer.id, timer.version, verdict.look_at)
            if verdict.forget_talk and conversation.state:
                await uow.conversations.save(replace(conversation, state={}))
                await _note(uow, conversation, "service:talk:forgotten", now)
        await uow.commit()


async def _conversation(uow: UnitOfWork, timer: Timer) -> Conversation | None:
    return await uow.conversations.get(timer.conversation_id) if timer.conversation_id else None


async def _held(uow: UnitOfWork, conversation: Conversation, now: datetime) -> Held:
    consents = await uow.consents.current(conversation.subject_id, now)
    referrals = await uow.referrals.of_subject(conversation.subject_id)
    chosen_times = await uow.timers.by_conversation(conversation.id, recontact.KIND)
    stands = await standing(uow, conversation.id)
    asked = stands.known
    return Held(
        last_message_at=conversation.last_inbound_at,
        kept_until=(
            *(consent.expires_at for consent in consents if is_in_force(consent, now)),
            *(timer.due_at + LOOK_AGAIN for timer in chosen_times),
            *(referral.expires_at for referral in referrals if referral.status == "submitted"),
        ),
        person_asked_at=asked.requested_at if asked else None,
        people_told_at=await _told_since(uow, conversation, stands.quiet),
        unanswered=bool(await uow.inbound.waiting(conversation.id)),
    )


async def _told_since(uow: UnitOfWork, conversation: Conversation, quiet: Handoff | None) -> datetime | None:
    """Since when people were called or told beside what the youth knows of, and have not settled it yet."""
    since = [
        alert.created_at
        for alert in await uow.alerts.open()
        if alert.conversation_id == conversation.id and promises_a_person(alert.kind)
    ]
    return max([*since, *([quiet.requested_at] if quiet else [])], default=None)


async def _hand_to_erasure(uow: UnitOfWork, timer: Timer, conversation: Conversation, now: datetime) -> None:
    """The same careful steps as when a youth asks for it."""
    await uow.timers.finish(timer.id, timer.version)
    if not await uow.timers.by_conversation(conversation.id, erasure.KIND):
        await set_timer(uow, erasure.KIND, conversation.subject_id, conversation.id, now, now)
    await _note(uow, conversation, "service:data:past_its_time", now)


async def _note(uow: UnitOfWork, conversation: Conversation, event: str, now: datetime) -> None:
    uow.audit.note(event, now, actor="service", subject_id=conversation.subject_id)
