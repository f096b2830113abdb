"""The risk classifier's own examples: no doubles, no line under two labels that contradict each other, nobody's number."""

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from tests.nlu.corpus import examples_by_intent, language_of, near_duplicates, plain

FOLDER = Path(__file__).parents[2] / "data" / "risk"
FILES = sorted(FOLDER.glob("*.yml"))
EXAMPLES: dict[str, list[str]] = {}
for _file in FILES:
    for _label, _blocks in yaml.safe_load(_file.read_text(encoding="utf-8")).items():
        EXAMPLES.setdefault(_label, []).extend(line for block in _blocks for line in block.splitlines())


def test_no_line_stands_twice() -> None:
    told = Counter(plain(line) for lines in EXAMPLES.values() for line in lines)
    assert [line for line, count in told.items() if count > 1] == []


def test_no_harmless_line_is_an_example_of_a_report() -> None:
    reports = {"report_self_harm", "report_danger", "report_medical", "disclose_exploitation"}
    grave = {plain(line) for intent, lines in examples_by_intent().items() if intent in reports for line in lines}
    calm = [line for label in ("figurative", "sad", "ordinary") for line in EXAMPLES[label]]
    assert [line for line in calm if plain(line) in grave] == []


@pytest.mark.parametrize("label", sorted(EXAMPLES))
def test_near_duplicates_stay_rare(label: str) -> None:
    assert len(near_duplicates(EXAMPLES[label])) <= 0.02 * len(EXAMPLES[label])


@pytest.mark.parametrize("label", sorted(EXAMPLES))
def test_both_languages_are_heard(label: str) -> None:
    told = Counter(language_of(line) for line in EXAMPLES[label])
    known = told["en"] + told["es"] + told["both"]
    assert told["en"] >= 0.25 * known
    assert told["es"] + told["both"] >= 0.25 * known


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_first_line_says_what_belongs_in_the_file(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("#")


def test_no_example_holds_a_number_someone_could_be_called_on_or_an_address() -> None:
    held = [
        line
        for lines in EXAMPLES.values()
        for line in lines
        if re.search(r"(?:\d[\s().-]*){10,}|@\w|https?:|www\.", line)
    ]
    assert held == []
