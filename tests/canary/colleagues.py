"""Invented people at the desk, each with values that occur nowhere else: some are kept, sealed; the others nowhere at all."""

from __future__ import annotations

import random
from dataclasses import dataclass

from tests.canary.needles import Needle, phone_needle, word_needle
from tests.canary.people import accented, words
from tests.crash.scene import number_of

KEPT_EACH, UNKEPT_EACH = 8, 4
BREAKS_DESK = "kaputtdesk"
"""A word in a reply on which the desk of the service under test raises an error that quotes the whole reply."""


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """Somebody at the desk, and what they write there. `draft` is typed into the reply box and never sent.

    `own` is in the words that they chose with a young person for check-ins, `seen` in a note on the board of check-ins.
    """

    login: str
    phone: str
    name: str
    password: str
    reply: str
    note: str
    reason: str
    own: str
    seen: str
    draft: str

    def kept(self, secret: str) -> list[Needle]:
        """What is kept sealed; `secret` is the key in the app on their phone."""
        written = (self.name, self.reply, self.note, self.reason, self.own, self.seen, secret)
        return [phone_needle(self.phone), *(word_needle(word) for word in written)]

    def unkept(self, link: str, token: str) -> list[Needle]:
        """What is kept nowhere, not even sealed: the draft, and the proofs of who they are, of which hashes are kept."""
        return [word_needle(word) for word in (self.password, self.draft, link, token)]


def colleagues(count: int, *, first_phone: int, chance: random.Random) -> list[Colleague]:
    """So many people at the desk."""
    told = words(chance)
    return [
        Colleague(
            login=f"colleague{index}",
            phone=number_of(first_phone + index),
            name=accented(next(told)).capitalize(),
            password=next(told) + next(told),
            reply=next(told),
            note=next(told),
            reason=next(told),
            own=next(told),
            seen=next(told),
            draft=next(told),
        )
        for index in range(count)
    ]
