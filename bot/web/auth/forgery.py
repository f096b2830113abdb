"""No other site can make a signed-in browser do something here: where a request comes from, and what only our pages know."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

HEADER: Final = "x-csrf"
FIELD: Final = "csrf"
_LABEL: Final = b"puente desk forgery token"


def forgery_token(session_token: str) -> str:
    """What our pages send along with every deed. It follows from the session's token and does not lead back to it."""
    return hmac.digest(session_token.encode(), _LABEL, hashlib.sha256).hex()


def token_matches(session_token: str, given: str) -> bool:
    """Whether a deed came with its session's own token."""
    return hmac.compare_digest(forgery_token(session_token).encode(), given.encode())


def comes_from_here(headers: Mapping[str, str], origins: frozenset[str]) -> bool:
    """Whether a browser says that one of our own pages made this request.

    Current browsers say so themselves (`Sec-Fetch-Site`); older ones, and pages over plain http, name their origin. Whoever
    says neither is refused: every browser says one of them of a POST.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    return headers.get("origin", "") in origins


def own_origins(public_url: str, port: int, *, local: bool) -> frozenset[str]:
    """The origins of our own pages; with `local` also those of a browser on this very computer."""
    parts = urlsplit(public_url)
    here = {f"http://localhost:{port}", f"http://127.0.0.1:{port}"} if local else set()
    return frozenset({f"{parts.scheme}://{parts.netloc}", *here})
