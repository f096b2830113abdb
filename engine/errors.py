"""Errors of the engine. Their codes, never their texts, leave the process."""


class EngineError(Exception):
    """Something that the core is told of by `code`."""

    code = "turn_failed"


class Refusal(EngineError):
    """The engine does not start; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class BadRequest(EngineError):
    """The request is not one that this engine understands."""

    code = "bad_request"


class TurnFailed(EngineError):
    """The dialogue could not be carried to the end of the turn; nothing of the turn may be kept."""

    code = "turn_failed"


class NoAnswer(EngineError):
    """The turn ended without a word and without a custom action: the dialogue has nothing to say to this."""

    code = "no_answer"


class TurnTimeout(EngineError):
    """The turn took longer than it may."""

    code = "turn_timeout"
