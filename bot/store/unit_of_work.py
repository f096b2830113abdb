"""The unit of work: everything a turn changes is written together or not at all, and nowhere else is anything committed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from types import TracebackType
from typing import Any

from sqlalchemy import Column, RowMapping, delete, func, select, update

from bot.care.ids import ConversationId, SubjectId
from bot.store.calls import Deferrer
from bot.store.database import Database
from bot.store.desk_tables import desk_mark, typing
from bot.store.key_store import KeyStore
from bot.store.records import InboundMessage, OutboundMessage, Said
from bot.store.repositories.advocates import Advocates, Invitations, Passkeys
from bot.store.repositories.agreements import Consents, Notices, Referrals
from bot.store.repositories.checkins import CheckinPlans, Checkins
from bot.store.repositories.conversations import Contacts, Conversations
from bot.store.repositories.desk import Notes, Pages, Typing
from bot.store.repositories.handoffs import Handoffs
from bot.store.repositories.inbound import Inbound, Seen
from bot.store.repositories.outbound import Outbound, Reports
from bot.store.repositories.people import Alerts, Audit
from bot.store.repositories.rota import Rota
from bot.store.repositories.safety_plans import SafetyPlans
from bot.store.repositories.sign_in import Challenges, Failures, Sessions
from bot.store.repositories.timers import Timers
from bot.store.session import Queued, Session
from bot.store.table_parts import metadata
from bot.store.tables import audit_entry


class UnitOfWork:
    """Reads lock nothing and happen at once; writes wait and run in their order in one short transaction at `commit`.

    So nothing is locked while a turn is worked out. Reads do not see writes of the same unit. After the commit the unit can be
    looked at but not used again; leaving it without a commit drops its writes.
    """

    def __init__(self, database: Database, keys: KeyStore, deferrer: Deferrer | None = None) -> None:
        self._session = Session(database, keys, deferrer)
        self.keys = keys  # beside this database: what is done there is done at once, whatever becomes of this unit
        self.conversations = Conversations(self._session)
        self.contacts = Contacts(self._session)
        self.inbound = Inbound(self._session)
        self.seen = Seen(self._session)
        self.outbound = Outbound(self._session)
        self.reports = Reports(self._session)
        self.timers = Timers(self._session)
        self.consents = Consents(self._session)
        self.notices = Notices(self._session)
        self.referrals = Referrals(self._session)
        self.handoffs = Handoffs(self._session)
        self.checkin_plans = CheckinPlans(self._session)
        self.checkins = Checkins(self._session)
        self.safety_plans = SafetyPlans(self._session)
        self.alerts = Alerts(self._session)
        self.audit = Audit(self._session)
        self.advocates = Advocates(self._session)
        self.passkeys = Passkeys(self._session)
        self.invitations = Invitations(self._session)
        self.sessions = Sessions(self._session)
        self.challenges = Challenges(self._session)
        self.failures = Failures(self._session)
        self.rota = Rota(self._session)
        self.pages = Pages(self._session)
        self.notes = Notes(self._session)
        self.typing = Typing(self._session)

    async def __aenter__(self) -> UnitOfWork:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.end()

    async def for_many(self, plan_ids: Collection[str]) -> None:
        """This unit does the same for many plans: what is asked for each is read ahead, and writes of a kind run at once.

        Each of its writes must be one that can go before another of another plan.
        """
        self._session.for_many = True
        plans = await self.checkin_plans.read_ahead(plan_ids)
        conversation_ids = {plan.conversation_id for plan in plans}
        await self.conversations.read_ahead(conversation_ids)
        await self.handoffs.read_ahead(conversation_ids)
        await self.outbound.read_ahead(conversation_ids)

    @property
    def writes(self) -> tuple[Queued, ...]:
        """What waits for the commit, or was committed."""
        return tuple(self._session.writes)

    async def commit(self) -> None:
        """Write all or nothing.

        Raises `ConflictError` when another writer was faster, `AlreadySeen` for a message taken in before, `SubjectErased` when a
        subject was erased since its rows were sealed, `StoreBusy`, `StoreFull` or `StoreUnavailable` when the machine could not.
        """
        await self._session.commit()

    async def thread(self, conversation_id: ConversationId, since: datetime | None = None) -> list[Said]:
        """What was said in and out, oldest first: all that is kept, or what was said at or after `since`.

        A message past its retention is gone from here as from everywhere; of a private one only that it was said is here.
        """
        heard = [_heard(message) for message in await self.inbound.thread(conversation_id, since)]
        told = [_told(message) for message in await self.outbound.thread(conversation_id, since)]
        return sorted([*heard, *told], key=lambda said: said.at)

    async def desk_mark(self, now: datetime | None = None) -> str:
        """A word that changes whenever something was written that the desk shows. With `now`, also when somebody stops typing."""
        looked = select(select(desk_mark.c.count).where(desk_mark.c.id == 1).scalar_subquery().label("count"))
        if now is not None:
            still = select(func.count()).select_from(typing).where(typing.c.until > now)
            looked = looked.add_columns(still.scalar_subquery().label("typing"))
        (row,) = await self._session.rows(looked)
        return ".".join(str(value or 0) for value in row.values())

    async def erase_subject(self, subject_id: SubjectId) -> None:
        """Remove every row of a subject. Audit entries stay and lose its id; tombstones of seen messages never had it.

        Destroy the subject's key first (`KeyStore.destroy`): that is what makes old backups unreadable.
        """
        self._session.not_for(subject_id)
        for table in reversed(metadata.sorted_tables):
            if table is audit_entry:
                mine = update(audit_entry).where(audit_entry.c.subject_id == subject_id)
                self._session.queue(mine.values(subject_id=None))
            elif "subject_id" in table.c:
                self._session.queue(delete(table).where(table.c.subject_id == subject_id))

    async def export_subject(self, subject_id: SubjectId) -> dict[str, list[dict[str, Any]]]:
        """All that is kept of a subject, opened: table -> rows -> column -> value. For the subject's own eyes."""
        found: dict[str, list[dict[str, Any]]] = {}
        for table in metadata.sorted_tables:
            if "subject_id" in table.c:
                rows = await self._session.rows(select(table).where(table.c.subject_id == subject_id))
                found[table.name] = [
                    {column.name: await self._opened(column, row) for column in table.c} for row in rows
                ]
        return {name: rows for name, rows in found.items() if rows}

    async def _opened(self, column: Column[Any], row: RowMapping) -> Any:
        value = row[column.name]
        if value is None or "sealed" not in column.info:
            return value
        return await self._session.open(column, row["subject_id"], row["id"], value)


def _heard(message: InboundMessage) -> Said:
    return Said(id=message.id, at=message.received_at, who="youth", kind=message.kind, text=message.text)


def _told(message: OutboundMessage) -> Said:
    return Said(
        id=message.id,
        at=message.created_at,
        who="program" if message.advocate_id is None else "advocate",
        advocate_id=message.advocate_id,
        kind=message.purpose,
        text="" if message.private else message.text,
        status=message.status,
    )
