"""Forget me: asked for in a turn, carried out by a timer, safe to be cut off anywhere.

In the turn, all in its one commit: the referral and its consent are withdrawn, a safety plan is deleted, check-ins
end, waiting for a person ends, a timer of kind `erase` is due at once; the turn itself empties the conversation's
state. When the timer fires:

1. the number is let go: the next text is a new contact's, and a STOP is kept apart;
2. while the confirmation is still on its way, or a text waits for its answer, it looks again shortly;
3. the data key is destroyed: whatever is left of the subject, in backups too, is noise from then on;
4. the rows are deleted, the timer's own among them.

Cut off between any two steps, the timer is still there and every step can be taken again.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.care.ids import SubjectId
from bot.store import Store, UnitOfWork
from bot.store.records import Timer
from bot.usecases import checkins, handoffs, referrals, safety_plans
from bot.usecases.alerts import raise_alert
from bot.usecases.letting_go import let_go
from bot.usecases.scope import TurnScope
from bot.usecases.timing import set_timer

KIND = "erase"
SETTLE = timedelta(seconds=10)
"""An inbox that had resolved the number just before it was let go has surely committed by then, or given up."""
LONGEST_FOR_WORDS = timedelta(minutes=5)
LONGEST_FOR_ANSWER = timedelta(hours=1)
LOOK_AGAIN = timedelta(seconds=5)

_FORGOTTEN = "forgotten"


async def forget(scope: TurnScope) -> None:
    """Everything of this youth is to be erased. Asked again, it is already under way."""
    if _FORGOTTEN in scope.done or await scope.uow.timers.by_conversation(scope.conversation_id, KIND):
        return
    scope.done[_FORGOTTEN] = True
    sent = await referrals.latest(scope)
    await referrals.withdraw(scope)
    if sent is not None:
        # Everything that names the youth goes within minutes; that an agency must be asked to stop has to outlive it.
        await raise_alert(scope.uow, kind=f"erased_after_referral_to_{sent.agency.code}", now=scope.now, each=True)
    await safety_plans.delete(scope)
    await checkins.end_all(scope)
    await handoffs.end_for_good(scope)
    await set_timer(scope.uow, KIND, scope.subject_id, scope.conversation_id, scope.now, scope.now)
    await scope.note("youth:data:erasure_asked")


async def fire_erasure(store: Store, timer: Timer, now: datetime) -> None:
    """One firing of an `erase` timer: a step further, or all the way."""
    subject_id = timer.subject_id
    if subject_id is None:
        return
    if await store.keys.exists(subject_id):
        await let_go(store, subject_id, timer.conversation_id)
        async with store.unit_of_work() as uow:
            if await _must_wait(uow, timer, now):
                await uow.timers.reschedule(timer.id, timer.version, now + LOOK_AGAIN)
                await uow.commit()
                return
        await store.keys.destroy(subject_id)
    await _delete_rows(store, subject_id, now)


async def _must_wait(uow: UnitOfWork, timer: Timer, now: datetime) -> bool:
    """Words that were promised go out, and a text that was taken in is answered, before the words' addressee is forgotten."""
    waited = now - timer.created_at
    if waited < SETTLE or timer.conversation_id is None:
        return waited < SETTLE
    if waited < LONGEST_FOR_ANSWER and await uow.inbound.waiting(timer.conversation_id):
        return True
    return waited < LONGEST_FOR_WORDS and await uow.outbound.unfinished(timer.conversation_id) > 0


async def _delete_rows(store: Store, subject_id: SubjectId, now: datetime) -> None:
    async with store.unit_of_work() as uow:
        await uow.erase_subject(subject_id)
        await uow.audit.note("service:data:erased", now, actor="service")
        await uow.commit()
