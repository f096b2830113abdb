"""The page behind a one-time link: the first sign-in, by a passkey or by a password with codes from an app."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import segno
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.errors import ConflictError
from bot.usecases.one_time_codes import address_of as code_address
from bot.usecases.passwords import SHORTEST
from bot.usecases.sessions import note
from bot.usecases.sign_in import (
    Invited,
    Typed,
    end_present,
    invited_by,
    join_by_passkey,
    join_by_password,
    new_passkey,
)
from bot.web.auth.passkeys import PasskeyRefused
from bot.web.auth.rounds import answer_in, begin, registered
from bot.web.desk.context import InterfaceWords, Lobby, go
from bot.web.desk.sign_in import HOME, let_in, passkeys_here, problem_json, problem_too_many
from bot.web.desk.strangers import note_refused, wait_for_challenge
from bot.web.desk.table import Entry

_REFUSED: Final = "advocate:invitation:refused"
_PROBLEMS: Final = ("too_short", "too_long", "too_easy", "wrong_code")


async def page(request: Request, lobby: Lobby) -> Response:
    """Both ways in, while the link holds."""
    async with lobby.house.store.unit_of_work() as uow:
        invited = await invited_by(uow, _token(request), lobby.now)
        if invited is None:
            return await _gone(lobby)
    return _page(lobby, invited)


async def by_password(request: Request, lobby: Lobby) -> Response:
    """A password of one's own, and the first code of the app."""
    form = await request.form()
    gate, now = lobby.gate, lobby.now
    async with lobby.house.store.unit_of_work() as uow:
        invited = await invited_by(uow, _token(request), now)
        if invited is None:
            return await _gone(lobby)
        typed = Typed(
            login=invited.advocate.login, password=str(form.get("password", "")), code=str(form.get("code", ""))
        )
        token = await join_by_password(uow, invited, typed, gate.passwords, now=now, code_at=gate.code_clock.now())
        if token in _PROBLEMS:
            return _page(lobby, invited, status=422, problem=f"join.{token}")
        await end_present(uow, gate.cookie.read(request), now)
        try:
            await uow.commit()
        except ConflictError:
            return await _gone(lobby)
    return let_in(lobby, token, go(request, HOME))


async def ask_passkey(request: Request, lobby: Lobby) -> Response:
    """What the browser needs to make a passkey."""
    party = lobby.gate.parties.at(request)
    if party is None:
        return problem_json(lobby, "sign_in.no_passkeys_here", 400)
    async with lobby.house.store.unit_of_work() as uow:
        invited = await invited_by(uow, _token(request), lobby.now)
        if invited is None:
            return await _gone(lobby, as_json=True)
        wait = await wait_for_challenge(lobby)
        if wait is not None:
            return problem_too_many(lobby, wait)
        value, options = party.ask_to_register(invited.advocate, [])
        challenge = begin(uow, "register", value, lobby.now, advocate_id=invited.advocate.id)
        await uow.commit()
    return JSONResponse({"challenge": challenge, "options": options})


async def by_passkey(request: Request, lobby: Lobby) -> Response:
    """The passkey that the browser made."""
    party = lobby.gate.parties.at(request)
    if party is None:
        return problem_json(lobby, "sign_in.no_passkeys_here", 400)
    async with lobby.house.store.unit_of_work() as uow:
        invited = await invited_by(uow, _token(request), lobby.now)
        if invited is None:
            return await _gone(lobby, as_json=True)
        advocate = invited.advocate
        try:
            key = await registered(uow, party, await answer_in(request), lobby.now, advocate_id=advocate.id)
        except PasskeyRefused:
            note(uow, _REFUSED, advocate.id, lobby.now)
            await uow.commit()
            return problem_json(lobby, "join.passkey_refused", 422)
        passkey = new_passkey(
            advocate,
            credential_id=key.credential_id,
            public_key=key.public_key,
            sign_count=key.sign_count,
            now=lobby.now,
        )
        token = await join_by_passkey(uow, invited, passkey, lobby.now)
        await end_present(uow, lobby.gate.cookie.read(request), lobby.now)
        try:
            await uow.commit()
        except ConflictError:
            return await _gone(lobby, as_json=True)
    return let_in(lobby, token, JSONResponse({"go": HOME}))


def _page(lobby: Lobby, invited: Invited, *, status: int = 200, problem: str | None = None) -> Response:
    """In the language in which this person is to work, whatever their browser speaks."""
    advocate = invited.advocate
    lobby = replace(lobby, t=InterfaceWords(advocate.language))
    secret = advocate.totp or ""
    issuer = lobby.house.settings.program.name
    context: dict[str, Any] = {
        "advocate": advocate,
        "join_path": lobby.request.url.path.removesuffix("/password"),
        "problem": problem,
        "shortest": SHORTEST,
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        # Drawn here and written into the page: the secret goes to no service that draws codes.
        "qr": segno.make(code_address(secret, login=advocate.login, issuer=issuer)).svg_data_uri(
            scale=4, border=3, dark="#000", light="#fff"
        ),
        **passkeys_here(lobby),
    }
    return lobby.render("desk/join.html", status=status, **context)


async def _gone(lobby: Lobby, *, as_json: bool = False) -> Response:
    """A link that does not open, whether it was used, has run out, or never was one."""
    await note_refused(lobby, _REFUSED)
    if as_json:
        return problem_json(lobby, "join.gone", 410)
    return lobby.render("desk/join_gone.html", status=410)


def _token(request: Request) -> str:
    return str(request.path_params["token"])


ENTRIES: Final = (
    Entry(path="/desk/join/{token}", handler=page, public=True),
    Entry(path="/desk/join/{token}/password", method="POST", handler=by_password, public=True),
    Entry(path="/desk/join/{token}/passkey/options", method="POST", handler=ask_passkey, public=True),
    Entry(path="/desk/join/{token}/passkey", method="POST", handler=by_passkey, public=True),
)
