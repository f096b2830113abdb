"""What somebody says to a check-in, or to a plan for them: answered here, or handed to the dialogue as what it means."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from bot.care.answers_heard import Answer as Heard
from bot.care.answers_heard import by_words, read_answer, read_yes
from bot.care.checkins import TALKING, PlanDetails
from bot.care.keywords import KeywordKind
from bot.care.languages import DEFAULT_LANGUAGE
from bot.care.risk import RiskLevel, combine
from bot.care.spelling import words as spelled
from bot.care.telling import shift_words
from bot.conversation.answer import Answer, Turn, fixed
from bot.conversation.dialogue import Dialogue, Understanding, Utterance
from bot.conversation.listening import Listening
from bot.conversation.rendering import render
from bot.conversation.words import Words
from bot.errors import EngineUnavailable
from bot.store import UnitOfWork
from bot.store.records import CheckinPlan, SkipReason
from bot.usecases import checkin_worry, checkins
from bot.usecases.checkin_answers import Closed, close_open
from bot.usecases.checkins import QUESTION
from bot.usecases.scope import TurnScope

SURE = 0.55
"""The confidence from which a text is taken for what the model hears in it."""
_MEANS: dict[str, Heard] = {
    "checkin_ok": "ok",
    "affirm": "ok",
    "thank": "ok",
    "checkin_not_ok": "not_ok",
    "deny": "not_ok",
    "request_human": "talk",
}
_SAYS_NOTHING = frozenset({
    "ask_if_bot", "goodbye", "greet", "hostile", "inform", "nlu_fallback", "out_of_scope", "skip",
})  # fmt: skip
"""No answer, and nothing that is wanted of us: "who is this" may be typed by whoever else has the phone in hand."""
_COMMANDS: dict[Heard, str] = {"not_ok": "/checkin_not_ok", "talk": "/request_human"}
_PAYLOADS: dict[str, Heard] = {"/checkin_ok": "ok", "/checkin_not_ok": "not_ok", "/request_human": "talk"}


class Checkins:
    """Hears answers to check-ins. Writes into the unit of work it is given and commits nothing."""

    def __init__(self, words: Words, dialogue: Dialogue) -> None:
        self._words = words
        self._dialogue = dialogue

    async def hear(self, uow: UnitOfWork, listening: Listening) -> Answer | str | None:
        """The whole answer; or the command for the dialogue's turn; or None when the dialogue is to hear the text itself."""
        if listening.plan is None or listening.details is None:
            return None
        if listening.checkin is not None:
            return await self._to_open_one(uow, listening, listening.plan, listening.details)
        said = self._at_rest(listening.turn, listening.details)
        return self._follow(listening.turn, listening.details, said) if said else None

    async def to_proposal(self, scope: TurnScope, listening: Listening) -> Answer | None:
        """A plain yes or no to the plan that an advocate proposed; None when the text is none."""
        proposed, turn = listening.proposed, listening.turn
        if proposed is None or not _is_asked(turn, proposed):
            return None
        wanted = read_yes(turn.heard.text)
        if wanted is None:
            return None
        plan = await checkins.confirm(scope) if wanted else None
        if plan is None:
            await checkins.decline(scope)
            return self._say(turn, "utter_checkins_dropped")
        zone = ZoneInfo(PlanDetails.from_row(plan.details).schedule.zone)
        local = plan.next_at.astimezone(zone) if plan.next_at else None
        return self._say(
            turn, "utter_checkins_set", when=shift_words(local, turn.now, turn.language or DEFAULT_LANGUAGE)
        )

    async def note(self, uow: UnitOfWork, listening: Listening, reason: SkipReason) -> None:
        """The text is answered by others: an open check-in ends with what the text plainly says, or as skipped.

        Who is not ok, or wants no text back, and is then silent is called for, unless a person reads the text anyway.
        """
        if listening.plan is None or listening.details is None or listening.checkin is None:
            return
        heard = listening.turn.heard
        said = None if heard.crossed else read_answer(heard.text)
        if heard.risk.level == RiskLevel.HIGH or (heard.keyword and heard.keyword.kind == KeywordKind.HELP):
            said = "not_ok"
        status: Closed = said or "skipped"
        reason_kept = reason if status == "skipped" else None
        await close_open(uow, listening.plan, listening.turn.now, status=status, reason=reason_kept)
        if (status == "not_ok" and reason != "with_a_person") or reason == "asked_for_silence":
            await checkin_worry.watch(uow, listening.plan, listening.details, listening.turn.now)

    async def _to_open_one(
        self, uow: UnitOfWork, listening: Listening, plan: CheckinPlan, details: PlanDetails
    ) -> Answer | str | None:
        turn = listening.turn
        found = await self._understood(listening)
        said = self._plainly(turn, details)
        if turn.heard.risk.level == RiskLevel.HIGH or (said is None and self._hears_risk(turn, found)):
            await close_open(uow, plan, turn.now, status="not_ok")
            await checkin_worry.watch(uow, plan, details, turn.now)
            return None
        if said is None and found is not None and found.confidence >= SURE:
            said = _MEANS.get(found.intent)
            if said is None and found.intent not in _SAYS_NOTHING:
                await close_open(uow, plan, turn.now, status="skipped", reason="talking")
                return None
        if said is not None:
            await close_open(uow, plan, turn.now, status=said)
            if said == "not_ok":
                await checkin_worry.watch(uow, plan, details, turn.now)
            return self._follow(turn, details, said)
        if found is None:
            return None  # the engine is away: what follows says so, and the question stays open
        # The question once more, as often as it takes: nothing else may be said before it is known who has the phone, and
        # people are called meanwhile as if nobody had answered.
        return replace(self._say(turn, f"utter_cover_{details.cover}", **_own(details)), asks=True)

    async def _understood(self, listening: Listening) -> Understanding | None:
        """What the model hears; None while there is none to ask.

        Asked also where the answer is plain already: a text takes as long whatever it is heard as.
        """
        try:
            heard = listening.turn.heard
            if listening.duress and len(heard.messages) > 1:
                return (await self._dialogue.parse([heard.text]))[0]
            return (await self._dialogue.parse([listening.typed]))[0]
        except EngineUnavailable:
            return None

    def _hears_risk(self, turn: Turn, found: Understanding | None) -> bool:
        heard = turn.heard
        if found is None:
            return heard.risk.level != RiskLevel.NONE
        return combine(heard.risk, found.intent, found.confidence, found.risk, heard.language).kind is not None

    def _plainly(self, turn: Turn, details: PlanDetails) -> Heard | None:
        """The answer that every message of the turn is; one typed before the question went out has no number for it."""
        read = by_words if turn.heard.crossed else read_answer
        parts = [message.text for message in turn.heard.messages if message.kind == "text"]
        answers = {self._by_title(turn, details, part) or read(part) for part in parts}
        return answers.pop() if len(answers) == 1 else None

    def _by_title(self, turn: Turn, details: PlanDetails, text: str) -> Heard | None:
        """The answer whose own words were typed instead of its number."""
        slots = {"language": turn.language or DEFAULT_LANGUAGE}
        asked = self._words.choose(f"utter_cover_{details.cover}", slots, turn.conversation.channel)
        titles = {" ".join(spelled(choice.title)): choice.payload for choice in asked.choices}
        return _PAYLOADS.get(titles.get(" ".join(spelled(text)), ""))

    def _at_rest(self, turn: Turn, details: PlanDetails) -> Heard | None:
        """A plain answer though nothing was asked, where no question of the dialogue stands before it."""
        if turn.heard.risk.level != RiskLevel.NONE:
            return None
        if turn.state.at_rest or (turn.state.asked is None and not turn.state.events):
            return self._plainly(turn, details)
        stale = turn.asked_at is not None and turn.now - turn.asked_at >= TALKING
        return "ok" if stale and all(by_words(message.text) == "ok" for message in turn.heard.messages) else None

    def _follow(self, turn: Turn, details: PlanDetails, said: Heard) -> Answer | str:
        if said != "ok":
            return _COMMANDS[said]
        thanks = self._say(turn, f"utter_cover_{details.cover}_thanks", **_own(details))
        return replace(thanks, state=replace(thanks.state, asked=None, at_rest=True))

    def _say(self, turn: Turn, response: str, **values: Any) -> Answer:
        slots = {"language": turn.language or DEFAULT_LANGUAGE}
        utterance = Utterance(response=response, arguments=values)
        texts = render(self._words, [utterance], slots, turn.conversation.channel)
        return replace(fixed(turn, ()), texts=tuple(texts))


def _own(details: PlanDetails) -> dict[str, str]:
    return {"own_words": details.own_words} if details.own_words else {}


def _is_asked(turn: Turn, proposed: CheckinPlan) -> bool:
    """Whether the open question is the proposal. Later a number or a yes may be meant for something else, and is no consent."""
    asked = turn.state.asked
    return asked is not None and asked.message_id == proposed.details.get(QUESTION) and not turn.heard.crossed
