"""A house in which a youth has agreed to check-ins, with an engine whose understanding is written down."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from bot.care.checkins import PlanDetails
from bot.conversation.dialogue import TurnResult, Understanding
from bot.store.records import Advocate, Checkin, CheckinPlan
from bot.usecases import checkins, desk, handoffs
from bot.usecases.opening import AFTER_THE_REPLY
from bot.work.timers import Timers
from tests.fakes import ScriptedDialogue, said
from tests.house import NUMBER, Home, at_home
from tests.usecases.people import an_advocate, latest
from tests.usecases.plans import nightly
from tests.usecases.turns import Youth

INTENTS: Mapping[str, tuple[str, float]] = {
    "ok": ("affirm", 0.9),
    "everything went really well today": ("checkin_ok", 0.9),
    "it was a horrible night": ("checkin_not_ok", 0.9),
    "i would rather have a word with somebody": ("request_human", 0.9),
    "where can i sleep": ("find_service", 0.9),
    "who is this": ("ask_if_bot", 0.99),
    "purple monkey": ("out_of_scope", 0.9),
    "hm": ("greet", 0.2),
    "forget me": ("forget_me", 0.95),
}


class UnderstandingDialogue(ScriptedDialogue):
    """A scripted dialogue that takes texts for what `INTENTS` says, and counts what it was asked to understand."""

    def __init__(self) -> None:
        super().__init__(_react)
        self.parsed: list[str] = []

    async def parse(self, texts: Sequence[str]) -> list[Understanding]:
        self.parsed += texts
        found = [INTENTS.get(text, ("greet", 1.0)) for text in texts]
        return [Understanding(intent=intent, confidence=sure) for intent, sure in found]


def _react(text: str) -> TurnResult:
    return said("utter_good_to_hear" if text == "ok" else "utter_menu", slots={"language": "en"})


class CheckinHome:
    """What a test of check-ins does in a house."""

    def __init__(self, home: Home, youth: Youth, dialogue: UnderstandingDialogue) -> None:
        self.home, self.youth, self.dialogue = home, youth, dialogue

    async def agree(self, details: PlanDetails | None = None) -> CheckinPlan:
        async with self.youth.turn(self.home.clock.now()) as scope:
            return await checkins.start(scope, details or nightly())

    async def fire_due(self) -> None:
        """Every timer that is due fires."""
        house = self.home.house
        timers = Timers(house.store, house.clock, house.speaker, lambda: None)
        for timer in await timers.due():
            await timers.fire(timer.id, timer.version)
        await self.home.does_what_is_due()

    async def time_passes(self, kind: str = "checkin") -> None:
        """To the time of a timer, and its firing."""
        due = (await self.youth.timer(kind)).due_at
        self.home.clock.advance(due - self.home.clock.now())
        await self.fire_due()

    async def people_hear(self) -> None:
        """Past the moment after the reply at which people are told."""
        self.home.clock.advance(AFTER_THE_REPLY)
        await self.fire_due()

    async def is_asked(self) -> str:
        """It is nine: the question that goes out."""
        await self.time_passes()
        self.home.clock.advance(timedelta(seconds=5))
        return self.home.channel.texts[-1]

    async def answers(self, *texts: str) -> list[str]:
        return await self.home.answers(*texts)

    async def with_a_person(self) -> Advocate:
        """The youth asks for a person, and Ana takes the conversation."""
        now = self.home.clock.now()
        ana = await an_advocate(self.home.store)
        async with self.youth.turn(now) as scope:
            await handoffs.request(scope, reason="asked")
        waiting = await latest(self.youth)
        async with self.home.store.unit_of_work() as uow:
            await desk.claim(uow, self.home.house.speaker, waiting.id, ana, now)
            await uow.commit()
        await self.home.does_what_is_due()
        self.home.clock.advance(timedelta(seconds=5))
        return ana

    async def occurrence(self) -> Checkin:
        """The newest."""
        async with self.home.store.unit_of_work() as uow:
            plan = (await uow.checkin_plans.standing(self.youth.subject_id))[0]
            return (await uow.checkins.of_plan(plan.id, 1))[0]


@asynccontextmanager
async def with_checkins(folder: Path, details: PlanDetails | None = None) -> AsyncIterator[CheckinHome]:
    """A youth who wrote an hour ago and has agreed to be asked every night at nine about practice."""
    dialogue = UnderstandingDialogue()
    async with at_home(folder, dialogue=dialogue) as home:
        await home.answers("hi")
        home.clock.advance(timedelta(hours=1))
        subject_id = await home.store.keys.resolve("sms", NUMBER, create=False)
        assert subject_id is not None
        async with home.store.unit_of_work() as uow:
            conversation = await uow.conversations.by_subject(subject_id, "sms")
        assert conversation is not None
        here = CheckinHome(home, Youth(home.store, subject_id, conversation.id), dialogue)
        await here.agree(details)
        dialogue.parsed.clear()
        dialogue.heard.clear()
        yield here
