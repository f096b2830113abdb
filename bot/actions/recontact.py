"""A safe time at which the youth is texted first: offered, chosen, not wanted."""

from __future__ import annotations

from rasa_sdk.events import FollowupAction, SlotSet

from bot.actions.course import give_back, show_menu
from bot.actions.lines import shift_words
from bot.actions.open_questions import ask_when, offered_times
from bot.actions.turn import Event, Turn, TurnAction
from bot.actions.waiting import stop_waiting
from bot.usecases import handoffs, recontact, standing


class SettleRecontact(TurnAction):
    """A plain yes or no to the offered times. A yes chooses only where there is one; else it has to be said which."""

    def name(self) -> str:
        return "action_settle_recontact"

    async def act(self, turn: Turn) -> list[Event]:
        times = offered_times(turn)
        if turn.intent == "affirm" and len(times) == 1:
            return await choose(turn, "1")
        if turn.intent == "affirm":
            turn.say("utter_just_a_number")
            return await ask_when(turn, times)
        turn.say("utter_recontact_none")
        return settled(turn)


class HearYes(TurnAction):
    """A yes to no question of the dialogue: to our first text at the chosen time, or else to nothing; then the menu."""

    def name(self) -> str:
        return "action_hear_yes"

    async def act(self, turn: Turn) -> list[Event]:
        if await _was_texted_first(turn):
            return [FollowupAction("action_request_human")]
        return show_menu(turn)


class HearNo(TurnAction):
    """A no to no question of the dialogue: to our first text at the chosen time, so that nobody comes; or to nothing."""

    def name(self) -> str:
        return "action_hear_no"

    async def act(self, turn: Turn) -> list[Event]:
        if await _was_texted_first(turn):
            await stop_waiting(turn)
        else:
            turn.say("utter_no_is_fine")
        return give_back(turn)


async def _was_texted_first(turn: Turn) -> bool:
    waiting = await standing.of_the_wait(turn.scope)
    return waiting is not None and waiting.reason == "recontact" and waiting.shares is None


async def offer(turn: Turn) -> list[Event]:
    """Offer times at which somebody is here to follow it up."""
    times = handoffs.offer_times(turn.scope)
    if not times:
        turn.say("utter_recontact_no_times")
        return settled(turn)
    return await ask_when(turn, times)


async def choose(turn: Turn, choice: str) -> list[Event]:
    """Take the time of that number. One that has passed by now is said, and new ones are offered.

    Somebody new, whom nobody could come to in a crisis, hears first what is kept; asking again leads to the times.
    """
    if turn.slot("first_contact") != "done":
        return [SlotSet("wanted", "request_human"), *give_back(turn)]
    times = offered_times(turn)
    if not choice.isdigit() or not 1 <= int(choice) <= len(times):
        return await offer(turn)
    at = times[int(choice) - 1]
    if at <= turn.scope.now:
        turn.say("utter_recontact_too_late")
        return await offer(turn)
    await recontact.set(turn.scope, at)
    turn.say("utter_recontact_set", when=shift_words(at, turn.scope.now, turn.language))
    return settled(turn)


def settled(turn: Turn) -> list[Event]:
    """Events that close the question; on with a form that was left for it."""
    return [SlotSet("times", None), *give_back(turn)]
