"""One tree of errors. The docstring of an error is its message: it names what happened, never whose words were involved."""

from __future__ import annotations


class PuenteError(Exception):
    """Something in Puente went wrong."""

    def __init__(self, *details: str) -> None:
        """Details are safe words only: setting names, table names, codes, ids."""
        text = (self.__doc__ or "").strip().splitlines()[0]
        super().__init__(" ".join([text, *details]) if details else text)


class WrongSetting(PuenteError):
    """A setting is missing or wrong:"""


class WrongProgram(PuenteError):
    """program.toml is missing or wrong:"""


class WrongWords(PuenteError):
    """The response files are incomplete or contradict each other:"""


class WrongInput(PuenteError):
    """The input cannot be used:"""

    def __init__(self, *details: str) -> None:
        super().__init__(*details)
        self.detail = " ".join(details)


class WrongField(WrongInput):
    """The input cannot be used:"""

    def __init__(self, field: str, code: str, detail: str) -> None:
        """`field` is what is to be typed anew; `code` is a stable word for what is wrong with it, for whoever words it anew."""
        super().__init__(detail)
        self.field = field
        self.code = code


class StoreError(PuenteError):
    """The store could not do what was asked."""


class StoreBusy(StoreError):
    """The database is locked by another writer or too busy; the same work can be tried again."""


class StoreFull(StoreError):
    """The database has no room left; nothing of this work was written."""


class StoreUnavailable(StoreError):
    """The database cannot be opened or reached:"""


class StoreOutdated(StoreError):
    """The database is not at the newest migration; run `puente migrate` first:"""


class RootKeyUnusable(StoreError):
    """The root key cannot be used:"""


class ConflictError(StoreError):
    """Another writer changed the row first; nothing of this unit of work was written."""


class AlreadySeen(StoreError):
    """This provider message was taken in before."""


class SubjectErased(StoreError):
    """The data key of this subject is gone; what was sealed with it can never be read again."""


class SealBroken(StoreError):
    """A sealed value was refused: it was changed, moved, or sealed with another key."""


class EngineUnavailable(PuenteError):
    """The dialogue engine gave no usable answer:"""


class EngineTooSlow(EngineUnavailable):
    """The dialogue engine did not answer in time."""


class ChannelError(PuenteError):
    """A message channel failed."""


class ForgedWebhook(ChannelError):
    """A webhook was refused because its signature or account is not ours."""


class MalformedWebhook(ChannelError):
    """A webhook was refused because it lacks what a message must have:"""


class TemporaryFailure(ChannelError):
    """The provider could not take the message now; it is tried again:"""


class AmbiguousFailure(ChannelError):
    """It is unknown whether the provider took the message; it is asked before any second try:"""


class PermanentFailure(ChannelError):
    """The provider will never take this message:"""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
