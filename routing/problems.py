"""What many tickets have in common: a problem, an incident, planned works, a wish. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from routing.errors import RoutingError

SEVERITIES = range(1, 4)


class Kind(StrEnum):
    """What it is; by it, who hears of it and when."""

    PROBLEM = "problem"  #: the cause of one or more tickets
    INCIDENT = "incident"  #: many are cut off now
    WORKS = "works"  #: many will be, in a window set ahead
    WISH = "wish"  #: many want it


#: Kinds that line 1 may tell newcomers of; there may be thousands of the others.
TELLING = frozenset({Kind.INCIDENT, Kind.WORKS, Kind.PROBLEM})


class Standing(StrEnum):
    """Where it stands."""

    OFFERED = "offered"  #: like tickets were found; the lead has not said yes
    DECLINED = "declined"
    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


class ProblemRefused(RoutingError):
    """An act on a problem is not possible; `why` is a key of bot/texts/problems.py."""

    def __init__(self, why: str, problem_id: int = 0, detail: str = "") -> None:
        super().__init__(f"problem {problem_id}: {why} {detail}")
        self.why = why
        self.problem_id = problem_id
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Problem:
    """One matter behind many tickets. Times are aware and UTC; `owner` is the one who answers for it.

    No `title` is "trouble with" its queue. `said` is the newest word for customers, `told` the number
    of the event it was said in. `vector` is what it means (routing/likeness.py), empty while not known.
    """

    kind: Kind
    queue: str
    owner: int
    opened_at: datetime
    title: str = ""
    standing: Standing = Standing.OPEN
    severity: int | None = None
    area: str | None = None
    device: str | None = None
    cause: str | None = None
    workaround: str | None = None
    solution: str | None = None
    said: str = ""
    told: int = 0
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    closed_at: datetime | None = None
    vector: bytes = b""
    id: int = 0

    @property
    def is_open(self) -> bool:
        """It goes on, or will."""
        return self.standing in {Standing.OPEN, Standing.PLANNED}

    @property
    def tells(self) -> bool:
        """Line 1 tells newcomers of it: an incident, works under way, a problem one can work around."""
        known = self.kind in {Kind.INCIDENT, Kind.WORKS} or bool(
            self.kind is Kind.PROBLEM and self.workaround
        )
        return known and self.standing is Standing.OPEN

    def opened(self, owner: int, now: datetime) -> Self:
        """An offered incident that the lead said yes to; ProblemRefused when somebody answered before."""
        if self.standing is not Standing.OFFERED:
            raise ProblemRefused("answered", self.id)
        return replace(self, standing=Standing.OPEN, owner=owner, opened_at=now)

    def declined(self) -> Self:
        """The lead said no."""
        if self.standing is not Standing.OFFERED:
            raise ProblemRefused("answered", self.id)
        return replace(self, standing=Standing.DECLINED)

    def begun(self) -> Self:
        """Planned works begin."""
        return replace(self, standing=Standing.OPEN)

    def closed(self, solution: str, now: datetime) -> Self:
        """Over, with one solution for all; ProblemRefused when it was over before."""
        if not self.is_open:
            raise ProblemRefused("over", self.id)
        return replace(self, standing=Standing.CLOSED, solution=solution, closed_at=now)


def check_window(starts: datetime, ends: datetime, now: datetime) -> None:
    """ProblemRefused for works that end before they begin, or are over already."""
    if ends <= starts:
        raise ProblemRefused("backwards")
    if ends <= now or starts < now:
        raise ProblemRefused("past")
