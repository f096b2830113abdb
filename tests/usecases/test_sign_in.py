"""What proves who somebody is: passwords, one-time codes, and the wait after failures, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from argon2 import PasswordHasher

from bot.care.ids import AdvocateId
from bot.errors import ConflictError
from bot.store import Store
from bot.store.desk_records import DeskSession
from bot.usecases.advocates import NewAdvocate, invite
from bot.usecases.one_time_codes import address_of, matching_step, new_secret
from bot.usecases.passwords import Passwords
from bot.usecases.sessions import Spans, holds, is_stepped_up
from bot.usecases.throttle import note_failure, note_success, tries_of, wait_for
from tests.usecases.turns import NOW

# The secret and the eight digits are those of RFC 6238, appendix B; six-digit codes are their last six.
RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
RFC_CODES = [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")]
SPANS = Spans(idle=timedelta(minutes=15), absolute=timedelta(hours=12))


def quick() -> Passwords:
    return Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.mark.parametrize(("seconds", "code"), RFC_CODES)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    at = datetime.fromtimestamp(seconds, UTC)
    assert matching_step(RFC_SECRET, code, at, last_used=None) == seconds // 30


def test_a_code_is_taken_half_a_minute_early_or_late_and_with_spaces() -> None:
    secret, step = new_secret(), int(NOW.timestamp()) // 30
    code = pyotp.TOTP(secret).at(NOW)
    for drift in (-30, 0, 30):
        assert matching_step(secret, f"{code[:3]} {code[3:]}", NOW + timedelta(seconds=drift), last_used=None) == step
    for drift in (-60, 60):
        assert matching_step(secret, code, NOW + timedelta(seconds=drift), last_used=None) is None


def test_a_used_step_and_all_before_it_are_replays() -> None:
    secret, step = new_secret(), int(NOW.timestamp()) // 30
    code = pyotp.TOTP(secret).at(NOW)
    assert matching_step(secret, code, NOW, last_used=step - 1) == step
    assert matching_step(secret, code, NOW, last_used=step) is None
    assert matching_step(secret, code, NOW, last_used=step + 1) is None


@pytest.mark.parametrize("typed", ["", "0", "1234567", "１２３４５６", "abcdef", "é" * 6, "-12345"])
def test_what_is_no_code_fits_nothing(typed: str) -> None:
    assert matching_step(RFC_SECRET, typed, NOW, last_used=None) is None


def test_an_app_reads_the_secret_the_login_and_the_house() -> None:
    found = pyotp.parse_uri(address_of(RFC_SECRET, login="ana", issuer="Casa & Puente"))
    assert (found.secret, found.name, found.issuer) == (RFC_SECRET, "ana", "Casa & Puente")


async def test_a_password_is_kept_as_argon2id_and_found_again() -> None:
    passwords = quick()
    kept = await passwords.hash("four plain words here")
    assert kept.startswith("$argon2id$") and "four" not in kept
    assert await passwords.check(kept, "four plain words here")
    assert not await passwords.check(kept, "four plain words her")
    assert not passwords.is_outdated(kept)


async def test_a_letter_with_its_accent_is_the_same_however_it_is_put_together() -> None:
    passwords = quick()
    kept = await passwords.hash("canci\u00f3n de cuna")
    assert await passwords.check(kept, "cancio\u0301n de cuna")


async def test_nobodys_password_is_never_right_and_broken_hashes_neither() -> None:
    passwords = quick()
    for kept in (None, "", "nonsense", "$argon2id$v=19$m=8"):
        assert not await passwords.check(kept, "four plain words here")


def test_by_default_hashing_is_as_hard_as_rfc_9106_asks_of_small_machines() -> None:
    hasher = PasswordHasher()
    assert (hasher.time_cost, hasher.memory_cost, hasher.parallelism) == (3, 65536, 4)


@pytest.mark.parametrize(
    ("age", "idle", "held"),
    [
        (timedelta(minutes=14), timedelta(minutes=14), True),
        (timedelta(minutes=15), timedelta(minutes=15), False),
        (timedelta(hours=11, minutes=59), timedelta(), True),
        (timedelta(hours=12), timedelta(), False),
    ],
)
def test_a_session_holds_within_both_spans(age: timedelta, idle: timedelta, held: bool) -> None:
    session = DeskSession(id="x", advocate_id=AdvocateId("a"), created_at=NOW - age, seen_at=NOW - idle)
    assert holds(session, NOW, SPANS) is held
    assert not is_stepped_up(session, NOW, SPANS)


async def test_failures_of_a_login_make_everybody_wait_for_it_and_success_forgives_them(store: Store) -> None:
    async with store.unit_of_work() as uow:
        tries = tries_of(uow, login="ana", address="203.0.113.7")
        for _ in range(5):
            note_failure(uow, tries, NOW)
        await uow.commit()
    async with store.unit_of_work() as uow:
        elsewhere = tries_of(uow, login="ana", address="198.51.100.9")
        assert await wait_for(uow, elsewhere, NOW) == timedelta(minutes=15)
        assert await wait_for(uow, tries_of(uow, login="eva", address="203.0.113.7"), NOW) is None
        assert await wait_for(uow, elsewhere, NOW + timedelta(minutes=15)) is None
        note_success(uow, tries)
        await uow.commit()
    async with store.unit_of_work() as uow:
        assert await wait_for(uow, tries, NOW) is None


async def test_the_rows_of_failures_name_neither_a_login_nor_an_address(store: Store) -> None:
    async with store.unit_of_work() as uow:
        tries = tries_of(uow, login="ana", address="203.0.113.7")
    assert "ana" not in str(tries.login_key) and "203" not in tries.address_key[:8]
    assert len(tries.address_key) == len(str(tries.login_key)) == 64


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:203.0.113.7", "203.0.113.7", True),
        ("203.0.113.7", "203.0.113.8", False),
        ("", "no address", True),
    ],
)
async def test_an_address_counts_as_the_network_that_one_household_has(
    sqlite_store: Store, one: str, other: str, same: bool
) -> None:
    async with sqlite_store.unit_of_work() as uow:
        keys = {tries_of(uow, login=None, address=address).address_key for address in (one, other)}
    assert (len(keys) == 1) is same


async def test_of_two_that_use_one_code_at_once_one_commits(store: Store) -> None:
    async with store.unit_of_work() as uow:
        await invite(uow, NewAdvocate(login="ana", name="Ana", role="advocate"), NOW)
        await uow.commit()
    async with store.unit_of_work() as first, store.unit_of_work() as second:
        ana = await first.advocates.by_login("ana")
        assert ana is not None
        first.advocates.use_totp(ana, 7)
        second.advocates.use_totp(ana, 7)
        await first.commit()
        with pytest.raises(ConflictError):
            await second.commit()
