"""The guard: what is not listed does not exist, nothing is kept by a browser, and failures are told in a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest
from starlette.requests import Request
from starlette.responses import Response

from bot.errors import ConflictError, PuenteError, StoreBusy, StoreFull, StoreUnavailable, SubjectErased, WrongInput
from bot.web.desk.context import Desk
from bot.web.desk.routes import ENTRIES
from bot.web.desk.table import EVERYONE, Entry
from tests.web.desk.door import Door, open_door
from tests.web.desk.probes import probe

UNLISTED = ("/desk/nothing", "/desk/sign-in/more", "/desk/", "/desk//", "/desk/..%2fhealth", "/desk/é")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


@pytest.mark.parametrize("path", UNLISTED)
@pytest.mark.parametrize("method", METHODS)
async def test_an_unlisted_route_leads_to_the_sign_in_and_for_the_signed_in_to_nothing(
    door: Door, path: str, method: str
) -> None:
    stranger = await door.browser().client.request(method, path)
    assert stranger.status_code == (303 if method == "GET" else 401)
    browser = await door.somebody()
    assert (await browser.client.request(method, path)).status_code == 404


async def test_a_listed_path_with_another_method_is_unlisted(door: Door) -> None:
    browser = await door.somebody()
    for path in {entry.path for entry in ENTRIES if "{" not in entry.path}:
        for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"):
            assert (await browser.client.request(method, path)).status_code in (404, 405)


async def test_no_answer_of_the_desk_is_kept_or_told_elsewhere(door: Door) -> None:
    browser = await door.somebody()
    for answer in (
        await browser.get("/desk/step-up"),
        await browser.get("/desk/nothing"),
        await door.browser().get("/desk/sign-in"),
        await door.browser().get("/desk/step-up"),
        await door.browser().post("/desk/step-up"),
    ):
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert len(answer.headers.get_list("cache-control")) == 1


async def test_the_pages_of_the_sign_in_hold_no_inline_script_or_style(door: Door) -> None:
    browser = await door.somebody()
    path = await door.link()
    for page in ("/desk/sign-in", path, "/desk/step-up", "/desk/nothing"):
        text = (await browser.get(page)).text
        assert "<script>" not in text and "<style" not in text and " style=" not in text and " onclick" not in text


async def test_a_page_leads_back_to_itself_through_the_sign_in(door: Door) -> None:
    answer = await door.browser().get("/desk/rota")
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk/sign-in?next=/desk/rota")
    page = await door.browser().get(answer.headers["location"])
    assert 'name="next" value="/desk/rota"' in page.text


async def test_an_event_stream_without_a_sign_in_is_told_so_and_not_sent_to_a_page(door: Door) -> None:
    answer = await door.browser().get("/desk/rota", accept="text/event-stream")
    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("failure", "status"),
    [(WrongInput("it is too long"), 422), (ConflictError(), 409), (SubjectErased(), 410), (StoreBusy(), 503)],
)
async def test_a_failure_is_told_in_a_sentence(tmp_path: Path, failure: PuenteError, status: int) -> None:
    async def fails(_: Request, __: Desk) -> Response:
        raise failure

    async with open_door(tmp_path, (Entry(path="/desk/fails", handler=fails, roles=EVERYONE),)) as door:
        browser = await door.somebody()
        page = await browser.get("/desk/fails")
        piece = await browser.get("/desk/fails", hx_request="true")
    assert (page.status_code, piece.status_code) == (status, status)
    assert "<html" in page.text and "<html" not in piece.text
    assert 'role="alert"' in piece.text


@pytest.mark.parametrize("failure", [StoreBusy(), StoreFull(), StoreUnavailable()], ids=lambda one: type(one).__name__)
async def test_a_store_that_fails_before_any_handler_is_told_in_a_sentence_too(
    door: Door, monkeypatch: pytest.MonkeyPatch, failure: PuenteError
) -> None:
    browser = await door.somebody()

    def fails() -> NoReturn:
        raise failure

    monkeypatch.setattr(door.home.store, "unit_of_work", fails)
    for answer in (
        await browser.get("/desk"),
        await browser.get("/desk/nothing"),
        await browser.post("/desk/step-up"),
        await door.browser().client.post("/desk/sign-in"),
        await door.browser().get("/desk/join/x"),
    ):
        assert (answer.status_code, answer.headers["cache-control"]) == (503, "no-store")
        assert 'role="alert"' in answer.text


@pytest.mark.parametrize(
    "wrong",
    [
        {"path": "/desk/x"},
        {"path": "/desk/x", "roles": frozenset({"owner"})},
        {"path": "/desk/x", "roles": EVERYONE, "public": True},
        {"path": "/other", "roles": EVERYONE},
    ],
)
def test_an_entry_that_does_not_say_who_may_use_it_is_refused_at_the_start(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="name its roles"):
        Entry(handler=probe, **wrong)  # type: ignore[arg-type]


async def test_the_desk_answers_under_its_own_names_only(door: Door) -> None:
    answer = await door.browser().get("/desk/sign-in", host="evil.example")
    assert answer.status_code == 400
