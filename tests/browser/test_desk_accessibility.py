"""Everybody can work at the desk: axe-core finds nothing serious on any page, and the keyboard is enough."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.care.ids import ConversationId
from bot.web.desk.words import WORDS
from tests.browser.chromium import DESKTOP_WIDTH, PHONE_WIDTH, page_of
from tests.browser.desk_axe import serious_faults
from tests.browser.desk_browser import DeskPage, at_desk, at_work, keep_picture, sign_in
from tests.browser.desk_people import Hours, Person, Team
from tests.browser.desk_phones import Phone, asks_for_a_person, new_number
from tests.browser.desk_service import Service, running

pytestmark = [pytest.mark.browser, pytest.mark.engine, pytest.mark.timeout(240)]

MOST_TABS = 60
REFUSED = {"refused": 404, "conversation-gone": 410}  # pages that say so, and are read like any other


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A desk at work: one who waits urgently, one who just waits, one with Ana and one whom she passes on."""

    service: Service
    people: dict[str, Person]
    waiting: ConversationId
    talking: ConversationId
    youth: Phone


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    with running(tmp_path_factory.mktemp("accessibility")) as service:
        team = Team(service.settings, service.now)
        people = {
            "advocate": team.joins("Ana", phone=new_number(), hours=Hours()),
            "supervisor": team.joins("Sue", role="supervisor", language="es", hours=Hours()),
            "staff": team.joins("Sam", role="staff"),
            "admin": team.joins("Ada", role="admin"),
        }
        youths = [Phone(client=service.client) for _ in range(3)]
        for youth, language in zip(youths, ("en", "es", "en"), strict=True):
            asks_for_a_person(youth, language)
        urgent = Phone(client=service.client)
        urgent.says("i want to kill myself", "988")
        ids = [team.conversation_of(youth.number) for youth in youths]
        with at_work(service.base, people["advocate"]) as ana:
            for id in ids[:2]:
                handoff = team.handoff_of(id)
                assert handoff is not None
                assert ana.post(f"/desk/handoffs/{handoff.id}/claim").status_code == 303
            ana.post(f"/desk/conversations/{ids[0]}/notes", data={"text": "Prefers evenings."})
            passed = team.handoff_of(ids[1])
            assert passed is not None
            to = {"to": people["supervisor"].id, "note": "Speaks Spanish."}
            assert ana.post(f"/desk/handoffs/{passed.id}/transfer", data=to).status_code == 303
        youths[0].types("is it ok if i tell you something")
        yield Scene(service=service, people=people, waiting=ids[2], talking=ids[0], youth=youths[2])


def pages_of(role: str, scene: Scene) -> list[tuple[str, str]]:
    """Every page that a role can open: a name for its picture, and its path."""
    queue, rota = ("queue", "/desk"), [("rota", "/desk/rota"), ("rota-by-person", "/desk/rota?view=person")]
    shift, ladder = ("shift", "/desk/shift"), ("ladder", "/desk/rota/ladder")
    checkins = ("checkins", "/desk/checkins")
    step_up, refused = ("step-up", "/desk/step-up"), ("refused", "/desk/nowhere")
    talking = ("conversation", f"/desk/conversations/{scene.talking}")
    waiting = ("conversation-waiting", f"/desk/conversations/{scene.waiting}")
    gone = ("conversation-gone", "/desk/conversations/0")
    person = ("person", f"/desk/people/{scene.people['advocate'].id}")
    people = ("people", "/desk/people")
    return {
        "advocate": [queue, checkins, talking, waiting, gone, shift, *rota, ladder, step_up, refused],
        "supervisor": [queue, checkins, talking, waiting, shift, *rota, ladder, ("overview", "/desk/overview"), people],
        "staff": [queue, *rota],
        "admin": [queue, people, ("invite", "/desk/people/invite"), person, ("audit", "/desk/audit"), step_up],
    }[role]


@pytest.mark.parametrize("role", ["advocate", "supervisor", "staff", "admin"])
def test_axe_finds_nothing_serious_on_any_page_of_a_role(browser: Browser, scene: Scene, role: str) -> None:
    base, person = scene.service.base, scene.people[role]
    faults: dict[str, list[str]] = {}
    with page_of(browser, DESKTOP_WIDTH) as page:
        sign_in(page.context, base, person)
        for name, path in pages_of(role, scene):
            answer = page.goto(base + path)
            assert answer is not None
            assert answer.status == REFUSED.get(name, 200), path
            faults |= faults_at_both_widths(page, f"{role}-{name}")
    assert faults == {}


def test_axe_would_notice(browser: Browser, scene: Scene) -> None:
    with page_of(browser, DESKTOP_WIDTH) as page:
        page.goto(f"{scene.service.base}/desk/sign-in")
        page.evaluate("document.querySelector('main').append(new Image())")
        assert [one.partition(":")[0] for one in serious_faults(page)] == ["image-alt"]


def test_axe_finds_nothing_serious_before_the_sign_in(browser: Browser, scene: Scene) -> None:
    base, faults = scene.service.base, {}
    said = scene.service.command("advocate", "add", "eve", "--name", "Eve")
    with page_of(browser, DESKTOP_WIDTH) as page:
        for name, path in (("sign-in", "/desk/sign-in?language=es"), ("join-gone", "/desk/join/nothing")):
            page.goto(base + path)
            faults |= faults_at_both_widths(page, name)
        page.goto(said.strip().splitlines()[-1])
        faults |= faults_at_both_widths(page, "join")
    assert faults == {}


def test_the_forms_that_are_folded_away_are_as_usable(browser: Browser, scene: Scene) -> None:
    faults: dict[str, list[str]] = {}
    with page_of(browser, DESKTOP_WIDTH) as page:
        for role, path in (("supervisor", "/desk/rota"), ("advocate", f"/desk/conversations/{scene.talking}")):
            sign_in(page.context, scene.service.base, scene.people[role])
            page.goto(scene.service.base + path)
            page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
            faults |= faults_at_both_widths(page, f"{role}-unfolded")
    assert faults == {}


def test_the_keyboard_alone_takes_somebody_and_answers(browser: Browser, scene: Scene) -> None:
    ana, youth = scene.people["advocate"], scene.youth
    with at_desk(browser, scene.service.base, ana, DESKTOP_WIDTH) as page:
        desk = DeskPage(page, ana)
        expect(desk.row_of(scene.waiting)).to_be_visible()
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name=desk.word("desk.skip"))).to_be_focused()
        page.keyboard.press("Enter")
        claim = desk.row_of(scene.waiting).get_by_role("button")
        tabs_to(page, str(claim.get_attribute("id")))
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/desk/conversations/{scene.waiting}")
        page.keyboard.press("Alt+r")
        expect(desk.reply_box).to_be_focused()
        page.keyboard.type("Hi, I am Ana.")
        page.keyboard.press("Control+Enter")
        youth.hears("Hi, I am Ana.")
        expect(desk.reply_box).to_have_value("")
        expect(desk.reply_box).to_be_focused()
        page.keyboard.press("Alt+q")
        page.wait_for_url("**/desk")
        expect(page.locator("#mine")).to_contain_text(desk.word("queue.answered"))


def faults_at_both_widths(page: Page, name: str) -> dict[str, list[str]]:
    """What axe finds at a desk's and at a phone's width, light and dark; and that nothing is wider than the window."""
    found = {}
    for size in (DESKTOP_WIDTH, PHONE_WIDTH):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        width = size["width"]
        keep_picture(page, f"{name}-{width}")
        found[f"{name} at {width}"] = serious_faults(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        found[f"{name}: wider than {width}"] = [str(wide)] if wide > width else []
    page.emulate_media(color_scheme="dark")
    keep_picture(page, f"{name}-dark-{PHONE_WIDTH['width']}")
    found[f"{name} in the dark"] = serious_faults(page)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(DESKTOP_WIDTH)  # type: ignore[arg-type]
    return {where: what for where, what in found.items() if what}


def tabs_to(page: Page, id: str) -> None:
    """Press Tab until the focus is on an element."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == id:
            return
    raise AssertionError("the keyboard does not get there")


def test_the_page_says_its_language(browser: Browser, scene: Scene) -> None:
    with at_desk(browser, scene.service.base, scene.people["supervisor"], PHONE_WIDTH) as page:
        expect(page.locator("html")).to_have_attribute("lang", "es")
        expect(page.get_by_role("link", name=WORDS["es"]["nav.queue"])).to_be_visible()
