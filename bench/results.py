"""The results as tables in Markdown: figures of both services, their ratios, and the machine's noise beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bench.dialogue import TookAlone
from bench.noise import Noise
from bench.talking import Run, Took, percentile
from bench.understanding import TRAIN_EACH, Understood


@dataclass(frozen=True, kw_only=True)
class Service:
    """What one service came to; `dialogue` are its turns without a carrier."""

    name: str
    start_seconds: float
    alone: Run
    loaded: Run
    slow: Run
    dialogue: Sequence[TookAlone] = field(repr=False)
    as_shipped: Run | None = None


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One run of everything."""

    machine: str
    at: datetime
    seconds: float
    noises: Sequence[tuple[str, Noise]]
    services: Sequence[Service]
    phones: int
    understood: Sequence[Understood]


def tables(measured: Measured) -> str:
    parts = [_head(measured)]
    if measured.services:
        parts.append(_of_services(measured))
    if measured.understood:
        parts.append(_of_understanding(measured.understood))
    return "\n".join(parts)


def _head(measured: Measured) -> str:
    noises = "\n".join(f"| {when} | {found} |" for when, found in measured.noises)
    return f"""# Results of `make bench`

{measured.machine}. {measured.at:%d %B %Y}, {measured.seconds / 60:.0f} minutes, one run. The phones and the local
provider share the machine with what is measured.

The machine's own noise: a fixed calculation, {len(measured.noises)} times over, its median and the ends (5 and 95 %).

| | |
|---|---|
{noises}
"""


def _of_services(measured: Measured) -> str:
    ours, theirs = measured.services
    rows = [
        _row("a turn of the dialogue with an open form, p50, ms", _forms(ours), _forms(theirs), lower=True),
        _row("the same, p95, ms", _forms(ours, 0.95), _forms(theirs, 0.95), lower=True),
        *_times("one phone", ours.alone, theirs.alone),
        *_times(f"{measured.phones} phones at once", ours.loaded, theirs.loaded),
        _row(
            f"{measured.phones} phones at once: turns a second",
            ours.loaded.per_second,
            theirs.loaded.per_second,
            lower=False,
        ),
        *_times(f"{measured.phones} phones, a provider that takes 0.1 s a text", ours.slow, theirs.slow),
        _row("start to ready, s", ours.start_seconds, theirs.start_seconds, lower=True),
        _row("memory after the load, RSS, MB", _memory(ours), _memory(theirs), lower=True),
    ]
    wrong = f"{_wrong(ours)} of Puente's and {_wrong(theirs)} of stock Rasa's"
    unforeseen = theirs.loaded.unforeseen
    shipped = ours.as_shipped
    burst = percentile([took.first_text for took in shipped.turns], 0.5) / 1000 if shipped and shipped.turns else 0
    return f"""
## The whole service beside a stock `rasa run`

| | Puente | stock Rasa | ratio |
|---|---|---|---|
{chr(10).join(rows)}

**What was compared.** The same project (rules, domain, words, examples, classifier) and the same conversation, from a
greeting to a submitted referral in thirteen turns, most of them with an open form. *Puente*: web, worker and engine as
`puente up` starts them, SQLite, every message sealed, signatures checked, delivery reports taken. *Stock Rasa* 3.6:
`rasa run` with its own Twilio channel (pointed at the local provider, otherwise unchanged), its SQL tracker store on
SQLite, and an action server beside it. The project's actions work inside Puente's unit of work, so that this action
server is a stand-in: it answers each call at once with what the real action answered when the conversation was
recorded, and writes nothing. That favours stock Rasa, as does a provider that takes a text at once. Rasa's channel
knows no numbered choices and sends each button as a text of its own; it is sent the choice as Puente's core hands it to
the engine.

- *A turn of the dialogue*: Puente's engine over its socket, against `rasa run` over its REST channel, which also loads
  and saves the conversation; no provider in either.
- *Acknowledged*: from the first byte of the webhook to its answer. Stock Rasa answers the provider when the dialogue is
  through and every text is handed over; Puente when the message is stored. *Answered*: to the last text of the answer
  at the provider.
- Between its turns a phone rests for about a second. Turns with another answer than foreseen: {wrong};
  they count in no time. Action calls of stock Rasa that were not as recorded: {unforeseen}.
- Puente waits for the rest of a burst, 2 s of quiet by default. That time is a choice, and was set to none for these
  figures; with it the first text of an answer comes after {burst:.1f} s at the median.
- Memory: {_parts(ours)}; {_parts(theirs)}. Shared pages count in each process.
"""


def _times(what: str, ours: Run, theirs: Run) -> list[str]:
    def of(run: Run, pick: Callable[[Took], float], share: float, *, forms: bool = False) -> float:
        return percentile([pick(took) for took in run.turns if took.in_form or not forms], share)

    def acknowledged(took: Took) -> float:
        return took.acknowledged

    def answered(took: Took) -> float:
        return took.last_text

    return [
        _row(
            f"{what}: {name}, {label}, ms",
            of(ours, pick, share, forms=forms),
            of(theirs, pick, share, forms=forms),
            lower=True,
        )
        for name, pick, forms in (
            ("webhook acknowledged", acknowledged, False),
            ("answered", answered, False),
            ("a form turn answered", answered, True),
        )
        for label, share in (("p50", 0.5), ("p95", 0.95))
    ]


def _row(what: str, ours: float, theirs: float, *, lower: bool) -> str:
    ratio = theirs / ours if lower else ours / theirs
    return f"| {what} | {_number(ours)} | {_number(theirs)} | {ratio:.1f} |"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 20 else f"{value:.1f}"


def _forms(service: Service, share: float = 0.5) -> float:
    return percentile([took for took, in_form in service.dialogue if in_form], share)


def _memory(service: Service) -> float:
    return sum(service.slow.memory.values())


def _parts(service: Service) -> str:
    return ", ".join(f"{service.name}'s {name} {size:.0f} MB" for name, size in service.slow.memory.items())


def _wrong(service: Service) -> int:
    return service.alone.wrong + service.loaded.wrong + service.slow.wrong


def _of_understanding(found: Sequence[Understood]) -> str:
    rows = "\n".join(
        f"| {one.data} | {one.pipeline} | {one.learnt} | {one.percent:.1f} of {one.asked} "
        f"| {one.train_seconds:.1f} | {one.median_ms:.1f} |"
        for one in found
    )
    return f"""
## Understanding

Nothing rejected; the same texts for each pipeline; `rasa train` and `agent.parse_message` around all of them.

| data | pipeline | examples learnt | right, % | training, s | one text, median, ms |
|---|---|---|---|---|---|
{rows}

The sample has {TRAIN_EACH} examples of each intent, so that DIET is through in minutes; for all of the project's examples see
`.venv/bin/puente check`. With the project's own data the dialogue is trained as well. The project has rules and no
stories, of which TED learns nothing: it stands in the configuration and costs its loading. HINT3: the texts in scope.
"""
