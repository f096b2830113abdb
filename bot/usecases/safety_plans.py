"""Keeping a youth's safety plan, opening it with their word, changing, sharing and deleting it; and who at the desk sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.care import safety_plans as rules
from bot.care.consent import Purpose, is_in_force
from bot.care.ids import SubjectId
from bot.store import UnitOfWork
from bot.store.records import Advocate, Consent, Conversation, Handoff, SafetyPlan
from bot.usecases import consents
from bot.usecases.looking import note_audit
from bot.usecases.scope import TurnScope

SEEN = "advocate:safety_plan:seen"
_PLAN = "safety plan"


async def kept(scope: TurnScope) -> SafetyPlan | None:
    """The plan that is kept with a consent in force; None when there is none (any more)."""
    if _PLAN not in scope.done:
        scope.done[_PLAN] = await _in_force(scope.uow, scope.subject_id, scope.now)
    plan: SafetyPlan | None = scope.done[_PLAN]
    return plan


async def keeps_until(scope: TurnScope) -> datetime | None:
    """Until when the plan is kept; None when none is, or it was agreed to only now."""
    if await kept(scope) is None:
        return None
    return max((one.expires_at for one in await _consents(scope.uow, scope.subject_id, scope.now)), default=None)


async def keep(scope: TurnScope, *, parts: Mapping[str, str], word: str, shared: bool) -> SafetyPlan:
    """Keep a plan with the consent just given. One that was kept before makes way for it."""
    before = await scope.uow.safety_plans.of_subject(scope.subject_id)
    if before is not None:
        scope.uow.safety_plans.delete(before.id)
    await consents.give(scope, Purpose.SAFETY_PLAN)
    plan = SafetyPlan(
        id=scope.new_id(),
        subject_id=scope.subject_id,
        conversation_id=scope.conversation_id,
        parts=dict(rules.in_order(parts)),
        word=rules.spelled(word),
        shared=shared,
        created_at=scope.now,
        changed_at=scope.now,
    )
    await scope.uow.safety_plans.add(plan)
    await scope.note("youth:safety_plan:kept")
    scope.done[_PLAN] = plan
    return plan


def is_its_word(scope: TurnScope, said: str) -> bool:
    """Whether a text is the word of the plan that `kept` has found in this turn. Tells nobody and counts as no try."""
    plan: SafetyPlan | None = scope.done.get(_PLAN)
    return plan is not None and rules.try_word(plan.word, said, plan.wrong_words, scope.now).opened


async def try_word(scope: TurnScope, plan: SafetyPlan, said: str) -> rules.Tried:
    """Open the plan with a word; what came of it is kept, right or wrong. Not to be asked while it is locked."""
    tried = rules.try_word(plan.word, said, plan.wrong_words, scope.now)
    if (tried.wrong_words, tried.locked_until) != (plan.wrong_words, plan.locked_until):
        await _save(scope, replace(plan, wrong_words=tried.wrong_words, locked_until=tried.locked_until))
    if tried.opened:
        await scope.note("youth:safety_plan:opened")
    elif tried.locked_until is not None:
        await scope.note("youth:safety_plan:locked")
    return tried


async def change_part(scope: TurnScope, plan: SafetyPlan, part: str, text: str | None) -> None:
    """Put other words in the place of one part, or leave it empty. Only for whom the word has opened it."""
    parts = {**plan.parts, part: text or ""}
    await _save(scope, replace(plan, parts=dict(rules.in_order(parts)), changed_at=scope.now))
    await scope.note("youth:safety_plan:changed")


async def share(scope: TurnScope, plan: SafetyPlan, shared: bool) -> None:
    """Let an advocate see it who has the conversation, or nobody any more."""
    if plan.shared != shared:
        await _save(scope, replace(plan, shared=shared))
        await scope.note(f"youth:safety_plan:{'shared' if shared else 'unshared'}")


async def delete(scope: TurnScope) -> None:
    """Delete the plan, if any, and take the consent back."""
    plan = await scope.uow.safety_plans.of_subject(scope.subject_id)
    scope.done[_PLAN] = None
    if plan is None:
        return
    scope.uow.safety_plans.delete(plan.id)
    await consents.withdraw(scope, Purpose.SAFETY_PLAN)
    await scope.note("youth:safety_plan:deleted")


async def other_use(scope: TurnScope, word: str) -> bool:
    """Whether a word has another use already, by which it would be heard before the plan is."""
    plan = await scope.uow.checkin_plans.of_conversation(scope.conversation_id)
    other = rules.spelled(str((plan.details.get("duress_word") if plan else None) or ""))
    return bool(other) and rules.holds_word(word, other)


async def is_in_use(scope: TurnScope, word: str) -> bool:
    """Whether a word opens the kept plan, or is a part of what does, so that it could be heard for nothing else."""
    plan = await scope.uow.safety_plans.of_subject(scope.subject_id)
    opens = plan.word if plan is not None else ""
    return bool(opens) and rules.holds_word(opens, word)


async def shown_to(
    uow: UnitOfWork, conversation: Conversation, handoff: Handoff | None, advocate: Advocate, now: datetime
) -> SafetyPlan | None:
    """The plan as far as somebody at the desk may see it: shared by the youth, and theirs the conversation."""
    claimed_by = handoff.claimed_by if handoff is not None and handoff.status == "claimed" else None
    plan = await _in_force(uow, conversation.subject_id, now) if claimed_by == advocate.id else None
    seen = plan is not None and rules.may_be_seen(shared=plan.shared, claimed_by=claimed_by, who=advocate.id)
    return plan if seen else None


def note_seen(uow: UnitOfWork, conversation: Conversation, advocate: Advocate, now: datetime) -> None:
    """That somebody at the desk saw the plan stays in the audit."""
    note_audit(uow, SEEN, advocate, now, conversation.subject_id)


async def _in_force(uow: UnitOfWork, subject_id: SubjectId, now: datetime) -> SafetyPlan | None:
    plan = await uow.safety_plans.of_subject(subject_id)
    return plan if plan is not None and await _consents(uow, subject_id, now) else None


async def _consents(uow: UnitOfWork, subject_id: SubjectId, now: datetime) -> list[Consent]:
    return [
        one
        for one in await uow.consents.current(subject_id, now)
        if one.purpose == Purpose.SAFETY_PLAN and is_in_force(one, now)
    ]


async def _save(scope: TurnScope, plan: SafetyPlan) -> None:
    """One save a turn: the next one would count on a version that is not written yet."""
    await scope.uow.safety_plans.save(plan)
    scope.done[_PLAN] = plan
