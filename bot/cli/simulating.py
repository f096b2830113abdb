"""The local carrier and the clock that can be moved, which belong to one process that serves everything."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import httpx
from starlette.routing import BaseRoute

from bot.bootstrap import make_data_folder, simulated_account
from bot.channels.simulator import Carrier
from bot.channels.simulator_clock import MovableClock
from bot.settings import Settings
from bot.web.simulator import routes

OFFSET_FILE = "simulator-clock"


class Simulation:
    """The carrier, its account, its pages, and the service's clock, which stays moved over a restart."""

    def __init__(self, settings: Settings, wake: Callable[[], None]) -> None:
        make_data_folder(settings)
        self.account = simulated_account(settings)
        self.clock = MovableClock(file=settings.data_dir / OFFSET_FILE)
        self.clock.watch(wake)
        self._client = httpx.AsyncClient(trust_env=False)
        # It signs over the public address and knocks at this process's own door.
        self._carrier = Carrier(
            account_sid=self.account.account_sid,
            auth_token=self.account.auth_token,
            service_number=self.account.sms_number,
            public_url=settings.public_url,
            loopback_url=f"http://127.0.0.1:{settings.port}",
            clock=self.clock,
            client=self._client,
        )
        self.routes: Sequence[BaseRoute] = routes(self._carrier, self.clock)

    async def close(self) -> None:
        await self._carrier.close()
        await self._client.aclose()
