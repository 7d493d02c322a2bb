"""Updates are fetched, written down, and only then acknowledged: a kill between loses none."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import structlog

from bot.delivery.bot_api import ApiRefused, ApiUnreachable, BotApi
from bot.figures import Figures
from storage.database import Database
from storage.inbox import Received

#: Seconds a long poll waits for something to come (Telegram allows 50).
POLL = 30
#: Seconds an answer may take beyond that.
GRACE = 15
#: The longest pause after failed polls, seconds.
LONGEST_PAUSE = 30.0

log = structlog.get_logger()


class Intake:
    """Writes one bot's updates down; polling and webhooks both end here."""

    def __init__(
        self,
        bot: str,
        account: int,
        database: Database,
        now: Callable[[], datetime],
        figures: Figures | None = None,
    ) -> None:
        self.bot = bot
        self._account = account
        self._database = database
        self._now = now
        self._figures = figures or Figures()
        #: Since when nothing could be fetched or written down; None while all is well.
        self.troubled_since: datetime | None = None

    async def take(self, updates: Sequence[dict[str, Any]]) -> None:
        """The updates are in the inbox when this returns, safe from a power cut too.

        Unwritable, and they must not be acknowledged. Their lanes, which hear of them by the database, do
        not wait for the disk.
        """
        received = [
            Received(self.bot, one["update_id"], chat_of(one), one, self._now(), self._account)
            for one in updates
        ]
        async with self._database.begin() as work:
            await work.inbox.put(received)
        self._figures.received(self.bot, len(received))
        await self._database.safe()

    def went_well(self) -> None:
        """Telegram was heard, and what it said is kept."""
        self.troubled_since = None

    def went_wrong(self) -> None:
        """It was not."""
        self.troubled_since = self.troubled_since or self._now()


class Poller:
    """Fetches one bot's updates by long polling."""

    def __init__(self, intake: Intake, api: BotApi, updates: Sequence[str]) -> None:
        self._intake = intake
        self._api = api
        self._updates = list(updates)

    async def run(self) -> None:
        """Receive until cancelled; troubles are logged, waited out and tried again."""
        offset: int | None = None
        failures = 0
        await self._without_webhook()
        while True:
            try:
                offset = await self._poll(offset)
                failures = 0
                self._intake.went_well()
            except Exception as error:  # noqa: BLE001 the outermost loop: nothing was acknowledged
                failures += 1
                self._intake.went_wrong()
                log.warning("receiving failed", bot=self._intake.bot, error=_told(error))
                await asyncio.sleep(_pause(error, failures))

    async def _without_webhook(self) -> None:
        """Telegram gives no updates by polling while it carries them to a webhook of earlier days."""
        try:
            await self._api.call("deleteWebhook")
        except (ApiRefused, ApiUnreachable) as error:
            log.info("webhook not looked at", bot=self._intake.bot, error=_told(error))

    async def _poll(self, offset: int | None) -> int | None:
        """One long poll; the offset that acknowledges what it brought, now that it is written down."""
        params: dict[str, Any] = {"timeout": POLL, "limit": 100, "allowed_updates": self._updates}
        if offset is not None:
            params["offset"] = offset
        updates: list[dict[str, Any]] = await self._api.call("getUpdates", params, patience=POLL + GRACE)
        if not updates:
            # Acknowledged up to here. Telegram may number anew after a quiet week, so no offset is kept.
            return None
        # A stop in the middle of writing would break the transaction for others who share it.
        await asyncio.shield(self._intake.take(updates))
        return max(int(one["update_id"]) for one in updates) + 1


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
