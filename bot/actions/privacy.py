"""What is kept about somebody now, and erasing all of it."""

from __future__ import annotations

from rasa_sdk.events import AllSlotsReset, SlotSet

from bot.actions.checkin_words import standing_details
from bot.actions.lines import day_words, hours
from bot.actions.open_questions import ask
from bot.actions.referral_words import sent_words
from bot.actions.turn import Event, Turn, TurnAction
from bot.usecases import erasure, safety_plans

_FACTS = ("language", "channel", "on_shift", "paused_texts")


class TellData(TurnAction):
    """What is stored at this moment, from the store and not from memory."""

    def name(self) -> str:
        return "action_tell_data"

    async def act(self, turn: Turn) -> list[Event]:
        sent = await sent_words(turn)
        plan_until = await safety_plans.keeps_until(turn.scope)
        has_checkins = await standing_details(turn) is not None
        retention = turn.scope.program.retention
        if sent is not None:
            turn.say("utter_data_with_referral", **sent)
        elif plan_until is not None or has_checkins:
            turn.say("utter_data_kept_on", days=str(retention.messages.days))
        else:
            turn.say("utter_data_now", chat_hours=hours(retention.conversation))
        if plan_until is not None:
            turn.say("utter_data_plan", until=day_words(plan_until.astimezone(turn.scope.program.zone), turn.language))
        if has_checkins:
            turn.say("utter_data_checkins")
        return []


class AskForget(TurnAction):
    """One question before everything is erased."""

    def name(self) -> str:
        return "action_ask_forget"

    async def act(self, turn: Turn) -> list[Event]:
        return await ask(turn, "forget")


class Forget(TurnAction):
    """Erases everything; the dialogue itself forgets as well."""

    def name(self) -> str:
        return "action_forget"

    async def act(self, turn: Turn) -> list[Event]:
        sent = await sent_words(turn)
        await erasure.forget(turn.scope)
        turn.say("utter_forgotten" if sent is None else "utter_forgotten_after_referral", **(sent or {}))
        return [AllSlotsReset(), *(SlotSet(name, turn.slot(name)) for name in _FACTS), SlotSet("forgotten", True)]
