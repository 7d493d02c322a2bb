"""Telegram's flood limits, kept before it has to remind us (core.telegram.org/bots/faq, flood limits)."""

from collections import OrderedDict
from dataclasses import dataclass

from aiolimiter import AsyncLimiter

#: Chats whose pace is remembered; one that was quiet for so many others has a full allowance anyway.
REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Pace:
    """So many messages at once, and again as many in each span of seconds."""

    messages: int
    seconds: float

    def limiter(self) -> AsyncLimiter:
        """A fresh one, its allowance full."""
        return AsyncLimiter(self.messages, self.seconds)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one bot sends at most: in all, to one person, to one group (fewer than 20 in any minute).

    Each is a little below Telegram's own, since letters do not arrive as evenly as they leave.
    """

    per_bot: Pace = Pace(28, 1)
    per_person: Pace = Pace(4, 4.4)
    per_group: Pace = Pace(1, 3.2)


class Gate:
    """One bot's door: whoever goes through may send; without limits it stands open."""

    def __init__(self, limits: Limits | None) -> None:
        self._limits = limits
        self._bot = limits.per_bot.limiter() if limits else None
        self._chats: OrderedDict[int, AsyncLimiter] = OrderedDict()

    async def passed(self, chat_id: int, messages: int) -> None:
        """Wait until the chat and the bot may send so many messages."""
        if self._limits is None or self._bot is None:
            return
        for limiter in (self._chat(self._limits, chat_id), self._bot):
            for _ in range(messages):
                await limiter.acquire()

    def _chat(self, limits: Limits, chat_id: int) -> AsyncLimiter:
        """Groups have negative ids, people positive ones."""
        if chat_id not in self._chats:
            self._chats[chat_id] = (limits.per_group if chat_id < 0 else limits.per_person).limiter()
        self._chats.move_to_end(chat_id)
        if len(self._chats) > REMEMBERED:
            self._chats.popitem(last=False)
        return self._chats[chat_id]
