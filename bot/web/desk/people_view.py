"""The people at the desk in words, and what was typed about one of them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.care.ids import AdvocateId
from bot.care.languages import LANGUAGES
from bot.errors import WrongField, WrongInput
from bot.store.records import Advocate, DeskSession, Passkey
from bot.usecases.advocates import NewAdvocate
from bot.usecases.colleagues import Details
from bot.web.desk.day_words import moment_words
from bot.web.desk.rota_forms import Form


@dataclass(frozen=True, kw_only=True)
class PersonRow:
    """One person in the list. `proofs` are keys of words: how this person signs in."""

    id: AdvocateId
    name: str
    login: str
    role: str
    status: str
    away: bool
    speaks: tuple[str, ...]
    proofs: tuple[str, ...]
    paged: bool
    seen: str


@dataclass(frozen=True, kw_only=True)
class Key:
    """One passkey of a person: the name under which their device lists it, when it was made and when it last signed."""

    label: str
    made: str
    used: str


def person_rows(
    people: Iterable[Advocate],
    passkeys: Mapping[AdvocateId, Sequence[Passkey]],
    sessions: Mapping[AdvocateId, Sequence[DeskSession]],
    now: datetime,
    zone: ZoneInfo,
    language: str,
) -> list[PersonRow]:
    """Those who work here by name, then those who no longer do."""
    return [
        PersonRow(
            id=one.id,
            name=one.name,
            login=one.login,
            role=one.role,
            status=one.status,
            away=one.away,
            speaks=one.speaks,
            proofs=proofs_of(one, passkeys.get(one.id, ())),
            paged=one.phone is not None,
            seen=_seen(sessions.get(one.id, ()), now, zone, language),
        )
        for one in sorted(people, key=lambda one: (one.status == "disabled", one.name.casefold(), one.login))
    ]


def proofs_of(advocate: Advocate, passkeys: Sequence[Passkey]) -> tuple[str, ...]:
    """How somebody can prove who they are, as keys of words."""
    has_password = advocate.password is not None
    return (*(["people.passkey"] if passkeys else []), *(["people.password"] if has_password else []))


def keys_of(passkeys: Sequence[Passkey], now: datetime, zone: ZoneInfo, language: str) -> tuple[Key, ...]:
    """The passkeys in words, oldest first; `used` is empty while one has not signed yet."""
    here = now.astimezone(zone)

    def told(at: datetime | None) -> str:
        return moment_words(at.astimezone(zone), here, language) if at else ""

    return tuple(Key(label=one.label, made=told(one.created_at), used=told(one.used_at)) for one in passkeys)


def new_advocate(form: Form, speaks: Sequence[str]) -> NewAdvocate:
    """Whom to invite, as it was typed; the use case says what is wrong with it."""
    return NewAdvocate(
        login=form.value("login").lower(),
        name=form.value("name"),
        role=form.value("role"),
        phone=form.value("phone") or None,
        speaks=tuple(speaks),
        language=form.value("language"),
    )


def details_of(form: Form, speaks: Sequence[str]) -> Details:
    """The details of somebody who is here, as they were typed."""
    return Details(
        name=form.value("name"),
        role=form.value("role"),
        speaks=tuple(speaks),
        language=form.value("language"),
        phone=form.value("phone") or None,
    )


def spoken(given: Any) -> list[str]:
    """The languages that are ticked, in the order of the house."""
    ticked = {str(one) for one in given.getlist("speaks")}
    return [language for language in LANGUAGES if language in ticked]


def note_refusal(form: Form, wrong: WrongInput) -> None:
    """Put what the use case refused beside its field, in the form's own words."""
    if isinstance(wrong, WrongField):
        form.wrong(wrong.field, f"people.wrong.{wrong.code}")
    else:
        form.wrong("", "people.wrong")


def _seen(sessions: Sequence[DeskSession], now: datetime, zone: ZoneInfo, language: str) -> str:
    """When somebody last did something at the desk; empty while they never have."""
    if not sessions:
        return ""
    last = max(session.seen_at for session in sessions)
    return moment_words(last.astimezone(zone), now.astimezone(zone), language)
