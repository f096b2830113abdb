"""A referral is sent once with the consent it was given under, can be asked about by its word, and is taken back whole."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.care.program import Agency
from bot.usecases import referrals
from tests.care.programs import program
from tests.usecases.turns import NOW, Youth

ANSWERS = {"name_to_use": "Sky", "needs": "a place to stay"}


@pytest.fixture
def agency() -> Agency:
    found = program().agency("mesquite")
    assert found is not None
    return found


async def test_a_referral_goes_out_with_its_consent(youth: Youth, agency: Agency) -> None:
    async with youth.turn() as scope:
        standing = await referrals.submit(scope, answers=ANSWERS, agency=agency)
    rows = await youth.rows()
    assert rows["referral"][0]["details"] == {**ANSWERS, "language": "en"}
    assert rows["referral"][0]["reference"] == standing.reference
    assert rows["consent"][0]["purpose"] == "referral"
    assert rows["consent"][0]["wording_version"] == program().wording["referral"]
    assert standing.expires_at == NOW + timedelta(days=90)
    assert await youth.events() == ["youth:consent_referral:given", "youth:referral:submitted"]


async def test_in_one_turn_it_is_sent_once(youth: Youth, agency: Agency) -> None:
    async with youth.turn() as scope:
        first = await referrals.submit(scope, answers=ANSWERS, agency=agency)
        assert await referrals.submit(scope, answers=ANSWERS, agency=agency) == first
        assert await referrals.latest(scope) == first
    assert len((await youth.rows())["referral"]) == 1


async def test_a_turn_that_was_cut_off_sent_nothing(youth: Youth, agency: Agency) -> None:
    async with youth.turn(commit=False) as scope:
        await referrals.submit(scope, answers=ANSWERS, agency=agency)
    assert "referral" not in await youth.rows()


async def test_its_word_finds_it_in_whatever_case(youth: Youth, agency: Agency) -> None:
    async with youth.turn() as scope:
        sent = await referrals.submit(scope, answers=ANSWERS, agency=agency)
    async with youth.turn() as scope:
        found = await referrals.find_by_reference(scope, f"any news on {sent.reference.upper()}?")
        assert found == sent
        assert await referrals.find_by_reference(scope, "any news?") is None


async def test_taken_back_it_is_withdrawn_with_its_consent(youth: Youth, agency: Agency) -> None:
    async with youth.turn() as scope:
        sent = await referrals.submit(scope, answers=ANSWERS, agency=agency)
    async with youth.turn(NOW + timedelta(hours=1)) as scope:
        await referrals.withdraw(scope)
    async with youth.turn(NOW + timedelta(hours=2)) as scope:
        assert await referrals.latest(scope) is None
        assert await scope.uow.consents.current(youth.subject_id, scope.now) == []
        found = await referrals.find_by_reference(scope, sent.reference)
        assert found is not None and found.status == "withdrawn"
        await referrals.withdraw(scope)
    rows = await youth.rows()
    assert rows["referral"][0]["details"] == {}
    assert [alert["kind"] for alert in rows["alert"]] == ["referral_withdrawn"]


async def test_an_expired_one_counts_no_more(youth: Youth, agency: Agency) -> None:
    async with youth.turn() as scope:
        sent = await referrals.submit(scope, answers=ANSWERS, agency=agency)
    async with youth.turn(NOW + timedelta(days=90)) as scope:
        assert await referrals.latest(scope) is None
        assert await referrals.find_by_reference(scope, sent.reference) is None


async def test_the_newest_one_counts(youth: Youth, agency: Agency) -> None:
    other = program().agency("longroad")
    assert other is not None
    async with youth.turn() as scope:
        await referrals.submit(scope, answers=ANSWERS, agency=agency)
    async with youth.turn(NOW + timedelta(minutes=5)) as scope:
        await referrals.submit(scope, answers=ANSWERS, agency=other)
    async with youth.turn(NOW + timedelta(minutes=6)) as scope:
        newest = await referrals.latest(scope)
        assert newest is not None and newest.agency == other


async def test_an_agency_that_left_the_program_is_still_named(youth: Youth, agency: Agency) -> None:
    gone = Agency(**{**vars(agency), "code": "oldbridge"})
    async with youth.turn() as scope:
        await referrals.submit(scope, answers=ANSWERS, agency=gone)
    async with youth.turn() as scope:
        standing = await referrals.latest(scope)
        assert standing is not None and standing.agency.name == "Oldbridge"
