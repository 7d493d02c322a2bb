"""Waiting for something to happen without asking over and over."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Bell:
    """Rings for everyone who waits at that moment; nothing is kept for those who come later."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        """Something changed: everyone who waits looks again."""
        waiting, self._waiting = self._waiting, set()
        for waiter in waiting:
            if not waiter.done():
                waiter.set_result(None)

    async def until(self, ready: Callable[[], T | None], seconds: float | None) -> T:
        """The first value of ``ready`` that is not None, asked now and at each ring.

        TimeoutError after ``seconds`` (None waits for ever); what ``ready`` raises comes through.
        """
        async with asyncio.timeout(seconds):
            while (found := ready()) is None:
                await self._rung()
        return found

    async def _rung(self) -> None:
        waiter = asyncio.get_running_loop().create_future()
        self._waiting.add(waiter)
        try:
            await waiter
        finally:
            self._waiting.discard(waiter)
