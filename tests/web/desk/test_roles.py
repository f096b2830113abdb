"""Every route times every role. Handlers are replaced by one that tells that it was reached, so only the guard decides."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.web.desk.routes import ENTRIES
from bot.web.desk.table import ADMIN, ADVOCATE, EVERYONE, STAFF, SUPERVISOR, Entry
from tests.web.desk.door import Browser, Door, open_door
from tests.web.desk.probes import probe

ROLES = (ADVOCATE, SUPERVISOR, STAFF, ADMIN)
PROBES = tuple(replace(entry, handler=probe) for entry in ENTRIES)

# Who may at most get where, said a second time, so that a slip in the table shows. The first that fits counts.
AT_MOST = (
    ("/desk/conversations", {ADVOCATE, SUPERVISOR}),
    ("/desk/handoffs", {ADVOCATE, SUPERVISOR}),
    ("/desk/alerts", {ADVOCATE, SUPERVISOR}),
    ("/desk/checkins", {ADVOCATE, SUPERVISOR}),
    ("/desk/shift", {ADVOCATE, SUPERVISOR}),
    ("/desk/away", {ADVOCATE, SUPERVISOR}),
    ("/desk/rota/ladder", {ADVOCATE, SUPERVISOR}),
    ("/desk/rota", {ADVOCATE, SUPERVISOR, STAFF}),
    ("/desk/overview", {SUPERVISOR}),
    ("/desk/people", {SUPERVISOR, ADMIN}),
    ("/desk/audit", {ADMIN}),
    ("/desk", set(EVERYONE)),
)
PUBLIC = ("/desk/sign-in", "/desk/join/")


async def _ask(browser: Browser, entry: Entry) -> tuple[int, str]:
    path = entry.path.replace("{token}", "x").replace("{id}", "0" * 32).replace("{", "").replace("}", "")
    answer = await (browser.get(path) if entry.method == "GET" else browser.post(path))
    return answer.status_code, answer.text


@pytest.mark.parametrize("role", ROLES)
async def test_every_route_is_open_to_its_roles_and_to_no_other(tmp_path: Path, role: str) -> None:
    async with open_door(tmp_path, PROBES) as door:
        browser = await door.somebody(role)
        await door.step_up(browser)
        for entry in PROBES:
            status, text = await _ask(browser, entry)
            if entry.public:
                assert (status, text) == (200, "reached by anybody"), entry.path
            elif role in entry.roles:
                assert (status, text) == (200, f"reached by {role}"), entry.path
            else:
                assert (status, "reached" in text) == (403, False), f"{role} {entry.method} {entry.path}"


async def test_without_a_sign_in_only_the_sign_in_and_the_joining_are_open(tmp_path: Path) -> None:
    async with open_door(tmp_path, PROBES) as door:
        for entry in PROBES:
            status, text = await _ask(door.browser(), entry)
            assert ("reached" in text) is entry.public, entry.path
            assert status == (200 if entry.public else 303 if entry.method == "GET" else 401), entry.path


async def test_what_wants_a_fresh_proof_is_closed_to_every_role_without_one(tmp_path: Path) -> None:
    async with open_door(tmp_path, PROBES) as door:
        for role in ROLES:
            browser = await door.somebody(role)
            for entry in (entry for entry in PROBES if entry.step_up):
                assert "reached" not in (await _ask(browser, entry))[1]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry.method} {entry.path}")
def test_no_route_is_open_to_more_than_the_house_rules_allow(entry: Entry) -> None:
    if entry.public:
        assert entry.path.startswith(PUBLIC)
        return
    at_most = next(roles for path, roles in AT_MOST if entry.path == path or entry.path.startswith(f"{path}/"))
    assert entry.roles <= at_most


def test_no_route_is_listed_twice() -> None:
    listed = [(entry.method, entry.path) for entry in ENTRIES]
    assert len(listed) == len(set(listed))


async def test_a_refused_role_is_noted_by_id(door: Door) -> None:
    browser = await door.somebody(STAFF)
    assert (await browser.get("/desk/shift")).status_code == 403
    assert await door.actors("advocate:route:refused") == [(await door.advocate("a-staff")).id]
