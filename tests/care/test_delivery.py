"""What is tried again, what is given up with a reason, and what is the contact's own STOP."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.care.delivery import CODES, CONTACT_STOPPED, expires_at, is_temporary, reason_for, retry_at
from tests.care.programs import program

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def test_a_stop_at_the_carrier_is_a_state_of_the_contact() -> None:
    assert reason_for(21610) == CONTACT_STOPPED
    assert not is_temporary(21610)


@pytest.mark.parametrize("code", [20429, 20503, 30001, 20003])
def test_what_passes_is_tried_again(code: int) -> None:
    assert is_temporary(code)


@pytest.mark.parametrize("code", [21211, 21408, 21612, 21614, 30003, 30005, 30007, 30008, 63016])
def test_what_stays_is_given_up_with_a_reason(code: int) -> None:
    assert not is_temporary(code)
    assert reason_for(code).replace("_", "").isalnum()


def test_an_unknown_code_is_final_and_keeps_its_number() -> None:
    assert not is_temporary(99999)
    assert reason_for(99999) == "refused_by_provider_99999"
    assert reason_for(None) == "refused_by_provider"


def test_every_code_says_what_it_means() -> None:
    assert all(code.meaning.endswith(".") for code in CODES.values())


def test_pauses_grow_and_the_last_one_stays() -> None:
    rules = program().outbox
    pauses = [retry_at(attempts, NOW, rules) - NOW for attempts in (1, 2, 3, 50)]
    assert pauses == sorted(pauses)
    assert pauses[-1] == rules.retry_after[-1]


def test_a_message_expires_by_its_purpose() -> None:
    assert expires_at("safety", NOW, program().outbox) > expires_at("started", NOW, program().outbox) > NOW
    assert expires_at("reply", NOW, program().outbox) == NOW + timedelta(hours=2)
