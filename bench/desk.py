"""From a youth's text to the desk: how long until the open page of whoever has the conversation shows it.

The whole service as it ships, with its wait for the rest of a burst, and conversations that are open: most with an advocate,
the rest waiting for one. Every page is held as a browser holds it: a live line of its own, and at each change the pieces of
the page fetched anew. Time runs from the webhook's first byte until a fetched piece holds the text.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count, islice

from bench import desk_tables
from bench.desk_page import Page
from bench.desk_tables import Found, Shown
from bench.part import Noises, Section, Size, say
from bench.services import Running, puente
from bench.talking import numbers
from bot.care.ids import ConversationId
from bot.store import Store
from bot.usecases.advocates import NewAdvocate
from tests.seat import Seat, always_on_shift, conversation_of, invited, store_beside

ASKS = ("hi", "1", "i want to talk to a real person", "1")
PATIENCE_SECONDS = 60.0
TEXTS_A_SECOND = 2.0
"""Of all open conversations together: with fifty of them each youth writes every 25 seconds."""
WAITING_SHARE = 0.2
PAGES_EACH = 2  # talks that each advocate has open, beside the queue
CROWDS = (1, 5)  # advocates who are connected
NOT_SHOWN = "A text came to no page of the desk."


@dataclass(frozen=True, kw_only=True)
class Talk:
    """One open conversation; `seat` is the place of the advocate who has it, None while it waits."""

    number: str
    id: ConversationId
    seat: int | None


@dataclass(kw_only=True)
class Scene:
    """The service with everybody in it."""

    service: Running
    seats: list[Seat]
    talks: list[Talk] = field(default_factory=list)
    dice: random.Random = field(default_factory=lambda: random.Random(4))
    words: count[int] = field(default_factory=lambda: count(1000))


def measure(size: Size, noises: Noises) -> Section:
    return desk_tables.section(asyncio.run(_measure(size, noises)), size)


async def _measure(size: Size, noises: Noises) -> list[Found]:
    async with puente(quiet=None) as service, _at_work(service, size) as scene:
        noises.take("before the desk", size)
        found = [await _crowd(scene, crowd, size.desk_texts) for crowd in CROWDS]
        noises.take("after the desk", size)
    return found


@asynccontextmanager
async def _at_work(service: Running, size: Size) -> AsyncIterator[Scene]:
    """Everybody signed in, everybody asked for a person, most of them answered by one."""
    assert service.data_dir is not None
    scene = Scene(service=service, seats=[])
    try:
        async with store_beside(service.data_dir) as store:
            say("desk: advocates join, youths ask for a person")
            scene.seats = await _advocates(store, service)
            phones = list(islice(numbers(), 100, 100 + size.desk_talks))
            await asyncio.gather(*(_asks(service, phone) for phone in phones))
            await _claims(scene, store, phones)
        yield scene
    finally:
        for seat in scene.seats:
            await seat.leave()


async def _advocates(store: Store, service: Running) -> list[Seat]:
    now = datetime.now(UTC)
    people = [
        NewAdvocate(login=f"advocate{place}", name=f"Ana {place}", role="advocate", phone=phone)
        for place, phone in enumerate(islice(numbers(), max(CROWDS)))
    ]
    paths = await invited(store, people, now)
    seats = []
    for path in paths:
        seat = Seat(service.url.partition("/webhooks")[0])
        await seat.join(path)
        seats.append(seat)
    async with store.unit_of_work() as uow:
        ids = [one.id for one in await uow.advocates.all()]
    await always_on_shift(store, ids, now.date())
    return seats


async def _asks(service: Running, phone: str) -> None:
    """From the first text to the wait for a person; each text is answered before the next."""
    for place, text in enumerate(ASKS):
        await service.carrier.deliver(service.url, phone, text)
        if len(await service.carrier.wait_for(phone, place + 1, PATIENCE_SECONDS)) <= place:
            raise SystemExit("A request for a person was not answered.")


async def _claims(scene: Scene, store: Store, phones: Sequence[str]) -> None:
    """Each advocate takes as many as the others; the last ones wait on."""
    waiting = round(len(phones) * WAITING_SHARE)
    for place, phone in enumerate(phones):
        conversation_id = await conversation_of(store, phone)
        assert conversation_id is not None
        async with store.unit_of_work() as uow:
            handoff = await uow.handoffs.open_for(conversation_id)
        if handoff is None:
            raise SystemExit("A youth who asked for a person waits for none.")
        seat = place % len(scene.seats) if place < len(phones) - waiting else None
        if seat is not None and not (await scene.seats[seat].post(f"/desk/handoffs/{handoff.id}/claim")).is_done:
            raise SystemExit("A conversation could not be taken.")
        scene.talks.append(Talk(number=phone, id=conversation_id, seat=seat))


async def _crowd(scene: Scene, advocates: int, texts: int) -> Found:
    """So many advocates connected; texts come in everywhere, every other one where a page is open."""
    open_talks = [
        talk for seat in range(advocates) for talk in [talk for talk in scene.talks if talk.seat == seat][:PAGES_EACH]
    ]
    pages = {talk.id: Page(scene.seats[talk.seat or 0], talk.id) for talk in open_talks}
    queues = [Page(scene.seats[seat], None) for seat in range(advocates)]
    found = Found(advocates=advocates, pages=len(pages) + len(queues), talks=len(scene.talks))
    say(f"desk: {advocates} advocate(s), {found.pages} pages, {texts} texts")
    async with asyncio.TaskGroup() as group:
        lines = [group.create_task(page.stays_open()) for page in (*pages.values(), *queues)]
        await asyncio.gather(*(page.opened.wait() for page in (*pages.values(), *queues)))
        async with asyncio.TaskGroup() as texting:
            for _ in range(texts):
                talk = scene.dice.choice(open_talks)
                texting.create_task(_shown(scene, talk, pages[talk.id], found))
                await _rest(scene)
                texting.create_task(_deliver(scene, scene.dice.choice(scene.talks)))
                await _rest(scene)
        for line in lines:
            line.cancel()
    found.fetched = sum(page.fetched for page in (*pages.values(), *queues))
    return found


async def _shown(scene: Scene, talk: Talk, page: Page, found: Found) -> None:
    """One text, and the moment at which the page has it."""
    word = f"wort{next(scene.words)}x"
    seen = page.watch_for(word)
    delivery = await scene.service.carrier.deliver(scene.service.url, talk.number, f"are you still there {word}")
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            at = await seen
    except TimeoutError:
        raise SystemExit(NOT_SHOWN) from None
    found.texts.append(
        Shown(acknowledged=1000 * (delivery.acknowledged - delivery.began), shown=1000 * (at - delivery.began))
    )


async def _deliver(scene: Scene, talk: Talk) -> None:
    await scene.service.carrier.deliver(scene.service.url, talk.number, "and then nobody came")


async def _rest(scene: Scene) -> None:
    await asyncio.sleep(scene.dice.expovariate(TEXTS_A_SECOND))
