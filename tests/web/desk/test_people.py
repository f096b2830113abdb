"""The people at the desk: who may see them, who may change them, and that a link is shown once."""

from __future__ import annotations

import re

import pytest

from tests.web.desk.door import Browser, Door
from tests.web.desk.test_rota import read

FORM = {"login": "bo", "name": "Bo", "role": "advocate", "speaks": "es", "language": "es", "phone": "+1 214 555 0123"}


@pytest.fixture
async def admin(door: Door) -> Browser:
    """An admin who has just proved anew who they are."""
    browser = await door.somebody("admin")
    await door.step_up(browser)
    return browser


async def test_an_admin_invites_somebody_and_sees_the_link_once(door: Door, admin: Browser) -> None:
    answer = await admin.post("/desk/people/invite", FORM)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    link = re.search(r'value="[^"]*(/desk/join/[^"]+)"', answer.text)
    assert link is not None
    assert (await door.browser().get(link[1])).status_code == 200
    bo = await door.advocate("bo")
    assert (bo.name, bo.status, bo.speaks, bo.phone) == ("Bo", "invited", ("es",), "+12145550123")
    assert "/desk/join/" not in (await admin.get("/desk/people")).text
    assert await door.actors("admin:advocate:invited") == [(await door.advocate("a-admin")).id, "cli"]


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"login": "a-admin"}, "login", "Somebody has this login already."),
        ({"login": "B o"}, "login", "A login has 2 to 40"),
        ({"name": " "}, "name", "A name has 1 to 40 characters."),
        ({"role": "queen"}, "role", "Choose a role."),
        ({"speaks": "fr"}, "speaks", "Choose at least one language."),
        ({"phone": "12"}, "phone", "This is no phone number."),
    ],
)
async def test_a_wrong_invitation_is_refused_beside_the_field(
    door: Door, admin: Browser, changed: dict[str, str], field: str, sentence: str
) -> None:
    answer = await admin.post("/desk/people/invite", {**FORM, **changed})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'id="invite-{field}-wrong"' in answer.text
    assert "admin:advocate:invited" not in (await door.events())[1:]


async def test_a_number_that_texts_the_service_gets_no_pages(door: Door, admin: Browser) -> None:
    await door.home.hears("hello", number="+12145550123")
    answer = await admin.post("/desk/people/invite", FORM)
    assert answer.status_code == 422
    assert "This number is in use already" in answer.text


async def test_a_new_role_signs_the_person_out(door: Door, admin: Browser) -> None:
    browser = await door.somebody("advocate", "ana")
    ana = await door.advocate()
    form = {"name": "Ana Luz", "role": "supervisor", "speaks": "en", "language": "en", "phone": ""}
    assert (await admin.post(f"/desk/people/{ana.id}", form)).status_code == 303
    changed = await door.advocate()
    assert (changed.name, changed.role) == ("Ana Luz", "supervisor")
    assert (await browser.get("/desk/shift")).headers["location"].startswith("/desk/sign-in")
    assert {"admin:advocate:changed", "admin:role:changed"} <= set(await door.events())


async def test_a_new_phone_gets_a_line_of_its_own(door: Door, admin: Browser) -> None:
    await door.link("ana", phone="+12145550123")
    before = await door.advocate()
    form = {"name": "Ana", "role": "advocate", "speaks": "en", "language": "en", "phone": "+12145550124"}
    await admin.post(f"/desk/people/{before.id}", form)
    after = await door.advocate()
    assert after.phone == "+12145550124"
    assert after.page_conversation_id not in (None, before.page_conversation_id)


async def test_nobody_changes_their_own_role_or_shuts_themself_out(door: Door, admin: Browser) -> None:
    me = await door.advocate("a-admin")
    form = {"name": "Ana", "role": "staff", "speaks": "en", "language": "en", "phone": ""}
    answer = await admin.post(f"/desk/people/{me.id}", form)
    assert answer.status_code == 422
    assert "Another admin changes your own role." in answer.text
    assert (await admin.post(f"/desk/people/{me.id}/disable")).status_code == 422
    assert (await admin.post(f"/desk/people/{me.id}/link")).status_code == 422
    assert (await door.advocate("a-admin")).status == "active"


async def test_signing_out_everywhere_ends_every_session(door: Door, admin: Browser) -> None:
    browsers = [await door.somebody("advocate", "ana") for _ in range(2)]
    ana = await door.advocate()
    assert "Signed in at 2 places." in read(await admin.get(f"/desk/people/{ana.id}"))
    await admin.post(f"/desk/people/{ana.id}/sign-out")
    for browser in browsers:
        assert (await browser.get("/desk/shift")).status_code == 303
    assert "admin:session:ended" in await door.events()


async def test_letting_somebody_go_is_at_once(door: Door, admin: Browser) -> None:
    browser = await door.somebody("advocate", "ana")
    ana = await door.advocate()
    await admin.post(f"/desk/people/{ana.id}/disable")
    assert (await door.advocate()).status == "disabled"
    assert (await browser.get("/desk/shift")).status_code == 303
    assert "no longer here" in read(await admin.get("/desk/people"))


async def test_a_new_link_ends_what_proved_who_it_is(door: Door, admin: Browser) -> None:
    person = await door.joined("ana")
    ana = await door.advocate()
    answer = await admin.post(f"/desk/people/{ana.id}/link")
    assert "/desk/join/" in answer.text
    assert (await door.signs_in(person)).status_code == 401


async def test_without_a_fresh_proof_an_admin_only_looks(door: Door) -> None:
    browser = await door.somebody("admin")
    assert (await browser.get("/desk/people")).status_code == 200
    for answer in (await browser.get("/desk/people/invite"), await browser.post("/desk/people/invite", FORM)):
        assert answer.headers["location"].startswith("/desk/step-up")


async def test_a_supervisor_sees_who_is_there_and_changes_nothing(door: Door) -> None:
    await door.joined("ana")
    browser = await door.somebody("supervisor")
    page = await browser.get("/desk/people")
    assert "password and code" in page.text
    assert "/desk/people/" not in page.text
    assert (await browser.get("/desk/people/invite")).status_code == 403


async def test_advocates_do_not_see_the_list(door: Door) -> None:
    assert (await (await door.somebody("advocate")).get("/desk/people")).status_code == 403
