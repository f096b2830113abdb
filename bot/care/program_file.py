"""Reads the mapping that `program.toml` holds. Every refusal names the key that is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.care.program import (
    STATEWIDE,
    Agency,
    Bursts,
    DeskRules,
    Hotline,
    OutboxRules,
    Paging,
    Program,
    Retention,
    Shift,
    Waiting,
)
from bot.care.toml_table import Table
from bot.care.toml_table import parse_duration as parse_duration
from bot.errors import WrongProgram

PURPOSES = ("reply", "safety", "confirmation", "started")
WORDINGS = ("notice", "referral", "checkins", "safety_plan")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NEEDED_HOTLINES = ("emergency", "suicide")
SHORTEST_IDLE = timedelta(minutes=1)
"""What somebody does is written down every few seconds at most; a shorter span would sign out whoever works."""
LONGEST_SIGN_IN = timedelta(days=1)
"""The rows of sessions are dropped two days after they began (`bot.store.retention`), whatever they still allow."""


def parse_program(mapping: Mapping[str, object]) -> Program:
    """The Program in what `tomllib` read. Raises WrongProgram with the exact key."""
    top = Table(mapping)
    program = Program(
        name=top.words("name"),
        timezone=_timezone(top),
        counties=_counties(top),
        hotlines=_hotlines(top.table("hotlines")),
        agencies=_agencies(top),
        shifts=tuple(_shift(table) for table in top.tables("shifts")),
        waiting=Waiting(**_durations(top.table("waiting"), Waiting)),
        paging=_paging(top.table("paging")),
        desk=_desk(top.table("desk")),
        retention=_retention(top.table("retention")),
        bursts=_bursts(top.table("bursts")),
        outbox=_outbox(top.table("outbox")),
        wording=_wording(top.table("wording")),
    )
    top.done()
    return program


def _timezone(top: Table) -> str:
    name = top.words("timezone")
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise WrongProgram("timezone must be an IANA name such as America/Chicago") from None
    return name


def _counties(table: Table) -> frozenset[str]:
    value = table.raw("counties")
    if value == STATEWIDE:
        return frozenset()
    names = value if isinstance(value, list) else []
    if not names or not all(isinstance(name, str) and name.strip() for name in names):
        raise WrongProgram(f'{table.key("counties")} must be "{STATEWIDE}" or a list of county names')
    return frozenset(name.strip().removesuffix(" County") for name in names)


def _hotlines(table: Table) -> Mapping[str, Hotline]:
    lines = {code: _hotline(code, entry) for code, entry in table.named_tables()}
    for code in NEEDED_HOTLINES:
        if code not in lines:
            raise WrongProgram(f"{table.key(code)} is missing")
    return MappingProxyType(lines)


def _hotline(code: str, table: Table) -> Hotline:
    line = Hotline(
        code=code,
        label_en=table.words("label_en"),
        label_es=table.words("label_es"),
        reach_en=table.words("reach_en"),
        reach_es=table.words("reach_es"),
        checked=table.of("checked", date),
        verified=table.of("verified", bool),
    )
    table.done()
    return line


def _agencies(top: Table) -> tuple[Agency, ...]:
    agencies = tuple(_agency(table) for table in top.tables("agencies"))
    codes = [agency.code for agency in agencies]
    if len(set(codes)) != len(codes):
        raise WrongProgram("agencies must have a code each of their own")
    return agencies


def _agency(table: Table) -> Agency:
    agency = Agency(
        code=table.words("code"),
        name=table.words("name"),
        counties=_counties(table),
        min_age=table.of("min_age", int),
        max_age=table.of("max_age", int),
        languages=_languages(table),
        answers_within_en=table.words("answers_within_en"),
        answers_within_es=table.words("answers_within_es"),
        contact=table.words("contact"),
    )
    if not 0 <= agency.min_age <= agency.max_age:
        raise WrongProgram(f"{table.key('max_age')} must not be below min_age")
    table.done()
    return agency


def _languages(table: Table) -> tuple[str, ...]:
    languages = tuple(str(value) for value in table.many("languages"))
    if not languages or not set(languages) <= {"en", "es"}:
        raise WrongProgram(f'{table.key("languages")} must list "en", "es" or both')
    return languages


def _shift(table: Table) -> Shift:
    days = [str(day) for day in table.many("days")]
    if not days or not set(days) <= set(WEEKDAYS):
        raise WrongProgram(f"{table.key('days')} must list days such as {WEEKDAYS[0]}")
    shift = Shift(
        days=frozenset(WEEKDAYS.index(day) for day in days),
        begins=table.read("begins", time.fromisoformat, "a time of day such as 09:00"),
        ends=table.read("ends", time.fromisoformat, "a time of day such as 21:00"),
    )
    table.done()
    return shift


def _durations(table: Table, shape: type) -> dict[str, timedelta]:
    values = {name: table.duration(name) for name in shape.__dataclass_fields__}  # type: ignore[attr-defined]
    table.done()
    return values


def _paging(table: Table) -> Paging:
    paging = Paging(**_durations(table, Paging))
    if paging.give_up_after <= paging.supervisor_after:
        raise WrongProgram(f"{table.key('give_up_after')} must be longer than supervisor_after")
    return paging


def _desk(table: Table) -> DeskRules:
    desk = DeskRules(**_durations(table, DeskRules))
    if desk.idle < SHORTEST_IDLE:
        raise WrongProgram(f"{table.key('idle')} must be at least 1m")
    if not desk.idle <= desk.absolute <= LONGEST_SIGN_IN:
        raise WrongProgram(f"{table.key('absolute')} must be at most 24h and not shorter than idle")
    return desk


def _retention(table: Table) -> Retention:
    retention = Retention(**_durations(table, Retention))
    # A provider may deliver one webhook again for days; a shorter memory would read an old text twice.
    if retention.seen < timedelta(days=30):
        raise WrongProgram(f"{table.key('seen')} must be at least 30d")
    return retention


def _bursts(table: Table) -> Bursts:
    bursts = Bursts(**_durations(table, Bursts))
    if bursts.longest < bursts.quiet:
        raise WrongProgram(f"{table.key('longest')} must not be shorter than quiet")
    return bursts


def _outbox(table: Table) -> OutboxRules:
    expires_table = table.table("expires")
    expires = {purpose: expires_table.duration(purpose) for purpose in PURPOSES}
    expires_table.done()
    try:
        pauses = tuple(parse_duration(str(value)) for value in table.many("retry_after"))
    except ValueError:
        raise WrongProgram(f'{table.key("retry_after")} must list times such as "5s"') from None
    if not pauses:
        raise WrongProgram(f"{table.key('retry_after')} must not be empty")
    table.done()
    return OutboxRules(expires=MappingProxyType(expires), retry_after=pauses)


def _wording(table: Table) -> Mapping[str, str]:
    wording = {name: table.words(name) for name in WORDINGS}
    table.done()
    return MappingProxyType(wording)
