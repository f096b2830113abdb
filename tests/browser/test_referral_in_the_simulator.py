"""What any visitor of `make run` can do: from hello to a submitted referral, in a real browser, with the whole service."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from bot.care.wording import sms_spelling
from bot.conversation.words import Words, read_words
from bot.settings import ROOT
from tests.browser.chromium import DESKTOP_WIDTH, PHONE_WIDTH, page_of

pytestmark = [pytest.mark.browser, pytest.mark.engine]

START_SECONDS = 90.0
ANSWER_MILLISECONDS = 20_000
_FIRST_LETTERS = 20
PHONES = {"en": "(214) 555-0101", "es": "(214) 555-0102"}

# What is typed, and the response that has to come then.
STEPS = {
    "en": [
        ("hi", "utter_ok_to_text"),
        ("1", "utter_menu"),
        ("3", "utter_ask_name_to_use"),
        ("Luz", "utter_ask_age_band"),
        ("3", "utter_ask_area"),
        ("houston", "utter_ask_needs"),
        ("1 3", "utter_ask_safe_way"),
        ("1", "utter_ask_safe_time"),
        ("3", "utter_ask_leave_message"),
        ("2", "utter_ask_anything_else"),
        ("0", "utter_ask_summary_right"),
        ("1", "utter_ask_referral_consent"),
        ("1", "utter_referral_sent"),
    ],
    "es": [
        ("hola", "utter_ok_to_text"),
        ("1", "utter_menu"),
        ("3", "utter_ask_name_to_use"),
        ("Luz", "utter_ask_age_band"),
        ("3", "utter_ask_area"),
        ("san antonio", "utter_ask_needs"),
        ("2 4", "utter_ask_safe_way"),
        ("1", "utter_ask_safe_time"),
        ("4", "utter_ask_leave_message"),
        ("1", "utter_ask_anything_else"),
        ("0", "utter_ask_summary_right"),
        ("1", "utter_ask_referral_consent"),
        ("1", "utter_referral_sent"),
    ],
}
AGENCIES = {"en": "Bayou Light", "es": "Casa Nopal"}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running `puente up` with the simulator on, in a data folder of its own."""
    with _running(tmp_path_factory.mktemp("simulator")) as base:
        yield base


@pytest.mark.parametrize(("language", "size"), [("en", DESKTOP_WIDTH), ("es", PHONE_WIDTH)], ids=["English", "Spanish"])
@pytest.mark.timeout(240)
def test_a_visitor_completes_a_self_referral(
    browser: Browser, service: str, language: str, size: dict[str, int]
) -> None:
    words = read_words(ROOT / "data" / "responses")
    number = PHONES[language]
    with page_of(browser, size) as page:
        page.goto(f"{service}/simulator")
        if size is PHONE_WIDTH:
            page.get_by_role("button", name=number).click()
        box, thread = page.get_by_label(f"Text from {number}"), page.get_by_role("log", name=f"Messages on {number}")
        for position, (typed, response) in enumerate(STEPS[language]):
            box.fill(typed)
            box.press("Enter")
            expect(thread).to_contain_text(_fragment(words, response, language), timeout=ANSWER_MILLISECONDS)
            _keep_picture(page, f"{language}-{position:02d}")
        expect(thread).to_contain_text(AGENCIES[language])


@contextmanager
def _running(folder: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        "PATH": os.environ["PATH"],
        "PUENTE_SIMULATOR": "1",
        "PUENTE_PORT": str(port),
        "PUENTE_DATA_DIR": str(folder),
    }
    puente = Path(sys.executable).with_name("puente")
    process = subprocess.Popen(
        [puente, "up"], env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    base = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(process, base)
        yield base
    finally:
        process.terminate()
        process.wait(20)


def _wait_until_ready(process: subprocess.Popen[bytes], base: str) -> None:
    deadline = monotonic() + START_SECONDS
    while monotonic() < deadline:
        assert process.poll() is None, "the service ended while starting"
        try:
            if httpx.get(f"{base}/ready", trust_env=False).status_code == 200:
                return
        except httpx.TransportError:
            pass
        sleep(0.1)
    raise AssertionError("the service did not become ready")


def _fragment(words: Words, response: str, language: str) -> str:
    """The first words of a response as they go out on SMS; all its wordings in one language begin alike."""
    wording = next(v for v in words.variations(response) if ("language", language) in v.conditions)
    return sms_spelling(wording.text).split("{")[0].split("\n")[0].strip()[:_FIRST_LETTERS]


def _keep_picture(page: Page, name: str) -> None:
    """Leave a screenshot for people to look at, in the folder named by SCREENSHOTS."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"referral-{name}.png")
