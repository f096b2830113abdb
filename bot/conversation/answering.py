"""Chooses who answers a turn: a keyword, the paused contact's rule, a kind word for what has no words, or the engine."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.care import safety_words
from bot.care.hours import Hours
from bot.care.ids import new_id
from bot.care.keywords import KeywordKind
from bot.care.languages import DEFAULT_LANGUAGE
from bot.care.program import Program
from bot.care.risk import Risk, RiskLevel
from bot.care.texts import LONGEST_KEPT
from bot.conversation import staff
from bot.conversation.answer import Answer, Turn, alert, facts_of, fixed, plain
from bot.conversation.checkins import Checkins
from bot.conversation.dialogue import Dialogue, RunAction, TurnResult
from bot.conversation.engine_client import TURN_SECONDS
from bot.conversation.listening import Listening, call_for_help, listen, tell_of_danger
from bot.conversation.private_questions import asks_in_private
from bot.conversation.rendering import Rendered, render
from bot.conversation.state import State
from bot.conversation.understanding import is_about_forgetting, understood, wish_to_be_forgotten
from bot.conversation.words import Words
from bot.errors import EngineTooSlow
from bot.store import UnitOfWork
from bot.store.records import OutboundPurpose
from bot.usecases import opening
from bot.usecases.checkin_plans import texts_stopped
from bot.usecases.hours import load_hours
from bot.usecases.pausing import QUIET_FOR, start_texts, stop_texts
from bot.usecases.places import Places
from bot.usecases.scope import TurnScope, current_turn


class Answering:
    """Answers turns. Writes effects into the unit of work it is given and commits nothing."""

    def __init__(
        self,
        *,
        program: Program,
        places: Places,
        dialogue: Dialogue,
        words: Words,
        run_action: RunAction,
        quiet_slots: frozenset[str],
    ) -> None:
        self._program = program
        self._places = places
        self._dialogue = dialogue
        self._words = words
        self._run_action = run_action
        self._quiet_slots = quiet_slots
        self._checkins = Checkins(words, dialogue)

    async def answer(self, uow: UnitOfWork, turn: Turn) -> Answer:
        """The answer of this turn. Raises `EngineUnavailable` or `WrongWords`; then `fall_back` is to be said."""
        advocate, turn = await staff.whose(uow, turn, self._program)
        if advocate is not None:
            return await staff.answer(uow, turn, advocate, self._program)
        listening = await self._listen(uow, turn)
        turn = listening.turn
        keyword = turn.heard.keyword.kind if turn.heard.keyword else None
        if keyword == KeywordKind.DO_NOT_REPLY:
            await alert(uow, turn, "asked_for_silence")
            await self._checkins.note(uow, listening, "asked_for_silence")
            uow.outbound.drop_queued(turn.conversation.id, "asked_for_silence", turn.now)
            return replace(fixed(turn, ()), state=replace(turn.state, quiet_until=turn.now + QUIET_FOR))
        if turn.keeps_quiet:
            # Whoever asked for silence and then writes of danger may be watched: people are told, the phone stays dark.
            await alert(uow, turn, "asked_for_silence")
            await self._checkins.note(uow, listening, "asked_for_silence")
            return fixed(turn, ())
        if keyword == KeywordKind.STOP:
            return await self._stop(uow, turn)
        if keyword == KeywordKind.START and turn.conversation.paused_at is not None:
            return await self._start(uow, turn)
        if await self._is_with_a_person(uow, turn):
            return await self._while_claimed(uow, listening)
        if turn.conversation.paused_at is not None:
            return await self._while_paused(uow, turn)
        if keyword == KeywordKind.HELP and turn.heard.risk.level == RiskLevel.NONE:
            await self._checkins.note(uow, listening, "talking")
            return fixed(turn, self._say(safety_words.help_answer, turn))
        if turn.heard.wordless is not None:
            return fixed(turn, (safety_words.kind_answer(turn.heard.wordless, turn.language),))
        answered = await self._to_proposal(uow, listening) or await self._checkins.hear(uow, listening)
        return answered if isinstance(answered, Answer) else await self._by_dialogue(uow, turn, command=answered)

    async def fall_back(self, uow: UnitOfWork, turn: Turn, reason: str) -> Answer:
        """The fixed safety words, and people told. Needs neither engine nor response files."""
        _, turn = await staff.whose(uow, turn, self._program)
        turn = (await self._listen(uow, turn)).turn
        await alert(uow, turn, reason)
        words = () if turn.keeps_quiet else self._say(safety_words.engine_failed, turn)
        return fixed(turn, words, "safety")

    async def _listen(self, uow: UnitOfWork, turn: Turn) -> Listening:
        """The turn as it is to be heard; of a risk or a call for help in it people are told."""
        listening = await listen(uow, turn)
        await call_for_help(uow, listening)
        await tell_of_danger(uow, listening.turn)
        return listening

    async def _start(self, uow: UnitOfWork, turn: Turn) -> Answer:
        """Texts are wanted again. What else was asked for in the same breath, help or to be forgotten, is answered now."""
        await start_texts(uow, turn.conversation, now=turn.now)
        resumed = replace(turn, conversation=replace(turn.conversation, paused_at=None))
        if turn.heard.risk.level == RiskLevel.HIGH:
            return await self._by_dialogue(uow, resumed)
        wish = await wish_to_be_forgotten(self._dialogue, turn)
        if wish is not None:
            return await self._by_dialogue(uow, replace(resumed, heard=replace(turn.heard, text=wish)))
        return fixed(resumed, self._say(safety_words.start_welcome, turn), "confirmation")

    async def _stop(self, uow: UnitOfWork, turn: Turn) -> Answer:
        """One confirmation, then nothing that we start. What else the burst said is still heard by a person."""
        already = turn.conversation.paused_at is not None
        await stop_texts(uow, turn.conversation, now=turn.now)
        await texts_stopped(uow, turn.conversation, turn.now)
        uow.outbound.drop_queued(turn.conversation.id, "texts_stopped", turn.now)
        if turn.heard.risk.level == RiskLevel.HIGH:
            words = self._say(safety_words.paused_answer, turn)
        else:
            words = () if already else self._say(safety_words.stop_confirmed, turn)
        return replace(fixed(turn, words, "confirmation"), paused_at=turn.conversation.paused_at or turn.now)

    async def _is_with_a_person(self, uow: UnitOfWork, turn: Turn) -> bool:
        """Whether a person has the conversation and the youth knows it; until then the program goes on."""
        known = (await opening.standing(uow, turn.conversation.id)).known
        return known is not None and known.status == "claimed"

    async def _while_claimed(self, uow: UnitOfWork, listening: Listening) -> Answer:
        """The text is a person's to answer, who reads it at the desk. To be forgotten can be asked for all the same.

        So can a plan for check-ins be agreed to, which that person has proposed.
        """
        turn = listening.turn
        await self._checkins.note(uow, listening, "with_a_person")
        if turn.heard.risk.level == RiskLevel.NONE:
            if (agreed := await self._to_proposal(uow, listening)) is not None:
                return agreed
            if turn.heard.keyword is not None and turn.heard.keyword.kind == KeywordKind.HELP:
                return fixed(turn, self._say(safety_words.help_answer, turn))
            if turn.heard.wordless is None and await is_about_forgetting(self._dialogue, turn):
                return replace(await self._by_dialogue(uow, turn), set_apart=True)
        # A text that was typed before the question went out does not close it.
        asked = turn.state.asked if turn.heard.crossed else None
        return replace(fixed(turn, ()), state=replace(turn.state, asked=asked), private=False)

    async def _while_paused(self, uow: UnitOfWork, turn: Turn) -> Answer:
        """Whoever writes first after a STOP is heard by a person; the answer is a reply to their own message.

        To be forgotten can be asked for all the same, and the question about it be answered.
        """
        if turn.heard.risk.level == RiskLevel.NONE and await is_about_forgetting(self._dialogue, turn):
            return replace(await self._by_dialogue(uow, turn), set_apart=True)
        await alert(uow, turn, "wrote_while_paused")
        purpose: OutboundPurpose = "safety" if turn.heard.risk.level == RiskLevel.HIGH else "reply"
        return fixed(turn, self._say(safety_words.paused_answer, turn), purpose)

    async def _to_proposal(self, uow: UnitOfWork, listening: Listening) -> Answer | None:
        if listening.proposed is None:
            return None
        turn = listening.turn
        hours = await load_hours(uow, self._program, turn.now)
        scope = self._scope(uow, turn, turn.language or DEFAULT_LANGUAGE, hours)
        return await self._checkins.to_proposal(scope, listening)

    async def _by_dialogue(self, uow: UnitOfWork, turn: Turn, *, command: str | None = None) -> Answer:
        """The engine's turn: with the text, or with a command that says what the text means."""
        language = turn.language or DEFAULT_LANGUAGE
        try:
            async with asyncio.timeout(TURN_SECONDS):
                return await self._ask_engine(uow, turn, language, command)
        except TimeoutError:
            raise EngineTooSlow from None

    async def _ask_engine(self, uow: UnitOfWork, turn: Turn, language: str, command: str | None) -> Answer:
        said, risk = (command, turn.heard.risk) if command else await understood(self._dialogue, uow, turn)
        hours = await load_hours(uow, self._program, turn.now)
        scope = self._scope(uow, turn, language, hours)

        async def run_action(call: Mapping[str, Any]) -> Mapping[str, Any]:
            # Set here, since the engine's calls come in on a task of their own.
            token = current_turn.set(scope)
            try:
                return await self._run_action(call)
            finally:
                current_turn.reset(token)

        result = await self._dialogue.take_turn(
            text=said,
            events=turn.state.events,
            facts={**facts_of(turn, language, hours), "risk": risk.level.word},
            run_action=run_action,
        )
        slots = {"language": language, **result.slots}
        texts = render(self._words, result.utterances, slots, turn.conversation.channel)
        if any(len(message.text) >= LONGEST_KEPT - 1 for message in turn.heard.messages):
            texts.insert(0, plain(safety_words.kind_answer("too_long", language)))
        answer = self._from_result(turn, result, slots, tuple(texts), language, risk)
        private = scope.is_private or (turn.is_private and risk.level != RiskLevel.HIGH)
        # The engine heard the text, so that no question from before is open any more: what comes next is no answer to it.
        state = answer.state if answer.asks else answer.state.with_nothing_private_asked()
        return replace(answer, private=private, state=state)

    def _from_result(
        self,
        turn: Turn,
        result: TurnResult,
        slots: Mapping[str, Any],
        texts: tuple[Rendered, ...],
        language: str,
        risk: Risk,
    ) -> Answer:
        forgotten = bool(slots.get("forgotten"))
        spoken = str(slots.get("language") or language)
        state = turn.state.after(result.events, self._quiet_slots)
        if spoken != language:
            state = replace(state, language_chosen=True)
        return Answer(
            texts=texts,
            purpose="safety" if risk.level == RiskLevel.HIGH else "reply",
            state=State() if forgotten else state,
            language=spoken if spoken != language else turn.language,
            paused_at=turn.conversation.paused_at,
            asks=not forgotten and bool(texts[-1].choices or slots.get("requested_slot") or slots.get("asking")),
            asks_in_private=asks_in_private(slots),
        )

    def _scope(self, uow: UnitOfWork, turn: Turn, language: str, hours: Hours) -> TurnScope:
        return TurnScope(
            uow=uow,
            subject_id=turn.conversation.subject_id,
            conversation_id=turn.conversation.id,
            language=language,
            channel=turn.conversation.channel,
            now=turn.now,
            program=self._program,
            hours=hours,
            places=self._places,
            new_id=new_id,
            said=turn.heard.text,
        )

    def _say(self, words: Callable[[Program, str | None], str], turn: Turn) -> tuple[str, ...]:
        return (words(self._program, turn.language),)
