"""The ladder: who is called to somebody who waits, in which order, and when nobody will come any more.

One at a time those on shift, whoever speaks the language and has fewest talks first; then the supervisors. Where
somebody is at risk the steps come closer, and the people off shift are called as well.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.care.handoffs import RISK_FIRST
from bot.care.ids import AdvocateId
from bot.care.program import Paging
from bot.care.rota import ANSWERING, Colleague


@dataclass(frozen=True, kw_only=True)
class Rung:
    """People who are called together, so long after the ladder began."""

    after: timedelta
    people: tuple[AdvocateId, ...]


@dataclass(frozen=True, kw_only=True)
class Step:
    """What is due on a ladder: whom to page now, when to look again (from its beginning), or that it is at its end."""

    page: tuple[AdvocateId, ...]
    look_at: timedelta
    given_up: bool


@dataclass(frozen=True, kw_only=True)
class Wait:
    """Who waits: how urgent, in which language, and who just gave them back."""

    priority: int
    language: str | None
    passed_by: AdvocateId | None = None  # who had it and gave it back: called when there is nobody else


def ladder(
    wait: Wait,
    on_shift: Collection[AdvocateId],
    people: Iterable[Colleague],
    talks: Mapping[AdvocateId, int],
    times: Paging,
) -> tuple[Rung, ...]:
    """The whole ladder as it stands now. `talks`: how many conversations each has in hand.

    Nobody stands on it twice. Somebody who stepped away is called only where there is a risk, and last.
    """
    active = {one.id: one for one in people if one.status == "active" and one.role in ANSWERING}
    answering = {key: one for key, one in active.items() if key != wait.passed_by} or active
    here = _in_order([one for one in answering.values() if one.id in on_shift], wait, talks)
    above = _in_order([one for one in answering.values() if one.role == "supervisor" and not one.away], wait, talks)
    rest = _in_order(answering.values(), wait, talks)
    at_risk = wait.priority == RISK_FIRST
    supervisors_after = times.next_after if at_risk else times.supervisor_after
    rungs: list[Rung] = []
    called: set[AdvocateId] = set()

    def call(after: timedelta, some: Iterable[AdvocateId]) -> None:
        new = tuple(one for one in some if one not in called)
        if new:
            called.update(new)
            rungs.append(Rung(after=after if rungs else timedelta(0), people=new))

    for place, one in enumerate(here):
        after = place * times.next_after
        if after < supervisors_after:
            call(after, [one])
    call(supervisors_after, [*above, *here])
    if at_risk:
        call(2 * times.next_after, rest)
    return tuple(rungs)


def reminders(has_it: AdvocateId, people: Iterable[Colleague], times: Paging) -> tuple[Rung, ...]:
    """Who is called about a talk that somebody has already: that advocate; soon after, the supervisors who are here."""
    above = tuple(
        one.id
        for one in people
        if one.role == "supervisor" and one.status == "active" and not one.away and one.id != has_it
    )
    return (Rung(after=timedelta(0), people=(has_it,)), Rung(after=times.next_after, people=above))


def next_step(rungs: tuple[Rung, ...], paged: Collection[AdvocateId], waited: timedelta, times: Paging) -> Step:
    """What is due so long after the ladder began. Also one that came late, or changed meanwhile, calls nobody twice."""
    due = [one for rung in rungs if rung.after <= waited for one in rung.people if one not in paged]
    coming = [rung.after for rung in rungs if rung.after > waited]
    return Step(
        page=tuple(due),
        look_at=min([*coming, max(times.give_up_after, waited)]),
        given_up=waited >= times.give_up_after,
    )


def page_words(
    language: str | None, *, program: str, urgent: bool, passed_on: bool = False, reminds: bool = False
) -> str:
    """What an advocate's phone shows. Nothing of the youth, not even the language: anybody may see it."""
    if language == "es":
        who = "te pasan una conversación" if passed_on else "alguien espera"
        who = "mira ya una conversación abierta" if reminds else who
        return f"Mesa de {program}: {who}{' (urgente)' if urgent else ''}. Contesta 1 si la tomas."
    who = "a conversation is passed to you" if passed_on else "somebody waits"
    who = "look at an open conversation now" if reminds else who
    return f"{program} desk: {who}{' (urgent)' if urgent else ''}. Reply 1 if you take it."


def taken_words(language: str | None) -> str:
    """The answer to a "1"."""
    if language == "es":
        return "Gracias. Ábrela en la mesa ahora; allí te espera."
    return "Thank you. Open it at the desk now; it waits for you there."


def already_taken_words(language: str | None) -> str:
    """The answer to a "1" when nothing waits for it any more."""
    if language == "es":
        return "Gracias. Ya no hay nadie esperando."
    return "Thank you. Nobody is waiting any more."


def staff_words(language: str | None, program: str) -> str:
    """The answer to anything else from an advocate's phone."""
    if language == "es":
        return f"Este número de {program} te avisa cuando alguien espera. Contesta 1 a un aviso. STOP los apaga."
    return f"This {program} number pages you when somebody waits. Reply 1 to a page. STOP turns pages off."


def stopped_words(language: str | None, program: str) -> str:
    """The one confirmation of an advocate's STOP."""
    if language == "es":
        return f"{program}: ya no te avisamos. Manda START para volver."
    return f"{program}: no more pages. Reply START to turn them on."


def started_words(language: str | None, program: str) -> str:
    """The answer to an advocate's START."""
    if language == "es":
        return f"{program}: los avisos están activos otra vez."
    return f"{program}: pages are on again."


def _in_order(people: Iterable[Colleague], wait: Wait, talks: Mapping[AdvocateId, int]) -> list[AdvocateId]:
    """First who speaks the language, has few talks, and is here."""

    def key(one: Colleague) -> tuple[bool, bool, int, AdvocateId]:
        foreign = wait.language is not None and wait.language not in one.speaks
        return one.away, foreign, talks.get(one.id, 0), one.id

    return [one.id for one in sorted(people, key=key)]
