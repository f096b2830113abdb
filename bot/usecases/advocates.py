"""Who works at the desk: inviting somebody, a new link for a lost phone, and the end of it."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

import phonenumbers

from bot.care.ids import AdvocateId, ConversationId, new_id
from bot.care.languages import LANGUAGES
from bot.care.texts import clean
from bot.errors import SubjectErased, WrongField, WrongInput
from bot.store import UnitOfWork
from bot.store.desk_records import Advocate, Invitation, Role
from bot.store.key_store import KeyStore
from bot.usecases.one_time_codes import new_secret
from bot.usecases.page_lines import line_to
from bot.usecases.sessions import TOKEN_BYTES, note

LINK_HOLDS: Final = timedelta(hours=24)
ROLES: Final[tuple[Role, ...]] = ("advocate", "supervisor", "staff", "admin")
_LOGIN: Final = re.compile(r"[a-z][a-z0-9._-]{1,39}")
_LONGEST_NAME: Final = 40  # characters; it stands in texts to youths
AT_THE_MACHINE: Final = "cli"  # the actor of what is done with the command line


@dataclass(frozen=True, kw_only=True)
class NewAdvocate:
    """Whom to invite. `name` is what youths are told; `phone` is where pages go."""

    login: str
    name: str = field(repr=False)
    role: str
    phone: str | None = field(default=None, repr=False)
    speaks: tuple[str, ...] = LANGUAGES
    language: str = "en"


async def invite(uow: UnitOfWork, new: NewAdvocate, now: datetime, *, actor: str = AT_THE_MACHINE) -> str:
    """A place at the desk; returns the token of its one-time link. Raises `WrongInput`."""
    role = _checked(new)
    if await uow.advocates.by_login(new.login) is not None:
        raise WrongField("login", "taken", "this login is taken")
    name = checked_name(new.name)
    phone = phone_number(new.phone) if new.phone else None
    subject_id = await uow.keys.resolve("desk", new.login, create=True)
    if subject_id is None:
        raise SubjectErased
    pages = await staff_conversation(uow, phone, new.language, now) if phone else None
    advocate = Advocate(
        id=AdvocateId(new_id()),
        subject_id=subject_id,
        login=new.login,
        role=role,
        language=new.language,
        speaks=new.speaks,
        name=name,
        phone=phone,
        page_conversation_id=pages,
        totp=new_secret(),
        created_at=now,
    )
    await uow.advocates.add(advocate)
    note(uow, "admin:advocate:invited", actor, now)
    return _link(uow, advocate.id, now)


async def invite_again(uow: UnitOfWork, login: str, now: datetime, *, actor: str = AT_THE_MACHINE) -> str:
    """A new link, for a phone that was lost: whatever proved who it is until now proves nothing any more."""
    advocate = await _known(uow, login)
    await uow.advocates.save(replace(advocate, status="invited", password=None, totp=new_secret()), advocate)
    await _shut_out(uow, advocate, now)
    uow.failures.clear(uow.keys.throttle_key("login", advocate.login))
    note(uow, "admin:advocate:invited", actor, now)
    return _link(uow, advocate.id, now)


async def disable(uow: UnitOfWork, login: str, now: datetime, *, actor: str = AT_THE_MACHINE) -> None:
    """Out at once, everywhere. What the advocate wrote and did stays; a new link would let them in again."""
    advocate = await _known(uow, login)
    await uow.advocates.save(replace(advocate, status="disabled", password=None, totp=None), advocate)
    await _shut_out(uow, advocate, now)
    note(uow, "admin:advocate:disabled", actor, now)


async def has_stopped(keys: KeyStore, phone: str) -> bool:
    """Whether no page can reach this phone, because it said STOP to the service."""
    return await keys.suppressed("sms", phone_number(phone))


async def _shut_out(uow: UnitOfWork, advocate: Advocate, now: datetime) -> None:
    """End all sessions, passkeys and links of an advocate."""
    for passkey in await uow.passkeys.of_advocate(advocate.id):
        uow.passkeys.delete(passkey.id)
    uow.sessions.end_all(advocate.id, now)
    uow.invitations.void_all(advocate.id, now)


def _link(uow: UnitOfWork, advocate_id: AdvocateId, now: datetime) -> str:
    token = secrets.token_urlsafe(TOKEN_BYTES)
    uow.invitations.add(
        Invitation(
            id=hashlib.sha256(token.encode()).hexdigest(),
            advocate_id=advocate_id,
            created_at=now,
            expires_at=now + LINK_HOLDS,
        )
    )
    return token


async def staff_conversation(uow: UnitOfWork, phone: str, language: str, now: datetime) -> ConversationId:
    """The conversation that pages go through. A number that texts as a youth stays a youth's."""
    line = await line_to(uow, phone, language, now)
    if line is None or await uow.advocates.by_page_conversation(line.id) is not None:
        detail = "this number is in use already, by a colleague or by somebody who texts the service"
        raise WrongField("phone", "phone_used", detail)
    return line.id


async def _known(uow: UnitOfWork, login: str) -> Advocate:
    advocate = await uow.advocates.by_login(login)
    if advocate is None:
        raise WrongInput("nobody at the desk has this login")
    return advocate


def _checked(new: NewAdvocate) -> Role:
    """The role, once the rest is found right. Raises `WrongField`."""
    if not _LOGIN.fullmatch(new.login):
        detail = "a login has 2 to 40 of a-z, 0-9, dot, dash and underscore, and begins with a letter"
        raise WrongField("login", "login", detail)
    check_languages(new.language, new.speaks)
    return checked_role(new.role)


def checked_role(text: str) -> Role:
    """A role that there is. Raises `WrongField`."""
    for role in ROLES:
        if role == text:
            return role
    raise WrongField("role", "role", f"a role is one of {', '.join(ROLES)}")


def check_languages(language: str, speaks: Collection[str]) -> None:
    """The language of somebody's pages, and those they answer in. Raises `WrongField`."""
    if language not in LANGUAGES or not speaks or not set(speaks) <= set(LANGUAGES):
        raise WrongField("speaks", "speaks", "languages are en and es")


def checked_name(text: str) -> str:
    """A name that can stand in a text. Raises `WrongField`."""
    name = clean(text).text.strip()
    if not 0 < len(name) <= _LONGEST_NAME:
        raise WrongField("name", "name", f"a name has 1 to {_LONGEST_NAME} characters")
    return name


def phone_number(text: str) -> str:
    """A phone in its one canonical spelling. Raises `WrongField`."""
    try:
        parsed = phonenumbers.parse(text, "US")
    except phonenumbers.NumberParseException:
        raise WrongField("phone", "phone", "a phone is written like +12145550101") from None
    if not phonenumbers.is_possible_number(parsed):
        raise WrongField("phone", "phone", "a phone is written like +12145550101")
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
