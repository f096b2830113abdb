"""Typed identifiers. Each is a random `uuid4` in hex; none is derived from a person."""

from __future__ import annotations

from typing import NewType
from uuid import uuid4

SubjectId = NewType("SubjectId", str)
ConversationId = NewType("ConversationId", str)
AdvocateId = NewType("AdvocateId", str)


def new_id() -> str:
    """A fresh random identifier, 32 hexadecimal digits."""
    return uuid4().hex
