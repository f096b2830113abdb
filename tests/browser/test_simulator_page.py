"""The simulator's page in a real browser, against a small service that answers every text."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.chromium import DESKTOP_WIDTH, PHONE_WIDTH, page_of
from tests.web.echo_service import EchoService, echo_service

pytestmark = pytest.mark.browser

FIRST, SECOND = "(214) 555-0101", "(214) 555-0102"
LONG = (
    "Tell me where you are, if you want to. You can skip this: a city, a county or a ZIP code is enough. 0 to skip. {}"
)


@pytest.fixture
def service() -> Iterator[EchoService]:
    with echo_service() as running:
        yield running


@pytest.fixture
def page(browser: Browser, service: EchoService) -> Iterator[Page]:
    with page_of(browser, DESKTOP_WIDTH) as opened:
        opened.goto(f"{service.url}/simulator")
        yield opened


def box_of(page: Page, phone: str) -> Locator:
    return page.get_by_label(f"Text from {phone}")


def thread_of(page: Page, phone: str) -> Locator:
    return page.get_by_role("log", name=f"Messages on {phone}")


def send(page: Page, phone: str, text: str) -> None:
    box_of(page, phone).fill(text)
    box_of(page, phone).press("Enter")


def keep_picture(page: Page, name: str) -> None:
    """Leave a screenshot for people to look at, in the folder named by SCREENSHOTS."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"simulator-{name}.png")


def test_a_text_is_sent_with_enter_and_answered_and_the_focus_stays(page: Page, service: EchoService) -> None:
    send(page, FIRST, "hola")
    expect(thread_of(page, FIRST)).to_contain_text("You said: hola")
    expect(thread_of(page, FIRST)).to_contain_text("1 segment · Delivered")
    expect(box_of(page, FIRST)).to_be_focused()
    expect(box_of(page, FIRST)).to_have_value("")
    expect(thread_of(page, SECOND)).not_to_contain_text("hola")
    assert service.forged == 0


def test_two_phones_hold_two_conversations(page: Page) -> None:
    send(page, FIRST, "one")
    send(page, SECOND, "two")
    expect(thread_of(page, FIRST)).to_contain_text("You said: one")
    expect(thread_of(page, SECOND)).to_contain_text("You said: two")
    expect(thread_of(page, SECOND)).not_to_contain_text("You said: one")


def test_texts_sent_quickly_keep_their_order(page: Page, service: EchoService) -> None:
    for text in ("i need", "to", "talk"):
        send(page, FIRST, text)
    expect(thread_of(page, FIRST)).to_contain_text("You said: talk")
    assert service.texts == ["i need", "to", "talk"]


def test_shift_enter_makes_a_new_line_and_an_empty_box_sends_nothing(page: Page, service: EchoService) -> None:
    box = box_of(page, FIRST)
    box.press("Enter")
    box.press_sequentially("one")
    box.press("Shift+Enter")
    box.press_sequentially("two")
    box.press("Enter")
    expect(thread_of(page, FIRST)).to_contain_text("You said: one")
    assert service.texts == ["one\ntwo"] or service.texts == ["one\r\ntwo"]


def test_the_draft_is_counted_while_it_is_typed(page: Page) -> None:
    box_of(page, FIRST).fill("a" * 161)
    expect(page.get_by_text("161 characters · 2 segments")).to_be_visible()
    box_of(page, FIRST).fill("")
    expect(page.get_by_text("161 characters")).to_have_count(0)


def test_pictures_locations_and_empty_messages_can_be_sent(page: Page) -> None:
    phone = page.get_by_role("region", name=FIRST)
    for name, shown in (("Picture", "Picture"), ("Location", "Location"), ("Empty", "Empty message")):
        phone.get_by_role("button", name=name).click()
        expect(thread_of(page, FIRST).locator(".bubble--typed").last).to_contain_text(shown)
    expect(thread_of(page, FIRST).locator(".bubble--received")).to_have_count(3)


def test_the_clock_is_moved_by_its_buttons(page: Page, service: EchoService) -> None:
    before = service.clock.offset
    page.get_by_role("button", name="Move the clock 45 minutes forward").click()
    expect(page.get_by_role("status").first).to_contain_text("It is now")
    assert (service.clock.offset - before).total_seconds() == 45 * 60
    page.get_by_role("button", name="Move the clock 1 day forward").click()
    send(page, FIRST, "tomorrow")
    expect(thread_of(page, FIRST).locator(".day")).to_have_count(1)


def test_a_failed_text_is_said_and_the_page_goes_on(page: Page, service: EchoService) -> None:
    service.answer = 500
    send(page, FIRST, "hello")
    expect(page.get_by_role("alert").first).to_contain_text("answered 500")
    expect(thread_of(page, FIRST)).to_contain_text("Failed: the service did not take it")
    service.answer = 200
    send(page, FIRST, "again")
    expect(thread_of(page, FIRST)).to_contain_text("You said: again")
    expect(page.get_by_role("alert").first).to_be_hidden()


def test_a_phone_that_opted_out_or_is_off_shows_it(page: Page) -> None:
    send(page, FIRST, "STOP")
    expect(thread_of(page, FIRST)).to_contain_text("You are unsubscribed")
    expect(page.get_by_role("region", name=FIRST).get_by_text("Opted out")).to_be_visible()
    page.get_by_role("region", name=SECOND).get_by_label("Phone is on").uncheck()
    send(page, SECOND, "hi")
    expect(thread_of(page, SECOND)).to_contain_text("Failed: the phone is off")


def test_a_third_phone_is_added_and_is_there_after_a_reload(page: Page) -> None:
    page.get_by_text("Add a phone").click()
    page.get_by_role("button", name="Add", exact=True).click()
    expect(box_of(page, "(214) 555-0103")).to_be_focused()
    page.reload()
    expect(box_of(page, "(214) 555-0103")).to_be_visible()
    page.get_by_text("Add a phone").click()
    page.get_by_label("Number of the phone to add").fill("911")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("ten digits")


def test_markup_in_a_text_is_shown_as_text(page: Page) -> None:
    send(page, FIRST, "<img src=x onerror=alert(1)> <b>hi</b>")
    expect(thread_of(page, FIRST)).to_contain_text("You said: <img src=x onerror=alert(1)> <b>hi</b>")
    expect(thread_of(page, FIRST).locator("img, b")).to_have_count(0)


def test_a_long_thread_stays_at_its_end_unless_someone_reads_back(page: Page, service: EchoService) -> None:
    log = thread_of(page, FIRST)
    for number in range(12):
        send(page, FIRST, f"message {number}")
        expect(log).to_contain_text(f"You said: message {number}")
    from_end = "log => log.scrollHeight - log.scrollTop - log.clientHeight"
    assert log.evaluate(from_end) < 5
    log.evaluate("log => { log.scrollTop = 0; }")
    service.send("+12145550101", "a late word")
    expect(log).to_contain_text("a late word")
    assert log.evaluate("log => log.scrollTop") == 0


def test_everything_is_reached_by_keyboard(page: Page) -> None:
    expect(box_of(page, SECOND)).to_be_visible()
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "(({ id, localName, textContent }) => id || `${localName} ${textContent.trim()}`)(document.activeElement)"
            )
        )
        if len(reached) > 1 and reached[-1] == reached[0]:
            break
    for needed in (
        "a Skip to the content",
        "button +45 min",
        "summary Add a phone",
        "textarea-12145550102",
        "button Picture",
    ):
        assert needed in reached
    assert any(item.startswith("div") for item in reached)  # the threads scroll by keyboard


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_page_fits_a_phone(browser: Browser, service: EchoService, dark: bool) -> None:
    service.reply = LONG
    with page_of(browser, PHONE_WIDTH, dark=dark) as page:
        page.goto(f"{service.url}/simulator")
        expect(box_of(page, FIRST)).to_be_visible()
        expect(box_of(page, SECOND)).to_be_hidden()
        send(page, FIRST, "I need somewhere to sleep tonight")
        expect(thread_of(page, FIRST)).to_contain_text("Delivered")
        service.send("+12145550102", "Hi")
        page.get_by_role("button", name=re.compile(re.escape(SECOND) + ", new message")).click()
        expect(thread_of(page, SECOND)).to_contain_text("Hi")
        page.get_by_role("button", name=FIRST).click()
        box_of(page, FIRST).fill("Dallas")
        expect(page.get_by_text("6 characters · 1 segment")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE_WIDTH["width"]
        assert box_of(page, FIRST).bounding_box()["y"] < PHONE_WIDTH["height"] - 60
        keep_picture(page, f"375-{'dark' if dark else 'light'}")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_page_fits_a_desk(browser: Browser, service: EchoService, dark: bool) -> None:
    service.reply = LONG
    with page_of(browser, DESKTOP_WIDTH, dark=dark) as page:
        page.goto(f"{service.url}/simulator")
        send(page, FIRST, "I need somewhere to sleep tonight")
        send(page, SECOND, "STOP")
        send(page, SECOND, "start")
        page.get_by_role("region", name=SECOND).get_by_role("button", name="Picture").click()
        expect(thread_of(page, SECOND).locator(".bubble--typed")).to_have_count(3)
        service.answer = 500
        send(page, SECOND, "not heard")
        expect(thread_of(page, SECOND)).to_contain_text("Failed")
        page.get_by_role("button", name="Move the clock 45 minutes forward").click()
        expect(page.get_by_role("status").first).to_contain_text("It is now")
        box_of(page, FIRST).fill("Mañana a las 5, después de la escuela. ¿Está bien?")
        expect(page.get_by_text("50 characters · 1 segment")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= DESKTOP_WIDTH["width"]
        keep_picture(page, f"1280-{'dark' if dark else 'light'}")
