"""Measure and compare: `make bench`, or `.venv/bin/python -m bench [--only PART] [--smoke]`.

Prints what each part found with its table for the README, and writes it to bench/results/PART.md; `--smoke` runs a little of
everything and writes nothing. Everything stays on this computer's loopback.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from bench import beside_stock, checkins, desk, duress, noise, scale, understanding
from bench.part import SMOKE, Noises, Part, Size, say
from bench.results import Measured, document, readme_table
from bot.logs import configure_logging

RESULTS = Path(__file__).parent / "results"
PARTS: Mapping[str, Part] = {
    "service": beside_stock.measure,
    "desk": desk.measure,
    "scale": scale.measure,
    "checkins": checkins.measure,
    "duress": duress.measure,
    "understanding": understanding.measure,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--only", choices=tuple(PARTS), help="one part")
    parser.add_argument("--smoke", action="store_true", help="a little of everything, nothing written")
    options = parser.parse_args()
    configure_logging()
    size = SMOKE if options.smoke else Size()
    say(noise.machine())
    for name in [options.only] if options.only else PARTS:
        measured = _measure(PARTS[name], size)
        text = document(name, measured)
        sys.stdout.write(f"{text}\n# For the README\n\n{readme_table(measured.section)}\n")
        if not options.smoke:
            RESULTS.mkdir(exist_ok=True)
            (RESULTS / f"{name}.md").write_text(text, encoding="utf-8")
    say("done")


def _measure(part: Part, size: Size) -> Measured:
    began, noises = time.monotonic(), Noises()
    section = part(size, noises)
    return Measured(
        machine=noise.machine(),
        at=datetime.now(UTC),
        seconds=time.monotonic() - began,
        noises=noises.found,
        section=section,
    )


if __name__ == "__main__":
    main()
