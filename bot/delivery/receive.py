"""Updates are fetched, written down, and only then acknowledged: a kill between loses none."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import structlog

from bot.delivery.bot_api import ApiRefused, ApiUnreachable, BotApi
from bot.delivery.lanes import Lanes
from storage.database import Database
from storage.inbox import Received

#: Seconds a long poll waits for something to come (Telegram allows 50).
POLL = 30
#: Seconds an answer may take beyond that.
GRACE = 15
#: The longest pause after failed polls, seconds.
LONGEST_PAUSE = 30.0

log = structlog.get_logger()


class Receiver:
    """Polls one bot's updates into the inbox."""

    def __init__(
        self,
        bot: str,
        api: BotApi,
        updates: Sequence[str],
        database: Database,
        lanes: Lanes,
        now: Callable[[], datetime],
    ) -> None:
        self._bot = bot
        self._api = api
        self._updates = list(updates)
        self._database = database
        self._lanes = lanes
        self._now = now

    async def run(self) -> None:
        """Receive until cancelled; troubles are logged, waited out and tried again."""
        offset: int | None = None
        failures = 0
        while True:
            try:
                offset = await self._poll(offset)
                failures = 0
            except Exception as error:  # noqa: BLE001 the outermost loop: nothing was acknowledged
                failures += 1
                log.warning("receiving failed", bot=self._bot, error=_told(error))
                await asyncio.sleep(_pause(error, failures))

    async def _poll(self, offset: int | None) -> int | None:
        """One long poll; the offset that acknowledges what it brought, now that it is written down."""
        params: dict[str, Any] = {"timeout": POLL, "limit": 100, "allowed_updates": self._updates}
        if offset is not None:
            params["offset"] = offset
        updates: list[dict[str, Any]] = await self._api.call("getUpdates", params, patience=POLL + GRACE)
        if not updates:
            # Acknowledged up to here. Telegram may number anew after a quiet week, so no offset is kept.
            return None
        received = [self._received(update) for update in updates]
        async with self._database.begin() as work:
            await work.inbox.put(received)
        for one in received:
            self._lanes.nudge(one.bot, one.chat_id)
        return max(one.update_id for one in received) + 1

    def _received(self, update: dict[str, Any]) -> Received:
        return Received(
            self._bot, update["update_id"], chat_of(update), update, self._now(), self._api.account
        )


def chat_of(update: dict[str, Any]) -> int:
    """The chat whose lane the update belongs to; 0 for one that belongs to none."""
    for event in update.values():
        if isinstance(event, dict):
            chat = event.get("chat") or (event.get("message") or {}).get("chat") or event.get("from")
            if chat:
                return int(chat["id"])
    return 0


def _told(error: Exception) -> str:
    return str(error) if isinstance(error, ApiRefused | ApiUnreachable) else type(error).__name__


def _pause(error: Exception, failures: int) -> float:
    if isinstance(error, ApiRefused) and error.retry_after:
        return error.retry_after
    return min(LONGEST_PAUSE, 0.5 * 2.0 ** min(failures - 1, 8))
