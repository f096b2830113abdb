"""A consent is given for a time and taken back with a word."""

from __future__ import annotations

from datetime import timedelta

from bot.care.consent import Purpose
from bot.usecases import consents
from tests.usecases.turns import NOW, Youth


async def test_a_consent_is_given_and_taken_back(youth: Youth) -> None:
    async with youth.turn() as scope:
        given = await consents.give(scope, Purpose.REFERRAL)
    async with youth.turn(NOW + timedelta(hours=1)) as scope:
        assert await scope.uow.consents.current(youth.subject_id, scope.now) == [given]
        await consents.withdraw(scope, Purpose.REFERRAL)
    async with youth.turn(NOW + timedelta(hours=2)) as scope:
        assert await scope.uow.consents.current(youth.subject_id, scope.now) == []
    assert await youth.events() == ["youth:consent_referral:given", "youth:consent_referral:withdrawn"]
