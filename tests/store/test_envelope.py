"""Envelopes open in their own place and nowhere else, today and with every later version."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.care.ids import SubjectId
from bot.errors import SealBroken, StoreError
from bot.store.envelope import bucket_for, key_id_of, open_bytes, pad, seal_bytes, unpad
from bot.store.sealing import AesSealer, DataKey, DataKeys

GOLDEN = json.loads((Path(__file__).parent / "golden" / "envelopes.json").read_text())
SUBJECT = SubjectId("5b" * 16)
OTHER = SubjectId("6c" * 16)
PLACE = ("inbound_message", "text", "a" * 32)


def sealer_with_two_subjects() -> AesSealer:
    keys = DataKeys()
    keys.put(SUBJECT, DataKey(id=b"k" * 16, secret=b"s" * 32))
    keys.put(OTHER, DataKey(id=b"l" * 16, secret=b"t" * 32))
    return AesSealer(keys)


SEALER = sealer_with_two_subjects()


def sealed(text: str) -> bytes:
    table, column, row_id = PLACE
    return SEALER.seal(SUBJECT, table, column, row_id, text)


@pytest.mark.parametrize("golden", GOLDEN["columns"], ids=lambda golden: golden["name"])
def test_an_envelope_of_the_first_version_still_opens(golden: dict[str, str]) -> None:
    keys = DataKeys()
    subject_id = SubjectId(golden["subject_id"])
    key = DataKey(id=bytes.fromhex(GOLDEN["data_key_id"]), secret=base64.b64decode(GOLDEN["data_key"]))
    keys.put(subject_id, key)
    opened = AesSealer(keys).open(
        subject_id, golden["table"], golden["column"], golden["row_id"], base64.b64decode(golden["envelope"])
    )
    assert opened == golden["plaintext"]


@pytest.mark.parametrize("golden", GOLDEN["wrapped"], ids=lambda golden: golden["name"])
def test_a_key_wrapped_by_the_first_version_still_opens(golden: dict[str, str]) -> None:
    envelope = base64.b64decode(golden["envelope"])
    assert key_id_of(envelope).hex() == golden["key_id"]
    opened = open_bytes(
        bytes.fromhex(golden["key_id"]), base64.b64decode(golden["key"]), tuple(golden["place"]), envelope
    )
    assert opened == base64.b64decode(golden["content"])


@given(text=st.text(max_size=300))
def test_what_was_sealed_opens_in_its_place(text: str) -> None:
    table, column, row_id = PLACE
    assert SEALER.open(SUBJECT, table, column, row_id, sealed(text)) == text


@given(text=st.text(max_size=100), data=st.data())
def test_any_flipped_bit_is_refused(text: str, data: st.DataObject) -> None:
    table, column, row_id = PLACE
    envelope = bytearray(sealed(text))
    bit = data.draw(st.integers(0, len(envelope) * 8 - 1))
    envelope[bit // 8] ^= 1 << bit % 8
    with pytest.raises(SealBroken):
        SEALER.open(SUBJECT, table, column, row_id, bytes(envelope))


@given(length=st.integers(0, 200))
def test_a_cut_envelope_is_refused(length: int) -> None:
    table, column, row_id = PLACE
    envelope = sealed("me llamo Sky")
    with pytest.raises(SealBroken):
        SEALER.open(SUBJECT, table, column, row_id, envelope[: min(length, len(envelope) - 1)])


@given(table=st.text(max_size=40), column=st.text(max_size=40), row_id=st.text(max_size=40))
def test_an_envelope_opens_in_no_other_table_column_or_row(table: str, column: str, row_id: str) -> None:
    envelope = sealed("me llamo Sky")
    if (table, column, row_id) != PLACE:
        with pytest.raises(SealBroken):
            SEALER.open(SUBJECT, table, column, row_id, envelope)


def test_a_boundary_between_table_and_column_cannot_be_shifted() -> None:
    envelope = SEALER.seal(SUBJECT, "ab", "c", "row", "x")
    with pytest.raises(SealBroken):
        SEALER.open(SUBJECT, "a", "bc", "row", envelope)


def test_an_envelope_of_one_subject_is_refused_for_another() -> None:
    table, column, row_id = PLACE
    with pytest.raises(SealBroken):
        SEALER.open(OTHER, table, column, row_id, sealed("me llamo Sky"))


def test_the_subject_is_bound_even_if_two_subjects_had_one_key() -> None:
    keys = DataKeys()
    for subject_id in (SUBJECT, OTHER):
        keys.put(subject_id, DataKey(id=b"k" * 16, secret=b"s" * 32))
    envelope = AesSealer(keys).seal(SUBJECT, "t", "c", "r", "x")
    with pytest.raises(SealBroken):
        AesSealer(keys).open(OTHER, "t", "c", "r", envelope)


def test_the_same_text_never_seals_to_the_same_bytes() -> None:
    assert sealed("ok") != sealed("ok")


def test_a_refusal_names_no_content() -> None:
    with pytest.raises(SealBroken) as refused:
        SEALER.open(SUBJECT, "inbound_message", "text", "b" * 32, sealed("canary words"))
    assert "canary" not in str(refused.value)


@given(short=st.text(max_size=10), other=st.text(max_size=10))
def test_short_answers_cannot_be_told_apart_by_length(short: str, other: str) -> None:
    assert len(sealed(short)) == len(sealed(other))


@pytest.mark.parametrize(
    ("length", "bucket"), [(0, 64), (64, 64), (65, 128), (4096, 4096), (4097, 8192), (8193, 12288)]
)
def test_buckets_double_up_to_four_kilobytes_and_then_grow_by_four(length: int, bucket: int) -> None:
    assert bucket_for(length) == bucket


@given(content=st.binary(max_size=9000))
def test_padding_comes_off_again(content: bytes) -> None:
    assert unpad(pad(content)) == content
    assert len(pad(content)) == bucket_for(len(content) + 4)


@pytest.mark.parametrize("padded", [b"", b"\0\0\0", b"\0\0\0\5abc"])
def test_padding_that_cannot_be_true_is_refused(padded: bytes) -> None:
    with pytest.raises(SealBroken):
        unpad(padded)


def test_content_that_is_no_text_is_refused() -> None:
    envelope = seal_bytes(b"k" * 16, b"s" * 32, ("t", "c", SUBJECT, "r"), pad(b"\xff\xfe"))
    with pytest.raises(SealBroken):
        SEALER.open(SUBJECT, "t", "c", "r", envelope)


def test_a_key_must_be_loaded_before_it_is_used() -> None:
    with pytest.raises(StoreError):
        AesSealer(DataKeys()).seal(SUBJECT, "t", "c", "r", "x")


def test_the_least_used_keys_leave_memory_first() -> None:
    keys = DataKeys(most=2)
    key = DataKey(id=b"k" * 16, secret=b"s" * 32)
    keys.put(SUBJECT, key)
    keys.put(OTHER, key)
    assert keys.fresh(SUBJECT)
    keys.put(SubjectId("7d" * 16), key)
    assert keys.fresh(SUBJECT) and not keys.fresh(OTHER)
    assert len(keys) == 2


def test_a_key_in_memory_is_asked_for_anew_after_a_minute() -> None:
    seconds = [0.0]
    keys = DataKeys(monotonic=lambda: seconds[0])
    keys.put(SUBJECT, DataKey(id=b"k" * 16, secret=b"s" * 32))
    seconds[0] = 59.0
    assert keys.fresh(SUBJECT)
    seconds[0] = 61.0
    assert keys.fresh(SUBJECT) is None


def test_a_key_never_shows_in_a_repr() -> None:
    assert "secret" not in repr(DataKey(id=b"k" * 16, secret=b"secret" * 5))
