"""A yes for one purpose, given and taken back."""

from __future__ import annotations

from bot.care.consent import Purpose, expires_at
from bot.store.records import Consent
from bot.usecases.scope import TurnScope


async def give(scope: TurnScope, purpose: Purpose) -> Consent:
    """Note a consent in the wording of now. It holds as long as `program.toml` says, and not a day longer."""
    consent = Consent(
        id=scope.new_id(),
        subject_id=scope.subject_id,
        purpose=purpose.value,
        wording_version=scope.program.wording[purpose.value],
        language=scope.language,
        given_at=scope.now,
        expires_at=expires_at(purpose, scope.now, scope.program.retention),
    )
    await scope.uow.consents.add(consent)
    await scope.note(f"youth:consent_{purpose.value}:given")
    return consent


async def withdraw(scope: TurnScope, purpose: Purpose) -> None:
    """Take back every consent for a purpose; there need not be one."""
    await scope.uow.consents.withdraw(scope.subject_id, purpose.value, scope.now)
    await scope.note(f"youth:consent_{purpose.value}:withdrawn")
