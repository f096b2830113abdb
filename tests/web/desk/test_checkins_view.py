"""The board puts every check-in where somebody who looks after youths expects it, in the youth's time and the desk's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.care.ids import AdvocateId, ConversationId, SubjectId
from bot.store.records import Checkin, CheckinPlan, Handoff, Overview
from bot.web.desk.checkins_view import MOST_SHOWN, House, Kept, Row, board_of, state_of
from bot.web.desk.context import InterfaceWords
from bot.web.desk.words import WORDS

NOW = datetime(2026, 3, 3, 21, tzinfo=UTC)  # 3 pm in Chicago, 2 pm in El Paso
TALK = ConversationId("c" * 32)
ANA = AdvocateId("a" * 32)
PLAN = CheckinPlan(
    id="plan",
    subject_id=SubjectId("s" * 32),
    conversation_id=TALK,
    status="active",
    details={},
    next_at=NOW + timedelta(hours=2),
    created_at=NOW,
    changed_at=NOW,
)
ASKED = Checkin(
    id="one",
    plan_id=PLAN.id,
    subject_id=PLAN.subject_id,
    conversation_id=TALK,
    status="asked",
    due_at=NOW - timedelta(minutes=5),
    asked_at=NOW - timedelta(minutes=5),
)
MISSED = replace(ASKED, status="missed", missed_at=NOW - timedelta(minutes=2))
KNOWN = Overview(
    conversation_id=TALK,
    channel="sms",
    language="es",
    paused_at=None,
    last_inbound_at=NOW,
    handoff_id=None,
    handoff_status=None,
    claimed_by=None,
    priority=None,
)
WAITS = Handoff(
    id="handoff",
    subject_id=PLAN.subject_id,
    conversation_id=TALK,
    reason="checkin",
    priority=1,
    requested_at=NOW - timedelta(minutes=2),
)


def a_house(*, zone: str = "America/Chicago", language: str = "en", handoffs: Iterable[Handoff] = ()) -> House:
    return House(
        known={TALK: KNOWN},
        handoffs={one.conversation_id: one for one in handoffs},
        kept={PLAN.id: Kept(zone=zone, again_after=timedelta(minutes=20))},
        names={ANA: "Ana"},
        now=NOW,
        zone=ZoneInfo("America/Chicago"),
        t=InterfaceWords(language),
    )


def the_row(rows: tuple[Row, ...]) -> Row:
    (row,) = rows
    return row


def plain(words: str) -> str:
    return words.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("status", "place"),
    [
        ("asked", "waiting"),
        ("asked_again", "waiting"),
        ("missed", "missed"),
        ("escalated", "escalated"),
        ("ok", "done"),
        ("not_ok", "done"),
        ("talk", "done"),
        ("skipped", "done"),
        ("too_late", "done"),
    ],
)
def test_each_status_has_its_list_and_its_words(status: str, place: str) -> None:
    board = board_of([replace(ASKED, status=status)], [], a_house())  # type: ignore[arg-type]
    row = the_row(getattr(board, place))
    assert sum(len(getattr(board, name)) for name in ("escalated", "missed", "waiting", "due", "done")) == 1
    assert f"board.state.{row.state}" in WORDS["en"]


@pytest.mark.parametrize("reason", ["talking", "asked_for_silence", "with_a_person", "texts_stopped"])
def test_each_reason_for_skipping_has_words(reason: str) -> None:
    one = replace(ASKED, status="skipped", reason=reason)  # type: ignore[arg-type]
    assert f"board.state.{state_of(one)}" in WORDS["en"]


@pytest.mark.parametrize("status", ["ok", "not_ok", "talk"])
def test_an_answer_after_people_were_called_is_told_as_late(status: str) -> None:
    late = replace(MISSED, status=status, answered_at=NOW)  # type: ignore[arg-type]
    assert state_of(late) == f"{status}_late"
    assert f"board.state.{status}_late" in WORDS["en"]


def test_a_plan_whose_time_comes_within_a_day_is_due() -> None:
    row = the_row(board_of([], [PLAN], a_house()).due)
    assert (row.state, plain(row.wait), plain(row.due)) == ("due", "2 h", "5 pm")
    overdue = the_row(board_of([], [replace(PLAN, next_at=NOW)], a_house()).due)
    assert overdue.state == "due_now"


@pytest.mark.parametrize(
    ("language", "says"), [("en", "4 pm for them (5 pm here)"), ("es", "4 p. m. donde está (5 p. m. aquí)")]
)
def test_a_time_is_said_as_the_youths_clock_shows_it_and_the_desks_where_it_differs(language: str, says: str) -> None:
    board = board_of([], [PLAN], a_house(zone="America/Denver", language=language))
    assert plain(the_row(board.due).due) == says


def test_one_that_is_asked_says_since_when_and_when_it_is_asked_again() -> None:
    row = the_row(board_of([ASKED], [], a_house()).waiting)
    assert (plain(row.wait), plain(row.next)) == ("5 min", "asks again 3:15 pm")
    assert (row.may_be_seen, row.handoff_id) == (False, None)


def test_a_missed_one_can_be_taken_until_somebody_has_it() -> None:
    row = the_row(board_of([MISSED], [], a_house(handoffs=[WAITS])).missed)
    assert (row.urgent, row.handoff_id, row.may_be_seen, plain(row.wait)) == (True, "handoff", True, "2 min")
    claimed = replace(WAITS, status="claimed", claimed_by=ANA)
    taken = the_row(board_of([MISSED], [], a_house(handoffs=[claimed])).missed)
    assert (taken.handoff_id, taken.with_whom) == (None, "Ana")


def test_who_has_seen_it_is_said_and_nobody_is_asked_to_see_it_again() -> None:
    seen = replace(MISSED, acknowledged_by=ANA, acknowledged_at=NOW - timedelta(minutes=1))
    row = the_row(board_of([seen], [], a_house()).missed)
    assert (row.seen_by, plain(row.seen_at), row.may_be_seen) == ("Ana", "2:59 pm", False)


def test_an_old_one_without_an_answer_stays_until_somebody_has_seen_it() -> None:
    old = replace(MISSED, due_at=NOW - timedelta(days=2), missed_at=NOW - timedelta(days=2))
    assert board_of([old], [], a_house()).missed
    seen = replace(old, acknowledged_by=ANA, acknowledged_at=NOW - timedelta(days=1))
    assert board_of([seen], [], a_house()).quiet


def test_whoever_waits_longest_comes_first_and_the_newest_end_leads_the_last_day() -> None:
    later = replace(ASKED, id="two", asked_at=NOW - timedelta(minutes=1))
    board = board_of([later, ASKED], [], a_house())
    assert [row.id for row in board.waiting] == ["one", "two"]
    done = [replace(one, status="ok", answered_at=one.asked_at) for one in (ASKED, later)]
    assert [row.id for row in board_of(done, [], a_house()).done] == ["two", "one"]


def test_a_long_list_says_how_many_more_there_are() -> None:
    many = [replace(ASKED, id=str(number)) for number in range(MOST_SHOWN + 3)]
    board = board_of(many, [], a_house())
    assert (len(board.waiting), board.more["waiting"]) == (MOST_SHOWN, 3)


def test_a_youth_who_is_forgotten_is_on_no_list() -> None:
    house = replace(a_house(), known={})
    assert board_of([MISSED], [PLAN], house).quiet
    assert not board_of([MISSED], [PLAN], house).due
