"""`puente advocate`: who works at the desk. It works on the data folder, beside a service that runs."""

from __future__ import annotations

import os
from typing import Annotated
from urllib.parse import urlsplit

import typer
from rich.console import Console
from rich.table import Table

from bot.cli.data import house_clock, with_store
from bot.settings import Settings, read_store_settings
from bot.store import Store
from bot.store.desk_records import Advocate
from bot.usecases import advocates
from bot.usecases.advocates import LINK_HOLDS, NewAdvocate
from bot.usecases.desk import carried_out

app = typer.Typer(no_args_is_help=True, help="The people at the advocates' desk.")
Login = Annotated[str, typer.Argument(help="a-z, 0-9, dot, dash and underscore; begins with a letter")]


@app.command()
def add(
    login: Login,
    name: Annotated[str, typer.Option(help="The name that young people are told, chosen by the advocate.")],
    role: Annotated[str, typer.Option(help="advocate, supervisor, staff or admin")] = "advocate",
    phone: Annotated[str | None, typer.Option(help="Where pages go, like +12145550101.")] = None,
    speaks: Annotated[str, typer.Option(help="Languages to answer in.")] = "en,es",
    language: Annotated[str, typer.Option(help="Language of the desk's pages.")] = "en",
) -> None:
    """Invite somebody: prints a link for them, which works once and for a day."""
    new = NewAdvocate(
        login=login.strip().lower(),
        name=name,
        role=role,
        phone=phone,
        speaks=tuple(one.strip() for one in speaks.split(",") if one.strip()),
        language=language,
    )
    settings = read_store_settings(os.environ)

    async def run(store: Store) -> tuple[str, bool]:
        async with store.unit_of_work() as uow:
            token = await advocates.invite(uow, new, house_clock(settings).now())
            await uow.commit()
        return token, bool(phone) and await advocates.has_stopped(store.keys, phone or "")

    token, stopped = with_store(run, settings)
    _print_link(settings, new.login, token)
    if stopped:
        typer.echo("That phone has said STOP: no page reaches it until it texts START.")


@app.command()
def link(login: Login) -> None:
    """A new link, for a lost phone: ends every session, passkey, password and older link of this person."""
    settings = read_store_settings(os.environ)

    async def run(store: Store) -> str:
        return await carried_out(store, lambda uow: advocates.invite_again(uow, login, house_clock(settings).now()))

    _print_link(settings, login, with_store(run, settings))


@app.command()
def disable(login: Login) -> None:
    """Out at once, everywhere. `puente advocate link` lets them in again."""
    settings = read_store_settings(os.environ)

    async def run(store: Store) -> None:
        await carried_out(store, lambda uow: advocates.disable(uow, login, house_clock(settings).now()))

    with_store(run, settings)
    typer.echo(f"{login} is signed out everywhere and cannot sign in.")


@app.command("list")
def list_all() -> None:
    """Everybody, with their role and whether they have joined. Shows no phone."""

    async def run(store: Store) -> list[Advocate]:
        async with store.unit_of_work() as uow:
            return await uow.advocates.all()

    table = Table("login", "name", "role", "status", "speaks", "pages")
    for one in with_store(run):
        pages = "by SMS" if one.page_conversation_id else "no phone"
        table.add_row(one.login, one.name, one.role, one.status, ", ".join(one.speaks), pages)
    Console().print(table if table.row_count else "Nobody is at the desk yet: puente advocate add LOGIN --name NAME")


def _print_link(settings: Settings, login: str, token: str) -> None:
    typer.echo(f"A link for {login}. It works once, within {LINK_HOLDS.total_seconds() / 3600:.0f} hours:")
    typer.echo(f"{_address(settings)}/desk/join/{token}")


def _address(settings: Settings) -> str:
    """The public address; on this computer by name, since browsers allow no passkeys at a bare 127.0.0.1."""
    parts = urlsplit(settings.public_url)
    if parts.hostname != "127.0.0.1":
        return settings.public_url
    return parts._replace(netloc=parts.netloc.replace("127.0.0.1", "localhost")).geturl()
