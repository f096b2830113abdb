"""A sign-in ends when it must, and nothing from outside can become one."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from starlette.responses import Response

from bot.usecases.advocates import disable
from bot.usecases.sessions import session_id
from bot.web.auth.cookies import SessionCookie
from bot.web.desk.table import EVERYONE, Entry
from tests.web.desk.door import COOKIE, Door, open_door
from tests.web.desk.probes import probe, stepped_up_probe

PAGE = "/desk/step-up"  # open to everybody who is signed in
MINUTE = timedelta(minutes=1)


async def test_fifteen_minutes_without_a_deed_end_a_sign_in(door: Door) -> None:
    browser = await door.somebody()
    door.clock.advance(15 * MINUTE - timedelta(seconds=1))
    assert (await browser.get(PAGE)).status_code == 200
    door.clock.advance(15 * MINUTE)
    assert (await browser.get(PAGE)).status_code == 303


async def test_deeds_keep_a_sign_in_for_twelve_hours_and_no_longer(door: Door) -> None:
    browser = await door.somebody()
    for _ in range(71):
        door.clock.advance(10 * MINUTE)
        assert (await browser.get(PAGE)).status_code == 200
    door.clock.advance(10 * MINUTE)
    assert (await browser.get(PAGE)).status_code == 303


async def test_what_a_page_asks_by_itself_keeps_nothing_alive(tmp_path: Path) -> None:
    entries = (
        Entry(path="/desk/poll", handler=probe, roles=EVERYONE, background=True),
        Entry(path="/desk/page", handler=probe, roles=EVERYONE),
    )
    async with open_door(tmp_path, entries) as door:
        browser = await door.somebody()
        for _ in range(2):
            door.clock.advance(7 * MINUTE)
            assert (await browser.get("/desk/poll")).status_code == 200
            assert (await browser.get("/desk/page", x_background="1")).status_code == 200
        door.clock.advance(MINUTE)
        assert (await browser.get("/desk/poll")).status_code == 303
        asked_by_htmx = await browser.get("/desk/poll", hx_request="true")
        assert (asked_by_htmx.status_code, asked_by_htmx.headers["hx-redirect"]) == (401, "/desk/sign-in?next=/desk")


async def test_a_cookie_stolen_before_signing_out_is_worth_nothing_after(door: Door) -> None:
    browser = await door.somebody()
    thief = door.browser(browser.token)
    assert (await thief.get(PAGE)).status_code == 200
    assert (await browser.post("/desk/sign-out")).status_code == 303
    assert browser.token == ""
    assert (await thief.get(PAGE)).status_code == 303
    assert (await thief.post("/desk/step-up", {"code": "000000"})).status_code == 401
    assert "advocate:session:ended" in await door.events()


async def test_a_token_from_outside_never_becomes_a_session(door: Door) -> None:
    ana = await door.joined()
    browser = door.browser("planted-by-somebody")
    await door.signs_in(ana, browser)
    assert browser.client.cookies.get(COOKIE, domain="localhost.local") != "planted-by-somebody"
    assert (await door.browser("planted-by-somebody").get(PAGE)).status_code == 303


async def test_signing_in_anew_ends_the_session_that_the_browser_had(door: Door) -> None:
    ana = await door.joined()
    browser = door.browser()
    await door.signs_in(ana, browser)
    before = browser.token
    door.next_code()
    await door.signs_in(ana, browser)
    assert browser.token != before
    assert (await door.browser(before).get(PAGE)).status_code == 303
    assert (await browser.get(PAGE)).status_code == 200


async def test_the_rows_hold_no_token(door: Door) -> None:
    browser = await door.somebody()
    async with door.home.store.unit_of_work() as uow:
        assert await uow.sessions.get(browser.token) is None
        session = await uow.sessions.get(session_id(browser.token))
    assert session is not None and browser.token not in repr(session)
    assert (await door.browser(session.id).get(PAGE)).status_code == 303


async def test_a_disabled_advocate_is_out_at_once(door: Door) -> None:
    browser = await door.somebody()
    async with door.home.store.unit_of_work() as uow:
        await disable(uow, "a-advocate", door.clock.now())
        await uow.commit()
    assert (await browser.get(PAGE)).status_code == 303


async def test_stepping_up_holds_for_five_minutes(tmp_path: Path) -> None:
    entries = (Entry(path="/desk/secret", handler=stepped_up_probe, roles=EVERYONE, step_up=True),)
    async with open_door(tmp_path, entries) as door:
        browser = await door.somebody()
        refused = await browser.get("/desk/secret")
        assert (refused.status_code, refused.headers["location"]) == (303, "/desk/step-up?next=/desk/secret")
        await door.step_up(browser)
        assert (await browser.get("/desk/secret")).text == "stepped up"
        door.clock.advance(5 * MINUTE)
        assert (await browser.get("/desk/secret")).status_code == 303


async def test_a_deed_that_wants_a_fresh_proof_comes_back_to_its_page(tmp_path: Path) -> None:
    entries = (Entry(path="/desk/secret", method="POST", handler=probe, roles=EVERYONE, step_up=True),)
    async with open_door(tmp_path, entries) as door:
        browser = await door.somebody()
        by_form = await browser.post("/desk/secret", referer="http://localhost:8000/desk/conversations/7")
        assert by_form.headers["location"] == "/desk/step-up?next=/desk/conversations/7"
        by_htmx = await browser.post(
            "/desk/secret", hx_request="true", hx_current_url="http://localhost:8000/desk/conversations/8"
        )
        assert (by_htmx.status_code, by_htmx.headers["hx-redirect"]) == (
            403,
            "/desk/step-up?next=/desk/conversations/8",
        )


async def test_signing_in_is_no_fresh_proof_and_its_code_is_used_up(door: Door) -> None:
    ana = await door.joined()
    browser = door.browser()
    await door.signs_in(ana, browser)
    used = await browser.post("/desk/step-up", {"code": door.code(ana), "next": "/desk/rota"})
    assert used.status_code == 401
    door.next_code()
    fresh = await browser.post("/desk/step-up", {"code": door.code(ana), "next": "/desk/rota"})
    assert (fresh.status_code, fresh.headers["location"]) == (303, "/desk/rota")
    assert "advocate:session:stepped_up" in await door.events()


async def test_guessing_the_fresh_code_is_stopped(door: Door) -> None:
    ana = await door.joined()
    browser = door.browser()
    await door.signs_in(ana, browser)
    answers = [(await browser.post("/desk/step-up", {"code": f"{n:06}"})).status_code for n in range(6)]
    assert answers == [401] * 5 + [429]


async def test_a_stream_can_ask_whether_the_sign_in_still_holds(tmp_path: Path) -> None:
    held: list[bool] = []

    async def stream(request, desk):  # type: ignore[no-untyped-def]
        held.append(await desk.still_here())
        desk.house.clock.advance(16 * MINUTE)
        held.append(await desk.still_here())
        return await probe(request, desk)

    async with open_door(tmp_path, (Entry(path="/desk/stream", handler=stream, roles=EVERYONE),)) as door:
        await (await door.somebody()).get("/desk/stream")
    assert held == [True, False]


@pytest.mark.parametrize(
    ("url", "name", "secure"),
    [("https://texts.example.org", "__Host-puente", True), ("http://127.0.0.1:8000", "puente_desk", False)],
)
def test_the_cookie_is_for_this_sites_own_pages_and_no_script(url: str, name: str, secure: bool) -> None:
    answer = Response()
    SessionCookie(url).give(answer, "token")
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith(f"{name.lower()}=token;")
    assert "httponly" in cookie and "samesite=strict" in cookie and "path=/" in cookie
    assert ("secure" in cookie) is secure
    assert "domain" not in cookie and "max-age" not in cookie
