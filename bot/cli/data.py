"""`puente migrate`, `puente forget`, `puente export` and `puente keys rotate`."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Awaitable, Callable
from typing import Annotated, Final, TypeVar

import typer

from bot.bootstrap import build_store, root_key
from bot.care.ids import SubjectId
from bot.channels.simulator_clock import MovableClock
from bot.cli.simulating import OFFSET_FILE
from bot.clock import Clock, SystemClock
from bot.errors import WrongInput
from bot.settings import Settings, read_store_settings
from bot.store import RootKeyFile, Store
from bot.usecases.letting_go import let_go
from bot.usecases.sessions import note
from bot.work.service import open_store

T = TypeVar("T")
STAFF: Final = "staff"  # the actor of what is done here with a young person's data
Channel = Annotated[str, typer.Option(help='"sms"')]


def migrate() -> None:
    """Bring both databases to this version's tables."""
    asyncio.run(_migrate(build_store(read_store_settings(os.environ))))
    typer.echo("Both databases are current.")


async def _migrate(store: Store) -> None:
    try:
        await store.migrate()
    finally:
        await store.close()


def forget(channel: Channel = "sms") -> None:
    """Erase everything of one person, for good. Asks for the number, so that it lands in no shell history.

    The audit then says that it was done, and not to whom.
    """
    address, settings = _ask_address(), read_store_settings(os.environ)

    async def run(store: Store) -> bool:
        subject_id = await store.keys.resolve(channel, address, create=False)
        if subject_id is None:
            return False
        async with store.unit_of_work() as uow:
            conversation = await uow.conversations.by_subject(subject_id, channel)
        await let_go(store, subject_id, conversation.id if conversation else None)
        await store.keys.destroy(subject_id)
        async with store.unit_of_work() as uow:
            await uow.erase_subject(subject_id)
            note(uow, "staff:data:erased", STAFF, house_clock(settings).now())
            await uow.commit()
        return True

    found = with_store(run, settings)
    typer.echo("Everything of that person is erased." if found else "Nothing is kept of that person.")


def export(channel: Channel = "sms") -> None:
    """All that is kept of one person, as JSON, for that person's own eyes. Asks for the number. Noted in the audit."""
    address, settings = _ask_address(), read_store_settings(os.environ)

    async def run(store: Store) -> dict[str, list[dict[str, object]]]:
        subject_id: SubjectId | None = await store.keys.resolve(channel, address, create=False)
        if subject_id is None:
            return {}
        async with store.unit_of_work() as uow:
            found = await uow.export_subject(subject_id)
            note(uow, "staff:data:exported", STAFF, house_clock(settings).now(), subject_id)
            # Nothing is shown that is not noted.
            await uow.commit()
        return found

    typer.echo(json.dumps(with_store(run, settings), ensure_ascii=False, indent=2, default=str))


def rotate_keys() -> None:
    """A new root key (when it lies in the data folder) and a new wrapping key. What was sealed before still opens."""
    settings = read_store_settings(os.environ)

    async def run(store: Store) -> int:
        key = root_key(settings)
        if isinstance(key, RootKeyFile):
            await store.keys.rotate_root(key.prepare_next())
            key.settle(store.keys.root_id)
        return await store.keys.rotate_wrap_key()

    count = with_store(run, settings)
    typer.echo(f"Keys rotated; {count} wrapped anew. Restart the service.")


def _ask_address() -> str:
    address = str(typer.prompt("Number, like +12145550101", hide_input=True)).strip()
    if not address.startswith("+") or not address[1:].isdigit():
        raise WrongInput("a number is written like +12145550101")
    return address


def house_clock(settings: Settings) -> Clock:
    """The time that the service goes by: a data folder whose clock the simulator has moved stays at that time."""
    file = settings.data_dir / OFFSET_FILE
    return MovableClock(file=file) if file.exists() else SystemClock()


def with_store(run: Callable[[Store], Awaitable[T]], settings: Settings | None = None) -> T:
    """Run something on this house's store, opened for as long as that takes."""

    async def whole() -> T:
        chosen = settings or read_store_settings(os.environ)
        store = build_store(chosen)
        async with open_store(store, root_key(chosen)):
            return await run(store)

    return asyncio.run(whole())
