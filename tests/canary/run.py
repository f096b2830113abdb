"""Plants canaries in every way words come in, and looks for them wherever bytes come to rest.

    python -m tests.canary.run [--people 40]

Then the same with a sealer that seals nothing: that run must find everything that is still kept, so the search can fail.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import random
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.canary import colleagues as staffing
from tests.canary import people as crowding
from tests.canary.colleagues import Colleague, colleagues
from tests.canary.desk import DeskWalk
from tests.canary.needles import Needle, word_needle
from tests.canary.people import Person, people, towns
from tests.canary.scan import Scan, files_of, models, scan
from tests.canary.walk import Walk

COLLEAGUE_FOR = 8  # people; one of so many talks with somebody at the desk in the end
REFUSED = {400, 403, 413}
QUOTING = {"turn_failed", "request_failed", "work_failed"}  # an action, the inbox and the outbox fail under these names


@dataclass(kw_only=True)
class Checks:
    """What was checked, in words, and whether it held."""

    held: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def that(self, words: str, holds: bool) -> None:
        (self.held if holds else self.failed).append(words)
        print(f"{'ok    ' if holds else 'FAILED'} {words}", flush=True)


async def check_sealed(folder: Path, crowd: Sequence[Person], staff: Sequence[Colleague], checks: Checks) -> None:
    """Nothing that was planted is found: half-way, at the end, and after the service has ended."""
    needles = [needle for person in crowd for needle in person.needles]
    walk = Walk(folder, crowd, plaintext=False)
    desk = DeskWalk(walk, staff)
    async with walk.open():
        await walk.plant(slice(walk.town_told))
        _planned(checks, walk)
        _nothing_found(checks, "half-way", walk.search(needles, with_models=False))
        await walk.plant(slice(walk.town_told, None))
        await walk.ask_how_they_are()
        statuses = await walk.knock_wrongly()
        checks.that(f"all {len(statuses)} wrong webhooks were refused", set(statuses) <= REFUSED)
        _walked(checks, walk)
        await desk.plant()
        await walk.call_for_help()
        _worked(checks, walk, desk)
        needles += desk.needles
        _nothing_found(checks, "at the end", walk.search(needles, with_models=True))
    _nothing_found(checks, "after the service has ended", walk.search(needles, with_models=False))
    checks.that("there are no core dumps", not walk.core_dumps())


async def check_plaintext(folder: Path, crowd: Sequence[Person], staff: Sequence[Colleague], checks: Checks) -> None:
    """With nothing sealed, all that is kept is found, and what is not kept, or not for long, is not."""
    walk = Walk(folder, crowd, plaintext=True)
    desk = DeskWalk(walk, staff)
    async with walk.open():
        await walk.plant(slice(walk.town_told))
        _all_found(checks, walk, [needle for person in crowd for needle in person.plans], "of everybody's plans")
        await walk.plant(slice(walk.town_told, None))
        await walk.ask_how_they_are()
        await desk.plant()
        await walk.call_for_help()
        passing = [needle for person in crowd for needle in person.unkept]
        _nothing_found(checks, "unsealed, an hour later, of what is dropped", await walk.an_hour_later(passing))
        kept = [needle for person in crowd for needle in person.kept]
        kept += [needle for one in desk.at_work for needle in one.kept]
        unkept = [needle for one in desk.at_work for needle in one.unkept]
        _all_found(checks, walk, kept, "that are kept")
        _nothing_found(checks, "unsealed, of what is not kept", walk.search(unkept, with_models=False))


def crowd_of(count: int, *, first_phone: int, chance: random.Random) -> list[Person]:
    """People whose towns are named nowhere in the models or the program, so that every find is a leak."""
    places = [*models(), *files_of(Path("program.toml"))]
    candidates = towns(chance)[: count * 3]
    named = scan([word_needle(town) for town in candidates], places).values
    return people(
        count, first_phone=first_phone, towns=[town for town in candidates if town not in named], chance=chance
    )


def _walked(checks: Checks, walk: Walk) -> None:
    """What the search relies on did happen: words went all the way, and errors quoted them in every port."""
    checks.that(f"{walk.referrals} of {len(walk.crowd)} people were referred", walk.referrals >= len(walk.crowd) // 2)
    checks.that(f"the provider refused {walk.refused_texts} texts and quoted them", walk.refused_texts > 0)
    happened = sorted(walk.quoting_errors & QUOTING)
    checks.that(
        f"errors that quote a person's words were logged as {', '.join(happened)}", len(happened) == len(QUOTING)
    )


def _planned(checks: Checks, walk: Walk) -> None:
    """What the search relies on did happen: everybody set up check-ins, and keeps a safety plan that was opened."""
    checkins, plans = walk.count("checkin_plan WHERE status = 'active'"), walk.count("safety_plan WHERE shared")
    opened = walk.count("audit_entry WHERE event = 'youth:safety_plan:opened'")
    checks.that(
        f"{checkins} plans for check-ins and {plans} safety plans were kept, {opened} opened",
        checkins == plans == opened == len(walk.crowd),
    )
    checks.that(f"{walk.private_texts} texts about safety plans went out", walk.private_texts > len(walk.crowd))


def _worked(checks: Checks, walk: Walk, desk: DeskWalk) -> None:
    """What the search relies on did happen at the desk."""
    answers = [answer for one in desk.at_work for answer in one.answers]
    checks.that(
        f"all {len(answers)} deeds at the desk were done", bool(answers) and all(one.is_done for one in answers)
    )
    checks.that(f"all {len(desk.refused)} wrong requests to the desk were refused", min(desk.refused, default=0) >= 400)
    read = sum(one.plan_shown for one in desk.at_work)
    agreed = walk.count("checkin_plan WHERE set_up_by IS NOT NULL AND status = 'active'")
    checks.that(
        f"{agreed} proposed plans were agreed to, {read} safety plans read", agreed == read == len(desk.at_work)
    )
    asked, called = walk.count("checkin WHERE status = 'ok'"), walk.count("alert WHERE kind = 'duress'")
    stay = sum(person.stays for person in walk.crowd)
    checks.that(f"{asked} check-ins were answered, {called} people called for help", asked > 0 and called == stay)
    shown = sum(one.number_shown for one in desk.at_work)
    checks.that(f"{shown} numbers were shown on a fresh proof", shown == len(desk.at_work))
    pages, notes = walk.count("page WHERE acknowledged_at IS NOT NULL"), walk.count("note")
    checks.that(f"{pages} pages were answered, {notes} notes kept", pages > 0 and notes == 3 * len(desk.at_work))


def _all_found(checks: Checks, walk: Walk, needles: Sequence[Needle], which: str) -> None:
    found = walk.search(needles, with_models=False).values
    checks.that(f"unsealed, {len(found)} of {len(needles)} values {which} were found", len(found) == len(needles))


def _nothing_found(checks: Checks, when: str, result: Scan) -> None:
    planted = f"{when}: {len(result.values)} values found in {result.places} places, {result.size / 1e6:.1f} MB"
    for find in sorted(result.finds, key=lambda find: find.place):
        print(f"       {find.value} in {find.place}")
    checks.that(planted, not result.finds and result.size > 0)


async def run(folder: Path, count: int, seed: int) -> Checks:
    """Both runs, with other people in each."""
    checks, chance = Checks(), random.Random(seed)
    at_desk = math.ceil(count / COLLEAGUE_FOR)
    planted = count * (crowding.KEPT_EACH + crowding.UNKEPT_EACH)
    planted += at_desk * (staffing.KEPT_EACH + staffing.UNKEPT_EACH)
    print(f"{planted} canaries on {count} phones and {at_desk} places at the desk, seed {seed}")
    for name, check, first in (("sealed", check_sealed, 0), ("plaintext", check_plaintext, count + at_desk)):
        crowd = crowd_of(count, first_phone=first, chance=chance)
        staff = colleagues(at_desk, first_phone=first + count, chance=chance)
        await check(folder / name, crowd, staff, checks)
    return checks


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=40, help="each brings ten canaries")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="puente-canary-") as folder:
        checks = asyncio.run(run(Path(folder), options.people, options.seed))
    print(f"{len(checks.held)} passed, {len(checks.failed)} failed")
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main())
