"""What the desk sees: pages, notes, threads, states without words, and a mark that moves with every change."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest

from bot.errors import ConflictError
from bot.store import Overview, Said, Store, Swept, sweep
from tests.conftest import ROOT_KEY, Urls
from tests.store.care_records import checkin, checkin_plan, safety_plan
from tests.store.desk_records import (
    ANA,
    BEN,
    a_stored_advocate,
    a_stored_handoff,
    challenge,
    desk_session,
    invitation,
    note,
    page,
    passkey,
    shift,
)
from tests.store.records import NOW, RETENTION, SetClock, a_stored_conversation, alert, inbound, outbound

LATER = NOW + timedelta(minutes=10)


async def test_the_open_pages_of_an_advocate_are_given_newest_first(store: Store) -> None:
    asked = await a_stored_handoff(store, await a_stored_conversation(store))
    first, second, bens = page(asked), page(asked, step=2, sent_at=LATER), page(asked, BEN, step=3, sent_at=LATER)
    async with store.unit_of_work() as uow:
        for each in (second, first, bens):
            uow.pages.add(each)
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.pages.open_to(ANA) == [second, first]
        assert await uow.pages.open_for(asked.id) == [first, second, bens]
        uow.pages.acknowledge(second.id, LATER)
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.pages.open_to(ANA) == [first]
        assert await uow.pages.open_for(asked.id) == [first, bens]
        answered = dataclasses.replace(second, acknowledged_at=LATER)
        assert await uow.pages.of_handoff(asked.id) == [first, answered, bens]
        uow.pages.acknowledge(second.id, LATER)
        with pytest.raises(ConflictError):
            await uow.commit()


async def test_notes_come_in_their_order_and_stay_sealed(store: Store) -> None:
    talk = await a_stored_conversation(store)
    second, first = note(talk, created_at=LATER, text="Brother is Río."), note(talk)
    async with store.unit_of_work() as uow:
        await uow.notes.add(second)
        await uow.notes.add(first)
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.notes.of_conversation(talk.id) == [first, second]
    assert "Río" not in repr(second)


async def test_a_thread_holds_both_sides_in_the_order_of_time(store: Store) -> None:
    talk = await a_stored_conversation(store)
    asked = inbound(talk, text="are you there")
    answered = outbound(talk, 1, text="Yes.", created_at=NOW + timedelta(minutes=1))
    wrote = outbound(talk, 2, text="I am Ana.", created_at=LATER, advocate_id=ANA, status="sent")
    picture = inbound(talk, kind="picture", text="", received_at=LATER + timedelta(minutes=1))
    async with store.unit_of_work() as uow:
        for out in (wrote, answered):
            await uow.outbound.add(out)
        for came in (asked, picture):
            await uow.inbound.add(came)
        await uow.commit()
    async with store.unit_of_work() as uow:
        thread = await uow.thread(talk.id)
        assert await uow.thread(talk.id, LATER) == thread[2:]
    assert [(said.who, said.advocate_id, said.kind, said.text, said.status) for said in thread] == [
        ("youth", None, "text", "are you there", None),
        ("program", None, "reply", "Yes.", "queued"),
        ("advocate", ANA, "reply", "I am Ana.", "sent"),
        ("youth", None, "picture", "", None),
    ]
    assert thread[0] == Said(id=asked.id, at=NOW, who="youth", kind="text", text="are you there")
    assert "are you there" not in repr(thread)


async def test_who_wrote_when_is_told_without_a_word_of_it(store: Store) -> None:
    talk, other = await a_stored_conversation(store), await a_stored_conversation(store, "+12145550199")
    minutes = [NOW + timedelta(minutes=minute) for minute in range(4)]
    async with store.unit_of_work() as uow:
        await uow.outbound.add(outbound(talk, 1, created_at=minutes[1], advocate_id=ANA))
        await uow.outbound.add(outbound(talk, 2, created_at=minutes[2], advocate_id=BEN))
        await uow.outbound.add(outbound(talk, 3, created_at=minutes[3]))
        for conversation, at in ((talk, minutes[0]), (other, minutes[1]), (talk, minutes[3])):
            await uow.inbound.add(inbound(conversation, received_at=at))
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.outbound.last_by_people([talk.id, other.id]) == {talk.id: minutes[2]}
        assert await uow.inbound.times([talk.id, other.id], minutes[1]) == [
            (other.id, minutes[1]),
            (talk.id, minutes[3]),
        ]
        assert await uow.inbound.times([other.id], minutes[2]) == []


async def test_the_overview_shows_states_of_youths_and_the_most_urgent_handoff(store: Store) -> None:
    quiet = await a_stored_conversation(store, language="es", paused_at=NOW)
    busy = await a_stored_conversation(store, "+12145550199", last_inbound_at=LATER)
    await a_stored_conversation(store, "+12145550177", kind="staff")
    await a_stored_handoff(store, quiet, status="closed", closed_at=NOW)
    await a_stored_handoff(store, busy, priority=2)
    urgent = await a_stored_handoff(store, busy, priority=0, status="claimed", claimed_by=ANA, claimed_at=NOW)
    known = {"channel": "sms", "last_inbound_at": NOW, "paused_at": None, "language": None}
    none = {"handoff_id": None, "handoff_status": None, "claimed_by": None, "priority": None}
    async with store.unit_of_work() as uow:
        assert await uow.conversations.overview() == [
            Overview(
                conversation_id=busy.id,
                **{**known, "last_inbound_at": LATER},
                **{"handoff_id": urgent.id, "handoff_status": "claimed", "claimed_by": ANA, "priority": 0},
            ),
            Overview(conversation_id=quiet.id, **{**known, "language": "es", "paused_at": NOW}, **none),
        ]


async def test_typing_is_seen_by_colleagues_until_it_ends(store: Store) -> None:
    talk = await a_stored_conversation(store)
    async with store.unit_of_work() as uow:
        uow.typing.set(talk.id, BEN, LATER)
        uow.typing.set(talk.id, ANA, NOW)
        uow.typing.set(talk.id, ANA, LATER)
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.typing.of(talk.id, NOW) == [ANA, BEN]
        assert await uow.typing.of(talk.id, LATER) == []
        while_typing = await uow.desk_mark(NOW)
        assert await uow.desk_mark(LATER) != while_typing


async def test_the_mark_moves_with_what_the_desk_shows_and_with_nothing_else(store: Store) -> None:
    talk = await a_stored_conversation(store)
    ana = await a_stored_advocate(store)
    asked = await a_stored_handoff(store, talk)
    plan = checkin_plan(talk)
    marks = []

    async def mark() -> str:
        async with store.unit_of_work() as uow:
            return await uow.desk_mark()

    marks.append(await mark())
    shown = (
        lambda uow: uow.inbound.add(inbound(talk)),
        lambda uow: uow.outbound.add(outbound(talk)),
        lambda uow: uow.handoffs.claim(asked.id, ana.id, NOW, 1),
        lambda uow: uow.alerts.add(alert(talk)),
        lambda uow: uow.notes.add(note(talk)),
        lambda uow: uow.checkin_plans.add(plan),
        lambda uow: uow.checkins.add(checkin(plan)),
        lambda uow: uow.safety_plans.add(safety_plan(talk)),
        lambda uow: uow.rota.add_shift(shift(ana)),
        lambda uow: uow.advocates.set_away(ana.id, True),
        lambda uow: uow.typing.set(talk.id, ana.id, LATER),
        lambda uow: uow.erase_subject(talk.subject_id),
    )
    for write in shown:
        async with store.unit_of_work() as uow:
            written = write(uow)
            if hasattr(written, "__await__"):
                await written
            await uow.commit()
        marks.append(await mark())
    assert len(set(marks)) == len(shown) + 1
    async with store.unit_of_work() as uow:
        uow.sessions.add(desk_session(ana))
        uow.failures.add("key", NOW)
        uow.seen.add("key", NOW)
        await uow.commit()
    assert await mark() == marks[-1]


async def test_notes_and_pages_go_with_the_youth_and_are_part_of_an_export(store: Store) -> None:
    talk, other = await a_stored_conversation(store), await a_stored_conversation(store, "+12145550199")
    ana = await a_stored_advocate(store)
    for each in (talk, other):
        asked = await a_stored_handoff(store, each)
        async with store.unit_of_work() as uow:
            uow.pages.add(page(asked, ana.id))
            await uow.notes.add(note(each))
            uow.typing.set(each.id, ana.id, LATER)
            await uow.commit()
    async with store.unit_of_work() as uow:
        found = await uow.export_subject(talk.subject_id)
        assert [row["text"] for row in found["note"]] == ["Has a ride at five."]
        assert set(found) == {"conversation", "handoff", "note", "page"}
        await store.keys.destroy(talk.subject_id)
        await uow.erase_subject(talk.subject_id)
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.export_subject(talk.subject_id) == {}
        assert await uow.typing.of(talk.id, NOW) == []
        assert set(await uow.export_subject(other.subject_id)) == {"conversation", "handoff", "note", "page"}
        assert await uow.advocates.get(ana.id) == ana


async def test_a_sweep_spares_the_keys_of_advocates(urls: Urls) -> None:
    store = Store(urls.main, urls.keys, clock=SetClock())
    await store.open(ROOT_KEY)
    ana = await a_stored_advocate(store, phone="+12145550123")
    async with store.unit_of_work() as uow:
        await uow.passkeys.add(passkey(ana))
        await uow.commit()
    assert await sweep(store, NOW + timedelta(days=400), RETENTION) == Swept(keys_without_rows=0, rows_without_key=0)
    async with store.unit_of_work() as uow:
        assert await uow.advocates.get(ana.id) == ana
    await store.close()


async def test_erasing_an_advocate_takes_everything_of_theirs_and_leaves_the_youths(store: Store) -> None:
    staff = await a_stored_conversation(store, "+12145550177", kind="staff")
    talk = await a_stored_conversation(store)
    ana = await a_stored_advocate(store, page_conversation_id=staff.id)
    async with store.unit_of_work() as uow:
        await uow.passkeys.add(passkey(ana))
        uow.invitations.add(invitation(ana))
        uow.sessions.add(desk_session(ana))
        uow.challenges.add(challenge(advocate_id=ana.id))
        uow.rota.add_shift(shift(ana))
        await uow.notes.add(note(talk, advocate_id=ana.id))
        await uow.commit()
    await store.keys.destroy(ana.subject_id)
    assert (await sweep(store, NOW, RETENTION)).rows_without_key == 1
    async with store.unit_of_work() as uow:
        assert await uow.advocates.all() == []
        assert await uow.rota.shifts() == []
        assert await uow.sessions.of_advocate(ana.id) == []
        assert len(await uow.notes.of_conversation(talk.id)) == 1


async def test_erasing_the_staff_conversation_leaves_the_advocate(store: Store) -> None:
    staff = await a_stored_conversation(store, "+12145550177", kind="staff")
    ana = await a_stored_advocate(store, page_conversation_id=staff.id)
    async with store.unit_of_work() as uow:
        await uow.erase_subject(staff.subject_id)
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await uow.advocates.get(ana.id) == dataclasses.replace(ana, page_conversation_id=None)


async def test_what_signing_in_left_behind_is_dropped_in_time(store: Store) -> None:
    ana = await a_stored_advocate(store)
    link, question, sign_in = invitation(ana), challenge(), desk_session(ana)
    async with store.unit_of_work() as uow:
        uow.invitations.add(link)
        uow.challenges.add(question)
        uow.sessions.add(sign_in)
        uow.failures.add("key", NOW)
        await uow.commit()
    expected = {timedelta(0): [1, 1, 1, 1], timedelta(hours=1): [1, 0, 1, 1], timedelta(hours=25): [0, 0, 1, 1]}
    for age, left in {**expected, timedelta(days=3): [0, 0, 0, 0]}.items():
        await sweep(store, NOW + age, RETENTION)
        async with store.unit_of_work() as uow:
            found = [await uow.invitations.get(link.id), await uow.challenges.take(question.id, NOW)]
            found.append(await uow.sessions.get(sign_in.id))
            failed = await uow.failures.count("key", NOW - timedelta(days=1))
            assert [*(int(each is not None) for each in found), failed] == left, age
