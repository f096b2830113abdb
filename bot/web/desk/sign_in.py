"""Signing in to the desk, and out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.errors import ConflictError
from bot.usecases.sessions import end_session
from bot.usecases.sign_in import Typed, by_passkey, by_password, end_present, note_stranger, refuse
from bot.usecases.throttle import Tries, tries_of, wait_for
from bot.web.auth.passkeys import PasskeyRefused
from bot.web.auth.rounds import answer_in, begin, signed
from bot.web.desk.context import Desk, Lobby, go
from bot.web.desk.strangers import address_of, stranger, wait_for_challenge
from bot.web.desk.table import EVERYONE, Entry

HOME: Final = "/desk"
_REFUSED: Final = "advocate:session:refused"
_NOT_BEFORE: Final = ("/desk/sign-in", "/desk/sign-out", "/desk/join", "/desk/step-up")


async def page(request: Request, lobby: Lobby) -> Response:
    """The sign-in: by passkey, or by password and code."""
    return _page(lobby, safe_next(request.query_params.get("next", "")))


async def sign_in(request: Request, lobby: Lobby) -> Response:
    """A login, a password and a code. Whatever is wrong, the answer is the same."""
    form = await request.form()
    typed = Typed(
        login=_text(form.get("login")).strip().lower(),
        password=_text(form.get("password")),
        code=_text(form.get("code")),
    )
    next_page = safe_next(_text(form.get("next")))
    found = await _try_password(request, lobby, typed)
    if isinstance(found, timedelta):
        return too_many(lobby, found, _page(lobby, next_page, status=429, problem="sign_in.too_many"))
    if found is None:
        return _page(lobby, next_page, status=401, problem="sign_in.wrong")
    return let_in(lobby, found, go(request, next_page))


async def ask_passkey(request: Request, lobby: Lobby) -> Response:
    """The challenge for any passkey of this service; the browser lets the person choose."""
    party = lobby.gate.parties.at(request)
    if party is None:
        return problem_json(lobby, "sign_in.no_passkeys_here", 400)
    wait = await wait_for_challenge(lobby)
    if wait is not None:
        return problem_too_many(lobby, wait)
    value, options = party.ask_to_sign([])
    async with lobby.house.store.unit_of_work() as uow:
        challenge = begin(uow, "sign_in", value, lobby.now)
        await uow.commit()
    return JSONResponse({"challenge": challenge, "options": options})


async def sign_in_by_passkey(request: Request, lobby: Lobby) -> Response:
    """The signed challenge."""
    party = lobby.gate.parties.at(request)
    if party is None:
        return problem_json(lobby, "sign_in.no_passkeys_here", 400)
    async with lobby.house.store.unit_of_work() as uow:
        tries = stranger(uow, request)
        wait = await wait_for(uow, tries, lobby.now)
        if wait is not None:
            await note_stranger(uow, _REFUSED, tries, lobby.now)
            await uow.commit()
            return problem_too_many(lobby, wait)
        try:
            answer = await answer_in(request)
            proof = await signed(uow, party, answer, "sign_in", lobby.now)
        except PasskeyRefused:
            refuse(uow, tries, None, lobby.now)
            await uow.commit()
            return problem_json(lobby, "sign_in.passkey_refused", 401)
        token = by_passkey(uow, proof.advocate, proof.passkey, proof.sign_count, lobby.now)
        await end_present(uow, lobby.gate.cookie.read(request), lobby.now)
        await uow.commit()
    return let_in(lobby, token, JSONResponse({"go": safe_next(str(answer.get("next", "")))}))


async def sign_out(request: Request, desk: Desk) -> Response:
    """End this session. A copy of its cookie is worth nothing from now on."""
    async with desk.house.store.unit_of_work() as uow:
        end_session(uow, desk.session, desk.now)
        await uow.commit()
    answer = go(request, "/desk/sign-in")
    desk.gate.cookie.take(answer)
    return answer


def let_in(lobby: Lobby, token: str, answer: Response) -> Response:
    """An answer with the cookie of a new session."""
    lobby.gate.cookie.give(answer, token)
    return answer


def too_many(lobby: Lobby, wait: timedelta, answer: Response) -> Response:
    """An answer that says when to try again, at the latest."""
    answer.headers["Retry-After"] = str(int(wait.total_seconds()))
    return answer


def problem_json(lobby: Lobby, key: str, status: int) -> JSONResponse:
    """What the page's script shows to the person."""
    return JSONResponse({"error": lobby.t(key)}, status_code=status)


def problem_too_many(lobby: Lobby, wait: timedelta) -> Response:
    """What the page's script shows to somebody who has to wait."""
    return too_many(lobby, wait, problem_json(lobby, "sign_in.too_many", 429))


def passkeys_here(lobby: Lobby) -> dict[str, Any]:
    """What a page needs to know of passkeys at the address in the browser's bar."""
    elsewhere = lobby.gate.parties.elsewhere
    return {
        "passkeys_here": lobby.gate.parties.at(lobby.request) is not None,
        "elsewhere": f"{elsewhere}{lobby.request.url.path}" if elsewhere else None,
    }


def safe_next(text: str) -> str:
    """A page of the desk to go on to; anything else, another site above all, becomes the desk's first page."""
    parts = urlsplit(text)
    is_ours = not parts.scheme and not parts.netloc and (text == HOME or text.startswith(f"{HOME}/"))
    if not is_ours or "\\" in text or not text.isprintable() or text.startswith(_NOT_BEFORE):
        return HOME
    return text


async def _try_password(request: Request, lobby: Lobby, typed: Typed) -> str | timedelta | None:
    """The token of a new session, the wait before another try, or None for a refusal."""
    store, gate, now = lobby.house.store, lobby.gate, lobby.now
    async with gate.one_try, store.unit_of_work() as uow:
        tries = tries_of(uow, login=typed.login, address=address_of(request))
        wait = await wait_for(uow, tries, now)
        if wait is not None:
            await note_stranger(uow, _REFUSED, tries, now)
            await uow.commit()
            return wait
        token = await by_password(uow, typed, tries, gate.passwords, now=now, code_at=gate.code_clock.now())
        if token is not None:
            await end_present(uow, gate.cookie.read(request), now)
        try:
            await uow.commit()
        except ConflictError:
            # The same code came in twice at once; one of the two has used it.
            await _note_refusal(lobby, tries)
            return None
    return token


async def _note_refusal(lobby: Lobby, tries: Tries) -> None:
    async with lobby.house.store.unit_of_work() as uow:
        refuse(uow, tries, None, lobby.now)
        await uow.commit()


def _page(lobby: Lobby, next_page: str, *, status: int = 200, problem: str | None = None) -> Response:
    return lobby.render(
        "desk/sign_in.html", status=status, next_page=next_page, problem=problem, **passkeys_here(lobby)
    )


def _text(value: object) -> str:
    """A field of a form; a file in its place is nothing."""
    return value if isinstance(value, str) else ""


ENTRIES: Final = (
    Entry(path="/desk/sign-in", handler=page, public=True),
    Entry(path="/desk/sign-in", method="POST", handler=sign_in, public=True),
    Entry(path="/desk/sign-in/passkey/options", method="POST", handler=ask_passkey, public=True),
    Entry(path="/desk/sign-in/passkey", method="POST", handler=sign_in_by_passkey, public=True),
    Entry(path="/desk/sign-out", method="POST", handler=sign_out, roles=EVERYONE),
)
