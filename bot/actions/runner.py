"""Runs the dialogue's custom actions in this process: the action server's executor, without a server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

import bot.actions
from bot.conversation.dialogue import ActionRefused
from bot.errors import PuenteError


class BrokenActions(PuenteError):
    """The dialogue's actions cannot be loaded; `python -c "import bot.actions.runner"` and the checks show why."""


class ActionRunner:
    """Takes an action-server request of the engine and gives the action's events and responses."""

    def __init__(self) -> None:
        self._executor = ActionExecutor()
        try:
            self._executor.register_package(bot.actions)
        except SystemExit:
            # The library ends the process here, and its log is off.
            raise BrokenActions from None

    @property
    def names(self) -> frozenset[str]:
        """The actions that can be run."""
        return frozenset(self._executor.actions)

    async def __call__(self, call: Mapping[str, Any]) -> Mapping[str, Any]:
        """Run one action. Raises `ActionRefused`, or whatever the action raised."""
        try:
            result = await self._executor.run(dict(call))
        except ActionExecutionRejection as refused:
            raise ActionRefused(refused.action_name) from None
        if result is None:
            return {"events": [], "responses": []}
        return {"events": result.events, "responses": result.responses}
