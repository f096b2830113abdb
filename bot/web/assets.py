"""Where the pages' templates and files lie."""

from __future__ import annotations

from pathlib import Path

from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

TEMPLATES = Path(__file__).parent / "templates"
STATIC = Path(__file__).parent / "static"


def static_mount() -> Mount:
    """Style sheets, scripts and icons, under `/static`. They hold nothing of anyone and need no sign-in."""
    return Mount("/static", StaticFiles(directory=STATIC), name="static")
