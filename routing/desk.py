"""The desk as its administrator drew it: lines, queues, and who serves them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from routing.errors import QueueUnknown
from routing.hours import Hours
from routing.intake import Question
from routing.rules import Rule
from routing.stages import Stage


class LineKind(StrEnum):
    """Who works on a line."""

    BOT = "bot"
    PEOPLE = "people"
    VENDOR = "vendor"


class Contact(StrEnum):
    """Whether a line's words may reach a customer (always through line 1)."""

    RELAYED = "relayed"
    NONE = "none"


class Assign(StrEnum):
    """How a waiting ticket finds its owner."""

    PULL = "pull"  #: everybody on shift gets the card, whoever takes it first has it
    OFFER = "offer"  #: to one specialist at a time, who accepts or not
    DIRECT = "direct"  #: it is somebody's at once


class Role(StrEnum):
    """What a member of staff may see and do."""

    SPECIALIST = "specialist"
    LEAD = "lead"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of support; `height` is its place in the config, 0 for the first.

    A `reception` is line 1's own people: they get who asks for a person, strong moods and unclear matters.
    `stages` are asked for in every queue of the line that has no list of its own.
    """

    id: str
    title: str
    kind: LineKind
    contact: Contact
    height: int
    reception: bool = False
    stages: tuple[Stage, ...] = ()


@dataclass(frozen=True, slots=True)
class Outside:
    """Another department: whom, when and how customers reach it; where their words are forwarded.

    `whom`, `when` and `how` are by language; `email` or `webhook` is where the words go, if anywhere.
    """

    whom: Mapping[str, str]
    when: Mapping[str, str]
    how: Mapping[str, str]
    email: str | None = None
    webhook: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """Something an administrator named, once for all or by language; `title` is how it is kept."""

    title: str
    titles: Mapping[str, str] = field(default_factory=dict)

    def called(self, language: str) -> str:
        """Its name in the language, or the one it is kept by."""
        return self.titles.get(language, self.title)


@dataclass(frozen=True, slots=True)
class Vendor:
    """What a vendor's queue knows of the vendor: how it is called, by what it knows us, how soon it answers.

    Days are working days: until the answer it promises, and between two reminders once it is late.
    """

    name: str = ""
    contract: str | None = None
    serial: str | None = None
    promised_days: int | None = None
    chase_days: int = 2


@dataclass(frozen=True, slots=True)
class Queue:
    """Tickets of one profile on one line; `titles` holds the names customers read, by language.

    `causes` are what a solved ticket may have been about, `evidence` what whoever hands one up here brings.
    `skills` are what whoever gets its tickets must have, `quiet` the working time after which an owner who
    says nothing while the customer waits is reminded. A queue `outside` stands beside the lines.
    `stages` is its own list of what must be told before a solution, None to keep its line's; a `restricted`
    queue is for those it names only.
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
    rules: tuple[Rule, ...] = ()
    priority: int | None = None
    skills: frozenset[str] = frozenset()
    assign: Assign = Assign.PULL
    offer: timedelta = timedelta(minutes=5)
    quiet: timedelta | None = None
    intake: tuple[Question, ...] = ()
    outside: Outside | None = None
    stages: tuple[Stage, ...] | None = None
    restricted: bool = False
    vendor: Vendor = field(default_factory=Vendor)

    def called(self, language: str) -> str:
        """The queue's name in the language, or its plain title."""
        return self.titles.get(language, self.title)


@dataclass(frozen=True, slots=True)
class Specialist:
    """A member of staff and their profile; capacity is tickets held at once, no shift is always at work.

    What somebody with a `mentor` writes to customers waits for that person's tap.
    `on_call` are hours outside the shift in which they are called when nobody is on shift.
    `barred` are the restricted queues that the profile does not name: not even an admin sees into them.
    """

    id: int
    name: str
    role: Role = Role.SPECIALIST
    queues: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    capacity: int = 5
    shift: Hours | None = None
    mentor: int | None = None
    skills: frozenset[str] = frozenset()
    on_call: Hours | None = None
    barred: frozenset[str] = frozenset()

    @property
    def leads(self) -> bool:
        """Leads and admins see and move what belongs to others."""
        return self.role is not Role.SPECIALIST

    def serves(self, queue: str) -> bool:
        """Admins serve every queue but the restricted ones, others those of their profile."""
        return queue in self.queues or (self.role is Role.ADMIN and queue not in self.barred)

    def on_shift(self, at: datetime) -> bool:
        """Whether it is their time to work; at the minute they leave it is not."""
        return self.shift is None or self.shift.is_open(at)


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything the config says about who does what; who serves what is looked up once, when it is made."""

    lines: tuple[Line, ...]
    queues: tuple[Queue, ...]
    staff: tuple[Specialist, ...]
    _queues: Mapping[str, Queue] = field(init=False, repr=False, compare=False)
    _lines: Mapping[str, Line] = field(init=False, repr=False, compare=False)
    _people: Mapping[int, Specialist] = field(init=False, repr=False, compare=False)
    _serving: Mapping[str, tuple[Specialist, ...]] = field(init=False, repr=False, compare=False)
    _front: tuple[Queue, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found: dict[str, object] = {
            "_queues": {queue.id: queue for queue in reversed(self.queues)},
            "_lines": {line.id: line for line in reversed(self.lines)},
            "_people": {person.id: person for person in reversed(self.staff)},
            "_serving": _profiles(self.staff),
        }
        for name, value in found.items():
            object.__setattr__(self, name, value)
        object.__setattr__(self, "_front", tuple(self._in_front()))

    def queue(self, queue_id: str) -> Queue:
        """The queue, or QueueUnknown naming those there are."""
        if queue_id in self._queues:
            return self._queues[queue_id]
        raise QueueUnknown(queue_id, [queue.id for queue in self.queues])

    def has(self, queue_id: str) -> bool:
        """Whether the config still names the queue."""
        return queue_id in self._queues

    def keeps(self, queue_id: str) -> bool:
        """Whether tickets can stand there: the config names the queue, and people work in it."""
        return queue_id in self._queues and self._is_served(self._queues[queue_id])

    def shown(self, queue_id: str) -> Queue:
        """The queue; one that left the config is told by its id, as if it were the default's neighbour."""
        return self._queues.get(queue_id) or Queue(queue_id, self.default_queue().line, queue_id)

    def line_of(self, queue_id: str) -> Line:
        """The line the queue belongs to; one that left the config counts as the default's neighbour."""
        return self._lines[self.shown(queue_id).line]

    def stages_of(self, queue_id: str) -> tuple[Stage, ...]:
        """What must be told before a ticket of the queue is resolved: its own list, else its line's."""
        own = self.shown(queue_id).stages
        return self.line_of(queue_id).stages if own is None else own

    def is_staged(self, queue_id: str) -> bool:
        """Whether work is told in stages there: experts' always is, others' where a stage is asked for."""
        return self.is_upper(queue_id) or bool(self.stages_of(queue_id))

    def default_queue(self) -> Queue:
        """Where unclear profiles go: the queue marked default, else the first that people serve."""
        return next((queue for queue in self.queues if queue.default), None) or self.served_queues()[0]

    def served_queues(self) -> list[Queue]:
        """Queues of lines where people work, in config order."""
        return [queue for queue in self.queues if self._is_served(queue)]

    def front_queues(self) -> list[Queue]:
        """Queues line 1 may hand to: the lowest people's, those above a reception, and other departments."""
        return list(self._front)

    def reception(self) -> Queue | None:
        """The queue of line 1's own people, where there are any."""
        return next((queue for queue in self.served_queues() if self.line_of(queue.id).reception), None)

    def person(self, staff_id: int) -> Specialist | None:
        """The member of staff with this Telegram id, or None for a stranger."""
        return self._people.get(staff_id)

    def serving(self, queue_id: str) -> list[Specialist]:
        """Staff whose profile names the queue, in config order; admins only if no one else does."""
        return list(self._serving.get(queue_id, ()) or self._admins(queue_id))

    def leads_of(self, queue_id: str) -> list[Specialist]:
        """Who answers for a waiting ticket: the queue's leads, else every admin, else all who serve it."""
        leads = [person for person in self.serving(queue_id) if person.leads]
        return leads or self._admins(queue_id) or self.serving(queue_id)

    def is_upper(self, queue_id: str) -> bool:
        """Whether the queue stands above the first line of people, on a line where people work."""
        line = self.line_of(queue_id)
        people = [one for one in self.lines if one.kind is LineKind.PEOPLE and not one.reception]
        first = min((one.height for one in people), default=line.height)
        return line.kind is LineKind.PEOPLE and line.height > first

    def _admins(self, queue_id: str) -> list[Specialist]:
        return [one for one in self.staff if one.role is Role.ADMIN and queue_id not in one.barred]

    def _is_served(self, queue: Queue) -> bool:
        line = self._lines.get(queue.line)
        return queue.outside is None and line is not None and line.kind is LineKind.PEOPLE

    def _in_front(self) -> Iterable[Queue]:
        heights = sorted({self._lines[queue.line].height for queue in self.served_queues()})
        lowest = next((line for line in self.lines if line.height in heights[:1]), None)
        front = heights[: 2 if lowest and lowest.reception else 1]
        return (
            queue
            for queue in self.queues
            if queue.outside or (self._is_served(queue) and self._lines[queue.line].height in front)
        )


def _profiles(staff: Iterable[Specialist]) -> dict[str, tuple[Specialist, ...]]:
    """Who serves each queue that a profile names."""
    named: dict[str, list[Specialist]] = {}
    for person in staff:
        for queue in person.queues:
            named.setdefault(queue, []).append(person)
    return {queue: tuple(people) for queue, people in named.items()}
