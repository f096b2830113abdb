"""What a conversation remembers between turns, as it lies (sealed) in its row: the engine's events, what was asked.

Old turns are folded away, so that a long conversation stays as small as a short one: their effect on the slots is kept
as slot events, their texts were never there. A value that was replaced or emptied goes at once: what somebody took back
is not remembered.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.conversation.dialogue import Event

KEPT_TURNS = 20
FOLD_AT = 40


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The last question: the outbound message that carries it and what each number stands for.

    `private`: the answer is shown in no thread. `after_private`: nor is the one before, which may cross this question.
    """

    message_id: str
    choices: Mapping[str, str]
    while_paused: bool = False  # asked although the program was silent (a STOP, a person): only about being forgotten
    private: bool = False
    after_private: bool = False


@dataclass(frozen=True, kw_only=True)
class State:
    """The dialogue's state. Empty for a conversation that begins."""

    events: tuple[Event, ...] = field(default=(), repr=False)
    asked: Asked | None = None
    quiet_until: datetime | None = None  # "dont text back" is obeyed even for a plea until then
    language_chosen: bool = False  # asked for in words, so that no guess changes it
    at_rest: bool = False  # the last thing said was that a check-in was answered: nothing of the dialogue is under way

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> State:
        asked = row.get("asked")
        return cls(
            events=tuple(row.get("events") or ()),
            asked=_asked(asked) if asked else None,
            quiet_until=datetime.fromisoformat(row["quiet_until"]) if row.get("quiet_until") else None,
            language_chosen=bool(row.get("language_chosen")),
            at_rest=bool(row.get("at_rest")),
        )

    def to_row(self) -> dict[str, Any]:
        asked = {**asdict(self.asked), "choices": dict(self.asked.choices)} if self.asked else None
        return {
            "events": [dict(event) for event in self.events],
            "asked": asked,
            "quiet_until": self.quiet_until.isoformat() if self.quiet_until else None,
            "language_chosen": self.language_chosen,
            "at_rest": self.at_rest,
        }

    def after(self, new_events: Sequence[Event], quiet_slots: Collection[str]) -> State:
        """The state after a turn. `quiet_slots` are those whose earlier values no policy looks at."""
        events = fold(without_old_values((*self.events, *new_events), quiet_slots))
        return replace(self, events=events, at_rest=False)

    def with_nothing_private_asked(self) -> State:
        """The state after the last question was answered and no other followed.

        Its numbers can still be typed late, but what is texted from now on belongs into the thread. Only what had been
        typed before the question reached the phone is as private as the question was, for one turn.
        """
        if self.asked is None:
            return self
        return replace(self, asked=replace(self.asked, private=False, after_private=self.asked.private))


def _asked(row: Mapping[str, Any]) -> Asked:
    return Asked(
        message_id=row["message_id"],
        choices=row["choices"],
        while_paused=bool(row.get("while_paused")),
        private=bool(row.get("private")),
        after_private=bool(row.get("after_private")),
    )


def without_old_values(events: Sequence[Event], quiet_slots: Collection[str]) -> tuple[Event, ...]:
    """The events without the values of quiet slots that a later event replaced, emptied or reset."""
    settled: set[str] = set()
    all_reset = False
    kept: list[Event] = []
    for event in reversed(events):
        if event.get("event") == "reset_slots":
            all_reset = True
        if event.get("event") == "slot" and event.get("name") in quiet_slots:
            if all_reset or event["name"] in settled:
                continue
            settled.add(event["name"])
        kept.append(event)
    return tuple(reversed(kept))


def fold(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events with everything before the last KEPT_TURNS user turns replaced by the slots it left behind.

    Nothing is folded while a form that began earlier still runs, since its beginning tells the engine where it is.
    """
    turns = [index for index, event in enumerate(events) if event.get("event") == "user"]
    if len(turns) <= FOLD_AT:
        return tuple(events)
    cut = turns[-KEPT_TURNS]
    loops = [event for event in events[:cut] if event.get("event") == "active_loop"]
    if loops and loops[-1].get("name"):
        return tuple(events)
    slots: dict[str, Event] = {}
    for event in events[:cut]:
        if event.get("event") == "slot":
            slots[str(event["name"])] = event
    return (*slots.values(), {"event": "action", "name": "action_listen"}, *events[cut:])
