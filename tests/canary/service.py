"""The whole service as `puente up` wires it, with a movable clock, ports that fail with the words of a text, and if asked
for a sealer that seals nothing.

    python -m tests.canary.service --clock FILE [--plaintext]

An error that quotes what a person wrote is the likeliest way for words to reach a log, so the ports raise such errors.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import uvicorn

from bot.bootstrap import House, build
from bot.care.ids import SubjectId
from bot.channels.base import Incoming
from bot.cli import serving
from bot.conversation.dialogue import RunAction
from bot.logs import configure_logging
from bot.settings import Settings, read_settings
from bot.store import Store
from bot.store.records import OutboundMessage
from bot.usecases import desk
from bot.work import driver
from bot.work.worker import Wake
from tests.canary.colleagues import BREAKS_DESK
from tests.canary.people import BREAKS_ACTION, BREAKS_INBOX, BREAKS_OUTBOX
from tests.canary.quoting import Quoting
from tests.crash.moved_clock import MovedClock
from tests.crash.service import wake_when_moved

KEEPS_HOUSE_EVERY = 5.0  # seconds


class PlainSealer:
    """Seals nothing, so that a search can be shown to find what lies open."""

    def seal(self, subject_id: SubjectId, table: str, column: str, row_id: str, plaintext: str) -> bytes:
        return plaintext.encode()

    def open(self, subject_id: SubjectId, table: str, column: str, row_id: str, envelope: bytes) -> str:
        return envelope.decode()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--clock", type=Path, required=True)
    parser.add_argument("--plaintext", action="store_true")
    options = parser.parse_args()
    settings, clock = read_settings(os.environ), MovedClock(options.clock)
    configure_logging()
    # The clock moves by hours within moments: what is past its time is looked for as often.
    driver.HOUSEKEEPING_SECONDS = KEEPS_HOUSE_EVERY
    wakes: list[Wake] = []
    serving.build = partial(_build, moved=clock, wakes=wakes, plaintext=options.plaintext)  # type: ignore[assignment]
    app, _ = serving.build_service(settings)
    config = uvicorn.Config(app, host=settings.host, port=settings.port, log_config=None, access_log=False)
    asyncio.run(_serve(uvicorn.Server(config), clock, wakes[0]))


async def _serve(server: uvicorn.Server, clock: MovedClock, wake: Wake) -> None:
    watching = asyncio.create_task(wake_when_moved(clock, wake))
    await server.serve()
    watching.cancel()


def _build(
    settings: Settings,
    *,
    run_action: RunAction,
    wake: Wake,
    moved: MovedClock,
    wakes: list[Wake],
    plaintext: bool,
    **_: object,
) -> House:
    """The house of `bot.bootstrap`, its clock, store and failing ports put in place."""
    wakes.append(wake)
    store = None
    if plaintext:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        store = Store(settings.database_url, settings.keystore_url, sealer_factory=lambda _: PlainSealer())
    house = build(settings, run_action=_failing(run_action), wake=wake, clock=moved, store=store)
    _break_inbox(house)
    _break_outbox(house)
    _break_desk()
    return house


def _failing(run_action: RunAction) -> RunAction:
    async def run(call: Mapping[str, Any]) -> Mapping[str, Any]:
        words = json.dumps(call, ensure_ascii=False)
        if BREAKS_ACTION in str(call["tracker"]["latest_message"].get("text")):
            raise Quoting(words)
        return await run_action(call)

    return run


def _break_inbox(house: House) -> None:
    """The first delivery of a message fails with its words; the provider's second one is taken."""
    receive, failed = house.inbox.receive, set[str]()

    async def broken(incoming: Incoming) -> bool:
        if BREAKS_INBOX in incoming.text and incoming.provider_id not in failed:
            failed.add(incoming.provider_id)
            raise Quoting(incoming.address, incoming.text)
        return await receive(incoming)

    _replace(house.inbox, "receive", broken)


def _break_outbox(house: House) -> None:
    """After a text with the word came in, the next text to go out fails once, with that text's words."""
    receive, send, waiting = house.inbox.receive, house.outbox.send, list[Incoming]()

    async def noticing(incoming: Incoming) -> bool:
        if BREAKS_OUTBOX in incoming.text:
            waiting.append(incoming)
        return await receive(incoming)

    async def broken(message_id: str) -> None:
        if waiting:
            incoming = waiting.pop()
            raise Quoting(incoming.address, incoming.text)
        await send(message_id)

    _replace(house.inbox, "receive", noticing)
    _replace(house.outbox, "send", broken)


def _break_desk() -> None:
    """The first try of a reply fails with its words; sent again, it is taken."""
    reply, failed = desk.reply, set[str]()

    async def broken(*arguments: Any, key: str) -> OutboundMessage:
        if any(isinstance(one, str) and BREAKS_DESK in one for one in arguments) and key not in failed:
            failed.add(key)
            raise Quoting(*arguments)
        return await reply(*arguments, key=key)

    _replace(desk, "reply", broken)


def _replace(owner: object, name: str, method: Callable[..., Any]) -> None:
    setattr(owner, name, method)


if __name__ == "__main__":
    main()
