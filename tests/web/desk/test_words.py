"""Every word of the desk is there in both languages, and is used; what others made lies here unchanged."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from string import Formatter

import pytest

from bot.care.handoffs import _PRIORITIES
from bot.care.risk_rule import RiskKind
from bot.care.wording import segments, sms_spelling
from bot.errors import WrongInput, WrongWords
from bot.settings import ROOT
from bot.web.assets import STATIC, TEMPLATES
from bot.web.desk.alert_words import alert_key
from bot.web.desk.aliases import alias
from bot.web.desk.canned import canned_for, read_canned
from bot.web.desk.words import WORDS, why, word_modules
from tests.care.programs import program

VENDOR = STATIC / "vendor"


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_both_languages_have_every_key_with_the_same_names_in_braces() -> None:
    for module in word_modules():
        assert module.EN.keys() == module.ES.keys(), module.__name__
        for key in module.EN:
            assert _names(module.EN[key]) == _names(module.ES[key]), key
            assert module.EN[key].strip(), key
            assert module.ES[key].strip(), key


def test_every_key_that_a_page_names_is_written() -> None:
    sources = [*TEMPLATES.glob("desk/*.html"), *(ROOT / "bot" / "web" / "desk").glob("*.py")]
    for source in sources:
        for key in re.findall(r"""\bt\(\s*["']([\w.-]+)["']\s*[,)]""", source.read_text()):
            assert key in WORDS["en"], f"{source.name}: {key}"


def test_every_word_that_is_written_is_used() -> None:
    text = "\n".join(source.read_text() for source in _sources() if not source.name.startswith("words_"))
    begun = set(re.findall(r"""["']([a-z_]+\.[\w.]*)(?:["'] ~|\{)""", text))
    unused = [
        key
        for key in WORDS["en"]
        if f'"{key}"' not in text
        and f"'{key}'" not in text
        and not any(_is_put_together(key.removeprefix(start), text) for start in begun if key.startswith(start))
    ]
    assert unused == []


def _sources() -> list[Path]:
    return [*(ROOT / "bot").rglob("*.py"), *TEMPLATES.glob("desk/*.html"), *STATIC.glob("*.js")]


def _is_put_together(rest: str, text: str) -> bool:
    """Whether what follows the beginning of a key occurs as it is, or as two parts that are joined. A number is a constant's."""
    if re.search(rf"(?<![\w.]){re.sub(r'[0-9]+', r'(?:[0-9]+|{[A-Z_]+})', re.escape(rest))}(?!\w)", text):
        return True
    for cut in (found.start() for found in re.finditer(r"[._]", rest)):
        one, sign, other = rest[:cut], rest[cut], rest[cut + 1 :]
        ends = rf"_{re.escape(other)}[\"']" if sign == "_" else rf"\b{re.escape(other)}\b"
        if re.search(rf"(?<!\w){re.escape(one)}\b", text) and re.search(ends, text):
            return True
    return False


def test_every_reason_and_every_risk_has_words_of_its_own() -> None:
    for reason in _PRIORITIES:
        assert f"reason.{reason}" in WORDS["en"]
    for kind in RiskKind:
        assert alert_key(f"risk_{kind}") == f"alert.risk_{kind}"
    assert {alert_key(kind) for kind in ("erased_after_referral_to_mesquite", "never heard of")} == {
        "alert.erased_after_referral",
        "alert.other",
    }


def test_every_refusal_of_the_desks_deeds_has_a_sentence_in_both_languages() -> None:
    files = [ROOT / "bot" / "usecases" / f"{name}.py" for name in ("checkins", "desk", "looking", "replying")]
    files += (ROOT / "bot" / "web" / "desk").glob("*.py")
    details = {
        detail.replace("{LONGEST_NOTE}", "4000").replace("{MOST_SEGMENTS}", "6")
        for file in files
        for detail in re.findall(r'WrongInput\(f?"([^"]+)"', file.read_text())
    } | {"somebody else was faster", "no time of this is still to come"}
    assert len(details) > 10
    for detail in details:
        assert f"wrong.{detail}" in WORDS["en"], detail
        assert why(WrongInput(detail), "es") == WORDS["es"][f"wrong.{detail}"]


def test_every_field_that_a_use_case_refuses_has_a_sentence_in_the_form() -> None:
    files = [ROOT / "bot" / "usecases" / f"{name}.py" for name in ("advocates", "colleagues")]
    codes = {code for file in files for code in re.findall(r'WrongField\("\w+", "(\w+)"', file.read_text())}
    assert codes == {key.rpartition(".")[2] for key in WORDS["en"] if key.startswith("people.wrong.")}


def test_a_refusal_without_a_sentence_still_says_something() -> None:
    assert why(WrongInput("never heard of"), "en") == "Never heard of."
    assert why(WrongInput("never heard of"), "es") == WORDS["es"]["desk.failed"]


def test_an_alias_is_the_same_for_everybody_and_says_nothing_of_the_id() -> None:
    assert alias("c" * 32, "en") == alias("c" * 32, "en")
    assert alias("c" * 32, "en") != alias("d" * 32, "en")
    assert alias("c" * 32, "en").split()[-1] == alias("c" * 32, "es").split()[-1]
    many = {alias(f"{number:032x}", "es") for number in range(50)}
    assert len(many) > 45


def test_ready_words_fit_two_texts_and_leave_no_gap() -> None:
    for language, texts in canned_for(program(), ("en", "es")).items():
        assert len(texts) == len(read_canned()), language
        for text in texts:
            assert "{" not in text
            assert segments(sms_spelling(text)).count <= 2, text


def test_ready_words_that_lack_a_language_are_refused_and_no_file_means_none(tmp_path: Path) -> None:
    file = tmp_path / "canned.yml"
    file.write_text("- key: hello\n  en: Hi\n")
    with pytest.raises(WrongWords):
        read_canned(file)
    assert read_canned(tmp_path / "missing.yml") == ()


def test_scripts_of_others_lie_here_as_they_were_published() -> None:
    listed = re.findall(r"^\| `([\w.]+)` .* `([0-9a-f]{64})` \|$", (VENDOR / "README.md").read_text(), re.MULTILINE)
    assert {name for name, _ in listed} == {file.name for file in VENDOR.glob("*.js")}
    for name, expected in listed:
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == expected, name


def test_no_page_of_the_desk_carries_a_script_or_a_style_inside() -> None:
    for template in TEMPLATES.glob("desk/*.html"):
        text = template.read_text()
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:", text), template.name
        assert "http://" not in text, template.name
        assert "https://" not in text, template.name
