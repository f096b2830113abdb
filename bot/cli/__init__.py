"""The command line: everything that the people who run the service do with it."""

from __future__ import annotations

import sys

import typer

from bot.cli import advocates, audit, check, data, engine, serving, waiting
from bot.errors import PuenteError

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
score_app = typer.Typer(no_args_is_help=True, help="Measure how texts are understood.")
keys_app = typer.Typer(no_args_is_help=True, help="The keys that everything is sealed with.")

app.command("up")(serving.up)
app.command("web")(serving.web)
app.command("worker")(serving.worker)
app.command("talk")(serving.talk)
app.command("train")(engine.train)
app.command("check")(check.check)
app.command("migrate")(data.migrate)
app.command("forget")(data.forget)
app.command("export")(data.export)
score_app.command("risk")(engine.score_risk)
score_app.command("intent")(engine.score_intent)
keys_app.command("rotate")(data.rotate_keys)
app.add_typer(score_app, name="score")
app.add_typer(keys_app, name="keys")
app.add_typer(waiting.app, name="waiting")
app.add_typer(advocates.app, name="advocate")
app.add_typer(audit.app, name="audit")


def main() -> None:
    """Run the command line; a known error is one clear line and exit code 1."""
    try:
        app()
    except PuenteError as error:
        typer.echo(f"puente: {error}", err=True)
        sys.exit(1)
