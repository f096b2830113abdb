"""What a youth agreed to, in words."""

from __future__ import annotations

from dataclasses import dataclass

from bot.store import UnitOfWork
from bot.store.records import Consent, Conversation
from bot.web.desk.context import Desk, InterfaceWords
from bot.web.desk.day_words import date_words


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """A consent in force, in words."""

    id: str
    purpose: str
    given: str
    until: str


async def agreed_of(uow: UnitOfWork, conversation: Conversation, desk: Desk) -> tuple[Agreed, ...]:
    """The consents in force of whoever is in a conversation."""
    return tuple(_agreed(one, desk) for one in await uow.consents.current(conversation.subject_id, desk.now))


def _agreed(one: Consent, desk: Desk) -> Agreed:
    zone = desk.house.settings.program.zone
    given, until = (date_words(at.astimezone(zone).date(), desk.t.language) for at in (one.given_at, one.expires_at))
    return Agreed(id=one.id, purpose=_purpose(one.purpose, desk.t), given=given, until=until)


def _purpose(purpose: str, t: InterfaceWords) -> str:
    known = ("referral", "checkins", "safety_plan", "followup", "statistics")
    return t(f"purpose.{purpose}" if purpose in known else "purpose.other")
