"""What an admin changes about people who are at the desk already: their role, how they are reached, their sign-ins."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from bot.care.ids import AdvocateId
from bot.errors import WrongField
from bot.store import UnitOfWork
from bot.store.records import Advocate
from bot.usecases.advocates import check_languages, checked_name, checked_role, phone_number, staff_conversation
from bot.usecases.sessions import note

CHANGED: Final = "admin:advocate:changed"
ROLE_CHANGED: Final = "admin:role:changed"
SIGNED_OUT: Final = "admin:session:ended"


@dataclass(frozen=True, kw_only=True)
class Details:
    """How somebody at the desk is to be known and reached. `phone` None: no pages."""

    name: str = field(repr=False)
    role: str
    speaks: tuple[str, ...]
    language: str
    phone: str | None = field(repr=False)


async def change(uow: UnitOfWork, advocate: Advocate, details: Details, by: AdvocateId, now: datetime) -> None:
    """Write the details. A new role signs the person out, so that no page of the old role stays open.

    Raises `WrongField`; nobody changes their own role, so there is always an admin left.
    """
    role = checked_role(details.role)
    if role != advocate.role and advocate.id == by:
        raise WrongField("role", "own_role", "your own role is changed by another admin")
    check_languages(details.language, details.speaks)
    phone = phone_number(details.phone) if details.phone else None
    pages = advocate.page_conversation_id
    if phone != advocate.phone:
        pages = await staff_conversation(uow, phone, details.language, now) if phone else None
    changed = replace(
        advocate,
        name=checked_name(details.name),
        role=role,
        speaks=details.speaks,
        language=details.language,
        phone=phone,
        page_conversation_id=pages,
    )
    if changed == advocate:
        return
    await uow.advocates.save(changed, advocate)
    note(uow, CHANGED, by, now)
    if role != advocate.role:
        uow.sessions.end_all(advocate.id, now)
        note(uow, ROLE_CHANGED, by, now)


def sign_out_everywhere(uow: UnitOfWork, advocate: Advocate, by: AdvocateId, now: datetime) -> None:
    """End every sign-in of somebody, as after a lost phone."""
    uow.sessions.end_all(advocate.id, now)
    note(uow, SIGNED_OUT, by, now)
