"""Plants the canaries of the desk: people join, are paged, take over, write, note, look back, propose check-ins, read a safety
plan, fail to sign in, and leave.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import quote

from bot.care.ids import AdvocateId, ConversationId, new_id
from bot.store import Store
from bot.usecases.advocates import NewAdvocate
from bot.web.desk.routes import ENTRIES
from tests.canary.colleagues import BREAKS_DESK, Colleague
from tests.canary.needles import Needle
from tests.canary.people import Person
from tests.canary.service import PlainSealer
from tests.canary.walk import PATIENCE_SECONDS, Walk
from tests.crash.child import until
from tests.seat import Answer, Seat, always_on_shift, conversation_of, invited, store_beside

_PAGES = tuple(
    entry.path
    for entry in ENTRIES
    if entry.method == "GET" and "supervisor" in entry.roles and not entry.background and "{" not in entry.path
)
PROPOSED = {
    "kind": "daily",
    "at": "21:00",
    "zone": "America/Chicago",
    "language": "en",
    "cover": "own",
    "again": "20",
}
WANTS_A_PERSON = ("i want to talk to a real person", "1")


@dataclass(kw_only=True)
class AtTheDesk:
    """One colleague at work, and what came of it. `answers` are the desk's, in the order of the deeds."""

    colleague: Colleague
    person: Person
    link: str
    seat: Seat
    answers: list[Answer] = field(default_factory=list)
    number_shown: bool = False
    plan_shown: bool = False

    @property
    def kept(self) -> list[Needle]:
        return self.colleague.kept(self.seat.secret)

    @property
    def unkept(self) -> list[Needle]:
        return self.colleague.unkept(self.link.rpartition("/")[2], self.seat.token)


class DeskWalk:
    """The desk of a service that is walked through: every colleague talks with one young person who asked for somebody."""

    def __init__(self, walk: Walk, colleagues: Sequence[Colleague]) -> None:
        self._walk = walk
        self._colleagues = colleagues
        self.at_work: list[AtTheDesk] = []
        self.refused: list[int] = []

    async def plant(self) -> None:
        """Everything that people at the desk do."""
        factory = (lambda _: PlainSealer()) if self._walk.plaintext else None
        async with AsyncExitStack() as stack:
            store = await stack.enter_async_context(
                store_beside(self._walk.data_dir, clock=self._walk.clock, sealer_factory=factory)
            )
            await self._join(store)
            for one in self.at_work:
                stack.push_async_callback(one.seat.leave)
                await self._ask_for_a_person(one)
                await self._talk(store, one)
                await self._knock_wrongly(one)
                await one.seat.post("/desk/sign-out")
        await self._walk.rests()

    @property
    def needles(self) -> list[Needle]:
        return [needle for one in self.at_work for needle in (*one.kept, *one.unkept)]

    async def _join(self, store: Store) -> None:
        talkers = [person for person in self._walk.crowd if person.kind == "refers"]
        now = self._walk.clock.now()
        links = await invited(store, [_new(one) for one in self._colleagues], now)
        for colleague, person, link in zip(self._colleagues, talkers, links, strict=False):
            seat = Seat(self._walk.base)
            await seat.join(link, colleague.password)
            self.at_work.append(AtTheDesk(colleague=colleague, person=person, link=link, seat=seat))
        async with store.unit_of_work() as uow:
            ids: list[AdvocateId] = [one.id for one in await uow.advocates.all()]
        await always_on_shift(store, ids, now.date())

    async def _ask_for_a_person(self, one: AtTheDesk) -> None:
        """They ask, are paged to somebody, who says on the phone that they come."""
        for text in WANTS_A_PERSON:
            await self._walk.provider.deliver(one.person.phone, text)
            await self._walk.rests()
        phones = [each.phone for each in self._colleagues]
        await until(lambda: any(map(self._walk.provider.texts_to, phones)), PATIENCE_SECONDS, "nobody was paged")
        await self._walk.provider.deliver(one.colleague.phone, "1")
        await self._walk.rests()

    async def _talk(self, store: Store, one: AtTheDesk) -> None:
        seat, says = one.seat, one.colleague
        conversation_id = await conversation_of(store, one.person.phone)
        assert conversation_id is not None
        talk = f"/desk/conversations/{conversation_id}"
        one.answers.append(await seat.post(f"/desk/handoffs/{await _handoff(store, conversation_id)}/claim"))
        await seat.post(f"{talk}/draft", text=f"so {says.draft}")
        one.answers += await self._reply(seat, f"{talk}/reply", f"hello, it is {says.reply} {BREAKS_DESK}")
        await self._walk.provider.deliver(one.person.phone, f"good, about {one.person.need}")
        one.answers.append(await seat.post(f"{talk}/notes", text=f"they spoke of {says.note}"))
        one.answers.append(await seat.post(f"{talk}/look-back", reason=f"because of {says.reason}"))
        one.answers.append(await seat.step_up(talk, datetime.now(UTC)))
        number = await seat.post(f"{talk}/number")
        one.answers.append(number)
        one.number_shown = one.person.phone[-4:] in number.body
        await self._look_after(store, one, talk, conversation_id)
        for page in (talk, *_PAGES):
            one.answers.append(await seat.get(page))
        await self._walk.rests()

    async def _look_after(self, store: Store, one: AtTheDesk, talk: str, conversation_id: ConversationId) -> None:
        """Other check-ins, to which the young person agrees; a note on those that came; their safety plan."""
        seat, says = one.seat, one.colleague
        one.answers.append(await seat.post(f"{talk}/checkins", **PROPOSED, own_words=f"seen {says.own} today"))
        await self._walk.rests()
        await self._walk.provider.deliver(one.person.phone, "1")
        await self._walk.rests()
        checkin = await _checkin(store, conversation_id)
        one.answers.append(await seat.post(f"/desk/checkins/{checkin}/notes", text=f"they saw {says.seen}"))
        plan = await seat.post(f"{talk}/safety-plan")
        one.answers.append(plan)
        one.plan_shown = one.person.part in plan.body

    @staticmethod
    async def _reply(seat: Seat, path: str, text: str) -> list[Answer]:
        """Sent until it is taken; the first time the desk fails, with an error that quotes it."""
        key = new_id()
        if (await seat.post(path, text=text, key=key)).status != 500:
            raise AssertionError("the desk did not fail")
        return [await seat.post(path, text=text, key=key)]

    async def _knock_wrongly(self, one: AtTheDesk) -> None:
        """Words and secrets where they do not belong: in a login, an address, an error, a request that is refused."""
        seat, says = one.seat, one.colleague
        words = f"{says.reply} {says.note} {one.person.name} {one.person.phone}"
        wrong = [
            await seat.post("/desk/sign-in", login=says.password, password=words, code="000000"),
            await seat.post(f"/desk/conversations/{quote(words)}/reply", text=words, key=words),
            await seat.post(f"/desk/{quote(words)}", text=words),
            await seat.get(f"/desk/join/{quote(says.password)}"),
            await seat.post(f"/desk/conversations/{quote(words)}/notes", text=words),
        ]
        self.refused += [answer.status for answer in wrong]


def _new(one: Colleague) -> NewAdvocate:
    return NewAdvocate(login=one.login, name=one.name, role="supervisor", phone=one.phone)


async def _handoff(store: Store, conversation_id: ConversationId) -> str:
    async with store.unit_of_work() as uow:
        found = await uow.handoffs.open_for(conversation_id)
    assert found is not None, "nobody waits in this conversation"
    return found.id


async def _checkin(store: Store, conversation_id: ConversationId) -> str:
    async with store.unit_of_work() as uow:
        came = await uow.checkins.board(datetime.min.replace(tzinfo=UTC))
    return next(one.id for one in came if one.conversation_id == conversation_id)
