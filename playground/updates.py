"""What waits for a bot: its updates in order, taken by long polling or by a webhook."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from playground.bell import Bell
from playground.faults import Fault, Kind
from playground.refusal import conflict

Json = dict[str, Any]
ON_REQUEST_ONLY = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
WEBHOOK_SET = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
POLL_SECONDS = 50
REORDER_SECONDS = 1.0
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"


@dataclass(frozen=True, slots=True)
class Update:
    """One update; ``chat_id`` says which others it must not overtake."""

    id: int
    chat_id: int
    kind: str
    body: Json

    def as_json(self) -> Json:
        """The Bot API's Update."""
        return {"update_id": self.id, self.kind: self.body}


@dataclass(slots=True, eq=False)
class Webhook:
    """Where a bot wants its updates; ``last_error`` holds getWebhookInfo's two fields about it."""

    url: str
    secret: str | None
    max_connections: int
    last_error: Json = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class _Held:
    """Updates of one chat that a fault keeps back; ``reorder``: only until another chat's overtakes them."""

    waiting: list[tuple[str, Json]]
    reorder: bool


class Updates:
    """One bot's updates, each kept until it is acknowledged."""

    def __init__(self, first_id: int = 1) -> None:
        self._next_id = first_id
        self._pending: deque[Update] = deque()
        self._again: list[Update] = []
        self._held: dict[int, _Held] = {}
        self._allowed: frozenset[str] | None = None
        self._turn = 0
        self._ended: str = OTHER_POLLER
        self._bell = Bell()
        self.webhook: Webhook | None = None
        self.arrived: Callable[[int], None] = lambda _: None

    # --- coming in ---------------------------------------------------------------------------

    def allow(self, kinds: Sequence[str] | None) -> None:
        """Remember which kinds the bot wants from now on; [] is the default, None changes nothing."""
        if kinds is not None:
            self._allowed = frozenset(kinds) or None

    def add(self, chat_id: int, kind: str, body: Json, fault: Fault | None = None) -> None:
        """An update for the bot, unless it does not want its kind; a fault may delay or repeat it."""
        if not self._wanted(kind):
            return
        if chat_id in self._held:
            self._held[chat_id].waiting.append((kind, body))
        elif fault is not None and fault.kind in {Kind.DELAY, Kind.REORDER}:
            self._hold(chat_id, kind, body, fault)
        else:
            self._put(chat_id, kind, body, twice=fault is not None)
            self._release_overtaken()

    def _wanted(self, kind: str) -> bool:
        return kind not in ON_REQUEST_ONLY if self._allowed is None else kind in self._allowed

    def _put(self, chat_id: int, kind: str, body: Json, *, twice: bool = False) -> None:
        update = Update(self._next_id, chat_id, kind, body)
        self._next_id += 1
        self._pending.append(update)
        if twice:
            self._again.append(update)
        self._bell.ring()
        self.arrived(chat_id)

    def _hold(self, chat_id: int, kind: str, body: Json, fault: Fault) -> None:
        seconds = REORDER_SECONDS if fault.seconds is None else fault.seconds
        held = self._held[chat_id] = _Held([(kind, body)], fault.kind is Kind.REORDER)
        asyncio.get_running_loop().call_later(seconds, self._release, chat_id, held)

    def _release(self, chat_id: int, held: _Held) -> None:
        # What was overtaken is already out when its time is up, and the chat may hold others by then.
        if self._held.get(chat_id) is held:
            del self._held[chat_id]
            for kind, body in held.waiting:
                self._put(chat_id, kind, body)

    def _release_overtaken(self) -> None:
        for chat_id, held in list(self._held.items()):
            if held.reorder:
                self._release(chat_id, held)

    # --- going out ---------------------------------------------------------------------------

    @property
    def count(self) -> int:
        """How many wait."""
        return len(self._pending)

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Json]:
        """Up to ``limit`` updates, as soon as there are any; a 409 if a newer poll takes over.

        An offset above 0 acknowledges everything below it; below 0 it keeps only so many of the newest.
        """
        if self.webhook is not None:
            raise conflict(WEBHOOK_SET)
        self._acknowledge(offset)
        self._interrupt(OTHER_POLLER)
        turn = self._turn

        def batch() -> list[Json] | None:
            if turn != self._turn:
                raise conflict(self._ended)
            return self._batch(limit) or None

        try:
            return await self._bell.until(batch, min(seconds, POLL_SECONDS))
        except TimeoutError:
            return []

    def go_to(self, webhook: Webhook) -> None:
        """Deliver from now on, what waits included; a poll under way ends with a 409."""
        self._interrupt("terminated by setWebhook request")
        self.webhook = webhook
        for chat_id in {update.chat_id for update in self._pending}:
            self.arrived(chat_id)

    def _interrupt(self, reason: str) -> None:
        self._turn += 1
        self._ended = reason
        self._bell.ring()

    def first_of(self, chat_id: int) -> Update | None:
        """The oldest update of a chat; it stays until it is removed."""
        return next((update for update in self._pending if update.chat_id == chat_id), None)

    def remove(self, update: Update) -> bool:
        """The webhook took it; whether a fault wants it delivered once more."""
        if update in self._pending:
            self._pending.remove(update)
        twice = update in self._again
        self._again = [again for again in self._again if again is not update]
        return twice

    def forget(self) -> None:
        """Drop everything that waits (``drop_pending_updates``)."""
        self._pending.clear()
        self._again.clear()

    def _acknowledge(self, offset: int) -> None:
        if offset < 0:
            offset = self._pending[max(offset, -len(self._pending))].id if self._pending else 0
        while self._pending and self._pending[0].id < offset:
            self._pending.popleft()

    def _batch(self, limit: int) -> list[Json]:
        # A repeated update comes once more after it was acknowledged, as after a lost answer.
        acknowledged = [update for update in self._again if update not in self._pending]
        self._again = [update for update in self._again if update not in acknowledged]
        ready = [*acknowledged, *self._pending]
        return [update.as_json() for update in ready[: max(1, min(limit, 100))]]
