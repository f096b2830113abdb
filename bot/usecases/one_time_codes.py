"""Six digits from an app on the advocate's phone (TOTP, RFC 6238), each good for one use."""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta
from typing import Final

import pyotp

STEP: Final = timedelta(seconds=30)
_DRIFT: Final = 1  # steps that a phone's clock may be off, either way


def new_secret() -> str:
    """A fresh shared secret, 160 bits in base32."""
    return pyotp.random_base32()


def address_of(secret: str, *, login: str, issuer: str) -> str:
    """The `otpauth:` address that an app reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=issuer)


def matching_step(secret: str, code: str, at: datetime, *, last_used: int | None) -> int | None:
    """The time step that a code belongs to, or None. A step that was used, or lies before one that was, is a replay."""
    typed = "".join(code.split())
    now_step = int(at.timestamp() // STEP.total_seconds())
    found = None
    for step in range(now_step - _DRIFT, now_step + _DRIFT + 1):
        # All are compared, whichever fits, so that the time taken says nothing.
        fits = hmac.compare_digest(pyotp.TOTP(secret).generate_otp(step).encode(), typed.encode())
        if fits and (last_used is None or step > last_used):
            found = step
    return found
