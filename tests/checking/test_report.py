"""The report stands alone, runs nothing, and shows what staff wrote as text."""

from __future__ import annotations

from pathlib import Path

from bot.checking.figures import Understood
from bot.checking.report import picture, write_report
from tests.checking.samples import CONFUSION, checked, figures, group, judged


def written(tmp_path: Path, *, last: bool = True) -> str:
    found = checked(
        figures(group(), group(name="new")),
        misses=[judged("<b>hola</b> & adiós")],
        failed=[("A story", "utter_menu instead of utter_welcome")],
    )
    file = tmp_path / "check" / "report.html"
    write_report(file, found, figures() if last else None, ["danger is heard less"])
    return file.read_text(encoding="utf-8")


def test_the_report_loads_nothing_and_runs_nothing(tmp_path: Path) -> None:
    html = written(tmp_path)
    assert (
        "<script" not in html
        and "src=" not in html
        and "<link" not in html
        and "http" not in html.replace("http://www.w3.org/2000/svg", "")
    )


def test_the_report_shows_misses_as_text_and_the_reasons_of_a_refusal(tmp_path: Path) -> None:
    html = written(tmp_path)
    assert "&lt;b&gt;hola&lt;/b&gt; &amp; adiós" in html
    assert "Refused: danger is heard less." in html
    assert "utter_menu instead of utter_welcome" in html


def test_the_first_report_has_nothing_to_compare_with(tmp_path: Path) -> None:
    assert "points" not in written(tmp_path, last=False)


def test_the_picture_has_a_square_with_its_numbers_for_every_confusion() -> None:
    drawn = picture(Understood(confusion=CONFUSION))
    assert [cell.title for cell in drawn.cells] == [
        "greet taken for greet: 90 of 100", "greet taken for thank: 10 of 100", "thank taken for thank: 50 of 50",
    ]  # fmt: skip
    assert len({(cell.x, cell.y) for cell in drawn.cells}) == 3
