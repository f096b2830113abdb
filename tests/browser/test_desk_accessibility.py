"""Every page of the desk, for every role and at both widths, under axe-core: nothing serious, nothing critical."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import DESKTOP_WIDTH, PHONE_WIDTH, page_of
from tests.browser.desk_browser import DeskPage, at_desk
from tests.browser.desk_people import Hours, Team
from tests.browser.desk_phones import Phone, asks_for_a_person
from tests.browser.desk_service import Service, running

pytestmark = [pytest.mark.browser, pytest.mark.engine, pytest.mark.timeout(180)]

AXE = Path(__file__).parents[1] / "vendor" / "axe" / "axe.min.js"
WIDTHS = [pytest.param(PHONE_WIDTH, id="375"), pytest.param(DESKTOP_WIDTH, id="1280")]
PAGES = {
    "advocate": ("/desk", "/desk/shift", "/desk/rota", "/desk/rota?view=person", "/desk/rota/ladder"),
    "supervisor": ("/desk", "/desk/overview", "/desk/rota", "/desk/people", "/desk/shift"),
    "staff": ("/desk", "/desk/rota"),
    "admin": ("/desk", "/desk/people", "/desk/audit"),
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running(tmp_path_factory.mktemp("accessibility")) as started:
        yield started


@pytest.fixture
def team(service: Service) -> Iterator[Team]:
    people = Team(service.settings, service.now)
    yield people
    people.all_leave()


def test_the_checking_script_is_the_one_that_was_taken_in() -> None:
    assert hashlib.sha256(AXE.read_bytes()).hexdigest() in (AXE.parent / "README.md").read_text(encoding="utf-8")


def grave(page: Page) -> list[str]:
    """What axe-core calls serious or critical on the page as it stands."""
    if page.evaluate("typeof window.axe") == "undefined":
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate("async () => (await axe.run(document)).violations")
    return [
        f"{page.url.rpartition('/desk')[2] or '/'}: {one['id']} at {one['nodes'][0]['target']}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("size", WIDTHS)
@pytest.mark.parametrize("role", PAGES)
def test_every_page_of_a_role_is_usable_by_everybody(
    browser: Browser, service: Service, team: Team, role: str, size: dict[str, int]
) -> None:
    person = team.joins("Rosa", role=role, hours=Hours())
    colleague = team.joins("Sol", hours=Hours(), language="es")
    phone = Phone(client=service.client)
    asks_for_a_person(phone)
    troubles = []
    with at_desk(browser, service.base, person, size) as page:
        for path in PAGES[role]:
            answer = page.goto(f"{service.base}{path}")
            assert answer is not None and answer.status == 200, path
            troubles += grave(page)
        if role == "admin":
            page.goto(f"{service.base}/desk/people/{colleague.id}")
            troubles += grave(page)
    assert troubles == []


@pytest.mark.parametrize("size", WIDTHS)
def test_the_doors_are_usable_by_everybody(
    browser: Browser, service: Service, team: Team, size: dict[str, int]
) -> None:
    link = next(
        word
        for word in service.command(
            "advocate", "add", f"door{size['width']}", "--name", "Luz", "--role", "advocate"
        ).split()
        if "/desk/join/" in word
    )
    token = link.rstrip(".").rpartition("/desk/join/")[2]
    troubles = []
    with page_of(browser, size) as page:
        for path in ("/desk/sign-in", f"/desk/join/{token}", "/desk/join/nothing-of-ours"):
            page.goto(f"{service.base}{path}")
            troubles += grave(page)
    assert troubles == []


@pytest.mark.parametrize("size", WIDTHS)
def test_somebody_is_taken_and_answered_with_the_keyboard_alone(
    browser: Browser, service: Service, team: Team, size: dict[str, int]
) -> None:
    person = team.joins("Vera", hours=Hours())
    phone = Phone(client=service.client)
    asks_for_a_person(phone)
    conversation_id = team.conversation_of(phone.number)
    with at_desk(browser, service.base, person, size) as page:
        desk = DeskPage(page, person)
        take = desk.row_of(conversation_id).get_by_role("button", name=desk.word("queue.claim"))
        expect(take).to_be_visible()
        walk_to(page, take)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/desk/conversations/{conversation_id}")
        troubles = grave(page)
        walk_to(page, desk.reply_box)
        page.keyboard.type("I am here with you.")
        walk_to(page, desk.send_button)
        page.keyboard.press("Enter")
        expect(desk.thread).to_contain_text("I am here with you.")
        troubles += grave(page)
    assert troubles == []


def walk_to(page: Page, target: Any, most: int = 80) -> None:
    """Press Tab until the focus is there, as somebody without a mouse does."""
    for _ in range(most):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the keyboard does not lead there")
