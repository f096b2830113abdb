"""The points at which the service is killed, in the order in which a message, or a deed at the desk, passes them."""

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

DeskPoint = Literal[
    "deed_begun",  # the desk was asked for something, nothing is written
    "deed_committed",  # it is written, the browser has not heard so
    "timer_begun",  # a timer is due, nothing is written
    "timer_committed",  # what the timer did is written, its texts wait
    "claimed",  # as above
    "accepted_not_recorded",
    "recorded",
]
Deed = Literal[
    "claim",  # an advocate takes a conversation, the youth is told who comes
    "reply",  # an advocate writes, the youth gets it
    "hand_back",  # an advocate gives it back to the program, the youth is told
    "page",  # a ladder begins, an advocate's phone gets a page
    "lapse",  # nobody came, the youth is told
]
_SENDING: tuple[DeskPoint, ...] = ("claimed", "accepted_not_recorded", "recorded")
_BY_DEED: tuple[DeskPoint, ...] = ("deed_begun", "deed_committed", *_SENDING)
_BY_TIMER: tuple[DeskPoint, ...] = ("timer_begun", "timer_committed", *_SENDING)
DESK_POINTS: dict[Deed, tuple[DeskPoint, ...]] = {
    "claim": _BY_DEED,
    "reply": _BY_DEED,
    "hand_back": _BY_DEED,
    "page": _BY_TIMER,
    "lapse": _BY_TIMER,
}
