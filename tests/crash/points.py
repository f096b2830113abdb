"""The points at which the service is killed, in the order in which a message passes them."""

from __future__ import annotations

from typing import Literal, get_args

Point = Literal[
    "before_verify",  # the webhook came in, nobody has looked at it
    "after_commit_before_answer",  # the message is kept, the provider has not heard so
    "answered_not_processed",  # the provider has its 200, no turn was taken
    "engine_replied",  # the engine has answered, nothing of the turn is written
    "outbox_committed",  # the turn is written, its texts wait
    "claimed",  # a text is claimed, the provider has not heard of it
    "accepted_not_recorded",  # the provider took the text, we have not noted it: the one ambiguous point
    "recorded",  # the hand-over is noted
]
POINTS: tuple[Point, ...] = get_args(Point)
