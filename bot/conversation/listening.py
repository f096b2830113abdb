"""Whether a text holds the duress word, and what is heard in its stead.

Whoever may be watched uses the word in any text, at any time. What the phone shows afterwards is by construction what it
would show had the text been a plain "ok": the message is heard as one before anything else looks at it. People are told
after that, by a timer on which no later answer depends; a turn of theirs without the word leaves one as well, which does nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.care.answers_heard import PLAIN_OK, holds
from bot.care.bursts import read_together
from bot.care.checkins import PlanDetails
from bot.care.keywords import asks_for_silence
from bot.care.risk import Risk, RiskLevel
from bot.conversation.answer import Turn, alert
from bot.conversation.hearing import heard_as
from bot.store import UnitOfWork
from bot.store.records import Checkin, CheckinPlan, InboundMessage
from bot.usecases import opening
from bot.usecases.checkin_plans import AGREED


@dataclass(frozen=True, kw_only=True)
class Listening:
    """A turn as it is to be heard, with the plans and the open check-in of whoever writes.

    `duress`: the word was in it. `typed` and `typed_risk` are what was really written; nothing that is said may depend on them.
    """

    turn: Turn
    plan: CheckinPlan | None
    details: PlanDetails | None
    proposed: CheckinPlan | None
    checkin: Checkin | None
    typed: str
    typed_risk: Risk
    duress: bool


async def listen(uow: UnitOfWork, turn: Turn) -> Listening:
    """Read the plans of whoever writes, and hear the turn as it is to be heard."""
    plans = await uow.checkin_plans.standing(turn.conversation.subject_id)
    plan = next((one for one in plans if one.status in AGREED), None)
    details = PlanDetails.from_row(plan.details) if plan else None
    word = details.duress_word if details else None
    said = _in_its_stead(turn.heard.messages, turn.heard.text, word) if word else None
    paused = turn.conversation.paused_at is not None
    return Listening(
        turn=replace(turn, heard=heard_as(turn.heard, said, paused=paused)) if said else turn,
        plan=plan,
        details=details,
        proposed=next((one for one in plans if one.status == "proposed"), None),
        checkin=await uow.checkins.open_of(plan.conversation_id) if plan else None,
        typed=turn.heard.text,
        typed_risk=turn.heard.risk,
        duress=said is not None,
    )


async def as_heard(uow: UnitOfWork, messages: Sequence[InboundMessage]) -> list[InboundMessage]:
    """Messages of one youth, each that holds the duress word with an "ok" in its stead: it hurries no more than that would."""
    plans = await uow.checkin_plans.standing(messages[0].subject_id)
    words = [PlanDetails.from_row(plan.details).duress_word for plan in plans if plan.status in AGREED]
    together = read_together(messages)
    said = [found for word in words if word and (found := _in_its_stead(messages, together, word))]
    return [replace(one, text=next((texts[one.id] for texts in said if one.id in texts), one.text)) for one in messages]


async def call_for_help(uow: UnitOfWork, listening: Listening) -> None:
    """Have people told, in silence and after the reply, where the word was heard. Of whoever has no such word, nothing."""
    if listening.details is None or listening.details.duress_word is None:
        return
    turn, risk = listening.turn, listening.typed_risk
    await opening.after_the_reply(
        uow,
        turn.conversation.subject_id,
        turn.conversation.id,
        turn.now,
        duress=listening.duress,
        risk=risk.kind if risk.level == RiskLevel.HIGH else None,
    )


async def tell_of_danger(uow: UnitOfWork, turn: Turn) -> None:
    """People are told of a risk that was plainly heard, and whoever has the talk already may read what led to it."""
    if turn.heard.risk.level == RiskLevel.HIGH:
        await alert(uow, turn, f"risk_{turn.heard.risk.kind}")
        await opening.danger_in_talk(uow, turn.conversation.id, turn.now)


def _in_its_stead(messages: Sequence[InboundMessage], together: str, word: str) -> dict[str, str] | None:
    """What is heard of each message (id -> text) that the word is in; None when it is in none.

    A wish for silence in the same message is followed all the same: then that is what the phone has to show.
    """
    holding = [message for message in messages if holds(message.text, word)]
    if not holding and holds(together, word):
        holding = list(messages)  # in pieces, over several messages
    if not holding:
        return None
    return {message.id: PLAIN_OK for message in holding if not asks_for_silence(message.text)}
