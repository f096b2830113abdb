"""Where to turn for a place or a thing, as far as this service knows it."""

from __future__ import annotations

from bot.actions.lines import lines
from bot.actions.turn import Event, Turn, TurnAction


class TellLines(TurnAction):
    """Says that places cannot be looked up here, gives the lines, and offers who can look."""

    def name(self) -> str:
        return "action_tell_lines"

    async def act(self, turn: Turn) -> list[Event]:
        turn.say("utter_lines", **lines(turn.scope.program, turn.language))
        if turn.is_idle:
            turn.say("utter_who_looks")
        return []
