"""A person is asked for, with the truth about when one comes."""

from __future__ import annotations

from bot.actions.lines import lines, waits
from bot.actions.open_questions import ask
from bot.actions.turn import Event, Turn, TurnAction
from bot.usecases import handoffs


class RequestHuman(TurnAction):
    """Asks for a person, once; asked again, it says how it stands."""

    def name(self) -> str:
        return "action_request_human"

    async def act(self, turn: Turn) -> list[Event]:
        is_new = await handoffs.request(turn.scope, reason="asked")
        words = {**lines(turn.scope.program, turn.language), **waits(turn.scope, turn.language)}
        turn.say("utter_person_asked" if is_new else "utter_person_asked_before", **words)
        if turn.is_idle and not turn.slot("on_shift") and turn.slot("referral_stage") == "none":
            turn.say("utter_leave_a_safe_time")
        return []


class OfferPerson(TurnAction):
    """Offers a person where this program can go no further."""

    def name(self) -> str:
        return "action_offer_person"

    async def act(self, turn: Turn) -> list[Event]:
        return await ask(turn, "person")


class OfferForOther(TurnAction):
    """What somebody can do who worries about another person."""

    def name(self) -> str:
        return "action_offer_for_other"

    async def act(self, turn: Turn) -> list[Event]:
        turn.say("utter_for_someone_else", **lines(turn.scope.program, turn.language))
        if turn.is_idle:
            turn.say("utter_someone_else_next")
        return []
