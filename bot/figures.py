"""What the desk counts about itself, for Prometheus: numbers only, nobody's words."""

from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from bot.vitals import Vitals

#: Seconds; line 1 aims at 8 ms in the middle and 25 ms for the slowest of a hundred (DESIGN.md section 9).
_THINKING = (0.002, 0.004, 0.008, 0.016, 0.025, 0.05, 0.1, 0.25, 1.0)


class Figures:
    """Counters of one running desk, each desk its own, so that several in one process do not mix."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._received = self._counter("updates_received", "Updates written to the inbox", "bot")
        self._handled = self._counter("updates_handled", "Updates worked through", "bot", "outcome")
        self._letters = self._counter(
            "letters", "Tries to send a letter, by what came of it", "bot", "outcome"
        )
        self._thinking = Histogram(
            "firstline_decision_seconds",
            "Line 1's thinking on a turn",
            buckets=_THINKING,
            registry=self.registry,
        )
        self.inbox_waiting = self._gauge("inbox_waiting", "Updates not worked through yet")
        self.inbox_age = self._gauge("inbox_age_seconds", "Age of the oldest of them")
        self.dead_letters = self._gauge("dead_letters", "Updates set aside after every try failed")
        self.outbox_waiting = self._gauge("outbox_waiting", "Letters not sent yet", "bot")
        self.outbox_age = self._gauge("outbox_age_seconds", "Age of the oldest of them", "bot")
        self.outbox_retried = self._gauge(
            "outbox_retried", "Letters not sent yet that were tried before", "bot"
        )
        self.lanes = self._gauge("lanes", "Chats being worked on now")
        self.disk_free = self._gauge("disk_free_bytes", "Room left where the database is")

    def show(self, vitals: Vitals) -> None:
        """Take over what was measured now."""
        self.inbox_waiting.set(vitals.inbox.waiting)
        self.inbox_age.set(_age(vitals.inbox.oldest, vitals.now))
        self.dead_letters.set(vitals.inbox.dead)
        for bot, standing in vitals.outbox.items():
            self.outbox_waiting.labels(bot).set(standing.waiting)
            self.outbox_age.labels(bot).set(_age(standing.oldest, vitals.now))
            self.outbox_retried.labels(bot).set(standing.retried)
        if vitals.disk_free is not None:
            self.disk_free.set(vitals.disk_free)

    def received(self, bot: str, updates: int) -> None:
        """So many updates were written down."""
        self._received.labels(bot).inc(updates)

    def handled(self, bot: str, outcome: str) -> None:
        """An update was worked through: done, refused, failed, dead."""
        self._handled.labels(bot, outcome).inc()

    def settled(self, bot: str, outcome: object) -> None:
        """A letter was tried; the outcome is told by its kind."""
        self._letters.labels(bot, type(outcome).__name__.lower()).inc()

    def thought(self, seconds: float) -> None:
        """Line 1 understood a turn."""
        self._thinking.observe(seconds)

    def _counter(self, name: str, told: str, *labels: str) -> Counter:
        return Counter(f"firstline_{name}", told, labels, registry=self.registry)

    def _gauge(self, name: str, told: str, *labels: str) -> Gauge:
        return Gauge(f"firstline_{name}", told, labels, registry=self.registry)


def _age(since: datetime | None, now: datetime) -> float:
    return max(0.0, (now - since).total_seconds()) if since else 0.0
