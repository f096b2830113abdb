"""Invented people, each with ten canaries: values that occur nowhere else, so that every find is a leak."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import zipcodes

from bot.care.safety_plans import PARTS
from tests.canary.needles import Needle, phone_needle, word_needle
from tests.crash.scene import number_of

Kind = Literal["refers", "forgets", "stops", "breaks", "refused"]
# What becomes of the people, over and over: most are referred; the others end where texts might get lost into a log.
KINDS: tuple[Kind, ...] = ("refers", "breaks", "refused", "forgets", "stops", "refers", "breaks", "refers")
KEPT_EACH, UNKEPT_EACH = 9, 1
CHECKINS_AT = "3 pm"
"""By the clock of most of Texas; everybody begins at noon."""
BREAKS_ACTION, BREAKS_INBOX, BREAKS_OUTBOX = "kaputtaction", "kaputtinbox", "kaputtoutbox"
"""Words in a text on which the ports of the service under test raise an error that quotes the whole text."""

_ONSETS = ("b", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "z", "br", "dr", "pl", "tr")
_ACCENTED = {"a": "á", "o": "ó"}
_SHORTEST_TOWN = 9


@dataclass(frozen=True, kw_only=True)
class Person:
    """One phone and what is said on it.

    Their check-ins come in words of their `own`, and `duress` is the word that calls for help. `part` stands in their safety
    plan, which `opener` opens and `slip`, given in its place, does not.
    """

    kind: Kind
    phone: str
    name: str
    area: str
    need: str
    note: str
    own: str
    duress: str
    part: str
    opener: str
    slip: str

    @property
    def needles(self) -> tuple[Needle, ...]:
        return (*self._told, word_needle(self.slip))

    @property
    def kept(self) -> tuple[Needle, ...]:
        """What is kept of them in the end."""
        return self._told if self.stays else ()

    @property
    def unkept(self) -> tuple[Needle, ...]:
        """What is not kept for longer than an hour: what was said to open a plan in vain, and of the forgotten everything."""
        return (word_needle(self.slip),) if self.stays else self.needles

    @property
    def plans(self) -> tuple[Needle, ...]:
        """What they chose for check-ins and wrote into their safety plan."""
        return tuple(word_needle(word) for word in (self.own, self.duress, self.part, self.opener))

    @property
    def _told(self) -> tuple[Needle, ...]:
        words = (self.name, self.area, self.need, self.note, self.own, self.duress, self.part, self.opener)
        return (phone_needle(self.phone), *(word_needle(word) for word in words))

    @property
    def stays(self) -> bool:
        """Whether what they said is still kept at the end."""
        return self.kind != "forgets"

    @property
    def steps(self) -> list[str]:
        """What they type, text by text: first contact, check-ins, a safety plan that they open once, the way to a referral, and
        their own end. Numbers are choices.
        """
        checkins = [
            "check-ins",
            f"every day at {CHECKINS_AT}",
            "1",
            "9",
            f"seen {self.own} today",
            "2",
            "2",
            self.duress,
            "1",
        ]
        skipped = ["0"] * (len(PARTS) - 1)
        plan = ["help me make a safety plan", f"music with {self.part}", *skipped, "1", self.opener, "2"]
        opened = ["read my plan", self.slip, self.opener]
        referral = [self.name, "2", self.area, f"a safe place for {self.need}", "1", "1", "2", f"ask for {self.note}"]
        return ["hello", "1", *checkins, *plan, *opened, "menu", "3", *referral, "1", "1", *self._ends[self.kind]]

    @property
    def cry(self) -> str:
        """The word that calls for help, in a text that whoever looks on may read."""
        return f"all good, {self.duress} says hi"

    @property
    def _ends(self) -> dict[Kind, list[str]]:
        return {
            "refers": [f"is there news about {self.need}"],
            "forgets": ["forget me", "1"],
            "stops": ["STOP", f"{self.note} is here"],
            "breaks": [f"{self.need} {self.phone} {word}" for word in (BREAKS_ACTION, BREAKS_INBOX, BREAKS_OUTBOX)],
            "refused": [f"where is {self.note}"],
        }


def people(count: int, *, first_phone: int, towns: Sequence[str], chance: random.Random) -> list[Person]:
    """So many people; the towns are real ones, since the area must be a place to be taken down."""
    told = words(chance)
    return [
        Person(
            kind=KINDS[index % len(KINDS)],
            phone=number_of(first_phone + index),
            name=accented(next(told)).capitalize(),
            area=towns[index],
            need=next(told),
            note=next(told),
            own=next(told),
            duress=next(told),
            part=next(told),
            opener=next(told),
            slip=next(told),
        )
        for index in range(count)
    ]


def towns(chance: random.Random) -> list[str]:
    """Texas towns with long names that lie in one county only, in a random order."""
    counties: dict[str, set[str]] = {}
    for row in zipcodes.filter_by(state="TX"):
        counties.setdefault(row["city"], set()).add(row["county"])
    found = sorted(
        town for town, of in counties.items() if len(of) == 1 and town.isalpha() and len(town) >= _SHORTEST_TOWN
    )
    return chance.sample(found, len(found))


def words(chance: random.Random) -> Iterator[str]:
    """Words of five syllables that no language has, never the same twice."""
    told: set[str] = set()
    while True:
        word = "".join(chance.choice(_ONSETS) + chance.choice("aeiou") for _ in range(5)) + "x"
        if word not in told:
            told.add(word)
            yield word


def accented(word: str) -> str:
    """With an accent, so that the escapes of JSON and of addresses differ from the plain word."""
    place = max(word.find(vowel) for vowel in _ACCENTED)
    return word + "ñá" if place < 0 else word[:place] + _ACCENTED[word[place]] + word[place + 1 :]
