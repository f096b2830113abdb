"""The tables of the benchmark say what was measured, and the samples are the same each time."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from bench.memory import resident_mb
from bench.noise import machine, measure
from bench.results import Measured, Service, tables
from bench.talking import Run, Took, numbers, percentile
from bench.understanding import TEST_EACH, TRAIN_EACH, Understood, own_sample


def run(acknowledged: float, seconds: float) -> Run:
    turns = [Took(in_form=True, acknowledged=acknowledged, first_text=40.0, last_text=50.0)] * 10
    return Run(turns=turns, seconds=seconds, memory={"all": 100.0})


def service(name: str, acknowledged: float, seconds: float, alone: float) -> Service:
    one = run(acknowledged, seconds)
    return Service(
        name=name, start_seconds=2.0, alone=one, loaded=one, slow=one, dialogue=[(alone, True), (999.0, False)], as_shipped=one
    )  # fmt: skip


def measured() -> Measured:
    understood = Understood(
        data="a sample", pipeline="Puente", learnt=5, asked=4, percent=75.0, train_seconds=1.5, median_ms=1.25
    )
    return Measured(
        machine="a machine",
        at=datetime(2026, 1, 5, tzinfo=UTC),
        seconds=60.0,
        noises=[("before", measure())],
        services=[service("Puente", 10.0, 1.0, 20.0), service("stock Rasa", 100.0, 2.0, 80.0)],
        phones=4,
        understood=[understood],
    )


def test_ratios_say_how_many_times_better_puente_is() -> None:
    text = tables(measured())
    assert "| a turn of the dialogue with an open form, p50, ms | 20 | 80 | 4.0 |" in text
    assert "| one phone: webhook acknowledged, p95, ms | 10.0 | 100 | 10.0 |" in text
    assert "| 4 phones at once: turns a second | 10.0 | 5.0 | 2.0 |" in text
    assert "| a sample | Puente | 5 | 75.0 of 4 | 1.5 | 1.2 |" in text


def test_the_noise_and_the_machine_are_told_without_naming_it() -> None:
    assert os.uname().nodename not in machine()
    assert measure().low <= measure().high
    assert resident_mb(os.getpid()) > 1


def test_percentiles_are_values_that_were_measured() -> None:
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert percentile([1.0] * 99 + [7.0], 0.99) == 7.0


def test_phones_are_numbers_that_belong_to_nobody() -> None:
    found = list(numbers(0))
    assert len(set(found)) == len(found) >= 500
    assert all(number[5:10] == "55501" for number in found)


def test_the_sample_is_the_same_each_time_and_nothing_is_asked_that_was_learnt() -> None:
    one, other = own_sample(), own_sample()
    assert (one.train, one.test) == (other.train, other.test)
    assert not {text for text, _ in one.train} & {text for text, _ in one.test}
    intents = {intent for _, intent in one.train}
    assert intents == {intent for _, intent in one.test}
    assert len(one.train) == TRAIN_EACH * len(intents)
    assert len(one.test) <= TEST_EACH * len(intents)
