"""Nobody can come: at once because nobody is on shift, or after everybody was called in turn. The youth hears of it each time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, expect

from bot.care.paging import page_words
from bot.care.wording import sms_spelling
from bot.web.desk.aliases import alias
from tests.browser.chromium import DESKTOP_WIDTH
from tests.browser.desk_browser import DeskPage, at_desk, sign_in
from tests.browser.desk_people import ZONE, Hours, Person, Team
from tests.browser.desk_phones import Phone, asks_for_a_person, at_the_menu, new_number
from tests.browser.desk_service import Service, running, until

pytestmark = [pytest.mark.browser, pytest.mark.engine, pytest.mark.timeout(180)]

WANTS = {"en": "i want to talk to a real person", "es": "quiero hablar con una persona de verdad"}
NOBODY = {
    "en": "Nobody is on right now. The next person is here ",
    "es": "Ahora no hay nadie de turno. La próxima persona llega ",
}
WHEN = {"en": "When is good?", "es": "¿Cuándo te queda?"}
SET = {"en": "Ok, I text you ", "es": "Va, te escribo "}
HEY = {"en": "Hey, it's me. Is now a good time to talk?", "es": "Hola, soy yo. ¿Puedes hablar ahorita?"}
ASKED = {"en": "A person has been asked for already.", "es": "Ya está pedida una persona."}
JOINED = {"en": "Ana is here now", "es": "Ya llegó Ana"}
STILL = "I'm still looking for someone for you."
LAPSED = "I'm sorry, nobody could come. The next person is here "


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running(tmp_path_factory.mktemp("nobody")) as started:
        yield started


@pytest.fixture
def team(service: Service) -> Iterator[Team]:
    people = Team(service.settings, service.now)
    yield people
    people.all_leave()


@pytest.fixture
def youth(service: Service) -> Phone:
    return Phone(client=service.client)


@pytest.mark.parametrize("language", ["en", "es"])
def test_with_nobody_on_shift_it_is_said_at_once_with_lines_and_a_safe_time(
    browser: Browser, service: Service, team: Team, youth: Phone, language: str
) -> None:
    ana = team.joins("Ana", phone=new_number(), language=language, hours=in_three_hours(service))
    at_the_menu(youth, language)
    told = youth.says(WANTS[language], NOBODY[language])
    assert "988" in told
    assert "233733" in told
    assert "911" in told
    times = told if WHEN[language] in told else youth.hears(WHEN[language])
    assert sms_spelling(WHEN[language]) in times
    assert texts_to(service, ana) == []

    youth.says("1", SET[language])
    before = len(youth.texts())
    service.moves_on("2h")
    service.moves_on("1h31m")
    hello = youth.hears(HEY[language])
    assert len(youth.texts()) == before + 1
    # Whoever holds the phone by then learns nothing from it.
    assert not any(word in hello.lower() for word in ("puente", "person", "advocate", "help", "ayuda"))
    with at_desk(browser, service.base, team.signs_in(ana), DESKTOP_WIDTH) as page:
        desk = DeskPage(page, ana)
        conversation_id = team.conversation_of(youth.number)
        expect(desk.row_of(conversation_id)).to_contain_text(desk.word("reason.recontact"))
        until(lambda: texts_to(service, ana), "a page to whoever is on shift by then")
        youth.says("1", ASKED[language])
        desk.take(conversation_id)
        youth.hears(JOINED[language])
        desk.reply("Good to hear from you.")
        youth.hears("Good to hear from you.")
        desk.close()


def test_one_is_called_after_the_other_then_the_supervisor_and_then_the_youth_is_told(
    browser: Browser, service: Service, team: Team, youth: Phone
) -> None:
    ana = team.joins("Ana", phone=new_number(), hours=Hours())
    ben = team.joins("Ben", phone=new_number(), hours=Hours())
    sue = team.joins("Sue", phone=new_number(), role="supervisor")
    asks_for_a_person(youth)
    first, second = until(lambda: in_order_of_call(service, ana, ben), "a page to one of the two")
    assert counted(service, first, second, sue) == (1, 0, 0)
    page = sms_spelling(page_words("en", program="Puente", urgent=False))
    assert texts_to(service, first) == [page]

    service.moves_on("3m")
    until(lambda: counted(service, first, second, sue) == (1, 1, 0), "a page to the second")
    service.moves_on("2m")
    youth.hears(STILL)
    service.moves_on("4m")
    until(lambda: counted(service, first, second, sue) == (1, 1, 1), "a page to the supervisor")

    with at_desk(browser, service.base, sue, DESKTOP_WIDTH) as opened:
        desk = DeskPage(opened, sue)
        conversation_id = team.conversation_of(youth.number)
        expect(desk.row_of(conversation_id)).to_be_visible()
        service.moves_on("11m30s")
        told = youth.hears(LAPSED)
        assert "988" in told
        assert counted(service, first, second, sue) == (1, 1, 1)
        sign_in(opened.context, service.base, team.signs_in(sue))
        opened.goto(f"{service.base}/desk")
        expect(desk.row_of(conversation_id)).to_have_count(0)
        expect(opened.locator("#lapsed")).to_contain_text(alias(conversation_id, "en"))
    before = youth.texts()
    service.moves_on("1h")
    youth.says("menu", "What would help?")
    assert youth.texts()[: len(before)] == before
    assert sum(LAPSED in text for text in youth.texts()) == 1


def test_who_replies_one_holds_back_the_next_page_until_it_is_clear_that_they_do_not_come(
    service: Service, team: Team, youth: Phone
) -> None:
    ana = team.joins("Ana", phone=new_number(), hours=Hours())
    ben = team.joins("Ben", phone=new_number(), hours=Hours())
    asks_for_a_person(youth)
    first, second = until(lambda: in_order_of_call(service, ana, ben), "a page to one of the two")
    service.moves_on("2m")
    Phone(client=service.client, number=first.phone or "").says("1", "Open it at the desk now")
    service.moves_on("1m30s")
    youth.says("menu", "What would help?")
    assert texts_to(service, second) == []
    service.moves_on("2m")
    until(lambda: texts_to(service, second), "a page to the second, since nobody came")
    youth.says("never mind", "don't need a person")


def in_three_hours(service: Service) -> Hours:
    """A shift of eight hours that begins on the hour, between two and three hours from now."""
    begins = (service.now() + timedelta(hours=3)).astimezone(ZoneInfo(ZONE)).replace(minute=0, second=0, microsecond=0)
    return Hours(begins=begins.time(), ends=(begins + timedelta(hours=8)).time())


def texts_to(service: Service, person: Person) -> list[str]:
    return Phone(client=service.client, number=person.phone or "").texts()


def counted(service: Service, *people: Person) -> tuple[int, ...]:
    return tuple(len(texts_to(service, one)) for one in people)


def in_order_of_call(service: Service, one: Person, other: Person) -> tuple[Person, Person] | None:
    """Who was called first and who is next; None before anybody was called."""
    if texts_to(service, one):
        return one, other
    return (other, one) if texts_to(service, other) else None
