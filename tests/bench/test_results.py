"""The tables of the benchmark say what was measured and how many times better it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bench import checkin_tables, duress, scale_tables
from bench.__main__ import PARTS, RESULTS
from bench.checkin_tables import Found, Idle, Rush
from bench.noise import measure
from bench.part import SMOKE, Section, Size
from bench.results import Measured, document, number, ratio, readme_table
from bench.scale_tables import Apart
from bench.service_tables import Service, section
from bench.talking import Run, Took
from bench.understanding_tables import PIPELINES, Understood
from bench.understanding_tables import section as section_of_understanding


def run(acknowledged: float, seconds: float) -> Run:
    turns = [Took(in_form=True, texts=2, acknowledged=acknowledged, first_text=40.0, last_text=50.0)] * 10
    return Run(turns=turns, seconds=seconds, memory={"all": 100.0})


def service(name: str, acknowledged: float, seconds: float, alone: float) -> Service:
    one = run(acknowledged, seconds)
    return Service(
        name=name, start_seconds=2.0, alone=one, loaded=one, slow=one, dialogue=[(alone, True), (999.0, False)], as_shipped=one
    )  # fmt: skip


def services() -> Section:
    return section(service("Puente", 10.0, 1.0, 20.0), service("stock Rasa", 100.0, 2.0, 80.0), SMOKE)


def understood() -> Section:
    return section_of_understanding(
        [
            Understood(
                data="a set", pipeline=pipeline, learnt=5, asked=4, percent=75.0, sure_percent=50.0, outside_percent=outside,
                train_seconds=1.5, median_ms=1.25,
            )
            for pipeline, outside in zip(PIPELINES, (25.0, None, None), strict=True)
        ]
    )  # fmt: skip


def test_ratios_say_how_many_times_better_puente_is() -> None:
    text = services().text
    assert "| **dialogue alone**: a turn, form open | 20 | 20 | 80 | 80 | 4.0 | 4.0 |" in text
    assert "| **one phone**: webhook acknowledged | 10.0 | 10.0 | 100 | 100 | 10.0 | 10.0 |" in text
    assert "| turns a second, 3 phones | 10.0 | 5.0 | 2.0 |" in text


def test_a_ratio_below_one_says_that_puente_is_worse() -> None:
    assert ratio(20.0, 10.0) == "0.5"
    assert ratio(10.0, 20.0, is_less_better=False) == "0.5"


def test_what_was_not_measured_has_no_figure() -> None:
    assert number(float("nan")) == "-"
    assert ratio(0.0, 10.0) == "-"


def apart() -> Section:
    took = Took(in_form=False, texts=1, acknowledged=20, first_text=300, last_text=300)
    runs = [Run(turns=[took] * 10, seconds=1), Run(turns=[took] * 20, seconds=1)]
    found = [Apart(workers=place, run=run, start_seconds=5) for place, run in enumerate(runs, 1)]
    return scale_tables.section(found, Size())


def many_checkins() -> Section:
    idle = Idle(share=0.015, memory=400)
    found = Found(name="one process, SQLite", rush=Rush(late=[1, 1.5, 2], sent=2), empty=idle, asleep=idle)
    return checkin_tables.section([found], Size())


def pairs() -> Section:
    return duress.section([duress.Pair(ok=20, forced=20 + apart) for apart in (-1, 0, 2)])


def test_understanding_tells_each_pipeline_for_itself() -> None:
    assert "| a set | Puente | 5 | 4 | 75.0 | 50.0 | 25.0 | 1.5 | 1.2 |" in understood().text
    assert "| a set | Rasa's default (DIET, TED) | 5 | 4 | 75.0 | 50.0 | - | 1.5 | 1.2 |" in understood().text


def test_the_readme_gets_the_table_of_a_part() -> None:
    assert "| a turn of a form, the dialogue alone, median | 20 ms | 80 ms | 4.0 |" in readme_table(services())
    assert "| right, a set | 75.0 % | 75.0 % | 75.0 % |" in readme_table(understood())


@pytest.mark.parametrize("part", [services, understood, apart, many_checkins, pairs])
def test_every_row_has_as_many_cells_as_its_table_has_columns(part: Callable[[], Section]) -> None:
    measured = Measured(
        machine="a machine",
        at=datetime(2026, 1, 5, tzinfo=UTC),
        seconds=60.0,
        noises=[("before", measure())],
        section=part(),
    )
    columns = 0
    for line in (document("part", measured) + readme_table(measured.section)).splitlines():
        columns = line.count("|") if line.startswith("|") and not columns else columns if line.startswith("|") else 0
        assert line.count("|") == columns, line


def test_two_workers_are_told_beside_one() -> None:
    assert "| 2 | 20 | 2.0 | 300 | 300 |" in readme_table(apart())


def test_a_rush_is_told_by_its_stragglers_and_idling_by_its_share_of_a_processor() -> None:
    assert "| one process, SQLite | 2.0 s | 2.0 s | 1.5 % | 400 MB |" in readme_table(many_checkins())


def test_a_word_that_takes_longer_every_time_is_not_taken_for_chance() -> None:
    always = [duress.Pair(ok=20 + place % 7, forced=21 + place % 7) for place in range(50)]
    by_chance = [duress.Pair(ok=20, forced=20 + (-1) ** place) for place in range(50)]
    assert duress.difference(always) == (1, 1, 1)
    _, low, high = duress.difference(by_chance)
    assert low <= 0 <= high and "| the word, less the" in duress.section(always).text


def test_what_each_part_found_is_kept() -> None:
    kept = {path.stem for path in RESULTS.glob("*.md")}
    assert kept == set(PARTS)


def test_the_parts_are_told_apart_by_name() -> None:
    assert list(PARTS) == ["service", "desk", "scale", "checkins", "duress", "understanding"]
