"""A youth in an open store."""

from __future__ import annotations

import pytest

from bot.store import Store
from tests.usecases.turns import Youth, a_youth


@pytest.fixture
async def youth(sqlite_store: Store) -> Youth:
    return await a_youth(sqlite_store)
