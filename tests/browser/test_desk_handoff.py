"""From a youth's wish for a person to the last word: two advocates in two browsers, and the phones of all three."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from bot.care.paging import page_words, taken_words
from bot.care.wording import sms_spelling
from tests.browser.chromium import DESKTOP_WIDTH, PHONE_WIDTH
from tests.browser.desk_browser import DeskPage, at_desk, keep_picture
from tests.browser.desk_people import Hours, Person, Team
from tests.browser.desk_phones import Phone, asks_for_a_person, new_number
from tests.browser.desk_service import Service, running

pytestmark = [pytest.mark.browser, pytest.mark.engine, pytest.mark.timeout(180)]

SAID = {"en": "i want to talk to a real person", "es": "quiero hablar con una persona de verdad"}
HELLO = {"en": "Hi, I am here. What is going on?", "es": "Hola, aquí estoy. ¿Qué está pasando?"}
ANSWER = {"en": "my mom took my phone all week", "es": "mi mamá me quitó el celular toda la semana"}
NOTE = {"en": "Prefers evenings.", "es": "Prefiere las tardes."}
SECOND_HELLO = {"en": "I read the note. Evenings it is.", "es": "Leí la nota. Por las tardes, entonces."}
JOINED = {"en": "{} is here now", "es": "Ya llegó {}"}
CHANGED = {"en": "From here on {} is with you", "es": "Ahora sigues con {}"}
CLOSED = {"en": "{} closed the chat", "es": "{} cerró el chat"}
MENU = {"en": ("menu", "What would help?"), "es": ("menú", "¿Qué te serviría?")}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running(tmp_path_factory.mktemp("handoff")) as started:
        yield started


@pytest.fixture
def team(service: Service) -> Iterator[Team]:
    people = Team(service.settings, service.now)
    yield people
    people.all_leave()


@pytest.fixture
def youth(service: Service) -> Phone:
    return Phone(client=service.client)


def two_advocates(team: Team, language: str) -> tuple[Person, Person]:
    """One on shift, and a colleague who is off; each with a phone and pages in this language."""
    first, second = {"en": ("Ana", "Ben"), "es": ("Carla", "Dora")}[language]
    speaks = (language,)
    return (
        team.joins(first, phone=new_number(), language=language, speaks=speaks, hours=Hours()),
        team.joins(second, phone=new_number(), language=language, speaks=speaks),
    )


@pytest.mark.parametrize(
    ("language", "size", "shares"),
    [("en", DESKTOP_WIDTH, True), ("es", PHONE_WIDTH, False)],
    ids=["English-and-yes", "Spanish-and-no"],
)
def test_a_person_is_asked_for_comes_passes_it_on_and_gives_it_back(
    browser: Browser, service: Service, team: Team, youth: Phone, language: str, size: dict[str, int], shares: bool
) -> None:
    first, second = two_advocates(team, language)
    with at_desk(browser, service.base, first, size) as one, at_desk(browser, service.base, second, size) as other:
        here, there = DeskPage(one, first), DeskPage(other, second)
        expect(one.get_by_text(here.word("queue.nobody"))).to_be_visible()
        here.mark()
        there.mark()

        asks_for_a_person(youth, language)
        youth.says("1" if shares else "2", "")
        conversation_id = team.conversation_of(youth.number)
        is_paged(service, first, youth)

        expect(here.row_of(conversation_id)).to_contain_text(here.word(f"language.{language}"))
        assert not here.was_loaded_anew
        keep_picture(one, f"queue-{language}")
        here.take(conversation_id)
        youth.hears(JOINED[language].format(first.name))

        sees_what_may_be_seen(here, language, shares=shares)
        here.mark()
        here.reply(HELLO[language])
        youth.hears(HELLO[language])
        expect(here.thread).to_contain_text(sms_spelling(HELLO[language]))
        expect(here.reply_box).to_have_value("")
        youth.types(ANSWER[language])
        expect(here.thread).to_contain_text(ANSWER[language])
        assert not here.was_loaded_anew
        assert one.evaluate("document.documentElement.scrollWidth") <= size["width"]
        keep_picture(one, f"conversation-{language}")

        passes_on(here, second, NOTE[language])
        Phone(client=service.client, number=second.phone or "").hears(
            sms_spelling(page_words(language, program="Puente", urgent=False, passed_on=True))
        )
        one.goto(f"{service.base}/desk/conversations/{conversation_id}")
        expect(one.get_by_text(here.word("talk.passing"))).to_be_visible()
        expect(there.row_of(conversation_id)).to_contain_text(there.word("queue.for_you"))
        assert not there.was_loaded_anew
        there.take(conversation_id)
        youth.hears(CHANGED[language].format(second.name))
        expect(other.locator("#notes")).to_contain_text(NOTE[language])
        if shares:
            expect(there.thread).to_contain_text(ANSWER[language])
        expect(here.reply_box).to_have_count(0)
        expect(here.thread).to_have_count(0)
        expect(one.get_by_text(here.word("talk.no_words"))).to_be_visible()

        there.reply(SECOND_HELLO[language])
        youth.hears(SECOND_HELLO[language])
        there.close()
        youth.hears(CLOSED[language].format(second.name))
        expect(other.locator("#mine > li")).to_have_count(0)
    asked, answered = MENU[language]
    youth.says(asked, answered)


def test_until_the_youth_has_said_yes_the_page_is_empty_and_says_why(
    browser: Browser, service: Service, team: Team, youth: Phone
) -> None:
    ana, _ = two_advocates(team, "en")
    with at_desk(browser, service.base, ana, DESKTOP_WIDTH) as page:
        desk = DeskPage(page, ana)
        asks_for_a_person(youth)
        desk.take(team.conversation_of(youth.number))
        expect(page.get_by_text(desk.word("talk.fresh_unasked"))).to_be_visible()
        expect(desk.thread).not_to_contain_text(SAID["en"])
        expect(desk.thread.locator(".bubble--youth")).to_have_count(0)
        desk.close()


def test_a_number_typed_to_a_person_is_no_answer_to_the_program(
    browser: Browser, service: Service, team: Team, youth: Phone
) -> None:
    ana, _ = two_advocates(team, "en")
    with at_desk(browser, service.base, ana, DESKTOP_WIDTH) as page:
        desk = DeskPage(page, ana)
        asks_for_a_person(youth)
        desk.take(team.conversation_of(youth.number))
        youth.hears("Ana is here now")
        before = youth.texts()
        youth.types("1")
        expect(desk.thread).to_contain_text("1")
        service.moves_on("1m")
        desk.reply("One what?")
        youth.hears("One what?")
        assert youth.texts() == [*before, "One what?"]
        desk.close()


def is_paged(service: Service, advocate: Person, youth: Phone) -> None:
    """The advocate's phone rings, says nothing of who waits, and takes a "1"."""
    phone = Phone(client=service.client, number=advocate.phone or "")
    words = page_words(advocate.language, program="Puente", urgent=False)
    phone.hears(words)
    assert phone.texts() == [sms_spelling(words)]
    assert youth.number[-4:] not in phone.texts()[0]
    phone.says("1", taken_words(advocate.language))


def sees_what_may_be_seen(desk: DeskPage, language: str, *, shares: bool) -> None:
    if shares:
        expect(desk.thread).to_contain_text(SAID[language])
        expect(desk.page.locator(".notice:visible")).to_have_count(0)
    else:
        expect(desk.page.get_by_text(desk.word("talk.fresh_no"))).to_be_visible()
        expect(desk.thread).not_to_contain_text(SAID[language])


def passes_on(desk: DeskPage, to: Person, note: str) -> None:
    panel = desk.open_panel("hand")
    panel.get_by_label(desk.word("hand.to"), exact=True).select_option(label=to.name)
    panel.get_by_label(desk.word("hand.note")).fill(note)
    panel.get_by_role("button", name=desk.word("hand.submit")).click()
    desk.page.wait_for_url("**/desk")
