"""The plain questions outside of the forms, so that each can be put again. None is open while a form is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rasa_sdk.events import SlotSet

from bot.actions.lines import shift_words
from bot.actions.referral_words import sent_words
from bot.actions.turn import READING, RECONTACT, SHARE, Event, Turn
from bot.usecases import standing

_RESPONSES = {
    "safe_now": "utter_are_you_safe",
    "danger": "utter_still_here",
    "person": "utter_offer_person",
    SHARE: "utter_ask_share",
    RECONTACT: "utter_offer_recontact",
    "forget": "utter_ask_forget",
    "drop": "utter_ask_drop",
    "withdraw": "utter_ask_withdraw",
    "another": "utter_already_sent",
    READING: "utter_which_is_closest",
}
_SOMETHING_ELSE = "/deny"


async def ask(turn: Turn, question: str, **arguments: str | list[str]) -> list[Event]:
    """Put one question; an open form is left for it and given back afterwards."""
    turn.say(_RESPONSES[question], **arguments)
    return [*turn.leave_form(), SlotSet("asking", question)]


async def ask_which(turn: Turn, readings: Sequence[str]) -> list[Event]:
    """Put intents to choice as what the text may have meant; something else is always among the choices."""
    offered = [*(f"/{intent}" for intent in readings), _SOMETHING_ELSE]
    return [*await ask(turn, READING, offered=offered), SlotSet("readings", list(readings))]


async def ask_when(turn: Turn, times: Sequence[datetime]) -> list[Event]:
    """Put up to three times to choice at which the youth could be texted; none of them is always among the choices."""
    offered = [*(f'/inform{{"choice": "{number}"}}' for number, _ in enumerate(times, 1)), _SOMETHING_ELSE]
    said = {f"time{number}": shift_words(at, turn.scope.now, turn.language) for number, at in enumerate(times, 1)}
    asked = await ask(turn, RECONTACT, offered=offered, **said)
    return [*asked, SlotSet("times", [at.isoformat() for at in times])]


async def is_settled(turn: Turn, question: str | None) -> bool:
    """Whether the open question has settled itself: nobody is waited for any more who could read what was written."""
    return question == SHARE and await standing.of_the_wait(turn.scope) is None


async def repeat(turn: Turn, question: str) -> list[Event]:
    """Put the open question once more; one about a referral that is gone meanwhile is closed."""
    if question == READING:
        return await ask_which(turn, turn.slot("readings") or [])
    if question == RECONTACT:
        return await ask_when(turn, offered_times(turn))
    if question not in ("withdraw", "another"):
        return await ask(turn, question)
    words = await sent_words(turn)
    if words is None:
        turn.say("utter_status_none")
        return [SlotSet("asking", None)]
    return await ask(turn, question, **words)


def offered_times(turn: Turn) -> list[datetime]:
    """The times that were put to choice last, in the program's zone."""
    return [datetime.fromisoformat(at).astimezone(turn.scope.program.zone) for at in turn.slot("times") or []]
