"""One after the other is called, then the supervisors, then it is given up; a page says nothing of the youth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.care.ids import AdvocateId
from bot.care.paging import Rung, Wait, ladder, next_step, page_words, staff_words, stopped_words, taken_words
from bot.care.wording import segments, sms_spelling
from tests.care.programs import program

ANA, BEN, CAM, SUE = (AdvocateId(name) for name in ("ana", "ben", "cam", "sue"))
TIMES = program().paging
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Colleague:
    id: AdvocateId
    role: str = "advocate"
    status: str = "active"
    away: bool = False
    speaks: tuple[str, ...] = ("en",)


TEAM = (
    Colleague(id=ANA),
    Colleague(id=BEN, speaks=("en", "es")),
    Colleague(id=CAM),
    Colleague(id=SUE, role="supervisor"),
)
ASKED, AT_RISK = Wait(priority=2, language="en"), Wait(priority=0, language="en")


def called(rungs: tuple[Rung, ...]) -> list[tuple[int, tuple[AdvocateId, ...]]]:
    return [(rung.after // MINUTE, rung.people) for rung in rungs]


def test_those_on_shift_are_called_one_by_one_and_then_the_supervisor() -> None:
    assert called(ladder(ASKED, (ANA, BEN), TEAM, {}, TIMES)) == [(0, (ANA,)), (3, (BEN,)), (9, (SUE,))]


def test_whoever_speaks_the_language_and_has_fewest_talks_is_called_first() -> None:
    in_spanish = Wait(priority=2, language="es")
    assert called(ladder(in_spanish, (ANA, BEN), TEAM, {BEN: 3}, TIMES))[0] == (0, (BEN,))
    assert called(ladder(ASKED, (ANA, BEN), TEAM, {ANA: 1}, TIMES))[0] == (0, (BEN,))


def test_at_risk_the_supervisor_comes_sooner_and_those_off_shift_are_called_as_well() -> None:
    assert called(ladder(AT_RISK, (ANA,), TEAM, {}, TIMES)) == [(0, (ANA,)), (3, (SUE,)), (6, (BEN, CAM))]
    assert called(ladder(AT_RISK, (), TEAM, {}, TIMES)) == [(0, (SUE,)), (6, (ANA, BEN, CAM))]


def test_whoever_gave_it_back_is_not_called_again_unless_there_is_nobody_else() -> None:
    passed = Wait(priority=2, language="en", passed_by=ANA)
    assert called(ladder(passed, (ANA, BEN), TEAM, {}, TIMES)) == [(0, (BEN,)), (9, (SUE,))]
    assert called(ladder(passed, (ANA,), TEAM[:1], {}, TIMES)) == [(0, (ANA,))]


def test_nobody_who_is_away_disabled_or_of_another_role_is_called() -> None:
    others = (Colleague(id=ANA, status="disabled"), Colleague(id=BEN, role="admin"),
              Colleague(id=SUE, role="supervisor", away=True))  # fmt: skip
    assert ladder(ASKED, (), others, {}, TIMES) == ()


def test_each_step_is_due_at_its_time_and_calls_nobody_twice() -> None:
    rungs = ladder(ASKED, (ANA, BEN), TEAM, {}, TIMES)
    first = next_step(rungs, (), 0 * MINUTE, TIMES)
    assert (first.page, first.look_at, first.given_up) == ((ANA,), 3 * MINUTE, False)
    assert next_step(rungs, (ANA,), 2 * MINUTE, TIMES).page == ()
    late = next_step(rungs, (ANA,), 10 * MINUTE, TIMES)
    assert (late.page, late.look_at) == ((BEN, SUE), 20 * MINUTE)


@pytest.mark.parametrize("rungs", [(), ladder(ASKED, (ANA,), TEAM, {}, TIMES)])
def test_after_its_time_it_is_given_up_whoever_was_called(rungs: tuple[Rung, ...]) -> None:
    assert not next_step(rungs, (), 19 * MINUTE, TIMES).given_up
    assert next_step(rungs, (), 20 * MINUTE, TIMES).given_up


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_words_to_an_advocates_phone_fit_one_text(language: str) -> None:
    texts = [page_words(language, program="Puente", urgent=urgent, passed_on=passed_on)
             for urgent in (True, False) for passed_on in (True, False)]  # fmt: skip
    texts += [staff_words(language, "Puente"), stopped_words(language, "Puente"), taken_words(language)]
    assert [segments(sms_spelling(text)).count for text in texts] == [1] * len(texts)
