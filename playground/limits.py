"""Telegram's flood limits as token buckets (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this)."""

from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True, slots=True)
class Rate:
    """So many messages a second on average, and so many at once after a quiet while."""

    per_second: float
    burst: int


@dataclass(frozen=True, slots=True)
class Limits:
    """What one bot may send: in all, to one person, to one group."""

    per_bot: Rate = Rate(30, 30)
    per_chat: Rate = Rate(1, 5)
    per_group: Rate = Rate(20 / 60, 20)

    def for_chat(self, chat_id: int) -> Rate:
        """Groups have negative ids, people positive ones."""
        return self.per_group if chat_id < 0 else self.per_chat


class Bucket:
    """Fills at its rate up to the burst; an album may take it below zero, which the next sender waits out."""

    def __init__(self, rate: Rate, now: float) -> None:
        self._rate = rate
        self._tokens = float(rate.burst)
        self._at = now

    def wait(self, now: float) -> float:
        """Seconds until one more message may go; 0 if it may go now."""
        grown = self._tokens + (now - self._at) * self._rate.per_second
        self._tokens, self._at = min(grown, self._rate.burst), now
        return max(0.0, (1 - self._tokens) / self._rate.per_second)

    def take(self, messages: int) -> None:
        """Spend tokens, after ``wait`` said 0."""
        self._tokens -= messages


class Gate:
    """The buckets of every bot and chat; ``now`` is seconds on any clock that only goes forward."""

    def __init__(self, limits: Limits | None) -> None:
        self._limits = limits
        self._buckets: dict[tuple[int, int | None], Bucket] = {}

    def pass_(self, bot_id: int, chat_id: int, messages: int, now: float) -> int:
        """0 and the tokens are spent, or the whole seconds to wait and nothing is spent."""
        if self._limits is None:
            return 0
        of_bot = self._bucket((bot_id, None), self._limits.per_bot, now)
        of_chat = self._bucket((bot_id, chat_id), self._limits.for_chat(chat_id), now)
        wait = max(of_bot.wait(now), of_chat.wait(now))
        if wait == 0:
            of_bot.take(messages)
            of_chat.take(messages)
        return ceil(wait)

    def _bucket(self, key: tuple[int, int | None], rate: Rate, now: float) -> Bucket:
        if key not in self._buckets:
            self._buckets[key] = Bucket(rate, now)
        return self._buckets[key]
