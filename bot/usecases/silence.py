"""A youth in a talk with a person is not left without an answer: a word while they wait, another person when one is gone."""

from __future__ import annotations

from datetime import datetime

from bot.care.handoffs import is_quiet, priority_of
from bot.care.keywords import asks_for_silence
from bot.store import Store, UnitOfWork
from bot.store.records import Conversation, Handoff, Timer
from bot.usecases.hours import how_long, load_hours
from bot.usecases.paging import waiting_in
from bot.usecases.pausing import may_be_answered
from bot.usecases.releasing import give_back
from bot.usecases.speaking import Speaker


async def fire_wait(store: Store, timer: Timer, now: datetime, speaker: Speaker) -> None:
    """A word to who still waits, with how long it may take by now. Ends itself when nobody waits any more."""
    program = speaker.program
    async with store.unit_of_work() as uow:
        found = await waiting_in(uow, timer)
        if found is None or is_quiet(found[0]):
            uow.timers.finish(timer.id, timer.version)
            await uow.commit()
            return
        handoff, conversation = found
        hours = await load_hours(uow, program, now)
        wait = await how_long(
            uow,
            program,
            hours,
            priority=priority_of(handoff.reason),
            requested_at=handoff.requested_at,
            now=now,
            conversation_id=conversation.id,
        )
        # Without anybody on shift no time can be told; the ladder ends that wait, and says so.
        said = await speaker.say(uow, conversation, "utter_still_waiting", now, wait=wait) if wait else None
        if said is not None:
            uow.handoffs.told(handoff.id, now)
        uow.timers.reschedule(timer.id, timer.version, now + program.waiting.word_every)
        await uow.commit()


async def fire_silence(store: Store, timer: Timer, now: datetime, speaker: Speaker) -> None:
    """Give a conversation back to the queue whose advocate leaves the youth's text unanswered."""
    program = speaker.program
    async with store.unit_of_work() as uow:
        found = await _talk_in(uow, timer)
        if found is None:
            uow.timers.finish(timer.id, timer.version)
            await uow.commit()
            return
        handoff, conversation = found
        since = await _unanswered_since(uow, handoff, conversation)
        limit = program.paging.silent_after
        if not may_be_answered(conversation, now):
            # Who wants no texts is left without one: an advocate who obeys does not lose the talk for it.
            uow.timers.reschedule(timer.id, timer.version, now + limit)
        elif since is None or now < since + limit:
            uow.timers.reschedule(timer.id, timer.version, (since or now) + limit)
        else:
            uow.timers.finish(timer.id, timer.version)
            await give_back(uow, speaker, handoff, conversation, now)
            uow.audit.note("service:handoff:released", now, actor="service", subject_id=handoff.subject_id)
        await uow.commit()


async def _talk_in(uow: UnitOfWork, timer: Timer) -> tuple[Handoff, Conversation] | None:
    if timer.conversation_id is None:
        return None
    handoff = await uow.handoffs.open_for(timer.conversation_id)
    conversation = await uow.conversations.get(timer.conversation_id)
    if handoff is None or conversation is None or handoff.status != "claimed":
        return None
    return handoff, conversation


async def _unanswered_since(uow: UnitOfWork, handoff: Handoff, conversation: Conversation) -> datetime | None:
    """When the youth wrote the first text that no advocate has answered; the claim itself counts as one.

    What came up to a wish for silence needs no answer any more, also once texts are wanted again.
    """
    stopped_at = conversation.paused_at
    since = handoff.claimed_at
    for said in await uow.thread(handoff.conversation_id, handoff.claimed_at):
        if said.who == "advocate" or (said.who == "youth" and asks_for_silence(said.text)):
            since = None
        elif said.who == "youth" and since is None:
            since = said.at
        if since is not None and stopped_at is not None and since <= stopped_at:
            since = None
    return since
