"""Planted words are nowhere in the bytes of the databases; with a sealer that does not seal, every one is found."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import psycopg
import pytest

from bot.care.ids import SubjectId
from bot.store import Store
from bot.store.sealing import AesSealer, DataKeys, SealerFactory
from tests.conftest import ROOT_KEY, Urls
from tests.postgres import Cluster
from tests.store.care_records import checkin_plan, safety_plan
from tests.store.records import a_stored_conversation, contact, inbound, outbound, referral, timer

ROUNDS = 8
KINDS = ("state", "inbound", "outbound", "word", "details", "payload", "cover", "parts", "opener")


class PlaintextSealer:
    """Seals nothing: it shows that the scan would find what is not sealed."""

    def __init__(self, _keys: DataKeys) -> None:
        pass

    def seal(self, subject_id: SubjectId, table: str, column: str, row_id: str, plaintext: str) -> bytes:
        return plaintext.encode()

    def open(self, subject_id: SubjectId, table: str, column: str, row_id: str, envelope: bytes) -> str:
        return envelope.decode()


@pytest.fixture
def folder(request: pytest.FixtureRequest, urls: Urls, tmp_path: Path) -> Path:
    """Where the databases of this test keep all their bytes."""
    if urls.main.startswith("sqlite"):
        return tmp_path / "databases"
    running: Cluster = request.getfixturevalue("postgres")
    return running.socket_folder


# A server keeps what was written in its log, so the two scans plant different words.
SEALED, BARE = range(100, 100 + ROUNDS), range(150, 150 + ROUNDS)


def number(round_: int) -> str:
    return f"+1214555{round_:04}"


def canaries(round_: int) -> list[str]:
    return [f"zq{kind}{round_}qz" for kind in KINDS]


@asynccontextmanager
async def planted(urls: Urls, factory: SealerFactory, rounds: range) -> AsyncIterator[None]:
    """Databases with planted words, still open, so that their write-ahead logs are there to be scanned too."""
    store = Store(urls.main, urls.keys, sealer_factory=factory)
    await store.open(ROOT_KEY)
    for round_ in rounds:
        state, text, reply, word, details, payload, cover, parts, opener = canaries(round_)
        talk = await a_stored_conversation(store, number(round_), state={"a": state})
        async with store.unit_of_work() as uow:
            await uow.contacts.add(contact(talk, address=number(round_)))
            await uow.inbound.add(inbound(talk, text=text))
            await uow.outbound.add(outbound(talk, text=reply))
            await uow.referrals.add(referral(talk, reference=word, details={"a": details}))
            await uow.timers.add(timer(talk, payload={"a": payload}))
            await uow.checkin_plans.add(checkin_plan(talk, details={"cover": cover}))
            await uow.safety_plans.add(safety_plan(talk, parts={"people": parts}, word=opener))
            await uow.commit()
        await store.keys.suppress("sms", number(round_), talk.created_at)
    if urls.main.startswith("postgresql"):
        # Written to the tables' own files as well: a word may be cut in two by the pages of the log.
        with psycopg.connect(urls.main, autocommit=True) as connection:
            connection.execute("CHECKPOINT")
    yield
    await store.close()


def found_in(folder: Path, rounds: range) -> set[str]:
    """The planted words that stand somewhere in the files of a folder."""
    wanted = [word for round_ in rounds for word in (*canaries(round_), number(round_))]
    everything = b"\0".join(path.read_bytes() for path in files_in(folder))
    return {word for word in wanted if word.encode() in everything}


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


async def test_sealed_databases_show_no_planted_word(urls: Urls, folder: Path) -> None:
    async with planted(urls, AesSealer, SEALED):
        assert any("wal" in str(path) for path in files_in(folder))
        assert found_in(folder, SEALED) == set()


async def test_without_sealing_the_scan_finds_every_planted_word(urls: Urls, folder: Path) -> None:
    async with planted(urls, PlaintextSealer, BARE):
        assert len(found_in(folder, BARE)) == ROUNDS * (len(KINDS) + 1)
