"""What is noted of the phones' turns, and of the machine they run on."""

from __future__ import annotations

import os
from itertools import islice

from bench.memory import resident_mb
from bench.noise import busy, machine, measure
from bench.talking import Run, Took, numbers, percentile


def test_percentiles_are_values_that_were_measured() -> None:
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert percentile([1.0] * 99 + [7.0], 0.99) == 7.0


def test_phones_are_numbers_that_belong_to_nobody() -> None:
    found = list(islice(numbers(), 500))
    assert len(set(found)) == 500
    assert all(number[5:10] == "55501" for number in found)


def test_two_passes_of_a_load_count_together() -> None:
    took = Took(in_form=True, texts=1, acknowledged=1.0, first_text=2.0, last_text=3.0)
    run = Run(turns=[took], wrong=1, seconds=1.0, memory={"all": 5.0})
    run.add(Run(turns=[took, took], wrong=2, seconds=2.0, memory={"all": 7.0}, unforeseen=1))
    assert (len(run.turns), run.wrong, run.per_second, run.memory, run.unforeseen) == (3, 3, 1.0, {"all": 7.0}, 1)


def test_the_noise_and_the_machine_are_told_without_naming_it() -> None:
    assert os.uname().nodename not in machine()
    noise = measure()
    assert noise.low <= noise.median <= noise.high
    assert 0.0 <= busy(0.01) <= 1.0
    assert resident_mb(os.getpid()) > 1
