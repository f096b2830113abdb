"""`puente waiting`: what waits for people, for a house that has no desk open."""

from __future__ import annotations

import os
from datetime import datetime

import typer
from rich.console import Console
from rich.table import Table

from bot.cli.data import house_clock, with_store
from bot.settings import read_store_settings
from bot.store import Store
from bot.usecases.waiting import Opened, Waiting, list_waiting, open_one, settle

app = typer.Typer(invoke_without_command=True, help="Alerts, handoffs and referrals that wait for a person.")
_SHOWN_ID = 8


@app.callback()
def waiting(context: typer.Context) -> None:
    """List what waits, the most urgent first. Shows nobody's words, names or numbers."""
    if context.invoked_subcommand is None:
        _print_list(with_store(list_waiting), _now())


@app.command()
def show(id: str) -> None:
    """The number to answer, what the young person wrote last, what they agreed to pass on. Noted in the audit."""

    async def run(store: Store) -> Opened:
        return await open_one(store, id, _now())

    opened = with_store(run)
    typer.echo(f"number, for the team: {opened.address or 'none'}{' (STOP in force)' if opened.paused else ''}")
    typer.echo(f"language: {opened.language or 'unknown'}")
    for text in opened.texts:
        typer.echo(f"wrote: {text}")
    for referral in opened.referrals:
        typer.echo("")
        for name, value in referral.items():
            typer.echo(f"{name}: {value}")


@app.command()
def done(id: str) -> None:
    """An alert was seen to, or somebody who waits was taken care of: nobody is called to them any more."""

    async def run(store: Store) -> Waiting:
        return await settle(store, id, _now())

    settled = with_store(run)
    typer.echo(f"{settled.sort} {settled.what}: done")


def _now() -> datetime:
    return house_clock(read_store_settings(os.environ)).now()


def _print_list(found: list[Waiting], now: datetime) -> None:
    if not found:
        typer.echo("Nothing waits.")
        return
    table = Table("id", "what", "", "waiting")
    for one in found:
        table.add_row(one.id[:_SHOWN_ID], one.sort, one.what, _span(now, one.since))
    Console().print(table)


def _span(now: datetime, since: datetime) -> str:
    minutes = max(0, round((now - since).total_seconds() / 60))
    if minutes < 120:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 48 * 60 else f"{minutes // 1440} days"
