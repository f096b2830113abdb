"""A fresh proof of who it is, before something that only the right person may do."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.errors import ConflictError
from bot.usecases.sessions import note
from bot.usecases.sign_in import refuse, step_up_by_code, step_up_by_passkey
from bot.usecases.throttle import tries_of, wait_for
from bot.web.auth.passkeys import PasskeyRefused
from bot.web.auth.rounds import answer_in, begin, signed
from bot.web.desk.context import Desk, go
from bot.web.desk.sign_in import passkeys_here, problem_json, safe_next, too_many
from bot.web.desk.strangers import address_of
from bot.web.desk.table import EVERYONE, Entry


async def page(request: Request, desk: Desk) -> Response:
    """What this person can prove it with, and where they go on to."""
    return await _page(desk, safe_next(request.query_params.get("next", "")))


async def by_code(request: Request, desk: Desk) -> Response:
    """A fresh code of the app; the one used to sign in is used up."""
    form = await request.form()
    next_page = safe_next(str(form.get("next", "")))
    found = await _try_code(request, desk, str(form.get("code", "")))
    if isinstance(found, timedelta):
        return too_many(desk, found, await _page(desk, next_page, status=429, problem="sign_in.too_many"))
    if not found:
        return await _page(desk, next_page, status=401, problem="step_up.wrong_code")
    return go(request, next_page)


async def ask_passkey(request: Request, desk: Desk) -> Response:
    """The challenge for one of this person's own passkeys."""
    party = desk.gate.parties.at(request)
    if party is None:
        return problem_json(desk, "sign_in.no_passkeys_here", 400)
    async with desk.house.store.unit_of_work() as uow:
        present = await uow.passkeys.of_advocate(desk.me.id)
        if not present:
            return problem_json(desk, "sign_in.passkey_refused", 400)
        value, options = party.ask_to_sign(present)
        challenge = begin(uow, "step_up", value, desk.now, advocate_id=desk.me.id)
        await uow.commit()
    return JSONResponse({"challenge": challenge, "options": options})


async def by_passkey(request: Request, desk: Desk) -> Response:
    """The signed challenge."""
    party = desk.gate.parties.at(request)
    if party is None:
        return problem_json(desk, "sign_in.no_passkeys_here", 400)
    async with desk.house.store.unit_of_work() as uow:
        try:
            answer = await answer_in(request)
            proof = await signed(uow, party, answer, "step_up", desk.now, advocate_id=desk.me.id)
        except PasskeyRefused:
            tries = tries_of(uow, login=desk.me.login, address=address_of(request))
            refuse(uow, tries, desk.me, desk.now)
            await uow.commit()
            return problem_json(desk, "sign_in.passkey_refused", 401)
        step_up_by_passkey(uow, desk.session, proof.passkey, proof.sign_count, desk.now)
        await uow.commit()
    return JSONResponse({"go": safe_next(str(answer.get("next", "")))})


async def _try_code(request: Request, desk: Desk, code: str) -> bool | timedelta:
    """Whether the code was right, or the wait before another try."""
    gate, now = desk.gate, desk.now
    async with gate.one_try, desk.house.store.unit_of_work() as uow:
        tries = tries_of(uow, login=desk.me.login, address=address_of(request))
        wait = await wait_for(uow, tries, now)
        if wait is not None:
            note(uow, "advocate:session:refused", desk.me.id, now)
            await uow.commit()
            return wait
        right = await step_up_by_code(uow, desk.me, desk.session, code, tries, now=now, code_at=gate.code_clock.now())
        try:
            await uow.commit()
        except ConflictError:
            # The same code came in twice at once, or the session has just been ended.
            return False
    return right


async def _page(desk: Desk, next_page: str, *, status: int = 200, problem: str | None = None) -> Response:
    async with desk.house.store.unit_of_work() as uow:
        has_passkey = bool(await uow.passkeys.of_advocate(desk.me.id))
    return desk.render(
        "desk/step_up.html",
        status=status,
        next_page=next_page,
        problem=problem,
        has_passkey=has_passkey,
        has_code=desk.me.totp is not None,
        **passkeys_here(desk),
    )


ENTRIES: Final = (
    Entry(path="/desk/step-up", handler=page, roles=EVERYONE),
    Entry(path="/desk/step-up", method="POST", handler=by_code, roles=EVERYONE),
    Entry(path="/desk/step-up/passkey/options", method="POST", handler=ask_passkey, roles=EVERYONE),
    Entry(path="/desk/step-up/passkey", method="POST", handler=by_passkey, roles=EVERYONE),
)
