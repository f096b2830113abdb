"""A person is asked for, with the truth about when one comes, and it is asked what that person may know."""

from __future__ import annotations

from rasa_sdk.events import SlotSet

from bot.actions.course import give_back, go_on
from bot.actions.lines import lines, shift_words, wait_words
from bot.actions.open_questions import ask
from bot.actions.recontact import offer
from bot.actions.turn import SHARE, Event, Turn, TurnAction
from bot.usecases import handoffs, recontact, standing


class RequestHuman(TurnAction):
    """Asks for a person, once; asked again, it says how it stands. Then the one question that is still open, if any."""

    def name(self) -> str:
        return "action_request_human"

    async def act(self, turn: Turn) -> list[Event]:
        requested = await handoffs.request(turn.scope, reason="asked")
        told = "utter_person_asked_before" if requested.status == "already" else "utter_person_asked"
        turn.say(
            told, **lines(turn.scope.program, turn.language), **wait_words(turn.scope, turn.language, requested.wait)
        )
        if turn.slot("asking") == "danger":
            # The phone stays as dark as can be: nothing is asked.
            return [SlotSet("asking", None)]
        if requested.status == "nobody":
            return await _at_a_safe_time(turn)
        waiting = await standing.of_the_wait(turn.scope)
        if waiting is None or waiting.shares is None:
            return await ask(turn, SHARE)
        return _back(turn)


class SettleShare(TurnAction):
    """What was written before is passed on after a yes, and only then."""

    def name(self) -> str:
        return "action_settle_share"

    async def act(self, turn: Turn) -> list[Event]:
        shares = turn.intent == "affirm"
        if await handoffs.share(turn.scope, shares):
            turn.say("utter_share_yes" if shares else "utter_share_no")
            return _back(turn)
        # Somebody came and went meanwhile, or nobody could come: the answer is to nothing any more.
        return go_on(turn)


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


async def _at_a_safe_time(turn: Turn) -> list[Event]:
    """Nobody is on shift: a time to be texted at, unless one was chosen before. Somebody new hears the notice first."""
    if turn.slot("first_contact") != "done":
        return _back(turn)
    chosen = await recontact.chosen(turn.scope)
    if chosen is None:
        return await offer(turn)
    turn.say("utter_status_recontact", when=shift_words(chosen, turn.scope.now, turn.language))
    return _back(turn)


def _back(turn: Turn) -> list[Event]:
    """Events that lead back to a form that was left; somebody new, who asked in a crisis, is not asked who they are now."""
    return give_back(turn) if turn.slot("first_contact") == "done" else [SlotSet("asking", None)]
