"""Calls that come while others of their kind are under way are gathered, and done as one."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

Asked = TypeVar("Asked")
Given = TypeVar("Given")


class Gathering(Generic[Asked, Given]):
    """`do` takes what was asked by several at once and gives an answer to each, in their order. One `do` runs at a time.

    An error of `do` is everybody's. Whoever stops waiting leaves the others' work as it is.
    """

    def __init__(self, do: Callable[[Sequence[Asked]], Awaitable[Sequence[Given]]], *, most: int) -> None:
        self._do = do
        self._most = most
        self._waiting: list[tuple[Asked, asyncio.Future[Given]]] = []
        self._doing: asyncio.Task[None] | None = None

    async def __call__(self, asked: Asked) -> Given:
        future: asyncio.Future[Given] = asyncio.get_running_loop().create_future()
        self._waiting.append((asked, future))
        if self._doing is None or self._doing.done():
            self._doing = asyncio.create_task(self._work_off())
        return await future

    async def _work_off(self) -> None:
        while self._waiting:
            some, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
            try:
                answers = await self._do([asked for asked, _ in some])
            except Exception as error:
                for _, future in some:
                    if not future.done():
                        future.set_exception(error)
            else:
                for (_, future), answer in zip(some, answers, strict=True):
                    if not future.done():
                        future.set_result(answer)
