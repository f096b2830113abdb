"""A young person's phone, as a journey sees it: it says something and is answered, over the local carrier."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil
from typing import Any

import httpx

from bot.bootstrap import House
from bot.care.ids import ConversationId
from bot.care.wording import segments, sms_spelling
from bot.usecases.hours import load_hours

PATIENCE_SECONDS = 20.0
_PLACEHOLDER = re.compile(r"\{[^}]*\}")


@dataclass(kw_only=True)
class Phone:
    """One phone. `says` types one or more texts and gives back what came in answer, once the house has nothing left to do."""

    number: str
    client: httpx.AsyncClient
    house: House
    transcript: list[tuple[str, str]] = field(default_factory=list)
    conversation_id: ConversationId | None = None

    async def says(self, *texts: str) -> str:
        """Type the texts one after the other; the answers, joined by new lines."""
        before = len(await self.received())
        for text in texts:
            answer = await self.client.post(self._messages, json={"text": text, "channel": "sms"})
            answer.raise_for_status()
            self.transcript.append(("they", text))
        await self.moves_on("10s")
        new = (await self.received())[before:]
        self.transcript += [("we", text) for text in new]
        return "\n".join(new)

    async def types_without_waiting(self, text: str) -> None:
        """Send a text and leave the clock where it is."""
        answer = await self.client.post(self._messages, json={"text": text, "channel": "sms"})
        answer.raise_for_status()
        self.transcript.append(("they", text))

    async def moves_on(self, span: str) -> None:
        """Let time pass, and wait until the house has nothing left to do."""
        (await self.client.post("/simulator/clock", json={"advance": span})).raise_for_status()
        await self.house_rests()

    async def moves_to(self, moment: datetime) -> None:
        """Let the time come that is `moment`, unless it is over."""
        seconds = ceil((moment - self.house.clock.now()).total_seconds())
        if seconds > 0:
            await self.moves_on(f"{seconds}s")

    async def moves_into_a_shift(self) -> None:
        """Let time pass until somebody is on shift, with two hours of the shift to come."""
        now = self.house.clock.now()
        long_enough = (
            begins for begins, ends in await self._shifts(now) if ends - max(begins, now) > timedelta(hours=2)
        )
        await self.moves_to(next(long_enough))

    async def moves_past_the_shifts(self) -> None:
        """Let time pass until nobody is on shift."""
        now = self.house.clock.now()
        begins, ends = (await self._shifts(now))[0]
        if begins <= now:
            await self.moves_to(ends + timedelta(minutes=1))

    async def hears_in(self, span: str) -> str:
        """Let time pass; what came by then without being answered to."""
        before = len(await self.received())
        await self.moves_on(span)
        async with asyncio.timeout(PATIENCE_SECONDS):
            while await self._has_timers_due() or await self._is_busy():
                await asyncio.sleep(0.01)
        new = (await self.received())[before:]
        self.transcript += [("we", text) for text in new]
        return "\n".join(new)

    async def house_rests(self) -> None:
        """Wait until every text of this phone is answered and every answer handed over."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while await self._is_busy():
                await asyncio.sleep(0.01)

    async def received(self) -> list[str]:
        """Every text that came from the service, oldest first."""
        rows = (await self.client.get(self._messages)).json()
        return [row["text"] for row in rows if row["direction"] == "outbound"]

    async def longest_answer(self) -> int:
        """The segments of the longest text that came."""
        return max((segments(text).count for text in await self.received()), default=0)

    def heard(self, answer: str, response: str, language: str) -> bool:
        """Whether an answer holds one of a response's wordings in a language, whatever values were filled in."""
        said = " ".join(answer.split())
        return any(
            all(fragment in said for fragment in _fragments(variation.text))
            for variation in self.house.words.variations(response)
            if ("language", language) in variation.conditions
        )

    async def kept(self) -> dict[str, list[dict[str, Any]]]:
        """All that the house keeps of this phone, opened."""
        subject_id = await self.house.store.keys.resolve("sms", self.number, create=False)
        if subject_id is None:
            return {}
        async with self.house.store.unit_of_work() as uow:
            return await uow.export_subject(subject_id)

    async def _shifts(self, now: datetime) -> tuple[tuple[datetime, datetime], ...]:
        """Begins and ends of the shifts that are not over."""
        async with self.house.store.unit_of_work() as uow:
            hours = await load_hours(uow, self.house.settings.program, now)
        return hours.open_between(now, now + timedelta(days=8))

    async def _has_timers_due(self) -> bool:
        async with self.house.store.unit_of_work() as uow:
            due = await uow.timers.due(self.house.clock.now(), 50)
        return any(timer.conversation_id == self.conversation_id for timer in due)

    @property
    def _messages(self) -> str:
        return f"/simulator/phones/{self.number}/messages"

    async def _is_busy(self) -> bool:
        subject_id = await self.house.store.keys.resolve("sms", self.number, create=False)
        async with self.house.store.unit_of_work() as uow:
            if subject_id is not None:
                conversation = await uow.conversations.by_subject(subject_id, "sms")
                self.conversation_id = conversation.id if conversation else self.conversation_id
            if self.conversation_id is None:
                return False
            # In this order nothing is missed between the two looks: an answer is written when its text is handled.
            waits = bool(await uow.inbound.waiting(self.conversation_id))
            return waits or await uow.outbound.unfinished(self.conversation_id) > 0


def _fragments(text: str) -> list[str]:
    """The fixed parts of a wording as they go out on SMS."""
    parts = (" ".join(sms_spelling(part).split()) for part in _PLACEHOLDER.split(text))
    return [part for part in parts if len(part) > 3]
