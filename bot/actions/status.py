"""How things stand: a referral by its reference word, a person who was asked for, questions that were put off."""

from __future__ import annotations

from bot.actions.checkin_words import standing_details
from bot.actions.lines import shift_words, wait_words
from bot.actions.referral_words import sent_words, standing_words
from bot.actions.turn import Event, Turn, TurnAction
from bot.care.checkins import say_schedule
from bot.usecases import recontact, referrals, standing


class TellStatus(TurnAction):
    """Everything that is open, each in its own words."""

    def name(self) -> str:
        return "action_tell_status"

    async def act(self, turn: Turn) -> list[Event]:
        if await tell_by_reference(turn):
            return []
        sent = await sent_words(turn)
        waiting = await standing.of_the_wait(turn.scope)
        if sent is not None:
            turn.say("utter_status_sent", **sent)
        if waiting is not None:
            turn.say("utter_status_waiting", **wait_words(turn.scope, turn.language, waiting.wait))
        chosen = await recontact.chosen(turn.scope)
        if chosen is not None:
            turn.say("utter_status_recontact", when=shift_words(chosen, turn.scope.now, turn.language))
        plan = await standing_details(turn)
        if plan is not None:
            turn.say("utter_status_checkins", schedule=say_schedule(plan, turn.language))
        if turn.slot("referral_stage") == "paused":
            turn.say("utter_status_open")
        elif sent is None and waiting is None and chosen is None and plan is None:
            turn.say("utter_status_none")
        return []


async def tell_by_reference(turn: Turn) -> bool:
    """Tell how the referral stands whose reference word is in the text; False when there is none such."""
    standing = await referrals.find_by_reference(turn.scope, turn.text)
    if standing is None:
        return False
    turn.say(
        f"utter_status_{'sent' if standing.status == 'submitted' else 'withdrawn'}", **standing_words(turn, standing)
    )
    return True
