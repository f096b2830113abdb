"""The root key: it wraps the key ring and nothing else, and is the one secret kept outside the databases.

`RootKey` is a protocol of wrap and unwrap, so a key service that never hands out its key can stand in for `LocalRootKey`.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import stat
from pathlib import Path
from typing import Protocol

from bot.errors import RootKeyUnusable
from bot.store.envelope import KEY_BYTES, KEY_ID_BYTES, open_bytes, seal_bytes


class RootKey(Protocol):
    """Wraps the keys of the ring."""

    @property
    def id(self) -> str:
        """32 hexadecimal digits that name this key and tell nothing about it."""
        ...

    async def wrap(self, secret: bytes, place: tuple[str, ...]) -> bytes: ...

    async def unwrap(self, wrapped: bytes, place: tuple[str, ...]) -> bytes:
        """What `wrap` was given; `SealBroken` if it was wrapped with another key or for another place."""
        ...


class LocalRootKey:
    """A root key of 32 bytes held by this process."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) != KEY_BYTES:
            raise RootKeyUnusable("it must be 32 bytes")
        self._secret = secret
        self._id = hmac.digest(secret, b"puente root key id", hashlib.sha256)[:KEY_ID_BYTES]

    def __repr__(self) -> str:
        return f"LocalRootKey(id={self.id!r})"

    @classmethod
    def from_text(cls, text: str) -> LocalRootKey:
        """The key written as base64, as in a key file or in the environment."""
        try:
            return cls(base64.b64decode(text.strip(), validate=True))
        except (binascii.Error, ValueError):
            raise RootKeyUnusable("it must be 32 bytes written as base64") from None

    @property
    def id(self) -> str:
        return self._id.hex()

    async def wrap(self, secret: bytes, place: tuple[str, ...]) -> bytes:
        return seal_bytes(self._id, self._secret, place, secret)

    async def unwrap(self, wrapped: bytes, place: tuple[str, ...]) -> bytes:
        return open_bytes(self._id, self._secret, place, wrapped)


class RootKeyFile:
    """A root key in a file that only its owner can read, and its successor beside it while a rotation is under way.

    A rotation writes the successor first, then rewraps the ring, then puts the successor in place; `candidates` gives
    both, so that a crash at any point leaves a key that opens the ring.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._next = path.with_name(path.name + ".next")

    def load_or_create(self) -> LocalRootKey:
        """The key in the file; on the first start a new one. `RootKeyUnusable` if others may read the file or it holds no key."""
        if not self._path.exists():
            _write_new(self._path)
        return _read(self._path)

    def candidates(self) -> list[LocalRootKey]:
        """The key, created if there is none yet, and the successor that an interrupted rotation left."""
        keys = [self.load_or_create()]
        return [*keys, _read(self._next)] if self._next.exists() else keys

    def prepare_next(self) -> LocalRootKey:
        """Write a successor, or take up the one already prepared, before the ring is wrapped with it."""
        if not self._next.exists():
            _write_new(self._next)
        return _read(self._next)

    def settle(self, root_id: str) -> None:
        """Make the key that the ring is wrapped with (`KeyStore.root_id`) the only one; after opening and after a rotation."""
        if not self._next.exists():
            return
        if _read(self._next).id == root_id:
            self._next.replace(self._path)
        else:
            self._next.unlink()
        _sync_folder(self._path.parent)


def _read(path: Path) -> LocalRootKey:
    try:
        with path.open("rb") as file:
            if stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077:
                raise RootKeyUnusable("its file may be read by others; give it mode 0400")
            return LocalRootKey.from_text(file.read(1024).decode("ascii", "replace"))
    except OSError as error:
        raise RootKeyUnusable("its file cannot be read:", type(error).__name__) from None


def _write_new(path: Path) -> None:
    """A new random key at `path`. It appears whole or not at all, and of two processes that start together one wins."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.draft")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400), "wb") as file:
            file.write(base64.b64encode(os.urandom(KEY_BYTES)) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            return
        finally:
            draft.unlink()
        _sync_folder(path.parent)
    except OSError as error:
        raise RootKeyUnusable("its file cannot be written:", type(error).__name__) from None


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
