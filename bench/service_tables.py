"""What was found of Puente and of stock Rasa, as tables in Markdown: both, and their ratios."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bench.part import Section, Size
from bench.results import number, ratio
from bench.talking import Run, percentile

TookAlone = tuple[float, bool]
"""Milliseconds of one turn of the dialogue alone, and whether a form was open in it."""


@dataclass(kw_only=True)
class Service:
    """What one service came to; `dialogue` are its turns without a provider."""

    name: str
    start_seconds: float
    dialogue: list[TookAlone] = field(default_factory=list)
    alone: Run = field(default_factory=Run)
    loaded: Run = field(default_factory=Run)
    slow: Run = field(default_factory=Run)
    as_shipped: Run | None = None  # with the time that Puente waits for the rest of a burst

    @property
    def runs(self) -> tuple[Run, Run, Run]:
        return self.alone, self.loaded, self.slow

    @property
    def memory(self) -> float:
        return sum(self.slow.memory.values())


def section(ours: Service, theirs: Service, size: Size) -> Section:
    return Section(text=_text(ours, theirs, size), readme=_readme(ours, theirs, size))


def _acknowledged(run: Run) -> list[float]:
    return [took.acknowledged for took in run.turns]


def _answered(run: Run) -> list[float]:
    return [took.last_text for took in run.turns]


def _begun(run: Run) -> list[float]:
    return [took.first_text for took in run.turns]


def _form_answered(run: Run) -> list[float]:
    return [took.last_text for took in run.turns if took.in_form]


def _form_alone(service: Service) -> list[float]:
    return [took for took, in_form in service.dialogue if in_form]


_PICKED: tuple[tuple[str, Callable[[Run], list[float]]], ...] = (
    ("webhook acknowledged", _acknowledged),
    ("first text of the answer", _begun),
    ("whole answer", _answered),
    ("whole answer, form open", _form_answered),
)


def _text(ours: Service, theirs: Service, size: Size) -> str:
    loads = (
        ("one phone", ours.alone, theirs.alone),
        (f"{size.phones} phones", ours.loaded, theirs.loaded),
        (f"{size.slow_phones} phones, slow provider", ours.slow, theirs.slow),
    )
    times = [_times("**dialogue alone**: a turn, form open", _form_alone(ours), _form_alone(theirs))]
    times += [
        _times(f"**{load}**: {what}", pick(one), pick(other)) for load, one, other in loads for what, pick in _PICKED
    ]
    lines = "\n".join(times)
    return f"""
## The whole service beside a stock `rasa run`

Milliseconds, at the median and for the slowest twentieth (p95).

| | Puente p50 | p95 | stock p50 | p95 | ratio p50 | p95 |
|---|---|---|---|---|---|---|
{lines}

| | Puente | stock | ratio |
|---|---|---|---|
{_rate(f"turns a second, {size.phones} phones", ours.loaded, theirs.loaded)}
{_rate(f"turns a second, {size.slow_phones} phones, slow provider", ours.slow, theirs.slow)}
{_amount("memory after the load, RSS, MB", ours.memory, theirs.memory)}
{_amount("start to ready, s", ours.start_seconds, theirs.start_seconds)}
| messages of an answer, on average | {number(_messages(ours))} | {number(_messages(theirs))} | |

{_notes(ours, theirs)}"""


def _notes(ours: Service, theirs: Service) -> str:
    burst = percentile(_begun(ours.as_shipped), 0.5) / 1000 if ours.as_shipped else float("nan")
    turns = sum(len(run.turns) for run in ours.runs), sum(len(run.turns) for run in theirs.runs)
    return f"""**What was compared.** The same project and the same conversation, from a greeting to a submitted referral in
thirteen turns, most of them with an open form. Both services ran side by side and were loaded in turn.

- *Puente*: web, worker and engine as `puente up` starts them, SQLite, every message sealed and stored, signatures
  checked, delivery reports taken.
- *Stock Rasa* 3.6: `rasa run` as it comes, with one Sanic worker and the lock in memory; its own Twilio channel (pointed
  at the local provider, otherwise unchanged), its SQL tracker store on SQLite, and an action server beside it. Its model
  was trained from the same `config.yml`, domain, words and examples, so it understands with the same linear classifier;
  Rasa's default configuration takes longer for each text ([understanding.md](understanding.md)).
- In favour of stock Rasa: its log is at *error*; its action server is a stand-in, because the project's actions work
  inside Puente's unit of work: it answers at once what the real action answered when the conversation was recorded, and
  writes nothing; and but for the *slow provider*, which takes 0.1 s a message, the provider takes each message at once.
- Against it: Rasa's channel knows no numbered choices and sends each button as a message of its own. It is sent the choice
  as Puente's core hands it to the engine.

**What the rows say.**

- *Dialogue alone*: Puente's engine over its socket, which is given the conversation, against `rasa run` over its REST
  channel, which loads and saves it in its tracker store; no provider in either. Puente's loading and saving is in all the
  other rows.
- *Webhook acknowledged*: from its first byte to its answer. Stock Rasa answers the provider when the dialogue is through
  and every message handed over; Puente when the message is stored. *First text*, *whole answer*: until the provider has it.
- Between turns a phone rests for 0.6 to 1 s.
- Counted: {turns[0]} turns of Puente's and {turns[1]} of stock Rasa's; {_wrong(ours)} and {_wrong(theirs)} had no answer
  or another than recorded, and count in no time. Action calls of stock Rasa that were not as recorded: {theirs.slow.unforeseen}.
- Puente waits for the rest of a burst, by default for 2 s of quiet. That is a choice and was set to none here; with it the first
  text of an answer comes after {burst:.1f} s at the median.
- Memory: {_parts(ours)}; {_parts(theirs)}. Shared pages count in each process.
"""


def _readme(ours: Service, theirs: Service, size: Size) -> list[str]:
    phones = f"{size.phones} phones at once"
    slow = f"the same, {size.slow_phones} phones and a provider that takes 0.1 s a message"
    return [
        "| | Puente | stock `rasa run` | ratio |",
        "|---|---|---|---|",
        _brief("a turn of a form, the dialogue alone, median", _form_alone(ours), _form_alone(theirs), 0.5),
        _brief(
            "a turn of a form, from text to whole answer, median",
            _form_answered(ours.alone),
            _form_answered(theirs.alone),
            0.5,
        ),
        _brief(f"webhook acknowledged, {phones}, p95", _acknowledged(ours.loaded), _acknowledged(theirs.loaded), 0.95),
        _brief(slow, _acknowledged(ours.slow), _acknowledged(theirs.slow), 0.95),
        _brief(f"whole answer, {phones}, p95", _answered(ours.loaded), _answered(theirs.loaded), 0.95),
        _rate(f"turns a second, {phones}", ours.loaded, theirs.loaded),
        _amount("memory, MB", ours.memory, theirs.memory),
    ]  # fmt: skip


def _times(what: str, ours: Sequence[float], theirs: Sequence[float]) -> str:
    one, late = percentile(ours, 0.5), percentile(ours, 0.95)
    other, other_late = percentile(theirs, 0.5), percentile(theirs, 0.95)
    return (
        f"| {what} | {number(one)} | {number(late)} | {number(other)} | {number(other_late)} "
        f"| {ratio(one, other)} | {ratio(late, other_late)} |"
    )


def _brief(what: str, ours: Sequence[float], theirs: Sequence[float], share: float) -> str:
    one, other = percentile(ours, share), percentile(theirs, share)
    return f"| {what} | {number(one)} ms | {number(other)} ms | {ratio(one, other)} |"


def _rate(what: str, ours: Run, theirs: Run) -> str:
    one, other = ours.per_second, theirs.per_second
    return f"| {what} | {number(one)} | {number(other)} | {ratio(one, other, is_less_better=False)} |"


def _amount(what: str, ours: float, theirs: float) -> str:
    return f"| {what} | {number(ours)} | {number(theirs)} | {ratio(ours, theirs)} |"


def _messages(service: Service) -> float:
    counts = [took.texts for run in service.runs for took in run.turns]
    return sum(counts) / len(counts) if counts else float("nan")


def _parts(service: Service) -> str:
    return ", ".join(f"{service.name}'s {name} {number(size)} MB" for name, size in service.slow.memory.items())


def _wrong(service: Service) -> int:
    return sum(run.wrong for run in service.runs)
