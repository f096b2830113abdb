"""An advocate's phone: pages go out to it, and a "1" comes back. The dialogue engine never hears of it."""

from __future__ import annotations

from dataclasses import replace

from bot.care import paging as words
from bot.care.choices import read_choices
from bot.care.keywords import KeywordKind
from bot.care.program import Program
from bot.conversation.answer import Answer, Turn, fixed
from bot.store import UnitOfWork
from bot.usecases import paging
from bot.usecases.alerts import raise_alert
from bot.usecases.pausing import start_texts, stop_texts

TAKEN = (1,)


async def answer(uow: UnitOfWork, turn: Turn, program: Program) -> Answer:
    """STOP and START; a "1" acknowledges the newest page; anything else gets one fixed line."""
    keyword = turn.heard.keyword.kind if turn.heard.keyword else None
    advocate = await uow.advocates.by_page_conversation(turn.conversation.id)
    language = advocate.language if advocate else turn.conversation.language
    if keyword == KeywordKind.STOP:
        return await _stop(uow, turn, program, language)
    if keyword == KeywordKind.START and turn.conversation.paused_at is not None:
        await start_texts(uow, turn.conversation, now=turn.now)
        return replace(fixed(turn, (words.started_words(language, program.name),), "confirmation"), paused_at=None)
    if turn.conversation.paused_at is not None and keyword != KeywordKind.HELP:
        return fixed(turn, ())
    if advocate is not None and advocate.status == "active" and read_choices(turn.heard.text) == TAKEN:
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
