"""One conversation as somebody at the desk may see it: where it stands, the words they may read, and what they may do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from bot.care.consent import is_in_force
from bot.care.handoffs import DISPOSITIONS, RISK_FIRST, WAITING, Deed, may, may_see_since
from bot.care.ids import AdvocateId, ConversationId
from bot.store import UnitOfWork
from bot.store.records import Advocate, Conversation, Handoff, Note, Said
from bot.usecases import safety_plans
from bot.usecases.pausing import may_be_answered
from bot.web.desk.agreed_view import Agreed, agreed_of
from bot.web.desk.aliases import alias
from bot.web.desk.calls_view import Called, called_of
from bot.web.desk.checkins_plan import PlanView, plan_views_of
from bot.web.desk.context import Desk
from bot.web.desk.day_words import length_words, moment_words
from bot.web.desk.quiet import knows_nothing, warning_of

_DEEDS: Final[tuple[Deed, ...]] = (
    "claim", "release", "transfer", "hand_back", "close", "reply", "note", "look_back",
)  # fmt: skip
_SUMMED_UP: Final = (
    "name_to_use", "age_band", "area", "needs", "safe_way", "safe_time", "leave_message", "anything_else",
)  # fmt: skip
_LEFT_OUT: Final = (None, "", "skipped")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing said. `who` is youth, program, me or colleague; `words` are the finished text or say what it was."""

    id: str
    who: str
    speaker: str
    words: str = field(repr=False)
    is_sign: bool
    at: datetime
    clock: str
    status: str = ""
    failed: bool = False


@dataclass(frozen=True, kw_only=True)
class Jotted:
    """A note among colleagues."""

    id: str
    by: str
    clock: str
    text: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class View:
    """Everything on the page. `standing` changes whenever the page has to be built anew."""

    id: ConversationId
    name: str
    language: str | None
    channel: str
    handoff: Handoff | None
    state: str  # waiting | mine | to_me | other | program
    with_whom: str
    wait: str
    called: tuple[Called, ...]
    urgent: bool
    paused: bool
    answerable: bool
    starts_fresh: bool
    standing: str
    can: frozenset[Deed]
    lines: tuple[Line, ...] | None
    notes: tuple[Jotted, ...] | None
    agreed: tuple[Agreed, ...] | None  # None for whoever may neither read nor answer for those who do
    summary: tuple[tuple[str, str], ...] = field(repr=False)
    writing: tuple[str, ...]
    colleagues: tuple[Advocate, ...]
    dispositions: tuple[tuple[str, str], ...]
    plans: tuple[PlanView, ...] = field(repr=False)  # for check-ins
    shows_plan: bool  # whether the youth lets whoever looks read their safety plan
    quiet: bool  # whether the youth has not been told that somebody is here
    warning: str  # a key of words: what must not be written by mistake; empty where nothing speaks against plain words


async def view_of(uow: UnitOfWork, conversation: Conversation, desk: Desk) -> View:
    """The conversation as it stands now, for whoever looks."""
    handoff = await uow.handoffs.open_for(conversation.id)
    people = {one.id: one for one in await uow.advocates.all()}
    can = _can(handoff, desk.me)
    reads = "reply" in can
    since = may_see_since(handoff) if handoff else None
    thread = await uow.thread(conversation.id, since) if reads else None
    writing = await uow.typing.of(conversation.id, desk.now)
    answerable = may_be_answered(conversation, desk.now)
    shows_plan = await safety_plans.shown_to(uow, conversation, handoff, desk.me, desk.now) is not None
    return View(
        id=conversation.id,
        name=alias(conversation.id, desk.t.language),
        language=conversation.language,
        channel=conversation.channel,
        handoff=handoff,
        state=_state(handoff, desk.me.id),
        with_whom=_name(people, handoff.claimed_by) if handoff and handoff.claimed_by else "",
        wait=length_words(desk.now - _since(handoff, conversation)),
        called=await called_of(uow, handoff, people, desk),
        urgent=bool(handoff and handoff.priority == RISK_FIRST),
        paused=conversation.paused_at is not None,
        answerable=answerable,
        starts_fresh=reads and since is not None,
        standing=_standing(handoff, answerable=answerable, shows_plan=shows_plan),
        can=can,
        lines=None if thread is None else lines_of(thread, people, desk),
        notes=_jotted(await uow.notes.of_conversation(conversation.id), people, desk) if "note" in can else None,
        agreed=await agreed_of(uow, conversation, desk) if reads or desk.me.role == "supervisor" else None,
        summary=await summary_of(uow, conversation, desk) if reads and since is None else (),
        writing=tuple(_name(people, one) for one in writing if one != desk.me.id),
        colleagues=_colleagues(people, handoff, desk.me),
        dispositions=tuple((code, one.label(desk.t.language)) for code, one in DISPOSITIONS.items()),
        plans=await plan_views_of(uow, conversation, people, desk) if "note" in can else (),
        shows_plan=shows_plan,
        quiet=knows_nothing(handoff),
        warning=warning_of(handoff, await uow.alerts.open()) if reads else "",
    )


def lines_of(thread: Sequence[Said], people: Mapping[AdvocateId, Advocate], desk: Desk) -> tuple[Line, ...]:
    """A thread in words, oldest first."""
    return tuple(_line(said, people, desk) for said in thread)


async def summary_of(uow: UnitOfWork, conversation: Conversation, desk: Desk) -> tuple[tuple[str, str], ...]:
    """What the youth let us pass on of themself: key of words and answer. Nothing once the consent is over."""
    consents = await uow.consents.current(conversation.subject_id, desk.now)
    if not any(one.purpose == "referral" and is_in_force(one, desk.now) for one in consents):
        return ()
    sent = [
        one
        for one in await uow.referrals.of_subject(conversation.subject_id)
        if one.status == "submitted" and one.expires_at > desk.now
    ]
    if not sent:
        return ()
    answers = sent[0].details
    return tuple((f"summary.{key}", _told(answers[key])) for key in _SUMMED_UP if answers.get(key) not in _LEFT_OUT)


def _can(handoff: Handoff | None, me: Advocate) -> frozenset[Deed]:
    if handoff is None:
        return frozenset({"look_back", "note"}) if me.role == "supervisor" else frozenset()
    return frozenset(deed for deed in _DEEDS if may(deed, handoff, me))


def _state(handoff: Handoff | None, me: AdvocateId) -> str:
    if handoff is None:
        return "program"
    if handoff.status in WAITING:
        return "waiting"
    if handoff.claimed_by == me:
        return "mine"
    return "to_me" if handoff.transfer_to == me else "other"


def _since(handoff: Handoff | None, conversation: Conversation) -> datetime:
    if handoff is None:
        return conversation.last_inbound_at
    return handoff.claimed_at or handoff.requested_at


def _standing(handoff: Handoff | None, *, answerable: bool, shows_plan: bool) -> str:
    if handoff is None:
        return "program"
    told = (
        handoff.status,
        handoff.claimed_by,
        handoff.transfer_to,
        handoff.shares,
        handoff.priority,
        answerable,
        shows_plan,
    )
    return ".".join(str(one) for one in told)


def _line(said: Said, people: Mapping[AdvocateId, Advocate], desk: Desk) -> Line:
    t = desk.t
    who = "me" if said.advocate_id == desk.me.id else "colleague" if said.who == "advocate" else said.who
    named = {"youth": t("said.youth"), "program": t("said.program"), "me": t("said.me")}
    is_sign = said.who == "youth" and said.kind != "text" and not said.text
    zone = desk.house.settings.program.zone
    return Line(
        id=said.id,
        who=who,
        speaker=named.get(who) or _name(people, said.advocate_id),
        words=t(f"said.{said.kind}") if is_sign else said.text or t("said.gone"),
        is_sign=is_sign or not said.text,
        at=said.at,
        clock=moment_words(said.at.astimezone(zone), desk.now.astimezone(zone), t.language),
        status=t(f"sent.{said.status}") if said.status and said.who != "youth" else "",
        failed=said.status in ("failed", "expired"),
    )


def _jotted(notes: Sequence[Note], people: Mapping[AdvocateId, Advocate], desk: Desk) -> tuple[Jotted, ...]:
    zone = desk.house.settings.program.zone
    now = desk.now.astimezone(zone)
    return tuple(
        Jotted(
            id=note.id,
            by=_name(people, note.advocate_id),
            clock=moment_words(note.created_at.astimezone(zone), now, desk.t.language),
            text=note.text,
        )
        for note in notes
    )


def _colleagues(people: Mapping[AdvocateId, Advocate], handoff: Handoff | None, me: Advocate) -> tuple[Advocate, ...]:
    """To whom it can be passed on: first those who are here, by name."""
    taken = {me.id, handoff.claimed_by if handoff else None}
    able = (one for one in people.values() if one.status == "active" and one.role in ("advocate", "supervisor"))
    return tuple(sorted((one for one in able if one.id not in taken), key=lambda one: (one.away, one.name.casefold())))


def _name(people: Mapping[AdvocateId, Advocate], advocate_id: AdvocateId | None) -> str:
    found = people.get(advocate_id) if advocate_id else None
    return found.name if found else "?"


def _told(value: object) -> str:
    return ", ".join(str(item) for item in value) if isinstance(value, list | tuple) else str(value)
