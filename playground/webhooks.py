"""Updates carried to a bot's own address: in order for each chat, again and again until it says yes."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import datetime

from aiohttp import ClientError, ClientSession, ClientTimeout

from playground.bell import Bell
from playground.updates import Update, Updates, Webhook

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
LONGEST_PAUSE = 60.0
ANSWER_SECONDS = 60


def pause(failures: int, base: float) -> float:
    """Seconds before the next try: 0 after the first failure, then base, 2 base, 4 base... up to a minute."""
    return 0.0 if failures <= 1 else min(base * 2 ** min(failures - 2, 10), LONGEST_PAUSE)


class Deliveries:
    """The tasks that carry one bot's updates while it has a webhook: one for each chat that has any."""

    def __init__(
        self, updates: Updates, session: ClientSession, retry_seconds: float, now: Callable[[], datetime]
    ) -> None:
        self._now = now
        self._updates = updates
        self._session = session
        self._retry_seconds = retry_seconds
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._at_once = 0
        self._free = Bell()
        updates.arrived = self._notice

    async def stop(self) -> None:
        """Leave what is not delivered where it waits."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _notice(self, chat_id: int) -> None:
        if self._updates.webhook is not None and chat_id not in self._tasks:
            self._tasks[chat_id] = asyncio.create_task(self._carry(chat_id))

    async def _carry(self, chat_id: int) -> None:
        failures = 0
        try:
            while (webhook := self._updates.webhook) and (update := self._updates.first_of(chat_id)):
                if await self._deliver(webhook, update):
                    failures = 0
                else:
                    failures += 1
                    await asyncio.sleep(pause(failures, self._retry_seconds))
        finally:
            del self._tasks[chat_id]

    async def _deliver(self, webhook: Webhook, update: Update) -> bool:
        await self._free.until(lambda: self._at_once < webhook.max_connections or None, None)
        self._at_once += 1
        try:
            failure = await self._post(webhook, update)
            if failure is None and self._updates.remove(update):
                await self._post(webhook, update)
        finally:
            self._at_once -= 1
            self._free.ring()
        if failure is not None:
            webhook.last_error = {
                "last_error_date": int(self._now().timestamp()),
                "last_error_message": failure,
            }
        return failure is None

    async def _post(self, webhook: Webhook, update: Update) -> str | None:
        """What went wrong, or None."""
        headers = {SECRET_HEADER: webhook.secret} if webhook.secret else {}
        try:
            async with self._session.post(webhook.url, json=update.as_json(), headers=headers) as answer:
                if answer.ok:
                    return None
                return f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except TimeoutError:
            return "Read timeout expired"
        except ClientError:
            return "Connection refused"


@asynccontextmanager
async def delivering(
    bots: Iterable[Updates], retry_seconds: float, now: Callable[[], datetime]
) -> AsyncIterator[None]:
    """As long as the block runs, updates go where their bots want them."""
    async with ClientSession(timeout=ClientTimeout(total=ANSWER_SECONDS)) as session:
        deliveries = [Deliveries(updates, session, retry_seconds, now) for updates in bots]
        try:
            yield
        finally:
            await asyncio.gather(*(delivery.stop() for delivery in deliveries))
