"""`puente audit head` and `puente audit verify`: whether what people did here is still noted as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from bot.cli.data import with_store
from bot.errors import WrongInput
from bot.store import AuditHead, AuditVerdict, Store

app = typer.Typer(no_args_is_help=True, help="The chain of the audit: who saw, claimed, answered, unmasked, exported.")
_WHY: Final = {
    "mark": "entries at the beginning were dropped, and not by this service",
    "missing": "an entry is missing",
    "changed": "an entry is not as it was written",
    "reordered": "entries are not in the order of their writing",
    "unchained": "an entry was put in from outside",
    "cut": "the newest entries are gone: the chain ends before the head you gave",
    "another": "at the place of the head you gave stands another entry",
}


@app.command()
def head() -> None:
    """Print the end of the chain as JSON. Keep it where this machine cannot write: it shows later if the end was cut off."""

    async def run(store: Store) -> AuditHead:
        return await store.audit.export_head()

    typer.echo(with_store(run).to_json())


@app.command()
def verify(
    head: Annotated[Path | None, typer.Option(help="A file with what `puente audit head` printed earlier.")] = None,
) -> None:
    """Look at every entry. Exit code 1 if something was changed, taken out, put in, or cut off since the head was taken."""
    earlier = _read(head) if head else None

    async def run(store: Store) -> AuditVerdict:
        return await store.audit.verify(earlier)

    verdict = with_store(run)
    typer.echo(_told(verdict))
    if not verdict.ok:
        raise typer.Exit(1)


def _told(verdict: AuditVerdict) -> str:
    if verdict.reason is None:
        return f"The audit holds: {verdict.entries} entries, each as it was written."
    where = "" if verdict.broken_at is None else f", at place {verdict.broken_at}"
    return f"The audit is broken{where}: {_WHY[verdict.reason]}."


def _read(path: Path) -> AuditHead:
    """The head in a file; `WrongInput` if there is none."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongInput("the file of the head cannot be read:", type(error).__name__) from None
    return AuditHead.from_json(text)
