"""What was found of the way from a youth's text to the desk, as tables in Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.part import Section, Size
from bench.results import number
from bench.talking import percentile


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One text, in milliseconds from the first byte of its webhook: to the acknowledgement, to the page that shows it."""

    acknowledged: float
    shown: float


@dataclass(kw_only=True)
class Found:
    """What came of texts to `talks` open conversations with so many advocates connected, on `pages` pages in all.

    `fetched` counts the pieces of pages that were fetched meanwhile.
    """

    advocates: int
    pages: int
    talks: int
    texts: list[Shown] = field(default_factory=list)
    fetched: int = 0


def section(found: Sequence[Found], size: Size) -> Section:
    return Section(text=_text(found, size), readme=_readme(found))


def _text(found: Sequence[Found], size: Size) -> str:
    rows = "\n".join(_row(one) for one in found)
    return f"""
## From a youth's text to the desk

{size.desk_talks} open conversations: four of five with one of five advocates, the rest waiting for one. Milliseconds from the
first byte of the webhook until a page that an advocate has open shows the text.

| advocates connected | pages open | texts measured | shown p50 | p95 | most | acknowledged p50 | p95 |
|---|---|---|---|---|---|---|---|
{rows}

- The service as it ships, SQLite: its wait for the rest of a burst, 2 s, holds back the program's answers, and nothing of
  what the desk shows: a text is on the page as soon as it is stored.
- Texts come to all conversations together twice a second, at random; whoever waits is answered by the program meanwhile.
- A page is held as a browser holds it: a live line (server-sent events) and, whenever that says that something changed,
  the pieces of the page fetched anew. Each advocate has the queue and two conversations open. The pages share the machine
  with the service.
- How the desk learns of a change, and what that costs: [0014](../../docs/decisions/0014-desk-live.md).
"""


def _row(one: Found) -> str:
    shown, acknowledged = [text.shown for text in one.texts], [text.acknowledged for text in one.texts]
    figures = [
        *(percentile(shown, share) for share in (0.5, 0.95)),
        max(shown, default=float("nan")),
        *(percentile(acknowledged, share) for share in (0.5, 0.95)),
    ]
    told = " | ".join(number(figure) for figure in figures)
    return f"| {one.advocates} | {one.pages} | {len(one.texts)} | {told} |"


def _readme(found: Sequence[Found]) -> list[str]:
    rows = [
        f"| a youth's text on the advocate's open page, {one.talks} open conversations, {_connected(one.advocates)} "
        f"| {number(percentile([text.shown for text in one.texts], 0.5))} ms "
        f"| {number(percentile([text.shown for text in one.texts], 0.95))} ms |"
        for one in found
    ]
    return ["| | median | p95 |", "|---|---|---|", *rows]


def _connected(advocates: int) -> str:
    return "one advocate connected" if advocates == 1 else f"{advocates} advocates connected"
