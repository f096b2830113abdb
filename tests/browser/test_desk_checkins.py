"""Check-ins at the desk: set up with a youth in a talk, missed, seen on the board as it happens, taken without a word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from bot.care.ids import ConversationId
from bot.web.desk.aliases import alias
from tests.browser.chromium import DESKTOP_WIDTH, PHONE_WIDTH
from tests.browser.desk_axe import serious_faults
from tests.browser.desk_browser import DeskPage, at_desk, keep_picture
from tests.browser.desk_people import ZONE, Hours, Person, Team
from tests.browser.desk_phones import Phone, asks_for_a_person, new_number
from tests.browser.desk_service import Service, running

pytestmark = [pytest.mark.browser, pytest.mark.engine, pytest.mark.timeout(240)]

LEAD = timedelta(minutes=40)  # longer than somebody counts as talking
STEP = timedelta(minutes=10)  # shorter than somebody stays signed in without doing anything
ASKS = {"en": "Is that ok?", "es": "¿Te parece?"}
COVER = {"en": "practice", "es": "entrenamiento"}
NOTE = "Was fine at noon."


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running(tmp_path_factory.mktemp("checkins")) as started:
        yield started


@pytest.fixture
def team(service: Service) -> Iterator[Team]:
    people = Team(service.settings, service.now)
    yield people
    people.all_leave()


@pytest.mark.parametrize(
    ("language", "size"),
    [("en", DESKTOP_WIDTH), ("es", PHONE_WIDTH)],
    ids=["English-at-a-desk", "Spanish-on-a-phone"],
)
def test_check_ins_are_agreed_on_in_a_talk_and_a_missed_one_is_seen_and_taken(
    browser: Browser, service: Service, team: Team, language: str, size: dict[str, int]
) -> None:
    youth = Phone(client=service.client)
    ana = team.joins("Ana", phone=new_number(), language=language, speaks=(language,), hours=Hours())
    with at_desk(browser, service.base, ana, size) as page:
        desk = DeskPage(page, ana)
        conversation_id = in_a_talk(desk, team, youth, language)
        set_up(desk, service, language)
        youth.hears(ASKS[language])
        expect(page.locator("#plan")).to_contain_text(desk.word("plan.status.proposed"))
        keep_picture(page, f"checkins-proposed-{language}")
        youth.types("1")
        expect(page.locator("#plan")).to_contain_text(desk.word("plan.status.active"))
        assert serious_faults(page) == []
        desk.close()

        page.goto(f"{service.base}/desk/checkins")
        expect(row_in(page, "due", conversation_id, ana)).to_be_visible()
        is_not_answered(desk, service, youth, conversation_id, ana, language)
        keep_picture(page, f"checkins-board-{language}")
        assert serious_faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]

        writes_a_note_while_the_board_goes_on(desk, service, conversation_id, ana)
        heard = len(youth.texts())
        row_in(page, "missed", conversation_id, ana).get_by_role("button", name=desk.word("queue.claim")).click()
        page.wait_for_url(f"**/desk/conversations/{conversation_id}")
        expect(page.locator("#warning")).to_have_text(desk.word("quiet.checkin"))
        expect(page.locator("#notes")).to_contain_text(NOTE)
        keep_picture(page, f"checkins-taken-{language}")
        assert len(youth.texts()) == heard

        youth.types("1")
        page.goto(f"{service.base}/desk/checkins")
        expect(row_in(page, "done", conversation_id, ana)).to_contain_text(desk.word("board.state.ok_late"))
        page.goto(f"{service.base}/desk")
        expect(page.locator("#alerts")).to_contain_text(desk.word("alert.checkin_answered_late"))


def in_a_talk(desk: DeskPage, team: Team, youth: Phone, language: str) -> ConversationId:
    """Somebody asked for a person and has one."""
    asks_for_a_person(youth, language)
    youth.says("1", "")
    conversation_id = team.conversation_of(youth.number)
    desk.take(conversation_id)
    return conversation_id


def set_up(desk: DeskPage, service: Service, language: str) -> None:
    """Fill the form with what was agreed on; a slip first, which is told beside its field and keeps the rest."""
    panel = desk.open_panel("checkins")
    panel.get_by_text(desk.word("plan.set_up")).click()
    panel.get_by_label(desk.word("plan.kind.weekly")).check()
    expect(panel.locator("[name=days]").first).to_be_visible()
    expect(panel.locator("[name=hours]")).to_be_hidden()
    panel.get_by_label(desk.word("plan.kind.daily")).check()
    panel.locator("[name=cover][value=practice]").check()
    panel.get_by_role("button", name=desk.word("plan.propose")).click()
    expect(desk.page.locator("#plan-at-wrong")).to_have_text(desk.word("plan.wrong.time"))
    expect(panel.get_by_role("alert")).to_be_focused()
    keep_picture(desk.page, f"checkins-slip-{language}")
    expect(panel.locator("[name=cover][value=practice]")).to_be_checked()
    at = (service.now() + LEAD).astimezone(ZoneInfo(ZONE))
    panel.get_by_label(desk.word("plan.at"), exact=True).fill(f"{at:%H:%M}")
    panel.get_by_role("button", name=desk.word("plan.propose")).click()


def is_not_answered(
    desk: DeskPage, service: Service, youth: Phone, conversation_id: ConversationId, who: Person, language: str
) -> None:
    """The time comes, and twice nobody answers. The board says each step by itself."""
    for _ in range(LEAD // STEP):
        time_passes(desk, service)
    youth.hears(COVER[language])
    expect(row_in(desk.page, "waiting", conversation_id, who)).to_contain_text(desk.word("board.state.asked"))
    for list_id, state in (("waiting", "board.state.asked_again"), ("missed", "board.state.missed")):
        time_passes(desk, service)
        desk.mark()
        service.moves_on("10m")
        expect(row_in(desk.page, list_id, conversation_id, who)).to_contain_text(desk.word(state))
        assert not desk.was_loaded_anew


def time_passes(desk: DeskPage, service: Service) -> None:
    """Nobody is signed out who does something now and then."""
    desk.page.reload()
    service.moves_on("10m")
    desk.page.reload()


def writes_a_note_while_the_board_goes_on(
    desk: DeskPage, service: Service, conversation_id: ConversationId, who: Person
) -> None:
    """What is typed stays while the row around it changes; the note is kept, and somebody has seen it."""
    page, row = desk.page, row_in(desk.page, "missed", conversation_id, who)
    row.locator("summary").click()
    box = row.locator("textarea")
    box.fill(NOTE)
    row.get_by_role("button", name=desk.word("queue.seen")).click()
    expect(row).to_contain_text(desk.word("board.seen_by", who=who.name, at="").rstrip(" ,"))
    expect(box).to_have_value(NOTE)
    expect(box).to_be_visible()
    row.get_by_role("button", name=desk.word("notes.add")).click()
    expect(page.locator("#told")).to_have_text(desk.word("board.noted"))
    expect(box).to_be_hidden()
    expect(row.locator("summary")).to_be_focused()
    expect(box).to_have_value("")


def row_in(page: Page, list_id: str, conversation_id: ConversationId, who: Person) -> Locator:
    """Somebody's line in one list of the board."""
    return page.locator(f"#{list_id} > li").filter(has_text=alias(conversation_id, who.language))
