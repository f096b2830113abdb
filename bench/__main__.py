"""Measure and compare: `make bench`, or `.venv/bin/python -m bench [--only PART] [--smoke]`.

Prints the results and the tables for the README, and writes the results of a whole run to bench/results.md; `--smoke` runs a
little of everything and writes nothing. Everything stays on this computer's loopback.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from bench import beside_stock, checkins, desk, noise, scale, understanding
from bench.part import SMOKE, Noises, Part, Size, say
from bench.results import Measured, document, readme_tables
from bot.logs import configure_logging

RESULTS = Path(__file__).parent / "results.md"
PARTS: Mapping[str, Part] = {
    "service": beside_stock.measure,
    "desk": desk.measure,
    "scale": scale.measure,
    "checkins": checkins.measure,
    "understanding": understanding.measure,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--only", choices=tuple(PARTS), help="one part, nothing written")
    parser.add_argument("--smoke", action="store_true", help="a little of everything, nothing written")
    options = parser.parse_args()
    configure_logging()
    began, size, noises = time.monotonic(), SMOKE if options.smoke else Size(), Noises()
    say(noise.machine())
    sections = [part(size, noises) for name, part in PARTS.items() if options.only in (None, name)]
    measured = Measured(
        machine=noise.machine(),
        at=datetime.now(UTC),
        seconds=time.monotonic() - began,
        noises=noises.found,
        sections=sections,
    )
    text = document(measured)
    sys.stdout.write(f"{text}\n# For the README\n\n{readme_tables(sections)}")
    if not options.smoke and options.only is None:
        RESULTS.write_text(text, encoding="utf-8")
    say("done")


if __name__ == "__main__":
    main()
