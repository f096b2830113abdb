"""Sends what the turns wrote: claim, hand to the channel, note what became of it.

    queued -> sending -> sent -> delivered
      |          |  \\-> failed          (the provider will never take it; the reason is noted)
      |          \\-> queued             (not taken for now: tried again, ever more slowly)
      \\-> expired                      (too late to be useful; it would confuse now)

A row is claimed in a commit of its own before the provider hears of it. A crash after the provider took the text and
before we noted it leaves the row in `sending`: after a while the provider's own list is asked, and only a text that is
not on it is sent again. That is the one ambiguous point of the house.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.care.delivery import CONTACT_STOPPED, retry_at
from bot.care.program import Program
from bot.channels.base import Channel, Outgoing, Report
from bot.clock import Clock
from bot.errors import AmbiguousFailure, ConflictError, PermanentFailure, SubjectErased, TemporaryFailure
from bot.store import Store, UnitOfWork
from bot.store.records import OutboundMessage
from bot.usecases.alerts import raise_alert
from bot.usecases.checkin_plans import texts_stopped

STUCK_AFTER = timedelta(seconds=30)
BATCH = 50
log = structlog.get_logger()


class Outbox:
    """Sends due messages over their channels. One message of a conversation at a time, in their order."""

    def __init__(self, store: Store, clock: Clock, program: Program, channels: Mapping[str, Channel]) -> None:
        self._store = store
        self._clock = clock
        self._program = program
        self._channels = channels

    async def due(self) -> list[str]:
        """Ids of messages to send now."""
        async with self._store.unit_of_work() as uow:
            return await uow.outbound.due(self._clock.now(), BATCH)

    async def stuck(self) -> list[str]:
        """Ids of messages whose hand-over began a while ago and was never noted to have ended."""
        async with self._store.unit_of_work() as uow:
            return await uow.outbound.stuck(self._clock.now() - STUCK_AFTER)

    async def send(self, message_id: str) -> None:
        """Send one due message, or note why not. Somebody else's claim is respected."""
        message = await self._claim(message_id)
        if message is None:
            return
        outgoing = await self._outgoing(message)
        if outgoing is None:
            return
        try:
            provider_id = await self._channels[message.channel].send(outgoing)
        except TemporaryFailure:
            await self._try_later(message, "not_taken_for_now")
        except AmbiguousFailure:
            log.warning("outbound_unclear", message_id=message.id)
        except PermanentFailure as failure:
            await self._fail(message, failure.reason)
        else:
            await self._note_sent(message, provider_id)

    async def settle(self, message_id: str) -> None:
        """Find out what became of a stuck message: note it as sent, or queue it again.

        Raises `TemporaryFailure` while the provider cannot be asked; the message stays as it is.
        """
        async with self._store.unit_of_work() as uow:
            message = await uow.outbound.get(message_id)
        if message is None or message.status != "sending" or message.handed_over_at is None:
            return
        outgoing = await self._outgoing(message)
        if outgoing is None:
            return
        channel = self._channels[message.channel]
        # A list that cannot be asked is left to the worker, who asks again, ever more slowly.
        found = await channel.find_sent(outgoing, message.handed_over_at)
        keys = {self._store.keys.tombstone(message.channel, provider_id): provider_id for provider_id in found}
        async with self._store.unit_of_work() as uow:
            known = await uow.outbound.known_provider_keys(list(keys))
        unknown = [provider_id for key, provider_id in keys.items() if key not in known]
        if unknown:
            await self._note_sent(message, unknown[-1])
        else:
            await self._try_later(message, "not_on_the_providers_list")

    async def report(self, channel: str, report: Report) -> None:
        """Note a delivery report, also one that comes before its message was noted as sent."""
        key = self._store.keys.tombstone(channel, report.provider_id)
        async with self._store.unit_of_work() as uow:
            await uow.reports.add(key, report.status, report.reason, self._clock.now())
            await uow.commit()
        await self._apply_reports(key)

    async def _claim(self, message_id: str) -> OutboundMessage | None:
        now = self._clock.now()
        async with self._store.unit_of_work() as uow:
            message = await uow.outbound.get(message_id)
            if message is None or message.status != "queued":
                return None
            if message.expires_at <= now:
                await uow.outbound.mark_expired(message.id, "too_late_to_be_useful", now)
                await self._tell_desk(uow, message, "expired", now)
                await uow.commit()
                return None
            await uow.outbound.claim(message.id, now)
            try:
                await uow.commit()
            except ConflictError:
                return None
        return message

    async def _outgoing(self, message: OutboundMessage) -> Outgoing | None:
        """The text with its address; a message of somebody who was erased meanwhile is dropped."""
        try:
            async with self._store.unit_of_work() as uow:
                address = await uow.contacts.address_of(message.subject_id, message.channel)
        except SubjectErased:
            return None
        return None if address is None else Outgoing(address=address, text=message.text)

    async def _note_sent(self, message: OutboundMessage, provider_id: str) -> None:
        key = self._store.keys.tombstone(message.channel, provider_id)
        async with self._store.unit_of_work() as uow:
            await uow.outbound.mark_sent(message.id, key, self._clock.now())
            await self._take_reports(uow, key)
            await uow.commit()
        await self._apply_reports(key)

    async def _apply_reports(self, key: str) -> None:
        """What was reported about a message changes its row, once both are there.

        A report and the note of its message are written side by side. Each looks for the other after its own commit, so
        whichever comes last finds both.
        """
        async with self._store.unit_of_work() as uow:
            if await uow.outbound.known_provider_keys([key]):
                await self._take_reports(uow, key)
                await uow.commit()

    async def _take_reports(self, uow: UnitOfWork, key: str) -> None:
        for report in await uow.reports.take(key):
            message = await uow.outbound.by_provider_key(key)
            if report.status == "delivered":
                await uow.outbound.mark_delivered(key, report.at)
            else:
                await uow.outbound.fail_by_provider_key(key, report.reason or "undelivered", report.at)
                if message is not None:
                    await self._tell_desk(uow, message, "not_delivered", self._clock.now())

    async def _try_later(self, message: OutboundMessage, reason: str) -> None:
        now = self._clock.now()
        async with self._store.unit_of_work() as uow:
            await uow.outbound.requeue(message.id, retry_at(message.attempts, now, self._program.outbox), reason)
            await uow.commit()

    async def _fail(self, message: OutboundMessage, reason: str) -> None:
        """Nothing more is tried. A STOP at the carrier is the contact's own choice: their texts pause, nobody is alarmed."""
        now = self._clock.now()
        async with self._store.unit_of_work() as uow:
            await uow.outbound.mark_failed(message.id, reason, now)
            if reason == CONTACT_STOPPED:
                await self._pause(uow, message, now)
            else:
                await self._tell_desk(uow, message, "not_sent", now)
            await uow.commit()

    @staticmethod
    async def _pause(uow: UnitOfWork, message: OutboundMessage, now: datetime) -> None:
        conversation = await uow.conversations.get(message.conversation_id)
        if conversation is not None and conversation.paused_at is None:
            await uow.conversations.save(replace(conversation, paused_at=now))
            await texts_stopped(uow, conversation, now)

    @staticmethod
    async def _tell_desk(uow: UnitOfWork, message: OutboundMessage, kind: str, now: datetime) -> None:
        await raise_alert(
            uow, kind=kind, now=now, subject_id=message.subject_id, conversation_id=message.conversation_id
        )
