"""What was chosen with a youth becomes a plan, and every slip is told beside its field."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.care.schedules import Daily, Every, Once, QuietHours, Weekly
from bot.web.desk.checkins_form import Proposed, read_plan
from bot.web.desk.rota_forms import Form
from bot.web.desk.words import WORDS

NOW = datetime(2026, 3, 3, 21, 30, 40, tzinfo=UTC)  # half past three on a Tuesday in Chicago
COVERS = ("practice", "book")
CHOSEN = {
    "kind": "daily",
    "at": "21:00",
    "zone": "America/Chicago",
    "language": "es",
    "cover": "practice",
    "again": "20",
    "tell_people": "yes",
}


def filled(days: str = "", **changed: str) -> Form:
    return Form(name="plan", values={**CHOSEN, **changed}, days=frozenset(days))


def nothing_revealed(_: str, __: str) -> Sequence[str]:
    return ()


def read(form: Form) -> Proposed:
    found = read_plan(form, COVERS, nothing_revealed, NOW)
    assert form.errors == {}
    assert found is not None
    return found


def test_a_plan_for_every_day() -> None:
    plan = read(filled())
    assert plan.language == "es"
    assert plan.details.schedule == Daily(zone="America/Chicago", at=time(21))
    assert (plan.details.cover, plan.details.own_words) == ("practice", None)
    assert (plan.details.again_after, plan.details.tell_people) == (timedelta(minutes=20), True)
    assert plan.details.duress_word is None


def test_midnight_is_a_time_like_any_other() -> None:
    assert read(filled(at="00:00")).details.schedule == Daily(zone="America/Chicago", at=time(0))


def test_a_plan_for_chosen_days() -> None:
    schedule = read(filled(kind="weekly", days="024")).details.schedule
    assert schedule == Weekly(zone="America/Chicago", at=time(21), days=frozenset({0, 2, 4}))


def test_a_plan_for_every_few_hours_leaves_the_night_alone_unless_they_want_it() -> None:
    form = {"kind": "every", "hours": "3", "for": "24", "at": ""}
    begins = datetime(2026, 3, 4, 0, 30, tzinfo=UTC)
    until = NOW + timedelta(hours=24)
    night = QuietHours(begins=time(21), ends=time(9))
    every = Every(zone="America/Chicago", hours=3, begins=begins, until=until, quiet=night)
    assert read(filled(**form)).details.schedule == every
    assert read(filled(**form, nights="yes")).details.schedule.quiet is None


def test_a_plan_for_once_is_a_moment_on_their_clock() -> None:
    schedule = read(filled(kind="once", day="2026-03-03", zone="America/Denver")).details.schedule
    assert schedule == Once(zone="America/Denver", at=datetime(2026, 3, 4, 4, tzinfo=UTC))


def test_a_plan_without_people() -> None:
    assert not read(filled(tell_people="")).details.tell_people


def test_own_words_are_kept_on_one_line() -> None:
    plan = read(filled(cover="own", own_words="did you\n feed   the cat?"))
    assert (plan.details.cover, plan.details.own_words) == ("own", "did you feed the cat?")


def test_own_words_that_would_tell_the_wrong_reader_are_not_taken() -> None:
    form = filled(cover="own", own_words="are you safe?")
    seen: list[tuple[str, str]] = []

    def reveals(text: str, language: str) -> Sequence[str]:
        seen.append((text, language))
        return ["safe"]

    assert read_plan(form, COVERS, reveals, NOW) is None
    assert form.errors == {"own_words": "plan.wrong.reveals"}
    assert seen == [("are you safe?", "es")]


@pytest.mark.parametrize(
    ("changed", "field", "key"),
    [
        ({"kind": "yearly"}, "kind", "plan.wrong.kind"),
        ({"at": ""}, "at", "plan.wrong.time"),
        ({"at": "25:00"}, "at", "plan.wrong.time"),
        ({"kind": "weekly"}, "days", "plan.wrong.days"),
        ({"kind": "every", "hours": "0", "for": "24"}, "hours", "plan.wrong.hours"),
        ({"kind": "every", "hours": "13", "for": "24"}, "hours", "plan.wrong.hours"),
        ({"kind": "every", "hours": "-3", "for": "24"}, "hours", "plan.wrong.hours"),
        ({"kind": "every", "hours": "3", "for": "1000"}, "for", "plan.wrong.for"),
        ({"kind": "once", "day": ""}, "day", "plan.wrong.day"),
        ({"kind": "once", "day": "2026-03-02"}, "day", "plan.wrong.past"),
        ({"kind": "once", "day": "2026-03-03", "at": "15:00"}, "at", "plan.wrong.past"),
        ({"kind": "once", "day": "2031-03-03"}, "day", "plan.wrong.far"),
        ({"zone": "Mars/Olympus"}, "zone", "plan.wrong.zone"),
        ({"language": "fr"}, "language", "plan.wrong.language"),
        ({"cover": ""}, "cover", "plan.wrong.cover"),
        ({"cover": "own", "own_words": "?"}, "own_words", "plan.wrong.own_words"),
        ({"cover": "own", "own_words": "x" * 121}, "own_words", "plan.wrong.own_words"),
        ({"again": "7"}, "again", "plan.wrong.again"),
    ],
)
def test_a_slip_is_told_beside_its_field(changed: dict[str, str], field: str, key: str) -> None:
    form = filled(**changed)
    assert read_plan(form, COVERS, nothing_revealed, NOW) is None
    assert form.errors == {field: key}
    assert key in WORDS["es"]
