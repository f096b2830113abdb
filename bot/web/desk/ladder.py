"""Whom the ladder would call if somebody began to wait now: computed by the same rule that pages, and only shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from bot.care.handoffs import RISK_FIRST, priority_of
from bot.care.ids import AdvocateId
from bot.care.languages import LANGUAGES
from bot.care.paging import Rung, Wait, ladder
from bot.care.program import Paging
from bot.care.rota import ANSWERING
from bot.store import UnitOfWork
from bot.store.records import Advocate
from bot.usecases.rota import rota_between
from bot.web.desk.context import Desk
from bot.web.desk.day_words import clock_words, day_words, length_words
from bot.web.desk.rota_view import Words
from bot.web.desk.table import SUPERVISOR, Entry

CASES: Final = {"asked": priority_of("asked"), "risk": RISK_FIRST}


@dataclass(frozen=True, kw_only=True)
class Called:
    """Somebody on a rung: the name, and in words what matters for being reached."""

    name: str
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Step:
    """One rung in words."""

    when: str
    people: tuple[Called, ...]


@dataclass(frozen=True, kw_only=True)
class Team:
    """Everybody who can be called, as they stand now. `stopped` texted STOP to the pages."""

    people: tuple[Advocate, ...]
    on_shift: frozenset[AdvocateId]
    stopped: frozenset[AdvocateId]
    talks: Mapping[AdvocateId, int]


async def page(request: Request, desk: Desk) -> Response:
    """GET /desk/rota/ladder: for each case and language the steps, and what the program's times are."""
    program = desk.house.settings.program
    here = desk.now.astimezone(program.zone)
    async with desk.house.store.unit_of_work() as uow:
        rota = await rota_between(uow, here.date(), here.date(), zone=program.timezone)
        team = await team_of(uow, rota.on_shift(desk.now))
    times = program.paging
    moment = f"{day_words(here.date(), desk.t.language)}, {clock_words(here, desk.t.language)}"
    return desk.render(
        "desk/rota_ladder.html",
        time=moment,
        cases=[
            {
                "title": f"ladder.{case}",
                "ladders": [(language, steps_of(team, priority, language, times, desk.t)) for language in LANGUAGES],
            }
            for case, priority in CASES.items()
        ],
        end=length_words(times.give_up_after),
        times={
            "next": length_words(times.next_after),
            "supervisors": length_words(times.supervisor_after),
            "end": length_words(times.give_up_after),
            "silent": length_words(times.silent_after),
        },
    )


async def team_of(uow: UnitOfWork, on_shift: Collection[AdvocateId]) -> Team:
    """The people at the desk, who of them is on shift, stopped pages, and is in how many talks."""
    people = await uow.advocates.all()
    claimed = [one.claimed_by for one in await uow.handoffs.open() if one.status == "claimed" and one.claimed_by]
    stopped = [one.id for one in people if await _has_stopped(uow, one)]
    return Team(people=tuple(people), on_shift=frozenset(on_shift), stopped=frozenset(stopped), talks=Counter(claimed))


def steps_of(team: Team, priority: int, language: str, times: Paging, t: Words) -> list[Step]:
    """The ladder for one who waits, in words. Empty when nobody can be called."""
    rungs: Sequence[Rung] = ladder(
        Wait(priority=priority, language=language), team.on_shift, team.people, team.talks, times
    )
    known = {one.id: one for one in team.people}
    return [
        Step(
            when=t("ladder.after", wait=length_words(rung.after)) if rung.after else t("ladder.at_once"),
            people=tuple(Called(name=known[one].name, notes=_notes(known[one], team, t)) for one in rung.people),
        )
        for rung in rungs
    ]


async def _has_stopped(uow: UnitOfWork, advocate: Advocate) -> bool:
    if advocate.page_conversation_id is None:
        return False
    conversation = await uow.conversations.get(advocate.page_conversation_id)
    return conversation is not None and conversation.paused_at is not None


def _notes(advocate: Advocate, team: Team, t: Words) -> tuple[str, ...]:
    where = "away" if advocate.away else "on_shift" if advocate.id in team.on_shift else "off_shift"
    notes = [t(f"ladder.{where}")]
    if advocate.role == SUPERVISOR:
        notes.append(t("desk.role.supervisor"))
    if team.talks.get(advocate.id):
        notes.append(t("ladder.talks", n=team.talks[advocate.id]))
    if advocate.phone is None:
        notes.append(t("ladder.no_phone"))
    elif advocate.id in team.stopped:
        notes.append(t("ladder.stopped"))
    return tuple(notes)


ENTRIES: Final = (Entry(path="/desk/rota/ladder", handler=page, roles=ANSWERING),)
