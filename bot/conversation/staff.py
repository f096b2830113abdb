"""An advocate's phone: pages go out to it, and a "1" comes back. The dialogue engine never hears of it."""

from __future__ import annotations

from dataclasses import replace

from bot.care import paging as words
from bot.care.choices import read_choices
from bot.care.keywords import KeywordKind
from bot.care.program import Program
from bot.care.risk import RiskLevel
from bot.care.safety_words import danger_heard
from bot.conversation.answer import Answer, Turn, alert, fixed
from bot.store import UnitOfWork
from bot.store.records import Advocate
from bot.usecases import paging
from bot.usecases.alerts import raise_alert
from bot.usecases.page_lines import give_up_line, holder_of
from bot.usecases.pausing import start_texts, stop_texts

TAKEN = (1,)


async def whose(uow: UnitOfWork, turn: Turn, program: Program) -> tuple[Advocate | None, Turn]:
    """The advocate whose phone this is; None for a youth's, and one that nobody at the desk has any more becomes that."""
    if turn.conversation.kind != "staff":
        return None, turn
    advocate = await holder_of(uow, turn.conversation)
    if advocate is not None:
        return advocate, turn
    youths = await give_up_line(uow, turn.conversation, turn.now, program)
    return None, replace(turn, conversation=youths)


async def answer(uow: UnitOfWork, turn: Turn, advocate: Advocate, program: Program) -> Answer:
    """STOP and START; a "1" acknowledges a page; anything else gets one fixed line, and danger the lines to call."""
    keyword = turn.heard.keyword.kind if turn.heard.keyword else None
    language = advocate.language
    at_risk = turn.heard.risk.level == RiskLevel.HIGH
    if at_risk:
        await alert(uow, turn, f"risk_{turn.heard.risk.kind}")
    if keyword == KeywordKind.STOP:
        return await _stop(uow, turn, program, language)
    if keyword == KeywordKind.START and turn.conversation.paused_at is not None:
        await start_texts(uow, turn.conversation, now=turn.now)
        return replace(fixed(turn, (words.started_words(language, program.name),), "confirmation"), paused_at=None)
    if at_risk:
        return fixed(turn, (danger_heard(program, language),), "safety")
    if turn.conversation.paused_at is not None and keyword != KeywordKind.HELP:
        return fixed(turn, ())
    if advocate.status == "active" and read_choices(turn.heard.text) == TAKEN:
        waits = await paging.acknowledge(uow, advocate, turn.now)
        return fixed(turn, (words.taken_words(language) if waits else words.already_taken_words(language),))
    return fixed(turn, (words.staff_words(language, program.name),))


async def _stop(uow: UnitOfWork, turn: Turn, program: Program, language: str | None) -> Answer:
    """No more pages; the desk sees that this phone cannot be reached."""
    already = turn.conversation.paused_at is not None
    await stop_texts(uow, turn.conversation, now=turn.now)
    uow.outbound.drop_queued(turn.conversation.id, "texts_stopped", turn.now)
    await raise_alert(uow, kind="pages_stopped", now=turn.now, conversation_id=turn.conversation.id)
    said = () if already else (words.stopped_words(language, program.name),)
    return replace(fixed(turn, said, "confirmation"), paused_at=turn.conversation.paused_at or turn.now)
