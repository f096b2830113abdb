"""The one cookie of the desk: the token of a sign-in, for this site's own pages alone."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response


class SessionCookie:
    """`__Host-puente` where the service is reached by https; without it browsers refuse that name, so it has another."""

    def __init__(self, public_url: str) -> None:
        self._secure = public_url.startswith("https://")
        self.name = "__Host-puente" if self._secure else "puente_desk"

    def read(self, request: Request) -> str:
        """The token, or nothing."""
        return request.cookies.get(self.name, "")

    def give(self, response: Response, token: str) -> None:
        """Until the browser is closed; the row decides how long it is good for."""
        response.set_cookie(self.name, token, path="/", secure=self._secure, httponly=True, samesite="strict")

    def take(self, response: Response) -> None:
        """Take the cookie back."""
        response.delete_cookie(self.name, path="/", secure=self._secure, httponly=True, samesite="strict")
