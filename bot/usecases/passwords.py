"""Passwords: Argon2id, and the same work for somebody who does not exist."""

from __future__ import annotations

import asyncio
import secrets
import unicodedata
from functools import cached_property
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST: Final = 12  # characters; length is what counts, so nothing is asked of their kind (NIST SP 800-63B, 5.1.1.2)
LONGEST: Final = 256  # characters; longer ones would only cost time


class Passwords:
    """Hashes passwords and checks them. By default with the parameters of RFC 9106 for a machine with little memory."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()

    async def hash(self, password: str) -> str:
        """What may be kept of a password."""
        return await asyncio.to_thread(self._hasher.hash, _spelled(password))

    async def check(self, kept: str | None, password: str) -> bool:
        """Whether it is the password. With nothing kept the same work is done, and the answer is no."""
        return await asyncio.to_thread(self._check, kept, password)

    def is_outdated(self, kept: str) -> bool:
        """Whether it was hashed with other parameters than today's."""
        return self._hasher.check_needs_rehash(kept)

    def _check(self, kept: str | None, password: str) -> bool:
        try:
            return self._hasher.verify(kept or self._nobodys, _spelled(password[:LONGEST])) and kept is not None
        except (VerificationError, InvalidHashError):
            return False

    @cached_property
    def _nobodys(self) -> str:
        """The hash of a password that nobody has."""
        return self._hasher.hash(secrets.token_urlsafe())


def _spelled(password: str) -> str:
    """One spelling for what looks the same: keyboards put accents together in more than one way (RFC 8265)."""
    return unicodedata.normalize("NFC", password)
