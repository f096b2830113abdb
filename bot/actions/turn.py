"""What every action works with: the tracker that the engine sent, the turn's scope, and a way to say a response by name."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.care.safety_plans import PARTS, fits
from bot.usecases.scope import TurnScope, current_turn

Event = dict[str, Any]
REQUESTED_SLOT = "requested_slot"
READING = "reading"
"""The open question which reading of a text fits that was not understood; the slot `readings` holds those offered."""
SHARE = "share"
"""The open question whether a person may read what was written before they came."""
RECONTACT = "recontact"
"""The open question at which time the youth is texted; the slot `times` holds those offered."""
SAFETY_PLAN_FORM, PLAN_PREFIX = "safety_plan_form", "plan_"
"""The form by which a safety plan is made, and how the slots of its parts begin."""

SURE_ENOUGH = 0.55
"""The confidence from which a text is what the model takes it for, where something hangs on it."""


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One action's view of the turn."""

    dispatcher: CollectingDispatcher = field(repr=False)
    tracker: Tracker = field(repr=False)
    scope: TurnScope

    @property
    def intent(self) -> str:
        return str((self.tracker.latest_message.get("intent") or {}).get("name") or "")

    @property
    def confidence(self) -> float:
        return float((self.tracker.latest_message.get("intent") or {}).get("confidence") or 0.0)

    @property
    def ranking(self) -> tuple[tuple[str, float], ...]:
        """The likeliest intents of the text, each with its chance from 0 to 1."""
        ranked = self.tracker.latest_message.get("intent_ranking") or []
        return tuple((str(row.get("name") or ""), float(row.get("confidence") or 0.0)) for row in ranked)

    def is_surely(self, intent: str) -> bool:
        """Whether the text was taken for `intent`, and not merely for lack of anything better."""
        return self.intent == intent and self.confidence >= SURE_ENOUGH

    @property
    def text(self) -> str:
        """What was typed; empty for a choice that the core turned into an intent command."""
        typed = str(self.tracker.latest_message.get("text") or "").strip()
        return "" if typed.startswith("/") else typed

    @property
    def choice(self) -> str | None:
        """Which choice of an action's own making was taken: what stands in its payload, as in /inform{"choice": "1"}."""
        entities = self.tracker.latest_message.get("entities") or []
        return next((str(one["value"]) for one in entities if one.get("entity") == "choice"), None)

    @property
    def language(self) -> str:
        """The language to speak from now on; it may have changed within this turn."""
        return str(self.slot("language") or self.scope.language)

    @property
    def form(self) -> str | None:
        """The form that is open, if any."""
        name = (self.tracker.active_loop or {}).get("name")
        return str(name) if name else None

    @property
    def is_idle(self) -> bool:
        """Whether nothing is open that an aside would come back to. Readings that were offered lapse with any other text."""
        return self.form is None and not self.slot("interrupted") and self.slot("asking") in (None, READING)

    @property
    def risk(self) -> str:
        """How grave the text is by floor and understanding together: "none", "possible" or "high"."""
        return str(self.slot("risk") or "none")

    @property
    def crossed(self) -> bool:
        """Whether the text was typed before our last question reached the phone."""
        return bool(self.slot("crossed"))

    def slot(self, name: str) -> Any:
        return self.tracker.get_slot(name)

    def say(self, response: str, **arguments: Any) -> None:
        self.dispatcher.utter_message(response=response, **arguments)

    def leave_form(self) -> list[Event]:
        """Events that close the open form and keep its name, so that it is given back later."""
        if self.form is None:
            return []
        return [ActiveLoop(None), SlotSet(REQUESTED_SLOT, None), SlotSet("interrupted", self.form), *self._put_off()]

    def _put_off(self) -> list[Event]:
        if self.form == SAFETY_PLAN_FORM:
            return self._told_in_plan()
        return [SlotSet("referral_stage", "paused")] if self.form == "referral_form" else []

    def _told_in_plan(self) -> list[Event]:
        """What sounded like danger where a part of the plan was asked for is kept as that part: nobody has to say it twice."""
        asked = str(self.slot(REQUESTED_SLOT) or "")
        is_part = asked.removeprefix(PLAN_PREFIX) in PARTS and asked.startswith(PLAN_PREFIX)
        heard = self.risk != "none" and not self.text and not self.crossed
        return [SlotSet(asked, self.scope.said)] if is_part and heard and fits(self.scope.said) else []


class TurnAction(Action, ABC):  # type: ignore[misc]
    """An action that reads the current turn's scope. The SDK builds every action without arguments."""

    def __init__(self, turn: ContextVar[TurnScope] = current_turn) -> None:
        self._turn = turn

    @abstractmethod
    def name(self) -> str:
        """The action's name in the domain."""

    @abstractmethod
    async def act(self, turn: Turn) -> list[Event]:
        """Do the action's work; the events are what came of it."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Event]:
        return await self.act(Turn(dispatcher=dispatcher, tracker=tracker, scope=self._turn.get()))
