"""Web and workers apart on one PostgreSQL: the same conversations with one worker and with two, each with its own engine."""

from __future__ import annotations

import asyncio
from itertools import islice

from bench import scale_tables
from bench.part import Noises, Section, Size, say
from bench.scale_tables import Apart
from bench.script import Turn, record
from bench.services import puente_apart
from bench.talking import Run, numbers, talk
from tests.postgres import Cluster, cluster

WITHOUT_REST = (0.0, 0.0)
"""Every phone types on at once, so that the workers are what everything waits for."""


def measure(size: Size, noises: Noises) -> Section:
    return scale_tables.section(asyncio.run(_measure(size, noises)), size)


async def _measure(size: Size, noises: Noises) -> list[Apart]:
    script = await record()
    found = []
    with cluster() as server:
        for workers in size.workers:
            noises.take(f"before {workers} worker(s)", size)
            found.append(await _with(workers, server, script, size))
    return found


async def _with(workers: int, server: Cluster, script: list[Turn], size: Size) -> Apart:
    say(f"web and {workers} worker(s) apart")
    phones = size.apart_phones
    own = list(islice(numbers(), workers * 300, workers * 300 + (phones + workers) * size.apart_passes))
    async with puente_apart(workers, server) as service:
        # What is made at its first use is made now, in each worker.
        await talk(service, script, [own[-workers:][place : place + 1] for place in range(workers)], WITHOUT_REST)
        run: Run = await talk(
            service, script, [own[place::phones][: size.apart_passes] for place in range(phones)], WITHOUT_REST
        )
    say(f"{run.per_second:.1f} turns a second, {run.wrong} wrong")
    return Apart(workers=workers, run=run, start_seconds=service.start_seconds)
