"""The people at the desk, their passkeys, and the links that invite them."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import delete, or_, select, update

from bot.care.ids import AdvocateId, ConversationId
from bot.store.desk_tables import advocate, invitation, passkey
from bot.store.records import Advocate, Invitation, Passkey
from bot.store.repositories.base import Repository
from bot.store.session import Queued

_A: Final = advocate.c
_FIXED: Final = ("id", "subject_id", "login", "created_at", "totp_step", "away")  # not for `save` to write


class Advocates(Repository[Advocate]):
    """Name, phone, password and TOTP secret are sealed with the advocate's own key."""

    table = advocate
    record = Advocate

    async def add(self, record: Advocate) -> Queued:
        """`ConflictError` at the commit if the login is taken."""
        return await self._insert_sealed(record)

    async def get(self, advocate_id: AdvocateId) -> Advocate | None:
        return await self._one(self._select(_A.id == advocate_id))

    async def by_login(self, login: str) -> Advocate | None:
        return await self._one(self._select(_A.login == login.strip().lower()))

    async def by_page_conversation(self, conversation_id: ConversationId) -> Advocate | None:
        """Whose pages go through this conversation."""
        return await self._one(self._select(_A.page_conversation_id == conversation_id))

    async def all(self) -> list[Advocate]:
        """Everybody, also the disabled, by login."""
        return await self._many(self._select().order_by(_A.login))

    async def any_active(self) -> bool:
        return bool(await self._session.rows(select(_A.id).where(_A.status == "active").limit(1)))

    async def save(self, record: Advocate, was: Advocate) -> Queued:
        """Write what differs from the advocate as they were read; the login, a used time step and being away never do.

        `ConflictError` at the commit if they have joined, been invited anew or disabled, or got another role meanwhile: what
        proves who somebody is changes with their status alone, so nothing that was ended comes back with a later write.
        """
        values = {
            name: await self._stored(record, name, getattr(record, name))
            for name in self._names()
            if name not in _FIXED and getattr(record, name) != getattr(was, name)
        }
        # A record that changed in nothing still demands its row.
        row = update(advocate).where(_A.id == was.id, _A.status == was.status, _A.role == was.role)
        return self._session.queue(row.values(values or {"status": was.status}), demand=1)

    def use_totp(self, was: Advocate, step: int) -> Queued:
        """Use up a time step. `ConflictError` at the commit if it or a later one was used: the code was seen before.

        So it is for somebody who was invited anew or disabled meanwhile: the secret is not theirs any more.
        """
        unused = or_(_A.totp_step.is_(None), _A.totp_step < step)
        row = update(advocate).where(_A.id == was.id, _A.status == was.status, unused)
        return self._session.queue(row.values(totp_step=step), demand=1)

    def page_through(self, advocate_id: AdvocateId, conversation_id: ConversationId | None) -> Queued:
        """The staff conversation that pages go through from now on."""
        row = update(advocate).where(_A.id == advocate_id)
        return self._session.queue(row.values(page_conversation_id=conversation_id), demand=1)

    def set_away(self, advocate_id: AdvocateId, away: bool) -> Queued:
        """Step away, or come back."""
        return self._session.queue(update(advocate).where(_A.id == advocate_id).values(away=away), demand=1)


class Passkeys(Repository[Passkey]):
    """WebAuthn credentials."""

    table = passkey
    record = Passkey

    async def add(self, record: Passkey) -> Queued:
        """`ConflictError` at the commit if the credential is registered already."""
        return await self._insert_sealed(record)

    async def of_advocate(self, advocate_id: AdvocateId) -> list[Passkey]:
        """An advocate's passkeys, oldest first."""
        mine = self._select(passkey.c.advocate_id == advocate_id)
        return await self._many(mine.order_by(passkey.c.created_at, passkey.c.id))

    async def by_credential(self, credential_id: str) -> Passkey | None:
        return await self._one(self._select(passkey.c.credential_id == credential_id))

    def used(self, passkey_id: str, sign_count: int, at: datetime) -> Queued:
        row = update(passkey).where(passkey.c.id == passkey_id)
        return self._session.queue(row.values(sign_count=sign_count, used_at=at), demand=1)

    def delete(self, passkey_id: str) -> Queued:
        return self._session.queue(delete(passkey).where(passkey.c.id == passkey_id), demand=1)


class Invitations(Repository[Invitation]):
    """One-time links, found by the hash of their token."""

    table = invitation
    record = Invitation

    def add(self, record: Invitation) -> Queued:
        return self._insert_plain(record)

    async def get(self, invitation_id: str) -> Invitation | None:
        return await self._one(self._select(invitation.c.id == invitation_id))

    def use(self, invitation_id: str, at: datetime) -> Queued:
        """`ConflictError` at the commit if it was used before or has expired."""
        fresh = (invitation.c.used_at.is_(None), invitation.c.expires_at > at)
        row = update(invitation).where(invitation.c.id == invitation_id, *fresh)
        return self._session.queue(row.values(used_at=at), demand=1)

    def void_all(self, advocate_id: AdvocateId, at: datetime) -> Queued:
        """No link of this advocate opens any more."""
        rows = update(invitation).where(invitation.c.advocate_id == advocate_id, invitation.c.used_at.is_(None))
        return self._session.queue(rows.values(used_at=at))
