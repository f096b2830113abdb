"""Being texted first, at a time that the youth chose as safe."""

from __future__ import annotations

from datetime import datetime

from bot.errors import WrongInput
from bot.store import Store, UnitOfWork
from bot.store.records import Conversation, Timer
from bot.usecases.alerts import raise_alert
from bot.usecases.opening import Standing, open_handoff, standing
from bot.usecases.scope import TurnScope
from bot.usecases.speaking import Speaker
from bot.usecases.timing import end_timers, set_timer

KIND = "recontact"


async def set(scope: TurnScope, at: datetime) -> None:
    """Write to the youth at that time; one that was set before is replaced. Raises `WrongInput` for a time gone by."""
    if at <= scope.now:
        raise WrongInput("this time has passed")
    await end_timers(scope.uow, scope.conversation_id, KIND)
    await set_timer(scope.uow, KIND, scope.subject_id, scope.conversation_id, at, scope.now)
    await scope.note("youth:recontact:chosen")


async def chosen(scope: TurnScope) -> datetime | None:
    """When the youth is to be written to, in the program's zone; None when no time is set."""
    timers = await scope.uow.timers.by_conversation(scope.conversation_id, KIND)
    return timers[0].due_at.astimezone(scope.program.zone) if timers else None


async def cancel(scope: TurnScope) -> bool:
    """The youth is not to be written to after all; False when no time was set."""
    if await chosen(scope) is None:
        return False
    await end_timers(scope.uow, scope.conversation_id, KIND)
    await scope.note("youth:recontact:taken_back")
    return True


async def fire_recontact(store: Store, timer: Timer, now: datetime, speaker: Speaker) -> None:
    """The time has come: one harmless text goes out and people are called. Never against a STOP."""
    async with store.unit_of_work() as uow:
        uow.timers.finish(timer.id, timer.version)
        conversation = await uow.conversations.get(timer.conversation_id) if timer.conversation_id else None
        before = await standing(uow, conversation.id) if conversation else None
        if conversation is not None and before is not None and before.known is None:
            await _begin(uow, conversation, before, now, speaker)
        await uow.commit()


async def _begin(
    uow: UnitOfWork, conversation: Conversation, before: Standing, now: datetime, speaker: Speaker
) -> None:
    said = await speaker.say(uow, conversation, "utter_recontact_hello", now, purpose="started")
    where = (conversation.subject_id, conversation.id)
    if said is None:
        await raise_alert(uow, kind="recontact_not_wanted_now", now=now, subject_id=where[0], conversation_id=where[1])
        return
    await open_handoff(
        uow, *where, "recontact", now, alert="person_recontact", event="service:recontact:begun", before=before
    )
