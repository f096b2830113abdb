"""Which alerts may mean danger, and which promise that somebody looks."""

from __future__ import annotations

import pytest

from bot.care.alerts import is_urgent, promises_a_person


@pytest.mark.parametrize(
    "kind",
    [
        "risk_danger", "risk_self_harm", "asked_for_silence", "duress", "duress_unreached", "checkin_unreached",
        "forgotten_in_danger",
    ],
)  # fmt: skip
def test_where_somebody_may_be_in_danger_or_watched_it_is_urgent_and_somebody_must_look(kind: str) -> None:
    assert is_urgent(kind) and promises_a_person(kind)


@pytest.mark.parametrize("kind", ["engine_unavailable", "turn_failed", "wrote_while_paused", "checkin_missed"])
def test_who_got_no_answer_is_looked_after_and_waits_behind_who_may_be_in_danger(kind: str) -> None:
    assert promises_a_person(kind) and not is_urgent(kind)


@pytest.mark.parametrize("kind", ["pages_stopped", "expired", "person_risk", "checkins_too_late"])
def test_what_is_told_to_the_desk_alone_promises_nobody_anything(kind: str) -> None:
    assert not is_urgent(kind) and not promises_a_person(kind)
