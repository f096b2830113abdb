"""Requests of people who are not signed in: where they come from, and how much of them is kept."""

from __future__ import annotations

from datetime import timedelta

from starlette.requests import Request

from bot.store import UnitOfWork
from bot.usecases.sign_in import note_stranger
from bot.usecases.throttle import Tries, note_challenge, tries_of, wait_for
from bot.web.desk.context import Lobby


def address_of(request: Request) -> str:
    """The network address that a request came from; behind a proxy on this machine the server has put the real one here."""
    return request.client.host if request.client else ""


def stranger(uow: UnitOfWork, request: Request) -> Tries:
    """What counts for somebody of whom only the address is known."""
    return tries_of(uow, login=None, address=address_of(request))


async def note_refused(lobby: Lobby, event: str) -> None:
    """An entry in the audit for a refusal, unless one of this address is there from a short while ago."""
    async with lobby.gate.one_note, lobby.house.store.unit_of_work() as uow:
        await note_stranger(uow, event, stranger(uow, lobby.request), lobby.now)
        await uow.commit()


async def wait_for_challenge(lobby: Lobby) -> timedelta | None:
    """How long this address gets no challenge for a passkey, at most; None when it may have one, which counts."""
    async with lobby.gate.one_note, lobby.house.store.unit_of_work() as uow:
        tries = stranger(uow, lobby.request)
        wait = await wait_for(uow, tries, lobby.now) or await note_challenge(uow, tries, lobby.now)
        await uow.commit()
    return wait
