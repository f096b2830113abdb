"""The way of the conversation: what was left is given back, the menu, going back, another language."""

from __future__ import annotations

from rasa_sdk.events import FollowupAction, SlotSet

from bot.actions import checkin_form
from bot.actions.checkin_answers import FORM as CHECKIN_FORM
from bot.actions.open_questions import is_settled, repeat
from bot.actions.referral_form import back
from bot.actions.sharing import share_question
from bot.actions.turn import RECONTACT, SHARE, Event, Turn, TurnAction
from bot.care.languages import ENGLISH, SPANISH
from bot.care.spelling import words

FIRST_CONTACT_FORM, REFERRAL_FORM = "first_contact_form", "referral_form"
_MENUS = {"paused": "utter_menu_paused", "sent": "utter_menu_sent"}

CRISIS_QUESTIONS = ("safe_now", "danger")
OFFERS = (SHARE, RECONTACT)
"""Questions around a person who was asked for; they come back after an aside, as a form does."""
_PARTING = ("goodbye", "hostile", "stop_messages")
"""After these no question is put again."""

_NAMES = {
    SPANISH: frozenset({"espanol", "spanish", "castellano"}),
    ENGLISH: frozenset({"english", "ingles", "inglish"}),
}


def give_back(turn: Turn) -> list[Event]:
    """Events that lead back to the form that was left, or on to the first contact; none when neither waits."""
    closed = SlotSet("asking", None)
    if turn.form is not None:
        # Rasa itself takes up an open form after an aside.
        return [closed]
    if turn.slot("interrupted"):
        return [closed, SlotSet("interrupted", None), FollowupAction(turn.slot("interrupted"))]
    if turn.slot("first_contact") != "done":
        return [closed, FollowupAction(FIRST_CONTACT_FORM)]
    return [closed]


def show_menu(turn: Turn) -> list[Event]:
    """The menu. Questions that were open are put off and stand in it."""
    stage = "paused" if turn.form == REFERRAL_FORM else turn.slot("referral_stage")
    turn.say(_MENUS.get(stage, "utter_menu"))
    return [*turn.leave_form(), SlotSet("interrupted", None), SlotSet("asking", None)]


def go_on(turn: Turn) -> list[Event]:
    """On with what was left, or else the menu."""
    waits = turn.slot("interrupted") or turn.slot("first_contact") != "done"
    return give_back(turn) if waits else show_menu(turn)


class GiveBack(TurnAction):
    """After an aside: what was open comes back. In a crisis that question stays open instead."""

    def name(self) -> str:
        return "action_give_back"

    async def act(self, turn: Turn) -> list[Event]:
        asking = turn.slot("asking")
        if asking in OFFERS and turn.intent not in _PARTING and not await is_settled(turn, asking):
            return await repeat(turn, asking)
        if asking not in CRISIS_QUESTIONS:
            return give_back(turn)
        if asking == "safe_now":
            turn.say("utter_are_you_safe")
        return []


class GoOn(TurnAction):
    """After a question was settled: on with what was left, or else the menu."""

    def name(self) -> str:
        return "action_go_on"

    async def act(self, turn: Turn) -> list[Event]:
        return await share_question(turn) or go_on(turn)


class HearGoodNews(TurnAction):
    """Good news after a crisis leads back to what was left; at any other time it is simply heard."""

    def name(self) -> str:
        return "action_hear_good_news"

    async def act(self, turn: Turn) -> list[Event]:
        if turn.slot("asking") in CRISIS_QUESTIONS:
            turn.say("utter_safe_this_minute")
            return await share_question(turn) or go_on(turn)
        turn.say("utter_good_to_hear")
        return give_back(turn)


class ShowMenu(TurnAction):
    """What there is to choose."""

    def name(self) -> str:
        return "action_show_menu"

    async def act(self, turn: Turn) -> list[Event]:
        return show_menu(turn)


class GoBack(TurnAction):
    """One question back inside the self-referral and the questions about check-ins."""

    def name(self) -> str:
        return "action_go_back"

    async def act(self, turn: Turn) -> list[Event]:
        if turn.form == CHECKIN_FORM:
            return [*checkin_form.back(turn), SlotSet("outcome", "go_on")]
        if turn.form != REFERRAL_FORM:
            waits = bool(turn.slot("interrupted"))
            return [SlotSet("asking", None), SlotSet("outcome", "go_on" if waits else "nothing")]
        return [*back(turn), SlotSet("outcome", "go_on")]


class ChangeLanguage(TurnAction):
    """To the language that was named, or else to the other one."""

    def name(self) -> str:
        return "action_change_language"

    async def act(self, turn: Turn) -> list[Event]:
        other = ENGLISH if turn.slot("language") == SPANISH else SPANISH
        return [SlotSet("language", _named(turn.text) or other)]


class AskAgain(TurnAction):
    """Our texts crossed: the open question is put once more."""

    def name(self) -> str:
        return "action_ask_again"

    async def act(self, turn: Turn) -> list[Event]:
        asking = turn.slot("asking")
        if not asking or await is_settled(turn, asking):
            return go_on(turn)
        turn.say("utter_crossed")
        return await repeat(turn, asking)


def _named(text: str) -> str | None:
    """The one language that a text names, in either language."""
    found = set(words(text))
    named = [language for language, names in _NAMES.items() if names & found]
    return named[0] if len(named) == 1 else None
