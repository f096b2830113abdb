"""How the questions about check-ins are put, where that hangs on what was said before."""

from __future__ import annotations

from bot.actions.checkin_when import ASKED_FOR, MISSING
from bot.actions.checkin_words import clocks_now, details_of, say_summary, standing_details
from bot.actions.turn import Event, Turn, TurnAction
from bot.care.checkins import OWN


class AskCheckinWhen(TurnAction):
    """When; or only what is still missing of it."""

    def name(self) -> str:
        return "action_ask_checkin_when"

    async def act(self, turn: Turn) -> list[Event]:
        turn.say(ASKED_FOR.get(str(turn.slot(MISSING)), "utter_ask_checkin_when"))
        return []


class AskCheckinZone(TurnAction):
    """What the clock on the wall shows: nobody has to know the name of a zone."""

    def name(self) -> str:
        return "action_ask_checkin_zone"

    async def act(self, turn: Turn) -> list[Event]:
        turn.say("utter_ask_checkin_zone", **clocks_now(turn))
        return []


class AskCheckinCover(TurnAction):
    """What the texts shall be about; or the words of their own."""

    def name(self) -> str:
        return "action_ask_checkin_cover"

    async def act(self, turn: Turn) -> list[Event]:
        turn.say("utter_checkin_own_words" if turn.slot(MISSING) == OWN else "utter_ask_checkin_cover")
        return []


class AskCheckinConfirmed(TurnAction):
    """All of it as it was chosen, then whether it shall be done. A time that has passed meanwhile is asked for again."""

    def name(self) -> str:
        return "action_ask_checkin_confirmed"

    async def act(self, turn: Turn) -> list[Event]:
        details = details_of(turn, await standing_details(turn))
        if details is not None:
            say_summary(turn, details)
        turn.say("utter_ask_checkin_confirmed")
        return []
