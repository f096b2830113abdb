"""When it is asked whether a person may read what was written: once somebody waits, and never while danger is near."""

from __future__ import annotations

from bot.actions.open_questions import ask
from bot.actions.turn import SHARE, Event, Turn
from bot.usecases import standing


async def share_question(turn: Turn) -> list[Event]:
    """Ask it once somebody, for whom a person was called, said that they are safe this minute; no events when it is not due.

    After danger it is not asked at all: the phone stays dark, and the desk can look back with a reason.
    """
    if turn.slot("asking") != "safe_now":
        return []
    waiting = await standing.of_the_wait(turn.scope)
    return await ask(turn, SHARE) if waiting is not None and waiting.shares is None else []
