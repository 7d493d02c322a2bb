"""The desk as its administrator drew it: lines, queues, and who serves them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from routing.errors import QueueUnknown
from routing.hours import Hours


class LineKind(StrEnum):
    """Who works on a line."""

    BOT = "bot"
    PEOPLE = "people"
    VENDOR = "vendor"


class Contact(StrEnum):
    """Whether a line's words may reach a customer (always through line 1)."""

    RELAYED = "relayed"
    NONE = "none"


class Role(StrEnum):
    """What a member of staff may see and do."""

    SPECIALIST = "specialist"
    LEAD = "lead"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of support; `height` is its place in the config, 0 for the first."""

    id: str
    title: str
    kind: LineKind
    contact: Contact
    height: int


@dataclass(frozen=True, slots=True)
class Named:
    """Something an administrator named, once for all or by language; `title` is how it is kept."""

    title: str
    titles: Mapping[str, str] = field(default_factory=dict)

    def called(self, language: str) -> str:
        """Its name in the language, or the one it is kept by."""
        return self.titles.get(language, self.title)


@dataclass(frozen=True, slots=True)
class Queue:
    """Tickets of one profile on one line; `titles` holds the names customers read, by language.

    `causes` are what a solved ticket may have been about, `evidence` what whoever hands one up here brings.
    """

    id: str
    line: str
    title: str
    titles: Mapping[str, str] = field(default_factory=dict)
    examples: tuple[str, ...] = ()
    escalates_to: str | None = None
    default: bool = False
    causes: tuple[Named, ...] = ()
    evidence: tuple[Named, ...] = ()

    def called(self, language: str) -> str:
        """The queue's name in the language, or its plain title."""
        return self.titles.get(language, self.title)


@dataclass(frozen=True, slots=True)
class Specialist:
    """A member of staff and their profile; capacity is tickets held at once, no shift is always at work.

    What somebody with a `mentor` writes to customers waits for that person's tap.
    """

    id: int
    name: str
    role: Role = Role.SPECIALIST
    queues: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    capacity: int = 5
    shift: Hours | None = None
    mentor: int | None = None

    @property
    def leads(self) -> bool:
        """Leads and admins see and move what belongs to others."""
        return self.role is not Role.SPECIALIST

    def serves(self, queue: str) -> bool:
        """Admins serve every queue, others those of their profile."""
        return self.role is Role.ADMIN or queue in self.queues

    def on_shift(self, at: datetime) -> bool:
        """Whether it is their time to work; at the minute they leave it is not."""
        return self.shift is None or self.shift.is_open(at)


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything the config says about who does what."""

    lines: tuple[Line, ...]
    queues: tuple[Queue, ...]
    staff: tuple[Specialist, ...]

    def queue(self, queue_id: str) -> Queue:
        """The queue, or QueueUnknown naming those there are."""
        for queue in self.queues:
            if queue.id == queue_id:
                return queue
        raise QueueUnknown(queue_id, [queue.id for queue in self.queues])

    def line_of(self, queue_id: str) -> Line:
        """The line the queue belongs to."""
        wanted = self.queue(queue_id).line
        return next(line for line in self.lines if line.id == wanted)

    def default_queue(self) -> Queue:
        """Where unclear profiles go: the queue marked default, else the first that people serve."""
        return next((queue for queue in self.queues if queue.default), None) or self.served_queues()[0]

    def served_queues(self) -> list[Queue]:
        """Queues of lines where people work, in config order."""
        return [queue for queue in self.queues if self.line_of(queue.id).kind is LineKind.PEOPLE]

    def front_queues(self) -> list[Queue]:
        """Queues line 1 may hand to: those of the lowest line where people work."""
        lowest = min(self.line_of(queue.id).height for queue in self.served_queues())
        return [queue for queue in self.served_queues() if self.line_of(queue.id).height == lowest]

    def person(self, staff_id: int) -> Specialist | None:
        """The member of staff with this Telegram id, or None for a stranger."""
        return next((person for person in self.staff if person.id == staff_id), None)

    def serving(self, queue_id: str) -> list[Specialist]:
        """Staff whose profile names the queue, in config order; admins only if no one else does."""
        named = [person for person in self.staff if queue_id in person.queues]
        return named or [person for person in self.staff if person.role is Role.ADMIN]

    def leads_of(self, queue_id: str) -> list[Specialist]:
        """Who answers for a waiting ticket: the queue's leads, else every admin, else all who serve it."""
        leads = [person for person in self.serving(queue_id) if person.leads]
        admins = [person for person in self.staff if person.role is Role.ADMIN]
        return leads or admins or self.serving(queue_id)
