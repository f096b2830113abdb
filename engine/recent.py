"""Shortens a long conversation to what can still matter to the next turn.

Rasa replays every event of a tracker many times in a turn, so a turn late in a long conversation would take ever
longer. Its policies look back over a few turns at most; from before that only the state counts: slots, the active
loop with what set it off, a pause. `engine.differential` compares courses with and without this.
"""

from collections.abc import Sequence

from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    ConversationPaused,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

# More than MemoizationPolicy remembers (`max_history` in config.yml) and than any rule is long.
RECENT_TURNS = 10


def shortened(tracker: DialogueStateTracker, domain: Domain) -> DialogueStateTracker:
    """`tracker`, or one in the same state that holds the last turns only."""
    applied = tracker.applied_events()
    messages = [place for place, event in enumerate(applied) if isinstance(event, UserUttered)]
    if len(messages) <= RECENT_TURNS:
        return tracker
    cut = messages[-RECENT_TURNS]
    before = DialogueStateTracker.from_events(tracker.sender_id, applied[:cut], domain.slots, domain=domain)
    events = [*_state(before, applied[:cut]), *applied[cut:]]
    return DialogueStateTracker.from_events(tracker.sender_id, events, domain.slots, domain=domain)


def _state(before: DialogueStateTracker, events: Sequence[Event]) -> list[Event]:
    """The fewest events that lead to the state `before` is in."""
    slots = [SlotSet(name, slot.value) for name, slot in before.slots.items() if slot.value != slot.initial_value]
    paused = [ConversationPaused()] if before.is_paused() else []
    return [
        ActionExecuted(ACTION_SESSION_START_NAME),
        SessionStarted(),
        *slots,
        *_loop(before, events),
        *paused,
        ActionExecuted(ACTION_LISTEN_NAME),
    ]


def _loop(before: DialogueStateTracker, events: Sequence[Event]) -> list[Event]:
    """The active loop as if it had just been set off, by the message that did set it off."""
    loop = before.active_loop
    if loop is None or loop.name is None:
        return []
    runs = [event for event in events if isinstance(event, ActionExecuted) and event.action_name == loop.name]
    intent = (loop.trigger_message or {}).get("intent")
    return [
        ActionExecuted(ACTION_LISTEN_NAME),
        UserUttered(intent=intent),
        runs[-1] if runs else ActionExecuted(loop.name),
        ActiveLoop(loop.name),
        *([ActionExecutionRejected(loop.name)] if loop.rejected else []),
    ]
