"""One turn, one transaction: what was heard, the new state, replies and effects commit together or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import structlog

from bot.care.ids import ConversationId
from bot.care.program import Program
from bot.care.risk import RiskLevel
from bot.clock import Clock
from bot.conversation.answer import Answer, Turn
from bot.conversation.answering import Answering
from bot.conversation.hearing import hear
from bot.conversation.state import Asked, State
from bot.errors import EngineUnavailable, SealBroken, StoreError
from bot.store import Store, UnitOfWork
from bot.usecases.alerts import raise_alert
from bot.usecases.queueing import queue_texts

DUE_AT_ONCE = 50
PUT_OFF = timedelta(minutes=10)
log = structlog.get_logger()


class Turns:
    """Takes the turns of conversations, one at a time each. `wake` is called when there is something to send."""

    def __init__(
        self, *, store: Store, clock: Clock, program: Program, answering: Answering, wake: Callable[[], None]
    ) -> None:
        self._store = store
        self._clock = clock
        self._program = program
        self._answering = answering
        self._wake = wake

    async def due(self) -> list[ConversationId]:
        """Conversations in which something waits for an answer."""
        async with self._store.unit_of_work() as uow:
            return await uow.conversations.due_for_turn(self._clock.now(), DUE_AT_ONCE)

    async def take(self, conversation_id: ConversationId) -> bool:
        """Answer what waits in a conversation; False when nothing did.

        Whatever goes wrong with the engine or the words ends in the fixed safety words. Only a store that fails, or
        another writer, leaves the turn to be taken again from the same state.
        """
        try:
            return await self._take(conversation_id, failed=None)
        except SealBroken:
            return await self._put_off(conversation_id)
        except StoreError:
            raise
        except EngineUnavailable as error:
            log.error("engine_unavailable", conversation_id=conversation_id, why=str(error))
            return await self._take(conversation_id, failed="engine_unavailable")
        except Exception as error:
            log.error("turn_failed", conversation_id=conversation_id, error=type(error).__name__)
            return await self._take(conversation_id, failed="turn_failed")

    async def _put_off(self, conversation_id: ConversationId) -> bool:
        """A row that cannot be opened keeps no other conversation waiting: people are told, and it is tried again later."""
        log.error("conversation_unreadable", conversation_id=conversation_id)
        now = self._clock.now()
        async with self._store.unit_of_work() as uow:
            await raise_alert(uow, kind="unreadable", conversation_id=conversation_id, now=now)
            await uow.conversations.schedule_turn(conversation_id, now + PUT_OFF, now)
            await uow.commit()
        return False

    async def _take(self, conversation_id: ConversationId, *, failed: str | None) -> bool:
        async with self._store.unit_of_work() as uow:
            turn = await self._begin(uow, conversation_id)
            if turn is None:
                await uow.conversations.clear_turn_if_idle(conversation_id)
                await uow.commit()
                return False
            if failed is None:
                answer = await self._answering.answer(uow, turn)
            else:
                answer = await self._answering.fall_back(uow, turn, failed)
            await self._write(uow, turn, answer)
            await uow.commit()
        self._wake()
        return True

    async def _begin(self, uow: UnitOfWork, conversation_id: ConversationId) -> Turn | None:
        """What waits, read together; None when there is nothing to answer (any more)."""
        conversation = await uow.conversations.get(conversation_id)
        waiting = await uow.inbound.waiting(conversation_id)
        if conversation is None or not waiting:
            return None
        state = State.from_row(conversation.state)
        question = await uow.outbound.get(state.asked.message_id) if state.asked else None
        heard = hear(
            waiting,
            asked=question is not None,  # one that is kept no longer went out long ago: nothing crosses it
            handed_over_at=question.handed_over_at if question else None,
            paused=conversation.paused_at is not None,
        )
        return Turn(
            conversation=conversation,
            state=state,
            heard=heard,
            now=self._clock.now(),
            new_contact=conversation.version == 1,
            asked_at=question.created_at if question else None,
        )

    async def _write(self, uow: UnitOfWork, turn: Turn, answer: Answer) -> None:
        conversation = turn.conversation
        messages = await queue_texts(
            uow,
            conversation,
            [rendered.text for rendered in answer.texts],
            turn.now,
            program=self._program,
            purpose=answer.purpose,
            private=answer.private,
        )
        asked = answer.state.asked
        if answer.asks and messages:
            asked = Asked(
                message_id=messages[-1].id,
                choices=answer.texts[-1].choices,
                while_paused=answer.set_apart,
                private=answer.asks_in_private,
                after_private=answer.private,
            )
        await uow.conversations.save(
            replace(
                conversation,
                language=answer.language,
                state=replace(answer.state, asked=asked).to_row(),
                paused_at=answer.paused_at,
            )
        )
        if answer.private and turn.heard.risk.level != RiskLevel.HIGH:
            # By what was typed: danger beside a duress word is for people to read, though the turn is that of an "ok".
            await uow.inbound.forget_words(turn.heard.messages)
        await uow.inbound.mark_handled([message.id for message in turn.heard.messages], turn.now)
        await uow.conversations.clear_turn_if_idle(conversation.id)
