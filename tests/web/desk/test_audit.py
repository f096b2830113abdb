"""The audit's page: what it shows, whether it notices a change, and the head it gives away."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from bot.store import AuditHead
from bot.store.tables import audit_entry
from tests.web.desk.door import Browser, Door
from tests.web.desk.test_rota import read


@pytest.fixture
async def admin(door: Door) -> Browser:
    return await door.somebody("admin")


async def test_it_shows_who_did_what(admin: Browser) -> None:
    page = read(await admin.get("/desk/audit"))
    assert "advocate:session:opened a-admin" in page
    assert "Mar 4, 2026, 12:00:00 CST" in page


async def test_it_can_be_narrowed_to_a_kind_of_event(admin: Browser) -> None:
    page = read(await admin.get("/desk/audit?event=admin:advocate"))
    assert "admin:advocate:invited" in page
    assert "advocate:session:opened" not in page


async def test_a_kind_that_does_not_occur_shows_everything(admin: Browser) -> None:
    assert "advocate:session:opened" in (await admin.get("/desk/audit?event=nothing%22%3E")).text


async def test_a_chain_that_was_left_alone_holds(admin: Browser) -> None:
    assert "The chain holds." in read(await admin.post("/desk/audit/verify"))


async def test_a_changed_entry_is_noticed(door: Door, admin: Browser) -> None:
    async with door.home.store.database.write() as connection:
        await connection.execute(update(audit_entry).values(actor="somebody else"))
    page = read(await admin.post("/desk/audit/verify"))
    assert "The chain does not hold. An entry is not as it was written." in page
    assert "First broken at entry 1." in page


async def test_the_head_is_a_file(door: Door, admin: Browser) -> None:
    answer = await admin.get("/desk/audit/head")
    assert answer.headers["content-disposition"].startswith('attachment; filename="puente-audit-head-20260304T180000Z')
    head = await door.home.store.audit.export_head()
    assert AuditHead.from_json(answer.text) == head


async def test_it_is_for_admins(door: Door) -> None:
    for role in ("advocate", "supervisor", "staff"):
        browser = await door.somebody(role)
        for path in ("/desk/audit", "/desk/audit/head"):
            assert (await browser.get(path)).status_code == 403
