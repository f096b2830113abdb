"""Debian's Chromium, driven by Playwright; nothing is downloaded."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE_WIDTH = {"width": 375, "height": 667}
DESKTOP_WIDTH = {"width": 1280, "height": 800}
USUAL = "Failed to load resource"


class ChromiumMissing(Exception):
    """The browser tests need Chromium: `apt-get install chromium`, or set CHROMIUM to its path."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


def chromium_path() -> str:
    """The browser's path. Raises `ChromiumMissing`."""
    for name in filter(None, (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")):
        if found := shutil.which(name):
            return found
    raise ChromiumMissing


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running browser without a window."""
    path = chromium_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@contextmanager
def page_of(
    browser: Browser, size: dict[str, int], *, dark: bool = False, expects: tuple[str, ...] = ()
) -> Iterator[Page]:
    """A fresh page that fails the test when its console has an error or its script breaks.

    The one exception is the line Chromium writes for every answer of 400 and above, which pages handle themselves; a test
    that means to meet others names their beginnings in `expects`.
    """
    context = browser.new_context(
        viewport=size,  # type: ignore[arg-type]
        color_scheme="dark" if dark else "light",
        locale="en-US",
        timezone_id="America/Chicago",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))

    def note(kind: str, text: str) -> None:
        if kind == "error" and not text.startswith((USUAL, *expects)):
            troubles.append(text)

    page.on("console", lambda line: note(line.type, line.text))
    yield page
    context.close()
    assert not troubles, troubles
