"""What a handler of the desk is given: the house, who asks, the words of their language, and how to draw a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.templating import Jinja2Templates

from bot.bootstrap import House
from bot.care.languages import LANGUAGES
from bot.store.desk_records import Advocate, DeskSession
from bot.usecases.sessions import sign_in_of
from bot.web.assets import TEMPLATES
from bot.web.auth.gate import Gate
from bot.web.desk.words import WORDS

_templates: Final = Jinja2Templates(directory=TEMPLATES)


class InterfaceWords:
    """The words of the pages in one language. In a template: `{{ t("queue.title") }}`, `{{ t("queue.waits", n=3) }}`."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "en"
        self._words = WORDS[self.language]

    def __call__(self, key: str, **arguments: object) -> str:
        """The words for a key. `KeyError` for one that nobody wrote."""
        words = self._words[key]
        return words.format(**arguments) if arguments else words


@dataclass(frozen=True, kw_only=True)
class Lobby:
    """A request of somebody who need not be signed in."""

    house: House
    gate: Gate
    request: Request = field(repr=False)
    now: datetime
    t: InterfaceWords

    def render(self, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
        """A page or a fragment. The template also knows `t`, `me`, `csrf`, `path`, `now` and `page_language`."""
        known = {
            "t": self.t,
            "now": self.now,
            "path": self.request.url.path,
            "page_language": self.t.language,
            "me": None,
            "csrf": "",
        }
        return _templates.TemplateResponse(self.request, template, {**known, **self._own(), **context}, status)

    def _own(self) -> dict[str, Any]:
        return {}


@dataclass(frozen=True, kw_only=True)
class Desk(Lobby):
    """A request of somebody who is signed in, whom the guard has let through to this route."""

    me: Advocate
    session: DeskSession
    csrf: str = field(repr=False)  # goes back in the header `X-CSRF` or in the form's field `csrf`

    async def still_here(self) -> bool:
        """Whether this sign-in holds now. A stream that stays open asks again and again; asking keeps nothing alive."""
        async with self.house.store.unit_of_work() as uow:
            now = self.house.clock.now()
            return await sign_in_of(uow, self.session.id, now, self.gate.spans) is not None

    def _own(self) -> dict[str, Any]:
        return {"me": self.me, "csrf": self.csrf}


def wants_fragment(request: Request) -> bool:
    """Whether htmx asks, and gets a piece of a page instead of a whole one."""
    return "hx-request" in request.headers


def language_asked(request: Request) -> str:
    """The language for somebody whose own is not known yet: the link they pressed, or what their browser says."""
    chosen = request.query_params.get("language", "")
    if chosen in LANGUAGES:
        return chosen
    for wanted in request.headers.get("accept-language", "").lower().split(","):
        if wanted.strip()[:2] in LANGUAGES:
            return wanted.strip()[:2]
    return "en"


def go(request: Request, path: str) -> Response:
    """Send the browser to another page of the desk, whether it or htmx asked."""
    if wants_fragment(request):
        return Response(status_code=204, headers={"HX-Redirect": path})
    return Response(status_code=303, headers={"Location": path})
