"""What was not understood is asked back: with the likeliest readings to choose from, and the second time with a person."""

from __future__ import annotations

from rasa_sdk.events import FollowupAction, SlotSet

from bot.actions.checkins import PREFIX, take_choice
from bot.actions.course import give_back, go_on, show_menu
from bot.actions.open_questions import ask_which, is_settled, repeat
from bot.actions.recontact import choose, settled
from bot.actions.status import tell_by_reference
from bot.actions.turn import READING, RECONTACT, SHARE, Event, Turn, TurnAction
from bot.care.readings import Moment, likeliest
from bot.care.risk import is_silent_dot
from bot.care.spelling import words
from bot.usecases import handoffs, referrals

FALLBACK, OUT_OF_SCOPE = "nlu_fallback", "out_of_scope"


class AskBack(TurnAction):
    """A choice of a time is taken, a reference word is looked up, a dot is answered by a dot, an open question is put again;
    else readings are offered."""

    def name(self) -> str:
        return "action_ask_back"

    async def act(self, turn: Turn) -> list[Event]:
        asking = turn.slot("asking")
        if turn.choice is not None:
            return await _take(turn, turn.choice)
        if asking == "danger":
            return _in_danger(turn)
        if await tell_by_reference(turn):
            return give_back(turn)
        if asking == "safe_now":
            return await repeat(turn, asking)
        if asking == READING:
            return await _after_readings(turn)
        if asking and not await is_settled(turn, asking):
            return await _question_again(turn, asking)
        return await _with_nothing_asked(turn)


async def _take(turn: Turn, choice: str) -> list[Event]:
    return await (take_choice if choice.startswith(PREFIX) else choose)(turn, choice)


class DefaultFallback(AskBack):
    """Rasa's own way out when no rule fits, in place of silence: what was said is asked back."""

    def name(self) -> str:
        return "action_default_fallback"


def _in_danger(turn: Turn) -> list[Event]:
    """A dot for a dot. "1" is still the choice that was offered, though the last text was only a dot."""
    if turn.text == "1" and not turn.crossed:
        turn.say("utter_safe_this_minute")
        return go_on(turn)
    turn.say("utter_quiet" if is_silent_dot(turn.text) else "utter_still_here")
    return []


async def _after_readings(turn: Turn) -> list[Event]:
    """Something else, or not understood again: a person is offered. A yes to the only reading is a choice all the same."""
    if turn.crossed:
        turn.say("utter_crossed")
        return await repeat(turn, READING)
    readings = turn.slot("readings") or []
    if turn.intent == "affirm" and len(readings) == 1:
        return [SlotSet("asking", None), SlotSet("wanted", readings[0]), FollowupAction("action_take_up_wish")]
    return await _to_a_person(turn)


async def _question_again(turn: Turn, asking: str) -> list[Event]:
    if _missed_before(turn):
        return _let_go(turn, asking) or _offer_person(turn)
    turn.say("utter_not_understood")
    return await repeat(turn, asking)


async def _with_nothing_asked(turn: Turn) -> list[Event]:
    readings = await _readings(turn)
    if readings:
        return await ask_which(turn, readings)
    if turn.intent == OUT_OF_SCOPE and not _is_number(turn.text):
        turn.say("utter_out_of_scope")
        return show_menu(turn)
    if _missed_before(turn):
        return await _to_a_person(turn)
    turn.say("utter_not_understood")
    return show_menu(turn)


async def _readings(turn: Turn) -> tuple[str, ...]:
    """What to offer; nothing inside a form, for a bare number or for a plain wish that is not ours to fulfil."""
    ours = turn.form is None and turn.slot("first_contact") == "done" and not _missed_before(turn)
    if not ours or turn.is_surely(OUT_OF_SCOPE) or _is_number(turn.text) or not words(turn.text):
        return ()
    questions_left = turn.slot("referral_stage") in ("open", "paused")
    something_open = (
        questions_left or await handoffs.is_waiting(turn.scope) or await referrals.latest(turn.scope) is not None
    )
    return likeliest(turn.ranking, Moment(questions_left=questions_left, something_open=something_open))


def _let_go(turn: Turn, asking: str) -> list[Event]:
    """A question around a person who was asked for is not put a third time; no answer is a no. No events for any other."""
    if asking == SHARE:
        turn.say("utter_share_left_open")
    elif asking == RECONTACT:
        turn.say("utter_recontact_none")
    return settled(turn) if asking in (SHARE, RECONTACT) else []


async def _to_a_person(turn: Turn) -> list[Event]:
    """A person is offered, or, to somebody who waits for one, the truth is told: the program does not get it."""
    if not await handoffs.is_waiting(turn.scope):
        return _offer_person(turn)
    turn.say("utter_person_will_read")
    return give_back(turn)


def _offer_person(turn: Turn) -> list[Event]:
    turn.say("utter_still_not_understood")
    return [*turn.leave_form(), SlotSet("asking", "person")]


def _is_number(text: str) -> bool:
    """A bare number that no list offered; whatever it looks like to the model, it was not understood."""
    return text.strip(" .").isdigit()


def _missed_before(turn: Turn) -> bool:
    """Whether the text before this one was not understood either."""
    intents = [
        ((event.get("parse_data") or {}).get("intent") or {}).get("name")
        for event in turn.tracker.events
        if event.get("event") == "user"
    ]
    return len(intents) > 1 and intents[-2] in (FALLBACK, OUT_OF_SCOPE)
