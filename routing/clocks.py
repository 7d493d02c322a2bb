"""How long a ticket waited, on whom, and when it is due: from its history alone, never from counters.

The history is cut into intervals in which nothing changed that a clock looks at. A clock is the time of
those intervals that it counts, each by the working hours of the queue it was in, against the target of
today: so time used survives a change of policy, of priority and of queue.

| clock | begins | counts while the ticket waits for | ends |
|---|---|---|---|
| first word | opened, reopened | anybody | a person's first word to the customer |
| next word | the customer is owed a word again | the team | that word |
| resolution | opened | the team, the maker | solved or closed; a reopening goes on where it stood |
| line | the ticket comes to a line | the team | it leaves the line, solved or closed |

One of our own, without a customer, has the line's clock only: to nobody was a word or a solution promised.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import takewhile
from typing import Any, Protocol

from routing.hours import Hours
from routing.targets import Targets
from routing.ticket import OPEN_STATES, State

#: Fields of a ticket that its clocks look at.
FIELDS = frozenset({"state", "queue", "owner", "priority", "promised", "first_word_at"})
ENDED = frozenset({State.RESOLVED, State.CLOSED})


class WaitsOn(StrEnum):
    """Whose turn it is."""

    TEAM = "team"
    CUSTOMER = "customer"
    VENDOR = "vendor"
    NOBODY = "nobody"


class Clock(StrEnum):
    """What is measured."""

    FIRST_WORD = "first_word"
    NEXT_WORD = "next_word"
    RESOLUTION = "resolution"
    LINE = "line"


_TURN = {State.ASKED: WaitsOn.CUSTOMER, State.VENDOR: WaitsOn.VENDOR} | dict.fromkeys(ENDED, WaitsOn.NOBODY)
_COUNTS = {
    Clock.FIRST_WORD: frozenset(WaitsOn),
    Clock.NEXT_WORD: frozenset({WaitsOn.TEAM}),
    Clock.RESOLUTION: frozenset({WaitsOn.TEAM, WaitsOn.VENDOR}),
    Clock.LINE: frozenset({WaitsOn.TEAM}),
}


class Happened(Protocol):
    """An event of the history, as storage has it."""

    @property
    def at(self) -> datetime:
        """When."""

    @property
    def changes(self) -> Mapping[str, Any]:
        """What it changed in the ticket (routing/history.py)."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A time in which nothing changed; no `end` while it lasts.

    `owed`: the customer was promised a word. `worded`: a person has spoken in this round, which is the time
    from the opening, or a reopening, on. `ours`: there is no customer.
    """

    begin: datetime
    end: datetime | None
    state: State
    queue: str
    owner: int | None
    priority: int
    owed: bool
    worded: bool
    round: int
    ours: bool = False

    @property
    def waits_on(self) -> WaitsOn:
        """Whose turn it was."""
        return _TURN.get(self.state, WaitsOn.TEAM)


def intervals(events: Iterable[Happened]) -> list[Interval]:
    """The history, oldest first, as intervals without gaps; the last one lasts.

    What was before the first event is taken to have been as that event tells. Events that come with an
    earlier time than those before them (somebody set the machine's clock) count as at the same moment.
    """
    found: list[Interval] = []
    facts: dict[str, Any] = {}
    for event in events:
        if not FIELDS & event.changes.keys():
            continue
        facts |= event.changes
        moment = event.at.astimezone(UTC)
        if not found:
            opened = datetime.fromisoformat(facts["opened_at"]) if "opened_at" in facts else moment
            found.append(_interval(facts, min(opened, moment).astimezone(UTC), 0))
            continue
        last = found[-1]
        moment = max(moment, last.begin)
        state = State(facts["state"])
        again = last.state in ENDED and state not in ENDED
        found[-1] = replace(last, end=moment)
        found.append(_interval(facts, moment, last.round + again))
    return found


def _interval(facts: Mapping[str, Any], begin: datetime, round_: int) -> Interval:
    return Interval(
        begin=begin,
        end=None,
        state=State(facts["state"]),
        queue=facts["queue"],
        owner=facts.get("owner"),
        priority=facts["priority"],
        owed=facts.get("promised") is not None,
        worded=facts.get("first_word_at") is not None,
        round=round_,
        ours=facts.get("customer_id", 0) is None,
    )


class Terms(Protocol):
    """What a desk promises and when it works."""

    def targets(self, queue: str, priority: int) -> Targets:
        """What is promised for such a ticket in that queue."""

    def hours_of(self, queue: str) -> Hours:
        """When people work on the queue."""

    def line_of(self, queue: str) -> str:
        """The line it is on."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A clock at a moment.

    `stands_for` is whom it waits for while it does not run, `ended` that it never will again. `due` is when
    the target is, or was, used up; None while nobody can know. `warn_at` is the same for the warning.
    `since` is when this clock began.
    """

    clock: Clock
    target: timedelta
    used: timedelta
    since: datetime
    stands_for: WaitsOn | None = None
    ended: bool = False
    due: datetime | None = None
    warn_at: datetime | None = None

    @property
    def runs(self) -> bool:
        """Time passes on it, in working hours."""
        return not self.ended and self.stands_for is None

    @property
    def left(self) -> timedelta:
        """Working time left, never negative."""
        return max(self.target - self.used, timedelta())

    def breached(self, now: datetime) -> bool:
        """Whether the target was, or is now, used up; the very moment still is in time for a word."""
        if self.ended:
            return self.used > self.target
        return self.due is not None and now >= self.due


def read(history: Sequence[Interval], terms: Terms, now: datetime) -> list[Reading]:
    """Every clock that is promised for the ticket and has begun, in the order of Clock."""
    clocks = [Clock.LINE] if history and history[-1].ours else list(Clock)
    return [reading for clock in clocks if (reading := _reading(clock, history, terms, now))]


def soonest(readings: Iterable[Reading]) -> datetime | None:
    """When the first of the running clocks is due; None when none runs."""
    return min((one.due for one in readings if one.runs and one.due), default=None)


def stays(history: Sequence[Interval], terms: Terms) -> list[list[Interval]]:
    """The history cut where the ticket came to another line: each stay has a clock of its own."""
    found: list[list[Interval]] = []
    for one in history:
        if found and terms.line_of(found[-1][-1].queue) == terms.line_of(one.queue):
            found[-1].append(one)
        else:
            found.append([one])
    return found


def _life(clock: Clock, history: Sequence[Interval], terms: Terms) -> tuple[Sequence[Interval], bool]:
    """The intervals of the clock's present life, and whether that is over."""
    over = history[-1].state not in OPEN_STATES
    match clock:
        case Clock.FIRST_WORD:
            round_ = [one for one in history if one.round == history[-1].round and one.state in OPEN_STATES]
            silent = [*takewhile(lambda one: not one.worded, round_)]
            return silent, over or len(silent) < len(round_)
        case Clock.NEXT_WORD:
            owed = takewhile(lambda one: one.owed and one.worded, reversed(history))
            return [*owed][::-1], over
        case Clock.RESOLUTION:
            return history, over
        case Clock.LINE:
            return stays(history, terms)[-1], over


def _reading(clock: Clock, history: Sequence[Interval], terms: Terms, now: datetime) -> Reading | None:
    life, ended = _life(clock, history, terms) if history else ((), True)
    if not life:
        return None
    last = life[-1]
    targets = terms.targets(last.queue, last.priority)
    target: timedelta | None = getattr(targets, clock)
    if target is None:
        return None
    counted = [one for one in life if one.waits_on in _COUNTS[clock] and one.state in OPEN_STATES]
    runs = not ended and bool(counted) and counted[-1] is last
    in_force = _in_force(life)
    return Reading(
        clock=clock,
        target=target,
        used=sum((_spent(one, terms, now) for one in counted), timedelta()),
        since=life[0].begin,
        stands_for=None if ended or runs else last.waits_on,
        ended=ended,
        due=None if ended else _reached(counted, target, terms, in_force),
        warn_at=None
        if ended or targets.warn >= 1
        else _reached(counted, target * targets.warn, terms, in_force),
    )


def _in_force(life: Sequence[Interval]) -> datetime:
    """Since when the present target holds: nobody is late by what was not promised yet."""
    last = life[-1]
    same = takewhile(lambda one: (one.queue, one.priority) == (last.queue, last.priority), reversed(life))
    return [*same][-1].begin


def _reached(
    counted: Sequence[Interval], target: timedelta, terms: Terms, in_force: datetime
) -> datetime | None:
    """When so much time has been used, or will have been if nothing changes; None while no clock runs."""
    left = target
    for one in counted:
        hours = terms.hours_of(one.queue)
        spent = hours.spent(one.begin, one.end) if one.end else None
        if spent is None or spent >= left:
            return max(hours.due(one.begin, left), in_force)
        left -= spent
    return None


def _spent(interval: Interval, terms: Terms, now: datetime) -> timedelta:
    return terms.hours_of(interval.queue).spent(interval.begin, interval.end or now)


@dataclass(frozen=True, slots=True)
class Spent:
    """Time by the wall's clock, and that part of it in which people work."""

    wall: timedelta = timedelta()
    business: timedelta = timedelta()

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(self.wall + other.wall, self.business + other.business)


def spent_on(history: Iterable[Interval], terms: Terms, now: datetime) -> dict[WaitsOn, Spent]:
    """Where the time went, by whom the ticket waited for; every one of them is there."""
    found = dict.fromkeys(WaitsOn, Spent())
    for one in history:
        wall = max((one.end or now) - one.begin, timedelta())
        found[one.waits_on] += Spent(wall, _spent(one, terms, now))
    return found


class Alarmed(Happened, Protocol):
    """An event that may be an alarm that has rung."""

    @property
    def what(self) -> str:
        """Its name."""

    @property
    def data(self) -> Mapping[str, Any]:
        """Its facts."""


WARNING, BREACH = "warning", "overdue"


@dataclass(frozen=True, slots=True)
class Alarm:
    """A clock that people hear of: `what` is WARNING or BREACH; `at` may be past."""

    reading: Reading
    what: str
    at: datetime


def alarms(readings: Iterable[Reading], events: Iterable[Alarmed]) -> list[Alarm]:
    """The next alarm of each running clock, the soonest first; none that has rung in the clock's life."""
    rung = [(event.data.get("clock"), event.what, event.at) for event in events]
    rung = [one for one in rung if one[1] in {WARNING, BREACH}]
    found = [alarm for reading in readings for alarm in _next_alarm(reading, rung)]
    return sorted(found, key=lambda alarm: alarm.at)


def _next_alarm(reading: Reading, rung: Sequence[tuple[Any, str, datetime]]) -> Iterator[Alarm]:
    heard = {what for clock, what, at in rung if clock == reading.clock and at >= reading.since}
    if not reading.runs or reading.due is None or BREACH in heard:
        return
    if WARNING in heard or reading.warn_at is None:
        yield Alarm(reading, BREACH, reading.due)
    else:
        yield Alarm(reading, WARNING, reading.warn_at)
