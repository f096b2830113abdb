"""Dropping what is past its time. Whole conversations are erased by their own timers; this is for what ages inside a kept one."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Delete, Table, delete, exists, or_

from bot.care.consent import Purpose
from bot.care.program import Retention
from bot.store import audit_chain
from bot.store.care_tables import checkin, checkin_plan, safety_plan
from bot.store.desk_tables import challenge, desk_session, invitation, note, sign_in_failure, typing
from bot.store.store import Store
from bot.store.tables import alert, consent, handoff, inbound_message, outbound_message, referral

_GONE_OUT: Final = ("sent", "delivered", "failed", "expired")
_SIGNED_IN: Final = timedelta(days=2)
_REPORTED: Final = timedelta(hours=1)
"""By then a provider has said whether a message arrived, and of a private one no word is needed any more."""


async def drop_what_is_past(store: Store, now: datetime, retention: Retention) -> None:
    """Delete every row that its purpose no longer needs, in short transactions of their own."""
    for statement in _outdated(now, retention):
        async with store.database.write() as connection:
            await connection.execute(statement)
    async with store.database.write() as connection:
        await audit_chain.prune(connection, store.keys.ring, now - retention.audit)
    async with store.unit_of_work() as uow:
        uow.seen.prune(now, retention.seen)
        uow.reports.prune(now - retention.reports)
        await uow.commit()


def _outdated(now: datetime, retention: Retention) -> list[Delete]:
    messages, people = now - retention.messages, now - retention.handoff
    return [
        delete(inbound_message).where(inbound_message.c.status == "handled", inbound_message.c.handled_at < messages),
        delete(outbound_message).where(
            outbound_message.c.status.in_(_GONE_OUT), outbound_message.c.created_at < messages
        ),
        delete(outbound_message).where(
            outbound_message.c.status.in_(_GONE_OUT),
            outbound_message.c.private.is_(True),
            outbound_message.c.created_at < now - _REPORTED,
        ),
        delete(referral).where(referral.c.expires_at < now),
        delete(consent).where(consent.c.expires_at < now),
        delete(checkin).where(checkin.c.due_at < now - retention.checkins),
        *_unconsented(now, now - retention.checkins),
        delete(handoff).where(handoff.c.closed_at < people),
        delete(alert).where(alert.c.acknowledged_at < people),
        delete(note).where(note.c.created_at < people),
        # A sign-in is over a day after it began, at the latest; the rest is of no use from the moment that it names.
        delete(desk_session).where(desk_session.c.created_at < now - _SIGNED_IN),
        delete(sign_in_failure).where(sign_in_failure.c.at < now - _SIGNED_IN),
        delete(invitation).where(invitation.c.expires_at < now),
        delete(challenge).where(challenge.c.expires_at < now),
        delete(typing).where(typing.c.until < now),
    ]


def _unconsented(now: datetime, idle_since: datetime) -> list[Delete]:
    """Plans that no consent keeps any more.

    One that waits for a yes is kept a while for the desk; so is one that has ended, which is empty, for what became of its
    check-ins goes with it.
    """
    idle = checkin_plan.c.changed_at < idle_since
    agreed = _agreed(checkin_plan, Purpose.CHECKINS, now)
    return [
        delete(checkin_plan).where(or_(checkin_plan.c.status.not_in(("proposed", "ended")), idle), ~agreed),
        delete(checkin_plan).where(checkin_plan.c.status == "ended", idle),
        delete(safety_plan).where(~_agreed(safety_plan, Purpose.SAFETY_PLAN, now)),
    ]


def _agreed(table: Table, purpose: Purpose, now: datetime) -> ColumnElement[bool]:
    """The subject of a row has a consent for this that is in force."""
    given = (consent.c.subject_id == table.c.subject_id, consent.c.purpose == purpose.value)
    standing = or_(consent.c.withdrawn_at.is_(None), consent.c.withdrawn_at > now)
    return exists().where(*given, consent.c.expires_at > now, standing)
