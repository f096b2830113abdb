"""The guard of the desk. Nobody gets to a handler but through here: signed in, in a listed role, from one of our own pages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from urllib.parse import quote, urlsplit

import structlog
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.bootstrap import House
from bot.errors import ConflictError, StoreBusy, StoreFull, StoreUnavailable, SubjectErased, WrongInput
from bot.usecases.sessions import SignedIn, is_stepped_up, is_worth_noting, note, session_id, sign_in_of
from bot.web.auth.forgery import FIELD, HEADER, comes_from_here, forgery_token, token_matches
from bot.web.auth.gate import Gate
from bot.web.desk.context import Desk, InterfaceWords, Lobby, go, language_asked, wants_fragment
from bot.web.desk.strangers import note_refused
from bot.web.desk.table import Entry
from bot.web.desk.words import why

MOST_BYTES = 64 * 1024  # of a request; far above any form of the desk
SIGN_IN = "/desk/sign-in"
STEP_UP = "/desk/step-up"
_BODIES = ("", "application/x-www-form-urlencoded", "application/json")  # nobody uploads files to the desk
_FORGED = "advocate:request:forged"
BACKGROUND = "x-background"  # a request header of our own pages: asked by the page itself, not by the person
HEADERS = {
    "Cache-Control": "no-store",
    # Forms then say their origin, and no other site ever hears where somebody came from.
    "Referrer-Policy": "same-origin",
}
STORE_FAILED = (StoreBusy, StoreFull, StoreUnavailable)
log = structlog.get_logger()

Endpoint = Callable[[Request], Awaitable[Response]]


class Refused(Exception):
    """A request that goes no further, with the answer it gets."""

    def __init__(self, answer: Response) -> None:
        self.answer = answer


class Guard:
    """Stands before every route of the desk."""

    def __init__(self, house: House, gate: Gate) -> None:
        self._house = house
        self._gate = gate

    def endpoint(self, entry: Entry) -> Endpoint:
        """The handler of an entry with the guard before it."""

        async def answer(request: Request) -> Response:
            return _sealed(await self._answered(entry, request))

        return answer

    async def refuse(self, request: Request) -> Response:
        """Whatever is not in the table: nothing here for whoever is signed in, the sign-in for everybody else."""
        try:
            signed_in = await self._signed_in(request)
        except STORE_FAILED as error:
            return _sealed(_unavailable(self._lobby(request), error))
        if signed_in is None:
            return _sealed(_to_sign_in(request))
        return _sealed(_refusal(self._lobby(request, signed_in), 404))

    async def _answered(self, entry: Entry, request: Request) -> Response:
        """What the handler answers, or the answer to what it or the guard could not do."""
        context = self._lobby(request)
        try:
            if entry.public:
                await self._refuse_forged(context, None)
            else:
                context = await self._let_in(request, entry)
            return await entry.handler(request, context)
        except Refused as refused:
            return refused.answer
        except WrongInput as wrong:
            return _refusal(context, 422, wrong)
        except ConflictError:
            return _refusal(context, 409)
        except SubjectErased:
            return _refusal(context, 410)
        except STORE_FAILED as error:
            return _unavailable(context, error)

    async def _let_in(self, request: Request, entry: Entry) -> Desk:
        """The desk for whoever may use this entry. Raises `Refused` for everybody else."""
        signed_in = await self._signed_in(request)
        if signed_in is None:
            raise Refused(_to_sign_in(request))
        lobby = self._lobby(request, signed_in)
        await self._refuse_forged(lobby, signed_in)
        if signed_in.advocate.role not in entry.roles:
            await self._note("advocate:route:refused", signed_in.advocate.id, lobby.now)
            raise Refused(_refusal(lobby, 403))
        if not (entry.background or BACKGROUND in request.headers):
            await self._note_activity(signed_in, lobby.now)
        if entry.step_up and not is_stepped_up(signed_in.session, lobby.now, self._gate.spans):
            raise Refused(_to_step_up(request))
        token = self._gate.cookie.read(request)
        return Desk(
            house=self._house,
            gate=self._gate,
            request=request,
            now=lobby.now,
            t=lobby.t,
            me=signed_in.advocate,
            session=signed_in.session,
            csrf=forgery_token(token),
        )

    async def _signed_in(self, request: Request) -> SignedIn | None:
        token = self._gate.cookie.read(request)
        if not token:
            return None
        async with self._house.store.unit_of_work() as uow:
            return await sign_in_of(uow, session_id(token), self._house.clock.now(), self._gate.spans)

    async def _refuse_forged(self, lobby: Lobby, signed_in: SignedIn | None) -> None:
        """Let a deed through only if one of our own pages asked for it. Raises `Refused`."""
        request = lobby.request
        if request.method in ("GET", "HEAD"):
            return
        _refuse_unreadable(lobby)
        here = comes_from_here(request.headers, self._gate.origins)
        known = signed_in is None or token_matches(self._gate.cookie.read(request), await _given_token(lobby))
        if not (here and known):
            if signed_in:
                await self._note(_FORGED, signed_in.advocate.id, lobby.now)
            else:
                await note_refused(lobby, _FORGED)
            raise Refused(_refusal(lobby, 403))

    async def _note_activity(self, signed_in: SignedIn, now: datetime) -> None:
        if not is_worth_noting(signed_in.session, now):
            return
        try:
            async with self._house.store.unit_of_work() as uow:
                uow.sessions.seen(signed_in.session.id, now)
                await uow.commit()
        except (ConflictError, StoreBusy) as error:
            # The request is as good without it, and the next one notes the same.
            log.warning("activity_not_noted", error=type(error).__name__)

    async def _note(self, event: str, actor: str, now: datetime) -> None:
        async with self._house.store.unit_of_work() as uow:
            note(uow, event, actor, now)
            await uow.commit()

    def _lobby(self, request: Request, signed_in: SignedIn | None = None) -> Lobby:
        language = signed_in.advocate.language if signed_in else language_asked(request)
        return Lobby(
            house=self._house,
            gate=self._gate,
            request=request,
            now=self._house.clock.now(),
            t=InterfaceWords(language),
        )


def _refuse_unreadable(lobby: Lobby) -> None:
    """Raises `Refused` for a body that is too large or does not say how large it is, and for what is no form of ours."""
    headers = lobby.request.headers
    length = headers.get("content-length", "0")
    if "transfer-encoding" in headers or not length.isdigit() or int(length) > MOST_BYTES:
        raise Refused(_refusal(lobby, 413))
    if headers.get("content-type", "").partition(";")[0].strip().lower() not in _BODIES:
        raise Refused(_refusal(lobby, 415))


async def _given_token(lobby: Lobby) -> str:
    """The forgery token that came with a deed: in our header, or in the form."""
    request = lobby.request
    if HEADER in request.headers:
        return request.headers[HEADER]
    try:
        form: FormData = await request.form()
    except HTTPException:
        raise Refused(_refusal(lobby, 400)) from None
    given = form.get(FIELD, "")
    return given if isinstance(given, str) else ""


def _to_sign_in(request: Request) -> Response:
    """A page leads to the sign-in and back; a piece of a page takes the whole page there, so no words stay on the screen."""
    if wants_fragment(request):
        return Response(status_code=401, headers={"HX-Redirect": f"{SIGN_IN}?next={quote(_page_before(request))}"})
    shown = request.headers.get("sec-fetch-dest", "document") == "document"
    if shown and request.method in ("GET", "HEAD") and request.headers.get("accept") != "text/event-stream":
        return go(request, f"{SIGN_IN}?next={quote(request.url.path)}")
    return Response(status_code=401)


def _to_step_up(request: Request) -> Response:
    """Ask for a fresh proof, then come back to the page on which the person was."""
    page = request.url.path if request.method == "GET" else _page_before(request)
    if wants_fragment(request):
        return Response(status_code=403, headers={"HX-Redirect": f"{STEP_UP}?next={quote(page)}"})
    return go(request, f"{STEP_UP}?next={quote(page)}")


def _page_before(request: Request) -> str:
    before = request.headers.get("hx-current-url") or request.headers.get("referer") or "/desk"
    return urlsplit(before).path


def _refusal(lobby: Lobby, status: int, wrong: WrongInput | None = None) -> Response:
    """A page, or for htmx a piece of one, that says in a sentence why not."""
    sentence = why(wrong, lobby.t.language) if wrong else lobby.t(f"refused.{status}")
    template = "desk/sign_in_refused_piece.html" if wants_fragment(lobby.request) else "desk/sign_in_refused.html"
    return lobby.render(template, status=status, sentence=sentence)


def _unavailable(lobby: Lobby, error: Exception) -> Response:
    log.error("desk_request_failed", error=type(error).__name__)
    return _refusal(lobby, 503)


def _sealed(response: Response) -> Response:
    """No answer of the desk is kept by a browser or by anything on the way."""
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response
