"""The life of a handoff: who may do what to it, how urgent it is, and how long the wait honestly is.

    requested -> offered -> claimed -> closed
    claimed -> requested (released)  |  claimed -> claimed by the colleague it was passed to
    requested | offered -> lapsed    |  any open one -> closed

`offered` means that somebody was called to it. One that nobody answers lapses, and the youth is told.

Some are quiet: a check-in was not answered, or a text held the duress word. The youth did not ask for a person, and somebody
else may hold the phone. So nothing of such a handoff is ever said to it, and the program goes on answering until an
advocate writes; from then on it is like any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil
from types import MappingProxyType
from typing import Literal, Protocol

from bot.care.ids import AdvocateId
from bot.care.program import Waiting
from bot.care.rota import ANSWERING

RISK_FIRST = 0
_PRIORITIES = {
    "risk": RISK_FIRST,
    "duress": RISK_FIRST,
    "engine": 1,
    "paused": 1,
    "recontact": 1,
    "checkin": 1,
    "asked": 2,
}
_WORTH = timedelta(minutes=10)
"""How much longer somebody must have waited to come before one whose reason weighs one step more."""
_ROUND = timedelta(minutes=5)

OPEN = ("requested", "offered", "claimed")
WAITING = ("requested", "offered")
QUIET = ("checkin", "duress")

Deed = Literal["claim", "release", "transfer", "hand_back", "close", "reply", "note", "look_back"]


class Standing(Protocol):
    """A handoff as far as these rules are concerned."""

    @property
    def status(self) -> str: ...
    @property
    def priority(self) -> int: ...
    @property
    def requested_at(self) -> datetime: ...
    @property
    def claimed_by(self) -> AdvocateId | None: ...
    @property
    def claimed_at(self) -> datetime | None: ...
    @property
    def transfer_to(self) -> AdvocateId | None: ...
    @property
    def shares(self) -> bool | None: ...


class Untold(Protocol):
    """A handoff as far as it is asked whether the youth knows of it."""

    @property
    def reason(self) -> str: ...
    @property
    def joined_at(self) -> datetime | None: ...
    @property
    def told_at(self) -> datetime | None: ...


class Who(Protocol):
    """Somebody at the desk who wants to do something."""

    @property
    def id(self) -> AdvocateId: ...
    @property
    def role(self) -> str: ...


@dataclass(frozen=True, kw_only=True)
class Disposition:
    """What became of a handoff, as an advocate notes it."""

    code: str
    en: str
    es: str

    def label(self, language: str | None) -> str:
        return self.es if language == "es" else self.en


DISPOSITIONS: Mapping[str, Disposition] = MappingProxyType({
    one.code: one
    for one in (
        Disposition(code="talked", en="We talked it through", es="Lo hablamos"),
        Disposition(code="connected", en="Connected with a service", es="Quedó en contacto con un servicio"),
        Disposition(code="emergency", en="Emergency services are involved", es="Intervienen servicios de emergencia"),
        Disposition(code="later", en="We talk again later", es="Hablamos otra vez después"),
        Disposition(code="silent", en="They stopped answering", es="Dejó de contestar"),
        Disposition(code="elsewhere", en="Others are better placed to help", es="Otros pueden ayudar mejor"),
        Disposition(code="mistake", en="Opened by mistake", es="Se abrió por error"),
    )
})  # fmt: skip
"""What an advocate may choose. The house notes `cancelled` and `forgotten` by itself: the youth's own wish."""


@dataclass(frozen=True, kw_only=True)
class Queue:
    """What stands before somebody who waits: people on shift, talks they are in, and who is answered first."""

    on_shift: int
    busy: int
    ahead: int


def priority_of(reason: str) -> int:
    """0 is answered first: somebody at risk; then whom the program left without an answer; then who asked."""
    return _PRIORITIES[reason]


def is_quiet(handoff: Untold) -> bool:
    """Whether the youth knows nothing of it: to them it is as if there were none."""
    return handoff.reason in QUIET and handoff.joined_at is None and handoff.told_at is None


def outranks(reason: str, priority: int) -> bool:
    """Whether this reason is more urgent than a handoff that already waits with that priority."""
    return priority_of(reason) < priority


def urgency(handoff: Standing, now: datetime) -> tuple[int, timedelta]:
    """A key to sort by, the smallest first: risk before all, then the longer wait, weighed with the reason."""
    waited = now - handoff.requested_at
    if handoff.priority == RISK_FIRST:
        return 0, -waited
    return 1, (handoff.priority - 1) * _WORTH - waited


def may(deed: Deed, handoff: Standing, who: Who) -> bool:
    """Whether somebody may do this to a handoff as it stands. Words are only ever for those who talk with youths."""
    if who.role not in ANSWERING:
        return False
    if deed == "claim":
        passed_to_me = handoff.status == "claimed" and handoff.transfer_to == who.id
        return handoff.status in WAITING or passed_to_me
    if handoff.status != "claimed":
        # A supervisor may end what waits for nobody any more, and look when there is a reason to.
        return who.role == "supervisor" and (deed == "look_back" or (deed == "close" and handoff.status in WAITING))
    mine = handoff.claimed_by == who.id
    if deed == "look_back":
        return who.role == "supervisor" or (mine and handoff.priority == RISK_FIRST)
    if deed == "reply":
        return mine
    return mine or who.role == "supervisor"


def may_see_since(handoff: Standing, *, looked_back: bool = False) -> datetime | None:
    """From when on an advocate may read; None for all of it. Without the youth's yes, from the claim on."""
    if looked_back or handoff.shares:
        return None
    return handoff.claimed_at or datetime.max.replace(tzinfo=UTC)


def needs_a_shift(reason: str) -> bool:
    """Whether it is refused at once when nobody is on shift.

    A risk, a time that was agreed or a check-in that was promised calls people all the same.
    """
    return reason not in ("risk", "recontact", *QUIET)


def estimate(waiting: Waiting, priority: int, queue: Queue, waited: timedelta = timedelta(0)) -> timedelta | None:
    """How much longer it honestly takes, on five minutes rounded up; None when nobody is on shift.

    The usual wait, once more for every round of people who come first and when everybody is in a talk. When that time is
    over and nobody has come, it was wrong: then half of what was waited is still to come, which grows with the wait.
    """
    if queue.on_shift == 0:
        return None
    usual = waiting.urgent if priority == RISK_FIRST else waiting.usual
    free = queue.on_shift - queue.busy
    rounds = 1 + queue.ahead // max(1, free) + (1 if free <= 0 and priority != RISK_FIRST else 0)
    whole = max(usual * rounds, waited * 3 / 2)
    return max(_ROUND, _ROUND * ceil((whole - waited) / _ROUND))
