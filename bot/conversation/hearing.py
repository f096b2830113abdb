"""What the texts of one turn amount to before any engine hears them: keyword, risk, choice, language, what is unreadable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from bot.care.bursts import read_together, split_by_question
from bot.care.choices import read_choices
from bot.care.keywords import Keyword, KeywordKind, read
from bot.care.languages import guess
from bot.care.risk import Risk, floor
from bot.store.records import InboundMessage

# Of several keywords in one burst the gravest wish is followed: silence first, then a stop.
_ORDER = (KeywordKind.DO_NOT_REPLY, KeywordKind.STOP, KeywordKind.HELP, KeywordKind.START)
_NOT_ASKED_YET = datetime.max.replace(tzinfo=UTC)
LONG_ENOUGH_TO_SWITCH = 4  # words
MOST_CHARACTERS = (
    4000  # of a burst read together, the newest; each text is heard for risk and keywords by itself as well
)


@dataclass(frozen=True, kw_only=True)
class Heard:
    """One turn's worth of messages, read together."""

    messages: tuple[InboundMessage, ...]
    text: str = field(repr=False)
    crossed: bool  # typed before the last question was handed over: no answer to it
    keyword: Keyword | None
    risk: Risk
    language: str | None  # as guessed from this text
    wordless: str | None  # the kind of a message without words, when there was nothing else

    @property
    def is_long(self) -> bool:
        """Whether the text is enough of a sample to follow its language."""
        return len(self.text.split()) >= LONG_ENOUGH_TO_SWITCH


def hear(waiting: Sequence[InboundMessage], *, asked: bool, handed_over_at: datetime | None, paused: bool) -> Heard:
    """Read the first messages that belong together. `asked` with no `handed_over_at`: the question is still on its way."""
    asked_at = (handed_over_at or _NOT_ASKED_YET) if asked else None
    group = split_by_question(waiting, asked_at)
    messages = tuple(group.messages)
    text = read_together(messages)[-MOST_CHARACTERS:]
    kinds = [message.kind for message in messages if message.kind != "text"]
    return Heard(
        messages=messages,
        text=text,
        crossed=group.crossed,
        keyword=_keyword(messages, text, paused),
        risk=_risk(messages, text),
        language=guess(text),
        wordless=None if text else (kinds[0] if kinds else "empty"),
    )


def heard_as(heard: Heard, said: Mapping[str, str], *, paused: bool) -> Heard:
    """The same turn as if these messages (id -> text) had said something else. What was taken in stays as it is."""
    messages = tuple(
        replace(message, text=said[message.id]) if message.id in said else message for message in heard.messages
    )
    text = read_together(messages)[-MOST_CHARACTERS:]
    return replace(
        heard,
        messages=messages,
        text=text,
        keyword=_keyword(messages, text, paused),
        risk=_risk(messages, text),
        language=guess(text),
    )


def chosen(text: str, choices: Mapping[str, str]) -> str | None:
    """The payload that a numbered answer stands for; several plain payloads are joined. None when it is no such answer."""
    numbers = read_choices(text)
    if not numbers or not choices:
        return None
    payloads = [choices.get(str(number)) for number in numbers]
    known = [payload for payload in payloads if payload is not None]
    if len(known) != len(payloads):
        return None
    if len(known) == 1:
        return known[0]
    return None if any(payload.startswith("/") for payload in known) else ", ".join(known)


def _keyword(messages: Sequence[InboundMessage], text: str, paused: bool) -> Keyword | None:
    """A keyword in any one message of a burst counts, or in all of them read together."""
    found = [read(part, paused=paused) for part in (*(message.text for message in messages), text)]
    by_kind = {keyword.kind: keyword for keyword in found if keyword is not None}
    return next((by_kind[kind] for kind in _ORDER if kind in by_kind), None)


def _risk(messages: Sequence[InboundMessage], text: str) -> Risk:
    """The gravest of what is heard in each message and in all of them read together."""
    return max((floor(part) for part in (text, *(message.text for message in messages))), key=lambda risk: risk.level)
