"""No longer waiting: for a person, or to be texted first."""

from __future__ import annotations

from bot.actions.turn import Turn
from bot.care.spelling import words
from bot.usecases import handoffs, recontact, standing

_OF_WAITING = frozenset({"wait", "waiting", "person", "esperar", "esperando", "espero", "persona", "nadie"})


def speaks_of_waiting(text: str) -> bool:
    """Whether somebody who takes something back means the person they wait for, by their own words."""
    return not _OF_WAITING.isdisjoint(words(text))


async def stop_waiting(turn: Turn) -> bool:
    """Nobody needs to come, and no text of ours goes out at a chosen time; False when there was neither."""
    waiting = await standing.of_the_wait(turn.scope)
    taken_back = await recontact.cancel(turn.scope)
    if waiting is not None:
        await handoffs.stop_waiting(turn.scope)
        texted_first = waiting.reason == "recontact" and waiting.shares is None
        turn.say("utter_not_now_is_fine" if texted_first else "utter_no_longer_waiting")
    elif taken_back:
        turn.say("utter_recontact_taken_back")
    return waiting is not None or taken_back
