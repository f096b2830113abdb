"""One engine and one house for all conversations; every youth has a phone of their own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

import pytest
import pytest_asyncio

from bot.conversation.dialogue import Dialogue
from tests.house import Home
from tests.stories.drive import Youth, engine, home_of


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def dialogue() -> AsyncIterator[Dialogue]:
    async with engine() as running:
        yield running


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def home(dialogue: Dialogue, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Home]:
    async with home_of(tmp_path_factory.mktemp("stories"), dialogue) as open_home:
        yield open_home


@pytest.fixture
def new_youth(home: Home) -> Callable[[], Youth]:
    return lambda: Youth(home)


@pytest.fixture
def youth(home: Home) -> Youth:
    """Somebody who has never written."""
    return Youth(home)
