"""What a text means before the dialogue has its turn: how grave it is, and whether the core knows better what to say."""

from __future__ import annotations

from collections.abc import Sequence

from bot.care.risk import Risk, RiskKind, RiskLevel, combine
from bot.conversation.answer import Turn, alert
from bot.conversation.dialogue import Dialogue
from bot.conversation.hearing import chosen
from bot.errors import EngineUnavailable
from bot.store import UnitOfWork

# The one table of intent commands that the core speaks of its own accord: when it has heard a risk. How grave it is goes
# with the fact `risk`.
RISK_COMMANDS = {
    "self_harm": "/report_self_harm",
    "danger": "/report_danger",
    "medical": "/report_medical",
    "exploitation": "/disclose_exploitation",
    "abuse": "/report_danger",
}
SURE_WISH = 0.7  # confidence from which a wish to be forgotten is followed although texts are off

# Wishes that bring somebody help by themselves: where danger is only possible they are answered, not asked about.
HELPING_WISHES = frozenset(
    {"request_human", "find_service", "request_help_for_other", "report_runaway", "disclose_exploitation"}
)


async def understood(dialogue: Dialogue, uow: UnitOfWork, turn: Turn) -> tuple[str, Risk]:
    """What to say to the engine, and how grave the text is by floor and understanding together.

    That is the words, or an intent command where the core knows better: a risk, or a number chosen from our own list.
    """
    heard = turn.heard
    if heard.risk.level == RiskLevel.HIGH and heard.risk.kind is not None:
        return RISK_COMMANDS[heard.risk.kind], heard.risk
    if turn.state.asked is not None and not heard.crossed:
        payload = chosen(heard.text, turn.state.asked.choices)
        if payload is not None:
            return payload, heard.risk
    found = (await dialogue.parse([heard.text]))[0]
    risk = combine(heard.risk, found.intent, found.confidence, found.risk, heard.language)
    if risk.kind is None:
        return heard.text, risk
    if risk.level == RiskLevel.HIGH:
        await alert(uow, turn, f"risk_{risk.kind}")
    elif risk.kind != RiskKind.SELF_HARM and found.intent in HELPING_WISHES:
        return heard.text, risk
    return RISK_COMMANDS[risk.kind], risk


async def is_about_forgetting(dialogue: Dialogue, turn: Turn) -> bool:
    """Whether the text asks to be forgotten, or answers the question about it."""
    asked = turn.state.asked
    if asked is not None and asked.while_paused and chosen(turn.heard.text, asked.choices) is not None:
        return True
    return bool(await _wishes(dialogue, [turn.heard.text]))


async def wish_to_be_forgotten(dialogue: Dialogue, turn: Turn) -> str | None:
    """The message of a burst that asks to be forgotten, beside a keyword that is a message of its own; None without one."""
    texts = [message.text for message in turn.heard.messages if message.text]
    found = await _wishes(dialogue, texts) if len(texts) > 1 else []
    return found[-1] if found else None


async def _wishes(dialogue: Dialogue, texts: Sequence[str]) -> list[str]:
    """Those of the texts that surely ask to be forgotten; none while nobody can be asked."""
    try:
        understood = await dialogue.parse(texts)
    except EngineUnavailable:
        return []
    sure = [found.intent == "forget_me" and found.confidence >= SURE_WISH for found in understood]
    return [text for text, wishes in zip(texts, sure, strict=True) if wishes]
