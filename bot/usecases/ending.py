"""The one way in which people end a handoff, at the desk or at the machine: nobody is called to it or alarmed by it any more."""

from __future__ import annotations

from datetime import datetime

from bot.care.alerts import LOOKED_AFTER
from bot.care.ids import AdvocateId
from bot.store import UnitOfWork
from bot.store.records import Conversation, Handoff
from bot.usecases import calling, handoffs
from bot.usecases.alerts import settle
from bot.usecases.checkin_plans import drop_proposals
from bot.usecases.opening import call_again_if_unseen
from bot.usecases.timing import end_timers


async def end_handoff(
    uow: UnitOfWork,
    handoff: Handoff,
    conversation: Conversation,
    now: datetime,
    *,
    disposition: str,
    by: AdvocateId | None = None,
) -> None:
    """Close it as it was read: whoever claims it at the same moment comes first or not at all.

    The conversation is saved, so that a turn under way sees that the program answers again.
    """
    uow.handoffs.close(handoff.id, "closed", now, by=by, disposition=disposition, version=handoff.version)
    await uow.conversations.save(conversation)
    for kind in (calling.LADDER, calling.WAIT, calling.SILENCE, calling.REMINDER):
        await end_timers(uow, conversation.id, kind)
    await handoffs.settle_alerts(uow, conversation.id, now)
    await call_again_if_unseen(uow, handoff, now)
    await drop_proposals(uow, conversation, now)
    if handoff.reason == "checkin":
        await settle(uow, conversation.id, LOOKED_AFTER, now)
