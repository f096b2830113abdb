"""Browsers of people at the desk, and the things on its pages by the names that a person sees."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from bot.care.ids import ConversationId
from bot.web.auth.forgery import forgery_token
from bot.web.desk.aliases import alias
from bot.web.desk.words import WORDS
from tests.browser.chromium import page_of
from tests.browser.desk_people import Person

COOKIE = "puente_desk"


@contextmanager
def at_desk(
    browser: Browser, base: str, person: Person, size: dict[str, int], *, expects: tuple[str, ...] = ()
) -> Iterator[Page]:
    """The queue in a browser of a person's own, who is signed in. `expects`: beginnings of console lines that are no trouble."""
    with page_of(browser, size, expects=expects) as page:
        sign_in(page.context, base, person)
        page.goto(f"{base}/desk")
        yield page


def sign_in(context: BrowserContext, base: str, person: Person) -> None:
    """Put a person's session into a browser."""
    cookie = {"name": COOKIE, "value": person.token, "url": base, "httpOnly": True, "sameSite": "Strict"}
    context.add_cookies([cookie])  # type: ignore[list-item]


def at_work(base: str, person: Person) -> httpx.Client:
    """The same person without a browser, for many deeds at once."""
    headers = {
        "cookie": f"{COOKIE}={person.token}",
        "sec-fetch-site": "same-origin",
        "x-csrf": forgery_token(person.token),
    }
    return httpx.Client(base_url=base, headers=headers, trust_env=False, timeout=30)


class DeskPage:
    """A page as one person sees it, in the language of their interface."""

    def __init__(self, page: Page, person: Person) -> None:
        self.page = page
        self._person = person
        self._words = WORDS[person.language]

    def word(self, key: str, **arguments: object) -> str:
        return self._words[key].format(**arguments) if arguments else self._words[key]

    def button(self, key: str) -> Locator:
        return self.page.get_by_role("button", name=self.word(key))

    def row_of(self, conversation_id: ConversationId) -> Locator:
        """Somebody's line among those who wait."""
        return self.page.locator("#first > li, #waiting > li").filter(
            has_text=alias(conversation_id, self._person.language)
        )

    @property
    def thread(self) -> Locator:
        return self.page.locator("#thread")

    @property
    def reply_box(self) -> Locator:
        return self.page.locator("#answer-text")

    @property
    def send_button(self) -> Locator:
        return self.page.locator("#send")

    @property
    def trouble(self) -> Locator:
        return self.page.locator("#trouble")

    def take(self, conversation_id: ConversationId) -> None:
        """Take somebody who waits."""
        self.row_of(conversation_id).get_by_role("button", name=self.word("queue.claim")).click()
        self.page.wait_for_url(f"**/desk/conversations/{conversation_id}")

    def reply(self, text: str) -> None:
        self.reply_box.fill(text)
        self.send_button.click()

    def open_panel(self, name: str) -> Locator:
        """A part of the page that may be folded."""
        panel = self.page.locator(f"#panel-{name}")
        if panel.get_attribute("open") is None:
            panel.locator("summary").first.click()
        return panel

    def close(self) -> None:
        """End the talk."""
        panel = self.open_panel("end")
        panel.get_by_label(self.word("end.how")).select_option("talked")
        panel.get_by_role("button", name=self.word("end.close")).click()
        self.page.wait_for_url("**/desk")

    def mark(self) -> None:
        """Leave a mark in the page, which is gone when it is loaded anew."""
        self.page.evaluate("window.notLoadedAnew = true")

    @property
    def was_loaded_anew(self) -> bool:
        return not self.page.evaluate("window.notLoadedAnew === true")


def keep_picture(page: Page, name: str) -> None:
    """Leave a screenshot for people to look at, in the folder named by SCREENSHOTS."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"desk-{name}.png", full_page=True)
