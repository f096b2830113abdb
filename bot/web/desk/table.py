"""One line of the desk's table of routes: a page or a deed, and who may use it.

Each module of pages exports `ENTRIES: tuple[Entry, ...]`; `bot.web.desk.routes` puts them together. What is in no table is
refused by the guard (`bot.web.desk.guard`).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final, Literal

from starlette.requests import Request
from starlette.responses import Response

ADVOCATE: Final = "advocate"
SUPERVISOR: Final = "supervisor"
STAFF: Final = "staff"
ADMIN: Final = "admin"
EVERYONE: Final = frozenset({ADVOCATE, SUPERVISOR, STAFF, ADMIN})

# A signed-in page gets a `Desk`, a public one a `Lobby`, both of `bot.web.desk.context`.
Handler = Callable[[Request, Any], Awaitable[Response]]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One route. `path` begins with /desk and may hold Starlette's `{name}` parts.

    Every entry names its roles, or is public; one that names neither, or both, is a mistake and is refused at the start.
    """

    path: str
    method: Literal["GET", "POST"] = "GET"
    handler: Handler
    roles: frozenset[str] = frozenset()
    public: bool = False  # for people who are not signed in yet
    step_up: bool = False  # only within minutes of a fresh proof of who it is
    background: bool = False  # asked by the page itself, so it does not keep a session alive

    def __post_init__(self) -> None:
        if not self.path.startswith("/desk") or self.public == bool(self.roles) or self.roles - EVERYONE:
            raise ValueError(f"{self.method} {self.path} must lie under /desk and name its roles, or be public")
