"""What the forms share: one question at a time, only a fresh text is an answer, a crossed one never is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextvars import ContextVar
from typing import Any

from rasa_sdk import FormValidationAction, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.turn import REQUESTED_SLOT, Event, Turn
from bot.usecases.scope import TurnScope, current_turn

Answer = dict[str, Any]
"""Slots that an answer sets; a question whose slot stays None is asked again."""


class QuestionForm(FormValidationAction, ABC):  # type: ignore[misc]
    """A form whose answers are read here and not by slot mappings, in one place and with the whole turn at hand."""

    def __init__(self, turn: ContextVar[TurnScope] = current_turn) -> None:
        self._turn = turn

    @abstractmethod
    def name(self) -> str:
        """`validate_` and the form's name."""

    @abstractmethod
    def is_answer(self, turn: Turn, slot: str) -> bool:
        """Whether the text is meant for the open question; if not, the dialogue's rules answer it."""

    @abstractmethod
    async def read(self, turn: Turn, slot: str) -> Answer:
        """What the text answers."""

    def next_slot(self, turn: Turn) -> str | None:
        """The question to ask next where it is not simply the first open one of the domain's list."""
        return None

    def ask_again(self, turn: Turn, slot: str, response: str, **slots: Any) -> Answer:
        """Say why, and leave the question open."""
        turn.say(response)
        return {slot: None, **slots}

    async def get_extraction_events(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Event]:
        return []

    async def get_validation_events(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any
    ) -> list[Event]:
        turn = self._turn_of(dispatcher, tracker)
        slot = tracker.get_slot(REQUESTED_SLOT)
        if slot is None or turn.choice or not _is_fresh(tracker, self.form_name()) or not self.is_answer(turn, slot):
            return []
        answer = await self.read(turn, slot)
        return [SlotSet(name, value) for name, value in answer.items()]

    async def next_requested_slot(self, dispatcher: Any, tracker: Any, domain: Any) -> Event | None:
        slot = self.next_slot(self._turn_of(dispatcher, tracker))
        return None if slot is None else SlotSet(REQUESTED_SLOT, slot)

    def _turn_of(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Turn:
        return Turn(dispatcher=dispatcher, tracker=tracker, scope=self._turn.get())


def _is_fresh(tracker: Tracker, form: str) -> bool:
    """Whether the form runs first after the text came in; coming back from an aside, the text was used already."""
    actions = [event["name"] for event in tracker.events if event.get("event") == "action"]
    if actions and actions[-1] == form:
        # The engine adds the form's own run in front of what it wants validated.
        actions.pop()
    return bool(actions) and actions[-1] == "action_listen"
