"""The machine loses power while ten talks are open, and the desk and the phones are as if nothing had been."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import httpx
import pytest
from playwright.sync_api import Browser, expect

from bot.care.ids import ConversationId, new_id
from tests.browser.chromium import DESKTOP_WIDTH
from tests.browser.desk_browser import DeskPage, at_desk, at_work
from tests.browser.desk_people import Hours, Person, Team
from tests.browser.desk_phones import new_number
from tests.browser.desk_restarts import MortalService
from tests.browser.desk_service import until

pytestmark = [pytest.mark.browser, pytest.mark.engine, pytest.mark.timeout(240)]

LOST_LINE = ("htmx:", "[object Event]")  # what htmx writes to the console when the service does not answer
OPEN_TALKS = 10


def test_a_power_cut_in_the_middle_of_ten_talks_loses_nothing_and_says_nothing_twice(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    mortal = MortalService(tmp_path_factory.mktemp("restart"))
    with mortal.running():
        team = Team(mortal.settings, mortal.clock.now)
        ana = team.joins("Ana", hours=Hours())
        numbers = [new_number() for _ in range(OPEN_TALKS)]
        ten_talks(mortal, team, ana, numbers)
        talks = {number: team.conversation_of(number) for number in numbers}
        with at_desk(browser, mortal.base, ana, DESKTOP_WIDTH, expects=LOST_LINE) as page:
            desk = DeskPage(page, ana)
            page.goto(f"{mortal.base}/desk/conversations/{talks[numbers[0]]}")
            expect(desk.reply_box).to_be_visible()
            desk.mark()
            mortal.will_die_at("accepted_not_recorded")
            with everybody_writes(mortal, ana, talks):
                mortal.dies()
                expect(page.locator("#lost")).to_be_visible()
                desk.reply_box.fill("typed while it was dark")
                mortal.time_passes(timedelta(seconds=40))
                mortal.start()
            expect(page.locator("#lost")).to_be_hidden(timeout=20_000)
            mortal.hear(numbers[0], "are you back")
            expect(desk.thread).to_contain_text("are you back", timeout=20_000)
            assert not desk.was_loaded_anew
            desk.send_button.click()
            mortal.waits_for(numbers[0], "typed while it was dark")
        for place, number in enumerate(numbers):
            mortal.waits_for(number, f"reply {place}")
        assert [once(mortal, team, talks[number], number, place) for place, number in enumerate(numbers)] == [
            [1, 1, 1, 1]
        ] * OPEN_TALKS


def ten_talks(mortal: MortalService, team: Team, ana: Person, numbers: list[str]) -> None:
    """Ten youths who asked for a person, all taken by one."""
    for text, words in (
        ("hi", "1 "),
        ("1", "What would help?"),
        ("i want to talk to a real person", "May I pass on"),
        ("1", "Ok, they will see"),
    ):
        for number in numbers:
            mortal.hear(number, text)
        mortal.time_passes()
        for number in numbers:
            mortal.waits_for(number, words)
    with at_work(mortal.base, ana) as client:
        for number in numbers:
            handoff = team.handoff_of(team.conversation_of(number))
            assert handoff is not None
            assert client.post(f"/desk/handoffs/{handoff.id}/claim").status_code == 303
    for number in numbers:
        mortal.waits_for(number, "Ana is here now")


@contextmanager
def everybody_writes(mortal: MortalService, ana: Person, talks: dict[str, ConversationId]) -> Iterator[None]:
    """Each youth writes and Ana replies to each, all at once; whatever is not taken is sent again until it is.

    A youth's text is repeated by the provider, a reply by Ana's page, which names it with the same key each time.
    """
    with ThreadPoolExecutor(2 * len(talks)) as pool, at_work(mortal.base, ana) as client:
        under_way = [
            *[pool.submit(mortal.hear, number, f"text {place}") for place, number in enumerate(talks)],
            *[pool.submit(reply_at_last, client, id, f"reply {place}") for place, id in enumerate(talks.values())],
        ]
        yield
        for one in under_way:
            one.result(60)


def reply_at_last(client: httpx.Client, conversation_id: ConversationId, text: str) -> None:
    form = {"text": text, "key": new_id()}

    def is_taken() -> bool:
        try:
            return client.post(f"/desk/conversations/{conversation_id}/reply", data=form).status_code == 303
        except httpx.TransportError:
            return False

    until(is_taken, "the desk to take a reply", 60)


def once(mortal: MortalService, team: Team, conversation_id: ConversationId, number: str, place: int) -> list[int]:
    """How often each thing came that was to come once: on the phone, and in the thread."""
    thread = until(lambda: [said.text for said in team.thread_of(conversation_id)], "the thread of a conversation")
    texts = mortal.provider.texts_to(number)
    return [
        texts.count(f"reply {place}"),
        sum("Ana is here now" in text for text in texts),
        thread.count(f"text {place}"),
        thread.count(f"reply {place}"),
    ]
