"""Back to the queue: another person is called, and the youth is told, unless they know nothing of it."""

from __future__ import annotations

from datetime import datetime

from bot.care.handoffs import is_quiet, needs_a_shift
from bot.store import UnitOfWork
from bot.store.records import Conversation, Handoff
from bot.usecases import calling, paging
from bot.usecases.hours import load_hours
from bot.usecases.speaking import Speaker
from bot.usecases.timing import end_timers


async def give_back(
    uow: UnitOfWork, speaker: Speaker, handoff: Handoff, conversation: Conversation, now: datetime
) -> None:
    """From claimed to requested, with its place in time; or, when nobody is on shift any more, lapsed at once.

    The conversation is saved, so that a turn under way sees that the person has gone.
    """
    program = speaker.program
    hours = await load_hours(uow, program, now)
    if needs_a_shift(handoff.reason) and not hours.is_staffed(now):
        await paging.lapse(uow, speaker, handoff, conversation, hours, now)
        return
    where = (handoff.subject_id, handoff.conversation_id)
    await calling.call_people(uow, *where, now, passed_by=handoff.claimed_by)
    if is_quiet(handoff):
        uow.handoffs.release(handoff.id, handoff.version, now, told=False)
        return
    uow.handoffs.release(handoff.id, handoff.version, now)
    await uow.conversations.save(conversation)
    await speaker.say(uow, conversation, "utter_back_in_queue", now)
    await end_timers(uow, conversation.id, calling.WAIT)
    await calling.keep_telling(uow, *where, now, program)
