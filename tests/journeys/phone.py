"""A young person's phone, as a journey sees it: it says something and is answered, over the local carrier."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import httpx

from bot.bootstrap import House
from bot.care.wording import segments

PATIENCE_SECONDS = 20.0


@dataclass(kw_only=True)
class Phone:
    """One phone. `says` types one or more texts and gives back what came in answer, once the house has nothing left to do."""

    number: str
    client: httpx.AsyncClient
    house: House
    transcript: list[tuple[str, str]] = field(default_factory=list)

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

    async def house_rests(self) -> None:
        """Wait until every message is answered and every answer handed over."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while await self.house.turns.due() or await self._unsent() or await self._waits():
                await asyncio.sleep(0.01)

    async def received(self) -> list[str]:
        """Every text that came from the service, oldest first."""
        rows = (await self.client.get(self._messages)).json()
        return [row["text"] for row in rows if row["direction"] == "outbound"]

    async def longest_answer(self) -> int:
        """The segments of the longest text that came."""
        return max((segments(text).count for text in await self.received()), default=0)

    @property
    def _messages(self) -> str:
        return f"/simulator/phones/{self.number}/messages"

    async def _waits(self) -> bool:
        async with self.house.store.unit_of_work() as uow:
            return await uow.conversations.next_turn_due() is not None

    async def _unsent(self) -> bool:
        async with self.house.store.unit_of_work() as uow:
            return await uow.outbound.next_due() is not None
