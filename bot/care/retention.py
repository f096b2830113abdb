"""When a conversation is to be erased: a day after its last message, unless what was agreed to keeps parts of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.care.program import Retention

LOOK_AGAIN = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Held:
    """What bears on keeping a conversation. `kept_until`: the ends of consents and referrals in force, and
    of times at which the youth is to be written to."""

    last_message_at: datetime
    kept_until: tuple[datetime, ...]
    person_asked_at: datetime | None  # since when a person was asked for, as the youth knows, and has not come yet
    people_told_at: datetime | None  # since when people were told of something that nobody has seen to yet
    unanswered: bool  # a text waits for its answer


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """`erase`: everything goes. Otherwise look again at `look_at`; with `forget_talk` the talk itself goes already now."""

    erase: bool
    forget_talk: bool
    look_at: datetime


def judge(held: Held, now: datetime, retention: Retention) -> Verdict:
    """What is to become of a conversation at `now`."""
    talk_ends = held.last_message_at + retention.conversation
    if now < talk_ends:
        return Verdict(erase=False, forget_talk=False, look_at=talk_ends)
    if held.unanswered or _awaited(held.person_asked_at, now, retention):
        # Nobody is erased while they wait for an answer, and a person who comes finds what was said.
        return Verdict(erase=False, forget_talk=False, look_at=now + LOOK_AGAIN)
    kept = [end for end in held.kept_until if end > now]
    if _awaited(held.people_told_at, now, retention):
        kept.append(now + LOOK_AGAIN)
    if kept:
        # What people were told, the dialogue must not show: it forgets the talk as if nobody had been told anything.
        # Not at the end of what was agreed to: it may be taken back before, and there may be new talk to forget.
        return Verdict(erase=False, forget_talk=True, look_at=min(max(kept), now + LOOK_AGAIN))
    return Verdict(erase=True, forget_talk=True, look_at=now)


def _awaited(since: datetime | None, now: datetime, retention: Retention) -> bool:
    """A wait keeps what is needed for it, but one that nobody ever ended does not keep it for good."""
    return since is not None and now < since + retention.handoff
