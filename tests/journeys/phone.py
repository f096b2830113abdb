"""A young person's phone, as a journey sees it: it says something and is answered, over the local carrier."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from typing import Any

import httpx

from bot.bootstrap import House
from bot.care.ids import ConversationId
from bot.care.wording import segments, sms_spelling

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
