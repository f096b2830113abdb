"""Joining by the one-time link and signing in, as an advocate does it: with a passkey, or with a password and a code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect

from bot.web.desk.words import WORDS
from tests.browser.chromium import DESKTOP_WIDTH, PHONE_WIDTH, page_of
from tests.browser.desk_browser import keep_picture
from tests.browser.desk_people import Team
from tests.browser.desk_phones import Phone, asks_for_a_person
from tests.browser.desk_service import Service, running

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

EN, ES = WORDS["en"], WORDS["es"]
PASSWORD = "seven quiet boats at noon"
CODE_STEP = timedelta(seconds=30)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running(tmp_path_factory.mktemp("sign-in")) as started:
        yield started


def test_an_advocate_joins_and_signs_in_with_a_passkey_and_proves_it_anew(browser: Browser, service: Service) -> None:
    link = invite(service, "ana", "Ana")
    with page_of(browser, DESKTOP_WIDTH) as page:
        authenticator = has_authenticator(page)
        page.goto(link)
        keep_picture(page, "join-1280")
        press(page, EN["join.passkey"])
        page.wait_for_url("**/desk")
        expect(page.get_by_text(EN["queue.nobody"])).to_be_visible()
        assert len(authenticator.credentials()) == 1

        signs_out(page, EN)
        keep_picture(page, "sign-in-1280")
        press(page, EN["sign_in.passkey"])
        page.wait_for_url("**/desk")

        page.goto(f"{page_base(page)}/desk/step-up?next=/desk/shift")
        press(page, EN["step_up.passkey"])
        page.wait_for_url(f"{page_base(page)}/desk/shift")
        expect(page.get_by_role("heading", name=EN["shift.title"])).to_be_visible()

        signs_out(page, EN)
        page.goto(link)
        expect(page.get_by_text(EN["join.gone"])).to_be_visible()


def test_without_the_person_a_passkey_opens_nothing(browser: Browser, service: Service) -> None:
    with page_of(browser, DESKTOP_WIDTH) as page:
        authenticator = has_authenticator(page)
        page.goto(invite(service, "noor", "Noor"))
        press(page, EN["join.passkey"])
        page.wait_for_url("**/desk")
        signs_out(page, EN)
        authenticator.nobody_confirms()
        press(page, EN["sign_in.passkey"])
        expect(page.get_by_role("alert").filter(has_text=EN["sign_in.passkey_failed"])).to_be_visible(timeout=70_000)
        page.goto(f"{page_base(page)}/desk")
        expect(page.get_by_role("heading", name=EN["sign_in.title"])).to_be_visible()


def test_an_advocate_joins_and_signs_in_with_a_password_and_a_code(browser: Browser, service: Service) -> None:
    link = invite(service, "dora", "Dora", language="es")
    with page_of(browser, PHONE_WIDTH) as page:
        page.goto(link.replace("localhost", "127.0.0.1"))
        secret = page.locator(".door__key").inner_text().replace(" ", "")
        expect(page.get_by_alt_text(ES["join.qr"])).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE_WIDTH["width"]
        keep_picture(page, "join-375")
        code = pyotp.TOTP(secret)
        used = datetime.now(UTC)
        page.get_by_label(ES["join.password"]).fill(PASSWORD)
        page.get_by_label(ES["join.code"]).fill(code.at(used))
        press(page, ES["join.submit"])
        page.wait_for_url("**/desk")

        signs_out(page, ES)
        page.goto(f"{page_base(page)}/desk/sign-in?language=es")
        keep_picture(page, "sign-in-375")
        signs_in(page, "dora", "another password entirely", code.at(used + CODE_STEP))
        expect(page.get_by_role("alert").filter(has_text=ES["sign_in.wrong"])).to_be_visible()
        signs_in(page, "dora", PASSWORD, code.at(used))
        expect(page.get_by_role("alert").filter(has_text=ES["sign_in.wrong"])).to_be_visible()
        signs_in(page, "dora", PASSWORD, code.at(used + CODE_STEP))
        page.wait_for_url("**/desk")


@pytest.mark.engine
def test_the_number_is_shown_only_after_a_fresh_proof(browser: Browser, service: Service) -> None:
    youth = Phone(client=service.client)
    with page_of(browser, DESKTOP_WIDTH) as page:
        has_authenticator(page)
        page.goto(invite(service, "mia", "Mia"))
        press(page, EN["join.passkey"])
        page.wait_for_url("**/desk")
        always_on_shift(service, "mia")
        asks_for_a_person(youth)
        press(page, re.compile(EN["queue.claim"]))
        page.wait_for_url("**/desk/conversations/*")
        here = page.url
        expect(page.get_by_text(youth.number[-4:])).to_have_count(0)
        shows_number(page)
        page.wait_for_url("**/desk/step-up?**")
        press(page, EN["step_up.passkey"])
        page.wait_for_url(here)
        shows_number(page)
        expect(page.locator(".number__told")).to_contain_text(youth.number[-4:])
        page.reload()
        expect(page.get_by_text(youth.number[-4:])).to_have_count(0)


class Authenticator:
    """A device of Chromium's own that makes and keeps passkeys."""

    def __init__(self, page: Page) -> None:
        self._session = page.context.new_cdp_session(page)
        self._session.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        self._id = self._session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

    def credentials(self) -> list[object]:
        found: list[object] = self._session.send("WebAuthn.getCredentials", {"authenticatorId": self._id})[
            "credentials"
        ]
        return found

    def nobody_confirms(self) -> None:
        """From now on the finger is not the owner's."""
        self._session.send("WebAuthn.setUserVerified", {"authenticatorId": self._id, "isUserVerified": False})


def has_authenticator(page: Page) -> Authenticator:
    return Authenticator(page)


def invite(service: Service, login: str, name: str, language: str = "en") -> str:
    """The link that the command prints."""
    said = service.command("advocate", "add", login, "--name", name, "--language", language)
    return said.strip().splitlines()[-1]


def always_on_shift(service: Service, login: str) -> None:
    Team(service.settings, service.now).always_on_shift(login)


def press(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("button", name=name, exact=isinstance(name, str)).click()


def signs_in(page: Page, login: str, password: str, code: str) -> None:
    for key, text in (("login", login), ("password", password), ("code", code)):
        page.get_by_label(ES[f"sign_in.{key}"], exact=True).fill(text)
    press(page, ES["sign_in.submit"])


def signs_out(page: Page, words: dict[str, str]) -> None:
    page.locator("#menu summary").click()
    press(page, words["desk.sign_out"])
    page.wait_for_url("**/desk/sign-in**")


def shows_number(page: Page) -> None:
    panel = page.locator("#panel-about")
    if panel.get_attribute("open") is None:
        panel.locator("summary").click()
    press(page, EN["talk.show_number"])


def page_base(page: Page) -> str:
    return page.url.split("/desk")[0]
