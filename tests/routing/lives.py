"""Histories of tickets in a few words, and a desk's terms, for tests of clocks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from routing.hours import Hours, Span
from routing.targets import Targets

MOSCOW, BERLIN, ST_JOHNS, VLADIVOSTOK = map(
    ZoneInfo, ("Europe/Moscow", "Europe/Berlin", "America/St_Johns", "Asia/Vladivostok")
)
LUNCH = (Span(time(9), time(13)), Span(time(14), time(18)))
NIGHT = (Span(time(0), time(6)), Span(time(22), time(0)))
OWED = {"promised": "2026-01-01T00:00:00+00:00"}
WORD = {"first_word_at": "2026-01-01T00:00:00+00:00", "promised": None}

#: What each act changes in a ticket, as its history has it.
ACTS: Mapping[str, Mapping[str, Any]] = {
    "take": {"state": "taken"},
    "word": {"state": "taken", **WORD},
    "ask": {"state": "asked", **WORD},
    "hear": {"state": "taken", **OWED},
    "maker": {"state": "vendor"},
    "answer": {"state": "taken"},
    "solve": {"state": "resolved", **WORD},
    "close": {"state": "closed", "promised": None},
    "reopen": {"state": "queued", "first_word_at": None, **OWED},
    "up": {"state": "queued", "queue": "core", **OWED},
    "down": {"state": "queued", "queue": "network", **OWED},
    "mail": {"state": "queued", "queue": "mail", **OWED},
    "P1": {"priority": 1},
    "P3": {"priority": 3},
    "P4": {"priority": 4},
}


def office(zone: ZoneInfo, *off: date, working: tuple[date, ...] = ()) -> Hours:
    """Nine to six with an hour's lunch, Monday to Friday."""
    return Hours(zone, (LUNCH,) * 5 + ((), ()), frozenset(off), dict.fromkeys(working, ()))


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a history."""

    at: datetime
    changes: Mapping[str, Any]
    what: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Desk:
    """Terms: an hour for a first word and for the next, eight for a solution, four on a line."""

    hours: Hours
    first_word: Mapping[int, int] = field(default_factory=lambda: {1: 15, 3: 60, 4: 240})
    resolution: Mapping[int, int] = field(default_factory=lambda: {1: 240, 3: 480, 4: 960})
    line: Mapping[str, int] = field(default_factory=lambda: {"core": 360})
    own_hours: Mapping[str, Hours] = field(default_factory=dict)

    def targets(self, queue: str, priority: int) -> Targets:
        """The same on every queue but for the line."""
        return Targets(
            first_word=timedelta(minutes=self.first_word[priority]),
            next_word=timedelta(hours=1),
            resolution=timedelta(minutes=self.resolution[priority]),
            line=timedelta(minutes=self.line.get(queue, 240)),
        )

    def hours_of(self, queue: str) -> Hours:
        """The desk's, but for queues with their own."""
        return self.own_hours.get(queue, self.hours)

    def line_of(self, queue: str) -> str:
        """The experts' queue is on the third line, all others on the second."""
        return "L3" if queue == "core" else "L2"


def lived(zone: ZoneInfo, *rows: str) -> list[Event]:
    """A history from rows such as "2026-11-23 12:30 ask"; the first of them opens the ticket."""
    moments = [datetime.fromisoformat(row.rpartition(" ")[0]).replace(tzinfo=zone) for row in rows]
    acts = [row.rpartition(" ")[2] for row in rows]
    opened = {"state": "queued", "queue": "network", "priority": 3, "first_word_at": None, **OWED}
    first = Event(moments[0], {**opened, "opened_at": moments[0].isoformat()})
    return [first, *(Event(at, ACTS[act]) for at, act in zip(moments[1:], acts[1:], strict=True))]
