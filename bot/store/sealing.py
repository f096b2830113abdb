"""The sealer: the one way a sensitive column is written and read."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Protocol

from bot.care.ids import SubjectId
from bot.errors import SealBroken, StoreError
from bot.store.envelope import open_bytes, pad, seal_bytes, unpad

_MOST_KEYS: Final = 1024
_FRESH_SECONDS: Final = 60.0


class Sealer(Protocol):
    """Turns a text into what the database may hold, bound to one table, column, subject and row; and back."""

    def seal(self, subject_id: SubjectId, table: str, column: str, row_id: str, plaintext: str) -> bytes: ...

    def open(self, subject_id: SubjectId, table: str, column: str, row_id: str, envelope: bytes) -> str: ...


@dataclass(frozen=True, kw_only=True)
class DataKey:
    """The key of one subject: everything sensitive of that subject is sealed with it."""

    id: bytes  # 16 bytes, as named in envelopes
    secret: bytes = field(repr=False)  # 32 bytes


class DataKeys:
    """The data keys in memory: at most 1,024, the least used go first, none is trusted for longer than a minute.

    The minute bounds how long another process may go on reading what this one's sibling has erased.
    """

    def __init__(self, *, most: int = _MOST_KEYS, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._monotonic = monotonic
        self._keys: OrderedDict[SubjectId, tuple[float, DataKey]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._keys)

    def fresh(self, subject_id: SubjectId) -> DataKey | None:
        """The key, if it was put in within the last minute."""
        held = self._keys.get(subject_id)
        if held is None or self._monotonic() - held[0] > _FRESH_SECONDS:
            return None
        self._keys.move_to_end(subject_id)
        return held[1]

    def get(self, subject_id: SubjectId) -> DataKey:
        """The key of a subject that was loaded just before; `StoreError` if it was not."""
        held = self._keys.get(subject_id)
        if held is None:
            raise StoreError("the data key was not loaded")
        return held[1]

    def put(self, subject_id: SubjectId, key: DataKey) -> None:
        self._keys[subject_id] = (self._monotonic(), key)
        self._keys.move_to_end(subject_id)
        while len(self._keys) > self._most:
            self._keys.popitem(last=False)

    def forget(self, subject_id: SubjectId) -> None:
        self._keys.pop(subject_id, None)

    def clear(self) -> None:
        self._keys.clear()


SealerFactory = Callable[[DataKeys], Sealer]


class AesSealer:
    """The sealer of the house: AES-256-GCM under the subject's own key, padded to length buckets."""

    def __init__(self, keys: DataKeys) -> None:
        self._keys = keys

    def seal(self, subject_id: SubjectId, table: str, column: str, row_id: str, plaintext: str) -> bytes:
        key = self._keys.get(subject_id)
        return seal_bytes(key.id, key.secret, (table, column, subject_id, row_id), pad(plaintext.encode()))

    def open(self, subject_id: SubjectId, table: str, column: str, row_id: str, envelope: bytes) -> str:
        key = self._keys.get(subject_id)
        content = unpad(open_bytes(key.id, key.secret, (table, column, subject_id, row_id), envelope))
        try:
            return content.decode()
        except UnicodeDecodeError:
            raise SealBroken("not text", table) from None
