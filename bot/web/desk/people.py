"""The people at the desk. Supervisors see who is there; an admin invites, changes, signs out and lets go, on fresh proof."""

from __future__ import annotations

from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from bot.care.ids import AdvocateId
from bot.care.languages import LANGUAGES
from bot.errors import WrongInput
from bot.store import UnitOfWork
from bot.store.records import Advocate
from bot.usecases import advocates, colleagues
from bot.usecases.desk import carried_out
from bot.usecases.sessions import holds
from bot.web.desk.context import Desk, go
from bot.web.desk.people_view import details_of, keys_of, new_advocate, note_refusal, person_rows, proofs_of, spoken
from bot.web.desk.rota_forms import Form, form_of
from bot.web.desk.table import ADMIN, SUPERVISOR, Entry

PATH: Final = "/desk/people"
DONE: Final = ("changed", "signed_out", "disabled")


async def page(request: Request, desk: Desk) -> Response:
    """GET /desk/people"""
    done = request.query_params.get("done", "")
    async with desk.house.store.unit_of_work() as uow:
        people = await uow.advocates.all()
        passkeys = {one.id: await uow.passkeys.of_advocate(one.id) for one in people}
        sessions = {one.id: await uow.sessions.of_advocate(one.id) for one in people}
    zone = desk.house.settings.program.zone
    return desk.render(
        "desk/people.html",
        rows=person_rows(people, passkeys, sessions, desk.now, zone, desk.t.language),
        may_edit=desk.me.role == ADMIN,
        done=done if done in DONE else "",
    )


async def invite_page(request: Request, desk: Desk) -> Response:
    """GET /desk/people/invite"""
    return _draw_invite(desk, Form(name="invite"), LANGUAGES)


async def invite(request: Request, desk: Desk) -> Response:
    """POST /desk/people/invite: answers with the one-time link, which is shown this once."""
    given = await request.form()
    form, speaks = form_of("invite", given), spoken(given)
    new = new_advocate(form, speaks)
    async with desk.house.store.unit_of_work() as uow:
        try:
            token = await advocates.invite(uow, new, desk.now, actor=desk.me.id)
        except WrongInput as wrong:
            note_refusal(form, wrong)
            return _draw_invite(desk, form, tuple(speaks))
        await uow.commit()
    return _draw_link(desk, new.login, token)


async def person_page(request: Request, desk: Desk) -> Response:
    """GET /desk/people/{id}"""
    async with desk.house.store.unit_of_work() as uow:
        person = await _person(uow, request)
        return await _draw_person(uow, desk, person)


async def change(request: Request, desk: Desk) -> Response:
    """POST /desk/people/{id}: name, role, languages, phone."""
    given = await request.form()
    form, speaks = form_of("person", given), spoken(given)

    async def deed(uow: UnitOfWork) -> None:
        await colleagues.change(uow, await _person(uow, request), details_of(form, speaks), desk.me.id, desk.now)

    try:
        await carried_out(desk.house.store, deed)
    except WrongInput as wrong:
        note_refusal(form, wrong)
        async with desk.house.store.unit_of_work() as uow:
            return await _draw_person(uow, desk, await _person(uow, request), form, speaks)
    return _done(request, "changed")


async def new_link(request: Request, desk: Desk) -> Response:
    """POST /desk/people/{id}/link: everything that proved who it is ends, and a new link is shown once."""

    async def deed(uow: UnitOfWork) -> tuple[str, str]:
        login = (await _another(uow, request, desk)).login
        return login, await advocates.invite_again(uow, login, desk.now, actor=desk.me.id)

    login, token = await carried_out(desk.house.store, deed)
    return _draw_link(desk, login, token)


async def sign_out(request: Request, desk: Desk) -> Response:
    """POST /desk/people/{id}/sign-out"""
    async with desk.house.store.unit_of_work() as uow:
        colleagues.sign_out_everywhere(uow, await _person(uow, request), desk.me.id, desk.now)
        await uow.commit()
    return _done(request, "signed_out")


async def disable(request: Request, desk: Desk) -> Response:
    """POST /desk/people/{id}/disable"""

    async def deed(uow: UnitOfWork) -> None:
        await advocates.disable(uow, (await _another(uow, request, desk)).login, desk.now, actor=desk.me.id)

    await carried_out(desk.house.store, deed)
    return _done(request, "disabled")


async def _person(uow: UnitOfWork, request: Request) -> Advocate:
    person = await uow.advocates.get(AdvocateId(request.path_params["id"]))
    if person is None:
        raise WrongInput("nobody at the desk has this page")
    return person


async def _another(uow: UnitOfWork, request: Request, desk: Desk) -> Advocate:
    """Anybody but oneself: an admin who shuts themself out may be the last one."""
    person = await _person(uow, request)
    if person.id == desk.me.id:
        raise WrongInput("another admin does this for you")
    return person


def _draw_invite(desk: Desk, form: Form, speaks: tuple[str, ...]) -> Response:
    status = 422 if form.errors else 200
    return desk.render("desk/people_invite.html", status=status, form=form, speaks=speaks, **_choices(desk))


def _draw_link(desk: Desk, login: str, token: str) -> Response:
    # Browsers allow no passkeys at a bare 127.0.0.1; the same computer by name is fine.
    base = desk.house.settings.public_url.replace("//127.0.0.1", "//localhost")
    hours = round(advocates.LINK_HOLDS.total_seconds() / 3600)
    return desk.render("desk/people_link.html", login=login, link=f"{base}/desk/join/{token}", hours=hours)


async def _draw_person(
    uow: UnitOfWork, desk: Desk, person: Advocate, form: Form | None = None, speaks: list[str] | None = None
) -> Response:
    sessions = await uow.sessions.of_advocate(person.id)
    passkeys = await uow.passkeys.of_advocate(person.id)
    shown = form or Form(
        name="person",
        values={
            "name": person.name,
            "role": person.role,
            "phone": person.phone or "",
            "language": person.language,
        },
    )
    return desk.render(
        "desk/people_person.html",
        status=422 if shown.errors else 200,
        person=person,
        form=shown,
        speaks=tuple(speaks) if speaks is not None else person.speaks,
        proofs=proofs_of(person, passkeys),
        keys=keys_of(passkeys, desk.now, desk.house.settings.program.zone, desk.t.language),
        open_sessions=sum(holds(one, desk.now, desk.gate.spans) for one in sessions),
        myself=person.id == desk.me.id,
        **_choices(desk),
    )


def _choices(desk: Desk) -> dict[str, Any]:
    return {
        "roles": [(role, desk.t(f"desk.role.{role}")) for role in advocates.ROLES],
        "languages": [(language, desk.t(f"language.{language}")) for language in LANGUAGES],
    }


def _done(request: Request, what: str) -> Response:
    return go(request, f"{PATH}?done={what}")


_ADMIN: Final = frozenset({ADMIN})
_ONE: Final = f"{PATH}/{{id}}"

ENTRIES: Final = (
    Entry(path=PATH, handler=page, roles=frozenset({ADMIN, SUPERVISOR})),
    Entry(path=f"{PATH}/invite", handler=invite_page, roles=_ADMIN, step_up=True),
    Entry(path=f"{PATH}/invite", method="POST", handler=invite, roles=_ADMIN, step_up=True),
    Entry(path=_ONE, handler=person_page, roles=_ADMIN, step_up=True),
    Entry(path=_ONE, method="POST", handler=change, roles=_ADMIN, step_up=True),
    Entry(path=f"{_ONE}/link", method="POST", handler=new_link, roles=_ADMIN, step_up=True),
    Entry(path=f"{_ONE}/sign-out", method="POST", handler=sign_out, roles=_ADMIN, step_up=True),
    Entry(path=f"{_ONE}/disable", method="POST", handler=disable, roles=_ADMIN, step_up=True),
)
