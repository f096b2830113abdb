"""Passkeys: made through a one-time link, then enough to sign in and to prove anew who it is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest

from bot.usecases.advocates import disable
from tests.web.desk.authenticator import PRESENT, Authenticator, spoiled
from tests.web.desk.door import COOKIE, Browser, Door

SIGN_IN = "/desk/sign-in/passkey"
STEP_UP = "/desk/step-up/passkey"


async def _asked(browser: Browser, path: str) -> dict[str, Any]:
    answer = await browser.post_json(f"{path}/options", {})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def _joins(door: Door, device: Authenticator, login: str = "ana", browser: Browser | None = None) -> Browser:
    path = await door.link(login)
    browser = browser or door.browser()
    asked = await _asked(browser, f"{path}/passkey")
    made = await browser.post_json(
        f"{path}/passkey", {"challenge": asked["challenge"], "credential": device.make(asked["options"])}
    )
    assert (made.status_code, made.json()) == (200, {"go": "/desk"}), made.text
    return browser


async def _signs(browser: Browser, device: Authenticator, path: str = SIGN_IN, **more: str) -> httpx.Response:
    asked = await _asked(browser, path)
    credential = device.sign(asked["options"])
    return await browser.post_json(path, {"challenge": asked["challenge"], "credential": credential, **more})


async def test_a_passkey_is_made_and_signs_in(door: Door) -> None:
    device = Authenticator()
    first = await _joins(door, device)
    assert (await first.get("/desk/step-up")).status_code == 200
    browser = door.browser()
    answer = await _signs(browser, device, next="/desk/rota")
    assert (answer.status_code, answer.json()) == (200, {"go": "/desk/rota"})
    assert (await browser.get("/desk/step-up")).status_code == 200
    assert (await door.events()).count("advocate:session:opened") == 2


async def test_an_admin_sees_which_passkeys_somebody_has_and_when_each_was_last_used(door: Door) -> None:
    device, admin = Authenticator(), await door.somebody("admin")
    await _joins(door, device)
    path = f"/desk/people/{(await door.advocate()).id}"
    await door.step_up(admin)
    assert "Not used to sign in yet." in (await admin.get(path)).text
    await _signs(door.browser(), device)
    page = (await admin.get(path)).text
    assert "Passkey ana, made: " in page and "Last used: " in page


async def test_with_a_passkey_the_unused_secret_is_thrown_away_and_no_password_works(door: Door) -> None:
    await _joins(door, Authenticator())
    advocate = await door.advocate()
    assert (advocate.status, advocate.password, advocate.totp) == ("active", None, None)


async def test_the_question_to_the_browser_names_nobody(door: Door) -> None:
    await _joins(door, Authenticator())
    options = (await _asked(door.browser(), SIGN_IN))["options"]
    assert options["allowCredentials"] == []
    assert options["userVerification"] == "required"


async def test_a_challenge_is_good_for_once(door: Door) -> None:
    device = Authenticator()
    await _joins(door, device)
    browser = door.browser()
    asked = await _asked(browser, SIGN_IN)
    body = {"challenge": asked["challenge"], "credential": device.sign(asked["options"])}
    assert (await browser.post_json(SIGN_IN, body)).status_code == 200
    assert (await door.browser().post_json(SIGN_IN, body)).status_code == 401


async def test_a_challenge_that_failed_is_used_up(door: Door) -> None:
    device = Authenticator()
    await _joins(door, device)
    asked = await _asked(door.browser(), SIGN_IN)
    right = device.sign(asked["options"])
    wrong = {**right, "response": {**right["response"], "signature": spoiled(right["response"]["signature"])}}
    answers = [
        (await door.browser().post_json(SIGN_IN, {"challenge": asked["challenge"], "credential": one})).status_code
        for one in (wrong, right)
    ]
    assert answers == [401, 401]


async def test_a_challenge_ends_after_five_minutes(door: Door) -> None:
    device = Authenticator()
    await _joins(door, device)
    asked = await _asked(door.browser(), SIGN_IN)
    door.time_passes(timedelta(minutes=5))
    body = {"challenge": asked["challenge"], "credential": device.sign(asked["options"])}
    assert (await door.browser().post_json(SIGN_IN, body)).status_code == 401


@pytest.mark.parametrize(
    "bent",
    [
        {"origin": "https://evil.example"},
        {"origin": "http://localhost:9000"},
        {"rp_id": "evil.example"},
        {"flags": PRESENT},
        {"flags": 0},
        {"id": b"another key of nobody at all...."},
        {"user_handle": "c29tZWJvZHktZWxzZQ"},
        {"user_handle": ""},
    ],
    ids=str,
)
async def test_what_a_device_claims_must_be_right(door: Door, bent: dict[str, Any]) -> None:
    device = Authenticator()
    await _joins(door, device)
    for name, value in bent.items():
        setattr(device, name, value)
    browser = door.browser()
    answer = await _signs(browser, device)
    assert (answer.status_code, COOKIE in answer.cookies) == (401, False)
    assert "advocate:session:refused" in await door.events()


async def test_a_copied_key_shows_by_its_count(door: Door) -> None:
    device = Authenticator()
    await _joins(door, device)
    assert (await _signs(door.browser(), device)).status_code == 200
    device.sign_count = 0
    assert (await _signs(door.browser(), device)).status_code == 401


async def test_a_passkey_without_the_persons_finger_or_pin_is_not_taken(door: Door) -> None:
    path = await door.link()
    device, browser = Authenticator(), door.browser()
    device.flags = PRESENT
    asked = await _asked(browser, f"{path}/passkey")
    body = {"challenge": asked["challenge"], "credential": device.make(asked["options"])}
    assert (await browser.post_json(f"{path}/passkey", body)).status_code == 422
    assert (await browser.get(path)).status_code == 200


async def test_a_challenge_for_one_link_makes_no_passkey_for_another(door: Door) -> None:
    first, second = await door.link("ana"), await door.link("eva")
    browser, device = door.browser(), Authenticator()
    asked = await _asked(browser, f"{first}/passkey")
    body = {"challenge": asked["challenge"], "credential": device.make(asked["options"])}
    assert (await browser.post_json(f"{second}/passkey", body)).status_code == 422


async def test_a_key_that_somebody_has_is_not_taken_twice(door: Door) -> None:
    device = Authenticator()
    await _joins(door, device)
    path, browser = await door.link("eva"), door.browser()
    asked = await _asked(browser, f"{path}/passkey")
    body = {"challenge": asked["challenge"], "credential": device.make(asked["options"])}
    answer = await browser.post_json(f"{path}/passkey", body)
    assert (answer.status_code, COOKIE in answer.cookies) == (410, False)


async def test_a_challenge_for_a_fresh_proof_does_not_sign_in(door: Door) -> None:
    device = Authenticator()
    browser = await _joins(door, device)
    asked = await _asked(browser, STEP_UP)
    body = {"challenge": asked["challenge"], "credential": device.sign(asked["options"])}
    assert (await door.browser().post_json(SIGN_IN, body)).status_code == 401


async def test_a_passkey_proves_anew_who_it_is(door: Door) -> None:
    device = Authenticator()
    browser = await _joins(door, device)
    answer = await _signs(browser, device, STEP_UP, next="/desk/people")
    assert (answer.status_code, answer.json()) == (200, {"go": "/desk/people"})
    assert "advocate:session:stepped_up" in await door.events()


async def test_a_device_that_was_asked_for_this_key_may_leave_out_whose_it_is(door: Door) -> None:
    device = Authenticator()
    browser = await _joins(door, device)
    device.user_handle = ""
    assert (await _signs(browser, device, STEP_UP)).status_code == 200


async def test_a_colleagues_passkey_proves_nothing_here(door: Door) -> None:
    mine, theirs = Authenticator(), Authenticator()
    browser = await _joins(door, mine)
    await _joins(door, theirs, "eva")
    assert (await _signs(browser, theirs, STEP_UP)).status_code == 401
    assert "advocate:session:stepped_up" not in await door.events()


async def test_a_disabled_advocates_passkey_is_refused(door: Door) -> None:
    device = Authenticator()
    await _joins(door, device)
    async with door.home.store.unit_of_work() as uow:
        await disable(uow, "ana", door.clock.now())
        await uow.commit()
    assert (await _signs(door.browser(), device)).status_code == 401


@pytest.mark.parametrize(
    "body", [[], "x", {}, {"challenge": 5}, {"credential": 5}, {"challenge": "x", "credential": {}}]
)
async def test_nonsense_is_refused(door: Door, body: object) -> None:
    path = await door.link()
    assert (await door.browser().post_json(SIGN_IN, body)).status_code == 401
    assert (await door.browser().post_json(f"{path}/passkey", body)).status_code == 422


@pytest.mark.parametrize(
    "credential",
    [
        {},
        {"id": "ä", "rawId": 5},
        {"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": []},
        {
            "id": "AAAA",
            "rawId": "AAAA",
            "type": "public-key",
            "response": {"clientDataJSON": "!", "attestationObject": ""},
        },
    ],
)
async def test_a_malformed_answer_of_a_device_is_refused(door: Door, credential: dict[str, Any]) -> None:
    path, browser = await door.link(), door.browser()
    asked = await _asked(browser, f"{path}/passkey")
    body = {"challenge": asked["challenge"], "credential": credential}
    assert (await browser.post_json(f"{path}/passkey", body)).status_code == 422
    asked = await _asked(browser, SIGN_IN)
    body = {"challenge": asked["challenge"], "credential": credential}
    assert (await browser.post_json(SIGN_IN, body)).status_code == 401


async def test_at_a_bare_address_the_page_leads_to_the_name_of_this_computer(door: Door) -> None:
    browser = door.browser()
    page = (await browser.get("/desk/sign-in", host="127.0.0.1:8000")).text
    assert 'href="http://localhost:8000/desk/sign-in"' in page and "data-passkey=" not in page
    refused = await browser.client.post(
        f"{SIGN_IN}/options", headers={"sec-fetch-site": "same-origin", "host": "127.0.0.1:8000"}, json={}
    )
    assert refused.status_code == 400
