"""What is played at the desk: a deed or a timer, a kill on its way, a restart; a browser that asks again until it is answered."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from bot.care.hours import Hours
from bot.care.ids import ConversationId, SubjectId, new_id
from bot.store import Store
from bot.store.records import Handoff
from bot.usecases import handoffs
from bot.usecases.advocates import NewAdvocate
from bot.usecases.hours import load_hours
from bot.usecases.places import ZipcodePlaces
from bot.usecases.scope import TurnScope
from tests.crash.checker import Outcome
from tests.crash.child import until
from tests.crash.points import Deed, DeskPoint
from tests.crash.scene import DOWN, PATIENCE_SECONDS, TEXT, Scene
from tests.seat import Seat, always_on_shift, conversation_of, invited, store_beside

BETWEEN_TRIES = 0.05
WORDS = "i am here, take your time"
_TOOK: dict[Deed, str] = {
    "claim": "advocate:handoff:claimed",
    "reply": "advocate:conversation:replied",
    "hand_back": "advocate:handoff:handed_back",
    "lapse": "service:handoff:lapsed",
}


class DeskScene(Scene):
    """A scene with one advocate, who is always on shift, signed in, and has a phone to be paged on."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, real_engine=False)
        self.phone = self._new_phone()
        self._store: Store
        self._seat: Seat
        self._right: dict[Deed, tuple[str, ...]] = {}

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Serve, let the advocate in, and hear once of each deed what comes of it when nothing disturbs it."""
        async with super().open(), store_beside(self.folder / "data", clock=self.clock) as store:
            self._store, self._seat = store, Seat(self.child.base)
            try:
                person = NewAdvocate(login="ana", name="Ana", role="advocate", phone=self.phone)
                (path,) = await invited(store, [person], self.clock.now())
                await self._seat.join(path)
                await self._put_on_shift()
                yield
            finally:
                await self._seat.leave()

    async def kill_during(self, deed: Deed, point: DeskPoint) -> Outcome:
        """One deed with a new youth, one kill on its way, one restart; what came of it in the end."""
        if deed not in self._right:
            self._right[deed] = (await self._play(deed, None)).received
        return await self._play(deed, point)

    async def _play(self, deed: Deed, point: DeskPoint | None) -> Outcome:
        """`point` is None for the time that nothing disturbs."""
        number = self._new_phone()
        await self.provider.deliver(number, TEXT)
        await self.settle()
        handoff = None if deed in ("page", "lapse") else await self._brought_to(deed, number)
        to = self.phone if deed == "page" else number
        before = len(self.provider.texts_to(to))
        if point is not None:
            self.armed.write_text(point, encoding="ascii")
        doing = asyncio.create_task(self._do(deed, number, handoff))
        killed = point is not None and await self._dies_at_desk(doing)
        self.armed.unlink(missing_ok=True)
        if killed:
            self.clock.advance(DOWN)
            await self.child.start()
        answered = await self._in_time(doing)
        await self._until_said(to, before)
        unfinished = await self._unfinished()
        received = self.provider.texts_to(to)[before:]
        outcome = Outcome(
            point=f"{deed}, {point}",
            killed=killed,
            acknowledged=answered,
            handled=await self._times_done(deed, number),
            unfinished=unfinished,
            expected=self._right.get(deed, received),
            received=received,
        )
        await self._end(number)
        return outcome

    # What is done

    async def _do(self, deed: Deed, number: str, handoff: Handoff | None) -> None:
        """Do the deed; a browser asks again until it is answered."""
        if deed == "page":
            await self._request(number, await self._hours())
        elif deed == "lapse":
            # They asked in the last moment of a shift.
            hours = await self._hours()
            await self._take_off_shift()
            await self._request(number, hours)
        elif handoff is not None:
            key = new_id()
            await self._insist(lambda: self._ask(deed, handoff, key))

    async def _ask(self, deed: Deed, handoff: Handoff, key: str) -> int:
        if deed == "reply":
            path = f"/desk/conversations/{handoff.conversation_id}/reply"
            return (await self._seat.post(path, text=WORDS, key=key)).status
        path = f"/desk/handoffs/{handoff.id}/{deed.replace('_', '-')}"
        return (await self._seat.post(path, disposition="talked")).status

    @staticmethod
    async def _insist(ask: Callable[[], Awaitable[int]]) -> None:
        """Until there is an answer. A deed that was done the first time may be refused the second: it is over by then."""
        while True:
            try:
                if await ask() < 500:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(BETWEEN_TRIES)

    async def _brought_to(self, deed: Deed, number: str) -> Handoff:
        """A youth who waits, of whom the advocate was told; for some deeds already with the advocate."""
        paged = len(self.provider.texts_to(self.phone))
        handoff = await self._request(number, await self._hours())
        await until(lambda: len(self.provider.texts_to(self.phone)) > paged, PATIENCE_SECONDS, "nobody was paged")
        await self.settle()
        if deed != "claim":
            await self._insist(lambda: self._ask("claim", handoff, ""))
            await self._until_said(number, 1)
            await self.settle()
        return handoff

    async def _request(self, number: str, hours: Hours) -> Handoff:
        """What the turn does in which a person is asked for; its words apart."""
        subject_id, conversation_id = await self._known(number)
        async with self._store.unit_of_work() as uow:
            scope = TurnScope(
                uow=uow,
                subject_id=subject_id,
                conversation_id=conversation_id,
                language="en",
                channel="sms",
                now=self.clock.now(),
                program=self._program,
                hours=hours,
                places=ZipcodePlaces(),
                new_id=new_id,
            )
            await handoffs.request(scope, reason="asked")
            await uow.commit()
        async with self._store.unit_of_work() as uow:
            return (await uow.handoffs.of_conversation(conversation_id))[0]

    # What came of it

    async def _times_done(self, deed: Deed, number: str) -> int:
        subject_id, conversation_id = await self._known(number)
        async with self._store.unit_of_work() as uow:
            if deed == "page":
                found = await uow.handoffs.of_conversation(conversation_id)
                return len(await uow.pages.of_handoff(found[0].id)) if found else 0
            entries = await uow.audit.recent(1000)
        return sum(entry.subject_id == subject_id and entry.event == _TOOK[deed] for entry in entries)

    async def _until_said(self, number: str, before: int) -> None:
        """Until the phone has got its text; while it waits for that, time passes for the house."""

        def is_said() -> bool:
            if len(self.provider.texts_to(number)) > before:
                return True
            self._let_time_pass()
            return False

        await until(is_said, PATIENCE_SECONDS, "nothing was said")

    async def _dies_at_desk(self, doing: asyncio.Task[None]) -> bool:
        """Wait until the service has killed itself; the browser goes on asking."""
        return await self._dies(asyncio.ensure_future(_text_of(doing)))

    async def _in_time(self, doing: asyncio.Task[None]) -> bool:
        done, _ = await asyncio.wait({doing}, timeout=PATIENCE_SECONDS)
        if done:
            doing.result()
        else:
            doing.cancel()
        return bool(done)

    async def _end(self, number: str) -> None:
        """Nothing of this youth is left to do, so that no timer of theirs meets the next one's kill."""
        _, conversation_id = await self._known(number)
        async with self._store.unit_of_work() as uow:
            handoff = await uow.handoffs.open_for(conversation_id)
        if handoff is not None:
            if handoff.status != "claimed":
                await self._ask("claim", handoff, "")
            await self._seat.post(f"/desk/handoffs/{handoff.id}/close", disposition="talked")
        await self._put_on_shift()
        await self.settle()

    # People and hours

    async def _known(self, number: str) -> tuple[SubjectId, ConversationId]:
        subject_id = await self._store.keys.resolve("sms", number, create=False)
        conversation_id = await conversation_of(self._store, number)
        assert subject_id is not None
        assert conversation_id is not None
        return subject_id, conversation_id

    async def _hours(self) -> Hours:
        async with self._store.unit_of_work() as uow:
            return await load_hours(uow, self._program, self.clock.now())

    async def _put_on_shift(self) -> None:
        async with self._store.unit_of_work() as uow:
            present, people = await uow.rota.shifts(), await uow.advocates.all()
        if not present:
            await always_on_shift(self._store, [one.id for one in people], self.clock.now().date())

    async def _take_off_shift(self) -> None:
        async with self._store.unit_of_work() as uow:
            for shift in await uow.rota.shifts():
                uow.rota.delete_shift(shift.id)
            await uow.commit()


async def _text_of(doing: asyncio.Task[None]) -> str:
    await asyncio.wait({doing})
    return ""
