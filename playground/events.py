"""Everything a person sees, as it happens."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playground.bell import Bell
from playground.seen import Seen

Body = Seen | dict[str, Any]
KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Event:
    """What one person saw in the chat with one bot.

    Kinds: message, edited, deleted, typing, answer (to a tap), draft, reaction, blocked, commands,
    topics, keyboard. What concerns nobody's chat has person 0 and no bot: people, clock, faults, story.
    """

    number: int
    person: int
    bot: str
    kind: str
    body: Body

    def as_json(self) -> dict[str, Any]:
        """For the page."""
        body = self.body.as_json() if isinstance(self.body, Seen) else self.body
        told = {"number": self.number, "person": self.person, "bot": self.bot}
        return {**told, "kind": self.kind, "body": body}


class Events:
    """The latest ones, oldest first, numbered from 1."""

    def __init__(self) -> None:
        self._latest: deque[Event] = deque(maxlen=KEPT)
        self._count = 0
        self._bell = Bell()

    @property
    def last(self) -> int:
        """The number of the newest event; 0 before the first."""
        return self._count

    def add(self, person: int, bot: str, kind: str, body: Body) -> None:
        """Something happened; everyone who waits looks."""
        self._count += 1
        self._latest.append(Event(self._count, person, bot, kind, body))
        self._bell.ring()

    def announce(self, kind: str, body: Body) -> None:
        """Something happened that concerns nobody's chat."""
        self.add(0, "", kind, body)

    def after(self, number: int, person: int | None = None) -> list[Event]:
        """What this person (None: anybody) saw since."""
        new = (event for event in reversed(self._latest) if person in {None, event.person})
        found = []
        for event in new:
            if event.number <= number:
                break
            found.append(event)
        return found[::-1]

    async def newer(self, number: int, person: int | None = None) -> list[Event]:
        """What ``after`` tells, once there is any."""
        return await self._bell.until(lambda: self.after(number, person) or None, None)

    async def first(self, number: int, person: int, fits: Callable[[Event], bool], seconds: float) -> Event:
        """The first that fits of what this person saw since; TimeoutError if there is none in time."""
        return await self._bell.until(lambda: next(filter(fits, self.after(number, person)), None), seconds)
