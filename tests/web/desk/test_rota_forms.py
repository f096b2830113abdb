"""Whether two shifts of one person overlap, also where the clocks change."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from bot.care.ids import AdvocateId
from bot.store.records import Shift
from bot.web.desk.rota_forms import overlapping

DAILY = frozenset(range(7))
CHICAGO, EL_PASO = "America/Chicago", "America/Denver"
CLOCKS_GO_BACK = date(2026, 11, 1)


def shift(begins: time, ends: time, **fields: Any) -> Shift:
    known = {"id": "one", "advocate_id": AdvocateId("ana"), "days": DAILY, "zone": CHICAGO, "from_day": CLOCKS_GO_BACK}
    return Shift(begins=begins, ends=ends, **{**known, **fields})


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        (shift(time(9), time(17)), shift(time(17), time(22)), False),
        (shift(time(9), time(17)), shift(time(16), time(22)), True),
        (shift(time(22), time(6)), shift(time(5), time(9)), True),
        (shift(time(9), time(17)), shift(time(15), time(22), zone=EL_PASO), True),
        (shift(time(9), time(17)), shift(time(16), time(22), zone=EL_PASO), False),
        (shift(time(9), time(17)), shift(time(16), time(22), advocate_id=AdvocateId("ben")), False),
        (shift(time(18), time(1, 30)), shift(time(1, 30), time(9)), False),
        (shift(time(23), time(2), days=frozenset({5})), shift(time(1), time(9), days=frozenset({6})), True),
    ],
    ids=[
        "one begins when the other ends",
        "an hour of both",
        "into the night of the day before",
        "in two zones, an hour of both",
        "in two zones, one begins when the other ends",
        "of two people",
        "they meet in the hour that comes twice",
        "only in the night in which the clocks change, and then in every week",
    ],
)
def test_a_shift_overlaps(one: Shift, other: Shift, overlap: bool) -> None:
    assert overlapping(one, [other]) is overlap
    assert overlapping(other, [one]) is overlap
