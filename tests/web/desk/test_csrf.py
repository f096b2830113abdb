"""No other site makes a signed-in browser do anything at the desk."""

from __future__ import annotations

import pytest

from bot.web.auth.forgery import comes_from_here, forgery_token, own_origins, token_matches
from bot.web.desk.routes import ENTRIES
from tests.web.desk.door import HERE, ORIGIN, Door

DEEDS = [entry.path for entry in ENTRIES if entry.method != "GET" and not entry.public]
OPEN_DEEDS = [entry.path for entry in ENTRIES if entry.method != "GET" and entry.public]
ELSEWHERE = (
    {},
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": f"{ORIGIN}.evil.example"},
    {"origin": ORIGIN, "sec-fetch-site": "cross-site"},
    {"origin": ORIGIN, "sec-fetch-site": "same-site"},
    {"origin": ORIGIN, "sec-fetch-site": "none"},
)


def _filled(path: str) -> str:
    return path.replace("{id}", "0" * 32).replace("{token}", "x")


async def test_a_deed_from_another_site_is_refused_on_every_route(door: Door) -> None:
    browser = await door.somebody("supervisor")
    for path in DEEDS:
        for headers in ELSEWHERE:
            answer = await browser.client.post(_filled(path), headers={**headers, "x-csrf": browser.csrf})
            assert answer.status_code == 403, path
    assert len(await door.actors("advocate:request:forged")) == len(DEEDS) * len(ELSEWHERE)


async def test_a_sign_in_or_a_joining_from_another_site_is_refused_too(door: Door) -> None:
    for path in OPEN_DEEDS:
        for headers in ELSEWHERE:
            assert (await door.browser().client.post(_filled(path), headers=headers)).status_code == 403, path


@pytest.mark.parametrize("role", ["advocate", "supervisor", "staff", "admin"])
async def test_a_deed_without_its_sessions_own_token_is_refused_on_every_route(door: Door, role: str) -> None:
    browser, other = await door.somebody(role), await door.somebody(role, login="somebody-else")
    for path in DEEDS:
        for token in ("", "0" * 64, other.csrf, browser.token, browser.csrf.upper(), "é"):
            in_header = [
                *((name.encode(), value.encode()) for name, value in HERE.items()),
                (b"x-csrf", token.encode()),
            ]
            assert (await browser.client.post(_filled(path), headers=in_header)).status_code == 403, path
            in_form = await browser.client.post(_filled(path), data={"csrf": token}, headers=HERE)
            assert in_form.status_code == 403, path


async def test_the_token_may_come_in_the_form(door: Door) -> None:
    browser = await door.somebody()
    answer = await browser.client.post("/desk/sign-out", data={"csrf": browser.csrf}, headers=HERE)
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk/sign-in")


async def test_an_old_browser_that_names_only_its_origin_is_let_in(door: Door) -> None:
    browser = await door.somebody()
    headers = {"origin": ORIGIN, "x-csrf": browser.csrf}
    assert (await browser.client.post("/desk/sign-out", headers=headers)).status_code == 303


async def test_the_refusal_holds_no_words_of_the_request(door: Door) -> None:
    browser = await door.somebody()
    answer = await browser.client.post("/desk/sign-out", data={"csrf": "<script>"}, headers=HERE)
    assert "<script>" not in answer.text.replace("<script src=", "")


def test_the_token_follows_from_the_session_and_does_not_lead_back() -> None:
    assert forgery_token("a") == forgery_token("a") != forgery_token("b")
    assert token_matches("a", forgery_token("a"))
    assert not token_matches("a", forgery_token("b"))


def test_a_deployed_service_knows_its_public_origin_alone() -> None:
    origins = own_origins("https://texts.example.org/puente", 8000, local=False)
    assert origins == {"https://texts.example.org"}
    assert not comes_from_here({"origin": "http://localhost:8000"}, origins)
    assert comes_from_here({"origin": "https://texts.example.org"}, origins)
