"""Joining by a one-time link, and signing in with a password and a code."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
import structlog
from argon2 import PasswordHasher

from bot.usecases.advocates import disable, invite_again
from bot.usecases.passwords import Passwords
from tests.web.desk.door import COOKIE, PASSWORD, Door, Person, secret_on

REFUSED = "advocate:session:refused"


async def test_somebody_joins_with_a_password_and_a_code_and_is_in(door: Door) -> None:
    path = await door.link()
    browser = door.browser()
    page = await browser.get(path)
    person = Person(login="ana", secret=secret_on(page.text))
    assert 'src="data:image/svg+xml' in page.text
    answer = await browser.post(f"{path}/password", {"password": PASSWORD, "code": door.code(person)})
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk")
    assert (await browser.get("/desk/step-up")).status_code == 200
    assert (await door.advocate()).status == "active"


async def test_a_link_works_once(door: Door) -> None:
    path = await door.link()
    browser = door.browser()
    person = Person(login="ana", secret=secret_on((await browser.get(path)).text))
    await browser.post(f"{path}/password", {"password": PASSWORD, "code": door.code(person)})
    door.next_code()
    again = await door.browser().post(f"{path}/password", {"password": PASSWORD, "code": door.code(person)})
    assert (again.status_code, COOKIE in again.cookies) == (410, False)
    assert (await door.browser().get(path)).status_code == 410
    assert "advocate:invitation:refused" in await door.events()


async def test_of_two_people_with_one_link_one_gets_in(door: Door) -> None:
    path = await door.link()
    person = Person(login="ana", secret=secret_on((await door.browser().get(path)).text))
    form = {"password": PASSWORD, "code": door.code(person)}
    answers = await asyncio.gather(*(door.browser().post(f"{path}/password", form) for _ in range(6)))
    assert sorted(answer.status_code for answer in answers) == [303, 410, 410, 410, 410, 410]


async def test_a_link_ends_after_a_day(door: Door) -> None:
    path = await door.link()
    door.time_passes(timedelta(hours=24))
    assert (await door.browser().get(path)).status_code == 410


@pytest.mark.parametrize("token", ["x", "é", "a" * 500])
async def test_a_link_that_never_was_opens_nothing(door: Door, token: str) -> None:
    for answer in (
        await door.browser().get(f"/desk/join/{token}"),
        await door.browser().post(f"/desk/join/{token}/password", {"password": PASSWORD, "code": "000000"}),
        await door.browser().post_json(f"/desk/join/{token}/passkey/options", {}),
        await door.browser().post_json(f"/desk/join/{token}/passkey", {}),
    ):
        assert answer.status_code == 410


@pytest.mark.parametrize("password", ["eleven sign", "a" * 12, "abababababababab", "anaanaanaana", "x" * 257])
async def test_a_password_that_is_short_or_guessed_first_is_refused(door: Door, password: str) -> None:
    path = await door.link()
    person = Person(login="ana", secret=secret_on((await door.browser().get(path)).text))
    answer = await door.browser().post(f"{path}/password", {"password": password, "code": door.code(person)})
    assert (answer.status_code, COOKIE in answer.cookies) == (422, False)
    assert (await door.advocate()).status == "invited"


async def test_a_wrong_first_code_keeps_the_link_open(door: Door) -> None:
    path = await door.link()
    browser = door.browser()
    assert (await browser.post(f"{path}/password", {"password": PASSWORD, "code": "12345"})).status_code == 422
    assert (await browser.get(path)).status_code == 200


async def test_login_password_and_code_let_in(door: Door) -> None:
    ana = await door.joined()
    browser = door.browser()
    answer = await browser.post(
        "/desk/sign-in",
        {"login": " Ana ", "password": PASSWORD, "code": door.code(ana), "next": "/desk/rota"},
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk/rota")
    assert (await browser.get("/desk/step-up")).status_code == 200


async def test_whatever_is_wrong_the_answer_is_the_same(door: Door) -> None:
    ana, idle, gone = await door.joined(), await door.joined("idle"), await door.joined("gone")
    await door.link("invited")
    async with door.home.store.unit_of_work() as uow:
        await disable(uow, "gone", door.clock.now())
        await uow.commit()
    answers = [
        await door.signs_in(ana, password="another plain sentence"),
        await door.signs_in(ana, code="000000"),
        await door.signs_in(idle, code=""),
        await door.signs_in(gone),
        await door.signs_in(ana, login="invited"),
        await door.signs_in(ana, login="nobody"),
        await door.signs_in(ana, login=""),
    ]
    assert {(answer.status_code, answer.text) for answer in answers} == {(401, answers[0].text)}
    assert not any(COOKIE in answer.cookies for answer in answers)
    assert len(await door.actors(REFUSED)) == 7


async def test_an_unknown_login_takes_the_same_work(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    ana = await door.joined()
    verified: list[str] = []
    verify = PasswordHasher.verify

    def counted(self: PasswordHasher, kept: str, password: str) -> bool:
        verified.append(kept)
        return verify(self, kept, password)

    monkeypatch.setattr(PasswordHasher, "verify", counted)
    await door.signs_in(ana, password="another plain sentence")
    await door.signs_in(ana, login="nobody")
    assert len(verified) == 2


async def test_a_code_works_once(door: Door) -> None:
    ana = await door.joined()
    assert (await door.signs_in(ana)).status_code == 303
    assert (await door.signs_in(ana)).status_code == 401
    door.next_code()
    assert (await door.signs_in(ana)).status_code == 303


async def test_a_code_before_the_last_used_one_is_a_replay(door: Door) -> None:
    ana = await door.joined()
    earlier = door.code(ana)
    door.next_code()
    assert (await door.signs_in(ana)).status_code == 303
    assert (await door.signs_in(ana, code=earlier)).status_code == 401


async def test_one_code_sent_by_many_at_once_lets_one_in(door: Door) -> None:
    ana = await door.joined()
    answers = await asyncio.gather(*(door.signs_in(ana) for _ in range(5)))
    assert sorted(answer.status_code for answer in answers) == [303, 401, 401, 401, 401]


async def test_a_phone_half_a_minute_off_still_works_and_a_minute_off_does_not(door: Door) -> None:
    ana = await door.joined()
    ahead = ana.code(door.code_clock.now() + timedelta(seconds=60))
    assert (await door.signs_in(ana, code=ahead)).status_code == 401
    slightly = ana.code(door.code_clock.now() + timedelta(seconds=30))
    assert (await door.signs_in(ana, code=slightly)).status_code == 303


async def test_codes_go_by_the_real_time_while_the_simulators_clock_is_ahead(door: Door) -> None:
    ana = await door.joined()
    door.clock.advance(timedelta(days=2))
    assert (await door.signs_in(ana)).status_code == 303


async def test_guessing_is_stopped_after_five_failures_also_with_the_right_password(door: Door) -> None:
    ana = await door.joined()
    for _ in range(5):
        assert (await door.signs_in(ana, password="a wrong password")).status_code == 401
    stopped = await door.signs_in(ana)
    assert (stopped.status_code, stopped.headers["retry-after"]) == (429, "900")
    door.time_passes(timedelta(minutes=15))
    assert (await door.signs_in(ana)).status_code == 303


async def test_the_wait_grows_with_the_failures(door: Door) -> None:
    ana = await door.joined()
    for _ in range(2):
        for _ in range(5):
            await door.signs_in(ana, code="000000")
        door.time_passes(timedelta(minutes=15))
    stopped = await door.signs_in(ana)
    assert (stopped.status_code, stopped.headers["retry-after"]) == (429, "3600")


async def test_an_unknown_login_is_stopped_like_a_known_one(door: Door) -> None:
    ana = await door.joined()
    answers = [(await door.signs_in(ana, login="nobody")).status_code for _ in range(6)]
    assert answers == [401] * 5 + [429]


async def test_one_address_that_tries_many_logins_is_stopped(door: Door) -> None:
    ana = await door.joined()
    answers = [(await door.signs_in(ana, login=f"nobody{number}")).status_code for number in range(21)]
    assert answers == [401] * 20 + [429]
    elsewhere = door.browser(address="198.51.100.9")
    assert (await door.signs_in(ana, elsewhere)).status_code == 303


async def test_an_ipv6_network_counts_as_one_address(door: Door) -> None:
    ana = await door.joined()
    answers = [
        (await door.signs_in(ana, door.browser(address=f"2001:db8::{number:x}"), login=f"x{number}")).status_code
        for number in range(21)
    ]
    assert answers == [401] * 20 + [429]


async def test_many_tries_at_once_count_as_many(door: Door) -> None:
    ana = await door.joined()
    tries = (door.signs_in(ana, code=f"{number:06}") for number in range(12))
    answers = [answer.status_code for answer in await asyncio.gather(*tries)]
    assert sorted(answers) == [401] * 5 + [429] * 7


async def test_a_right_sign_in_forgives_the_login_but_not_the_address(door: Door) -> None:
    ana = await door.joined()
    for _ in range(4):
        await door.signs_in(ana, code="000000")
    assert (await door.signs_in(ana)).status_code == 303
    door.next_code()
    assert [(await door.signs_in(ana, code="000000")).status_code for _ in range(4)] == [401] * 4
    assert (await door.signs_in(ana)).status_code == 303
    answers = [(await door.signs_in(ana, login=f"nobody{number}")).status_code for number in range(13)]
    assert answers == [401] * 12 + [429]


async def test_a_password_hashed_with_older_parameters_is_hashed_anew(door: Door) -> None:
    ana = await door.joined()
    before = (await door.advocate()).password
    object.__setattr__(door.gate, "passwords", Passwords(PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)))
    assert (await door.signs_in(ana)).status_code == 303
    after = (await door.advocate()).password
    assert after is not None and after != before and "m=16,t=2" in after
    door.next_code()
    assert (await door.signs_in(ana)).status_code == 303


async def test_a_lost_phone_is_worth_nothing_after_a_new_link(door: Door) -> None:
    ana = await door.joined()
    browser = door.browser()
    await door.signs_in(ana, browser)
    async with door.home.store.unit_of_work() as uow:
        token = await invite_again(uow, "ana", door.clock.now())
        await uow.commit()
    assert (await browser.get("/desk/step-up")).status_code == 303
    door.next_code()
    assert (await door.signs_in(ana)).status_code == 401
    assert secret_on((await door.browser().get(f"/desk/join/{token}")).text) != ana.secret


async def test_an_older_unused_link_is_void_once_there_is_a_new_one(door: Door) -> None:
    older = await door.link()
    async with door.home.store.unit_of_work() as uow:
        newer = await invite_again(uow, "ana", door.clock.now())
        await uow.commit()
    assert (await door.browser().get(older)).status_code == 410
    assert (await door.browser().get(f"/desk/join/{newer}")).status_code == 200


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/desk",
        "//evil.example/desk",
        "/\\evil.example",
        "/desk\\..\\x",
        "/deskevil",
        "javascript:alert(1)",
        "/desk/sign-out",
        "/desk/\n",
        "",
    ],
)
async def test_the_sign_in_leads_to_pages_of_the_desk_only(door: Door, elsewhere: str) -> None:
    ana = await door.joined()
    answer = await door.signs_in(ana, next=elsewhere)
    assert answer.headers["location"] == "/desk"


async def test_no_secret_gets_into_the_log_or_the_audit(door: Door) -> None:
    with structlog.testing.capture_logs() as lines:
        ana = await door.joined()
        await door.signs_in(ana, password="a wrong password", login="my-password-by-mistake")
        await door.signs_in(ana)
    async with door.home.store.unit_of_work() as uow:
        audit = [repr(entry) for entry in await uow.audit.recent(100)]
    for secret in (PASSWORD, "a wrong password", "my-password-by-mistake", ana.secret):
        assert secret not in repr(lines) + repr(audit)


@pytest.mark.parametrize(("asked", "title"), [("es-MX,es;q=0.9,en", "Entrar"), ("de,en", "Sign in"), ("", "Sign in")])
async def test_the_sign_in_speaks_the_browsers_language(door: Door, asked: str, title: str) -> None:
    page = (await door.browser().get("/desk/sign-in", accept_language=asked)).text
    assert f"<h1>{title}</h1>" in page
    assert "<h1>Entrar</h1>" in (await door.browser().get("/desk/sign-in?language=es")).text


async def test_a_malformed_form_is_refused_and_nothing_breaks(door: Door) -> None:
    browser = door.browser()
    files = {"login": ("x.txt", b"ana"), "password": ("y.txt", b"secret")}
    headers = {"sec-fetch-site": "same-origin"}
    assert (await browser.client.post("/desk/sign-in", files=files, headers=headers)).status_code == 415
    assert (await browser.client.post("/desk/sign-in", content=b"\xff\x00", headers=headers)).status_code == 401
    assert (await browser.client.post("/desk/sign-in", content=b"x" * 70_000, headers=headers)).status_code == 413


async def test_a_refusal_is_said_in_the_language_of_the_page_before_it(door: Door) -> None:
    browser = door.browser()
    page = (await browser.get("/desk/sign-in?language=es", accept_language="en")).text
    action = page.partition('<form method="post" action="')[2].partition('"')[0]
    refused = await browser.post(action, {"login": "ana", "password": PASSWORD, "code": "1"}, accept_language="en")
    assert (refused.status_code, "<h1>Entrar</h1>" in refused.text) == (401, True)


async def test_a_link_opens_in_the_language_of_whom_it_is_for(door: Door) -> None:
    path = await door.link(language="es")
    assert "Te damos la bienvenida" in (await door.browser().get(path, accept_language="en")).text
