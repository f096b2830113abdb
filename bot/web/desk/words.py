"""Every word of the desk's pages, by language: the modules `words_<page>` put together.

A key is `page.thing`. Whatever is said in one language is said in the other; no key is written twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Final

from bot.care.languages import LANGUAGES
from bot.errors import WrongInput

_PACKAGE: Final = "bot.web.desk"


def word_modules() -> list[ModuleType]:
    """The modules `words_<page>` of this package; each has `EN` and `ES`."""
    package = import_module(_PACKAGE)
    names = sorted(module.name for module in iter_modules(package.__path__) if module.name.startswith("words_"))
    return [import_module(f"{_PACKAGE}.{name}") for name in names]


def merged() -> dict[str, Mapping[str, str]]:
    """Language -> key -> words. Raises `ValueError` when two pages write the same key."""
    found: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    for module in word_modules():
        for language, words in (("en", module.EN), ("es", module.ES)):
            if twice := found[language].keys() & words.keys():
                raise ValueError(f"two pages of the desk write {', '.join(sorted(twice))}")
            found[language].update(words)
    return dict(found)


WORDS: Final = merged()


def why(wrong: WrongInput, language: str) -> str:
    """Why a deed was not possible, in a sentence: `words_wrong` has one for each detail of the desk's use cases."""
    words = WORDS[language]
    otherwise = (
        f"{wrong.detail[:1].upper()}{wrong.detail[1:]}." if language == "en" and wrong.detail else words["desk.failed"]
    )
    return words.get(f"wrong.{wrong.detail}", otherwise)
