"""Passkeys (WebAuthn): what a browser is asked to sign, and whether what it signed is right.

Passkeys are discoverable, so nobody types a login and no answer tells whether a login exists. The person is verified by their
own device (a finger, a face, a PIN), so a passkey stands for two factors.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from starlette.requests import Request
from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from bot.errors import PuenteError
from bot.store.desk_records import Advocate, Passkey

_VERIFIED: Final = UserVerificationRequirement.REQUIRED


class PasskeyRefused(PuenteError):
    """A passkey's answer was refused."""


@dataclass(frozen=True, kw_only=True)
class NewKey:
    """What is kept of a fresh passkey."""

    credential_id: str
    public_key: str
    sign_count: int


class RelyingParty:
    """This service as a browser at one origin knows it."""

    def __init__(self, name: str, origin: str) -> None:
        self._name = name
        self.origin = origin
        self._id = urlsplit(origin).hostname or ""

    def ask_to_register(self, advocate: Advocate, present: list[Passkey]) -> tuple[str, dict[str, Any]]:
        """The challenge and the options for a new passkey; a device that holds one already says so itself."""
        options = generate_registration_options(
            rp_id=self._id,
            rp_name=self._name,
            user_id=advocate.id.encode(),
            user_name=advocate.login,
            user_display_name=advocate.login,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED, user_verification=_VERIFIED
            ),
            exclude_credentials=_descriptors(present),
        )
        return bytes_to_base64url(options.challenge), json.loads(options_to_json(options))

    def ask_to_sign(self, present: list[Passkey]) -> tuple[str, dict[str, Any]]:
        """The challenge and the options for a signature, by one of the given passkeys, or by any when none is given."""
        options = generate_authentication_options(
            rp_id=self._id, allow_credentials=_descriptors(present), user_verification=_VERIFIED
        )
        return bytes_to_base64url(options.challenge), json.loads(options_to_json(options))

    def registered(self, credential: dict[str, Any], challenge: str) -> NewKey:
        """The passkey that a browser made. Raises `PasskeyRefused`."""
        try:
            found = verify_registration_response(
                credential=credential,
                expected_challenge=base64url_to_bytes(challenge),
                expected_rp_id=self._id,
                expected_origin=self.origin,
                require_user_verification=True,
            )
        except (WebAuthnException, ValueError, KeyError, TypeError):
            raise PasskeyRefused from None
        return NewKey(
            credential_id=bytes_to_base64url(found.credential_id),
            public_key=bytes_to_base64url(found.credential_public_key),
            sign_count=found.sign_count,
        )

    def signed(self, credential: dict[str, Any], challenge: str, passkey: Passkey) -> int:
        """The new count of signatures of a passkey that signed the challenge. Raises `PasskeyRefused`.

        A count that did not grow means a copied key, and is refused too.
        """
        try:
            return verify_authentication_response(
                credential=credential,
                expected_challenge=base64url_to_bytes(challenge),
                expected_rp_id=self._id,
                expected_origin=self.origin,
                credential_public_key=base64url_to_bytes(passkey.public_key),
                credential_current_sign_count=passkey.sign_count,
                require_user_verification=True,
            ).new_sign_count
        except (WebAuthnException, ValueError, KeyError, TypeError):
            raise PasskeyRefused from None


class RelyingParties:
    """The service under each origin at which it is reached. Browsers know no passkeys at a bare address such as 127.0.0.1."""

    def __init__(self, *, name: str, origins: frozenset[str]) -> None:
        self._parties = {urlsplit(origin).netloc: RelyingParty(name, origin) for origin in origins if _is_named(origin)}

    def at(self, request: Request) -> RelyingParty | None:
        """The party for the address in the browser's bar, or None where there can be no passkeys."""
        return self._parties.get(request.headers.get("host", ""))

    @property
    def elsewhere(self) -> str | None:
        """An origin of this service where passkeys do work, for a page at one where they do not."""
        return min((party.origin for party in self._parties.values()), default=None)


def credential_id_of(credential: dict[str, Any]) -> str:
    """Which passkey an answer says it comes from, in the spelling that is kept."""
    try:
        return bytes_to_base64url(base64url_to_bytes(str(credential.get("id", ""))))
    except ValueError:
        return ""


def user_of(credential: dict[str, Any]) -> str:
    """Whose passkey an answer says it is: the id of an advocate, as the device was told when the passkey was made."""
    response = credential.get("response")
    handle = response.get("userHandle") if isinstance(response, dict) else None
    try:
        return base64url_to_bytes(str(handle or "")).decode()
    except ValueError:
        return ""


def _descriptors(present: list[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(one.credential_id)) for one in present]


def _is_named(origin: str) -> bool:
    host = urlsplit(origin).hostname or ""
    return not host.replace(".", "").isdigit() and ":" not in host
