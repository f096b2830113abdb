"""The pieces of work as a queue calls for them: one id each, at any time, any number of times, beside any number of others.

Each looks at its row first: settled, it does nothing; early, it raises `NotYet`; otherwise it does what is to be done.
"""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from bot.bootstrap import House
from bot.care.ids import ConversationId, new_id
from bot.conversation.engine_process import EngineProcess
from bot.errors import PuenteError
from bot.work.timers import Timers

LEASE = timedelta(seconds=15)  # longer than any turn takes; after that a dead worker's conversation is free
ASK_AGAIN = timedelta(seconds=1)
OTHERS_MAY = timedelta(seconds=5)
"""So long a turn is left to workers whose engine is up; then whoever has it says the fixed words rather than nothing."""
_SOONEST = timedelta(milliseconds=50)


class NotYet(PuenteError):
    """This piece of work is to be called for again later."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__()
        self.wait = max(wait, _SOONEST)


class Pieces:
    """A house's turns, messages and timers, one piece at a time."""

    def __init__(self, house: House, timers: Timers) -> None:
        self._house = house
        self._timers = timers
        self._engine = house.dialogue if isinstance(house.dialogue, EngineProcess) else None
        self._name = new_id()  # under which this process holds conversations

    async def turn(self, id: str) -> None:
        """Answer what waits in a conversation, with it in hand, so that no other worker asks its engine the same."""
        conversation_id, now = ConversationId(id), self._house.clock.now()
        async with self._house.store.unit_of_work() as uow:
            due_at = await uow.conversations.turn_due(conversation_id)
            self._refuse_before(due_at, now)
            if due_at is None:
                return
            if self._engine is not None and not self._engine.is_up() and now < due_at + OTHERS_MAY:
                raise NotYet(ASK_AGAIN)
            if not await uow.conversations.lease(conversation_id, self._name, now + LEASE, now):
                raise NotYet(ASK_AGAIN)
            try:
                await self._house.turns.take(conversation_id)
            finally:
                await uow.conversations.release(conversation_id, self._name)

    async def send(self, id: str) -> None:
        """Send what is next in the conversation of a message, and what follows it: its own turn comes, here or elsewhere."""
        sent = set[str]()
        while upcoming := await self._next_in_line(id):
            message_id, due_at = upcoming
            if message_id in sent:
                return
            if message_id == id:
                self._refuse_before(due_at, self._house.clock.now())
            elif due_at > self._house.clock.now():
                return
            await self._house.outbox.send(message_id)
            sent.add(message_id)

    async def fire(self, timers: list[tuple[str, int]]) -> None:
        """Fire timers as they stood at their versions. If one fails or is early the job comes again, and the others rest."""
        found = await asyncio.gather(*(self._timers.fire(*timer) for timer in timers), return_exceptions=True)
        for failure in found:
            if isinstance(failure, BaseException):
                raise failure
        again_at = [moment for moment in found if isinstance(moment, datetime)]
        if again_at:
            raise NotYet(min(again_at) - self._house.clock.now())

    async def _next_in_line(self, message_id: str) -> tuple[str, datetime] | None:
        async with self._house.store.unit_of_work() as uow:
            return await uow.outbound.next_in_line(message_id)

    @staticmethod
    def _refuse_before(due_at: datetime | None, now: datetime) -> None:
        if due_at is not None and due_at > now:
            raise NotYet(due_at - now)
