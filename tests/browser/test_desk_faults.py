"""What goes wrong at the desk: two hands at once, a dropped line, a sign-in that runs out, a youth who leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Route, expect

from bot.care.ids import new_id
from tests.browser.chromium import DESKTOP_WIDTH, page_of
from tests.browser.desk_browser import DeskPage, at_desk, at_work, sign_in
from tests.browser.desk_people import Hours, Person, Team
from tests.browser.desk_phones import Phone, asks_for_a_person
from tests.browser.desk_service import Service, running

pytestmark = [pytest.mark.browser, pytest.mark.engine, pytest.mark.timeout(240)]

HTMX_SAYS = ("Response Status Error Code", "htmx:", "[object Event]")
SECRET = "he keeps my papers"
MANY = 20


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running(tmp_path_factory.mktemp("faults")) as started:
        yield started


@pytest.fixture
def team(service: Service) -> Iterator[Team]:
    people = Team(service.settings, service.now)
    yield people
    people.all_leave()


@pytest.fixture
def ana(team: Team) -> Person:
    return team.joins("Ana", hours=Hours())


@pytest.fixture
def youth(service: Service) -> Phone:
    return Phone(client=service.client)


@pytest.fixture
def talk(browser: Browser, service: Service, team: Team, ana: Person, youth: Phone) -> Iterator[DeskPage]:
    """Ana's page of a conversation that she has just taken."""
    asks_for_a_person(youth)
    with at_desk(browser, service.base, ana, DESKTOP_WIDTH, expects=HTMX_SAYS) as page:
        desk = DeskPage(page, ana)
        desk.take(team.conversation_of(youth.number))
        youth.hears("Ana is here now")
        yield desk


def test_of_twenty_who_claim_at_once_one_gets_it_and_the_others_are_told(
    service: Service, team: Team, youth: Phone
) -> None:
    people = [team.joins(f"Advocate{place}", hours=Hours()) for place in range(MANY)]
    asks_for_a_person(youth)
    handoff = team.handoff_of(team.conversation_of(youth.number))
    assert handoff is not None
    clients = [at_work(service.base, one) for one in people]
    with ThreadPoolExecutor(MANY) as pool:
        answers = list(pool.map(lambda one: one.post(f"/desk/handoffs/{handoff.id}/claim"), clients))
    for client in clients:
        client.close()
    winners = [one for one, answer in zip(people, answers, strict=True) if answer.status_code == 303]
    assert Counter(answer.status_code for answer in answers) == {303: 1, 422: MANY - 1}
    assert all("A colleague was faster." in answer.text for answer in answers if answer.status_code == 422)
    taken = team.handoff_of(handoff.conversation_id)
    assert taken is not None
    assert (taken.status, taken.claimed_by) == ("claimed", winners[0].id)
    youth.hears(f"{winners[0].name} is here now")
    assert sum("is here now" in text for text in youth.texts()) == 1


def test_a_reply_whose_line_dropped_is_kept_and_goes_out_once(talk: DeskPage, youth: Phone) -> None:
    words = "I am still here with you."
    talk.page.context.set_offline(True)
    talk.reply(words)
    expect(talk.trouble).to_have_text(talk.word("reply.not_sent"))
    expect(talk.reply_box).to_have_value(words)
    talk.page.context.set_offline(False)
    talk.send_button.click()
    youth.hears(words)
    expect(talk.reply_box).to_have_value("")
    expect(talk.trouble).to_be_hidden()
    assert youth.texts().count(words) == 1


def test_a_reply_whose_answer_got_lost_is_sent_again_and_goes_out_once(talk: DeskPage, youth: Phone) -> None:
    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    words = "Can you tell me where you are?"
    talk.page.route("**/reply", lose_the_answer)
    talk.reply(words)
    expect(talk.trouble).to_have_text(talk.word("reply.not_sent"))
    youth.hears(words)
    talk.page.unroute("**/reply")
    talk.send_button.click()
    expect(talk.reply_box).to_have_value("")
    expect(talk.thread.get_by_text(words)).to_have_count(1)
    expect(talk.thread.get_by_text(talk.word("sent.delivered"))).not_to_have_count(0)
    assert youth.texts().count(words) == 1


def test_a_reply_longer_than_six_texts_stays_in_the_box(talk: DeskPage, youth: Phone) -> None:
    before, words = youth.texts(), "This is far too long. " * 50
    talk.reply_box.fill(words)
    expect(talk.page.locator("#answer-count")).to_contain_text(talk.word("reply.too_long", n=8, most=6))
    talk.send_button.click()
    expect(talk.trouble).to_have_text(talk.word("wrong.the reply is longer than 6 text messages; split it"))
    expect(talk.reply_box).to_have_value(words)
    assert youth.texts() == before


def test_a_sign_in_that_ran_out_leads_to_the_door_and_back_to_what_was_typed(
    service: Service, team: Team, talk: DeskPage, ana: Person, youth: Phone
) -> None:
    page, here, words = talk.page, talk.page.url, "What would feel safe"
    talk.reply("Hi, I am here.")
    youth.hears("Hi, I am here.")
    expect(talk.reply_box).to_have_value("")
    talk.reply_box.fill(words)
    service.moves_on("15m")
    talk.reply_box.press_sequentially("?")
    door = f"{service.base}/desk/sign-in?next={urlsplit(here).path}"
    # By the page itself, or by the server: each spells it its own way.
    page.wait_for_url(lambda url: unquote(url) == door)
    expect(page.get_by_text(SECRET)).to_have_count(0)
    sign_in(page.context, service.base, team.signs_in(ana))
    page.goto(here)
    assert words in talk.reply_box.input_value()
    assert words not in youth.texts()


def test_what_was_typed_is_nobody_elses_to_see_and_gone_after_signing_out(
    service: Service, team: Team, talk: DeskPage, ana: Person
) -> None:
    page, here = talk.page, talk.page.url
    talk.reply_box.fill("for your eyes only")
    sue = team.joins("Sue", role="supervisor")
    sign_in(page.context, service.base, sue)
    page.goto(f"{service.base}/desk")
    assert "for your eyes only" not in page.evaluate("JSON.stringify(sessionStorage)")

    sign_in(page.context, service.base, ana)
    page.goto(here)
    talk.reply_box.fill("for your eyes only")
    page.locator("#menu summary").click()
    talk.button("desk.sign_out").click()
    page.wait_for_url("**/desk/sign-in**")
    assert "for your eyes only" not in page.evaluate("JSON.stringify(sessionStorage)")


def test_a_sound_that_did_not_come_is_fetched_again_at_the_next_touch(
    browser: Browser, service: Service, ana: Person
) -> None:
    with at_desk(browser, service.base, ana, DESKTOP_WIDTH) as page:
        page.route("**/urgent.wav", lambda route: route.abort(), times=1)
        with page.expect_event("requestfailed"):
            page.locator("#waiting-title").click()
        with page.expect_response("**/urgent.wav"):
            page.locator("#waiting-title").click()
        Phone(client=service.client).says("i want to kill myself", "988")
        expect(page.locator("body")).to_have_attribute("data-rang", "1")


def test_who_says_stop_or_forget_me_in_a_talk_is_obeyed_and_the_desk_shows_it(
    service: Service, talk: DeskPage, youth: Phone
) -> None:
    page = talk.page
    youth.types(SECRET)
    expect(talk.thread).to_contain_text(SECRET)
    youth.types("STOP")
    expect(page.get_by_text(talk.word("queue.paused"))).to_be_visible()
    expect(page.get_by_text(talk.word("talk.no_texts"))).to_be_visible()
    expect(talk.reply_box).to_have_count(0)
    youth.says("START", "texts are on again")
    expect(talk.reply_box).to_be_visible()
    youth.says("forget me", "1 Erase it all")
    youth.says("1", "All I had about you is erased.")
    expect(talk.thread).to_have_count(0)
    service.moves_on("1m")
    expect(page.get_by_text(talk.word("talk.gone"))).to_be_visible()
    expect(page.get_by_text(SECRET)).to_have_count(0)
    page.goto(f"{service.base}/desk")
    expect(page.locator("#alerts")).to_contain_text(talk.word("alert.forgotten_while_talking"))


def test_a_cookie_that_was_copied_opens_nothing_after_the_sign_out(
    browser: Browser, service: Service, team: Team, ana: Person
) -> None:
    with at_desk(browser, service.base, ana, DESKTOP_WIDTH) as page:
        page.locator("#menu summary").click()
        page.get_by_role("button", name="Sign out").click()
        page.wait_for_url("**/desk/sign-in**")
    with page_of(browser, DESKTOP_WIDTH) as stolen:
        sign_in(stolen.context, service.base, ana)
        stolen.goto(f"{service.base}/desk")
        stolen.wait_for_url("**/desk/sign-in**")
        expect(stolen.get_by_role("heading", name="Sign in")).to_be_visible()
    with at_work(service.base, ana) as thief:
        assert thief.get("/desk/events", headers={"accept": "text/event-stream"}).status_code == 401
        assert thief.post(f"/desk/conversations/{new_id()}/reply", data={"text": "hi"}).status_code == 401
