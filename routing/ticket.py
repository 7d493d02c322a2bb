"""A ticket and its life: one table of moves, and the only ways a ticket changes."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from routing.errors import MoveNotAllowed
from routing.stages import Stage


class State(StrEnum):
    """Where a ticket stands."""

    QUEUED = "queued"  #: waits in its queue; the duty lead answers for it
    TAKEN = "taken"  #: a specialist owns it
    ASKED = "asked"  #: its owner waits for the customer
    VENDOR = "vendor"  #: its owner waits for the maker
    RESOLVED = "resolved"  #: a solution was told; the customer may say it did not help
    CLOSED = "closed"  #: over


class Move(StrEnum):
    """What may happen to a ticket."""

    TAKE = "take"
    RELEASE = "release"
    REPLY = "reply"
    ASK = "ask"
    HEAR = "hear"  #: the customer wrote
    NOTE = "note"
    MOVE = "move"
    ESCALATE = "escalate"
    RETURN = "return"
    TAKE_BACK = "take_back"  #: who handed it up has it again
    VENDOR = "vendor"  #: a case goes to the maker
    VENDOR_ANSWER = "vendor_answer"
    RESOLVE = "resolve"
    CLOSE = "close"
    REOPEN = "reopen"


_OWNED = {
    Move.RELEASE: State.QUEUED,
    Move.REPLY: State.TAKEN,
    Move.ASK: State.ASKED,
    Move.HEAR: State.TAKEN,
    Move.MOVE: State.QUEUED,
    Move.ESCALATE: State.QUEUED,
    Move.RETURN: State.QUEUED,
    Move.TAKE_BACK: State.TAKEN,
    Move.VENDOR: State.VENDOR,
    Move.RESOLVE: State.RESOLVED,
    Move.CLOSE: State.CLOSED,
}
_LIFE: dict[State, dict[Move, State]] = {
    State.QUEUED: {
        Move.TAKE: State.TAKEN,
        Move.HEAR: State.QUEUED,
        Move.MOVE: State.QUEUED,
        Move.ESCALATE: State.QUEUED,  # when a clock has run out; people take a ticket first
        Move.TAKE_BACK: State.TAKEN,
        Move.RETURN: State.QUEUED,
        Move.RESOLVE: State.RESOLVED,  # with the problem it comes of; a person takes it first
        Move.CLOSE: State.CLOSED,
    },
    State.TAKEN: _OWNED,
    State.ASKED: _OWNED,
    State.VENDOR: _OWNED
    | {Move.REPLY: State.VENDOR, Move.HEAR: State.VENDOR, Move.VENDOR_ANSWER: State.TAKEN},
    State.RESOLVED: {Move.CLOSE: State.CLOSED, Move.REOPEN: State.QUEUED},
    State.CLOSED: {Move.REOPEN: State.QUEUED},
}
#: The whole life of a ticket: what is not here is not allowed. A note may be left in any state.
MOVES: dict[tuple[State, Move], State] = {
    (state, move): after for state, moves in _LIFE.items() for move, after in moves.items()
} | {(state, Move.NOTE): state for state in State}

OPEN_STATES = frozenset({State.QUEUED, State.TAKEN, State.ASKED, State.VENDOR})


@dataclass(frozen=True, slots=True)
class Ticket:
    """A customer's matter, or one of our own (an audit, a finding) without a customer.

    Times are aware and UTC; `owner` is a staff id, None while it waits.

    `id` is the number people see, 0 before the ticket is stored. `last_owner` is who held it last
    and `path` the queues it was escalated from, lowest first, so that returns find their way back.
    `helpers` see it and leave notes beside its owner, until it ends.
    `promised` is when the customer was told to expect the next word; None when no word is owed.
    `stage` is how far the experts are. While one of its `open_cases` is with a vendor, a ticket that
    somebody works on waits for the maker.
    """

    customer_id: int | None
    queue: str
    subject: str
    language: str
    priority: int
    opened_at: datetime
    first_word_due: datetime
    id: int = 0
    version: int = 0
    state: State = State.QUEUED
    owner: int | None = None
    last_owner: int | None = None
    path: tuple[str, ...] = ()
    helpers: tuple[int, ...] = ()
    promised: datetime | None = None
    taken_at: datetime | None = None
    first_word_at: datetime | None = None
    resolved_at: datetime | None = None
    closed_at: datetime | None = None
    solution: str | None = None
    cause: str | None = None
    csat: int | None = None
    csat_comment: str | None = None
    stage: Stage | None = None
    open_cases: int = 0

    @property
    def is_ours(self) -> bool:
        """Nobody outside waits for it: no customer is written to, promised or asked anything."""
        return self.customer_id is None

    @property
    def came_from(self) -> str | None:
        """The queue that a return goes back to."""
        return self.path[-1] if self.path else None

    @property
    def is_open(self) -> bool:
        """Somebody still works on it, or should."""
        return self.state in OPEN_STATES

    def may(self, move: Move) -> bool:
        """Whether the table of moves allows it now."""
        return (self.state, move) in MOVES

    def after(self, move: Move) -> Self:
        """The ticket after the move; MoveNotAllowed when the table has no such row."""
        if not self.may(move):
            raise MoveNotAllowed(self.id, self.state, move)
        state = MOVES[self.state, move]
        waits = state is State.TAKEN and self.open_cases > 0
        return replace(self, state=State.VENDOR if waits else state)

    def taken_by(self, staff_id: int, now: datetime) -> Self:
        """Owned by the specialist from now on."""
        taken = self.after(Move.TAKE)
        return replace(taken, owner=staff_id, last_owner=staff_id, taken_at=now)

    def spoken(self, move: Move, now: datetime) -> Self:
        """After a person's words to the customer (reply or ask); the first ones meet the first word."""
        return replace(self.after(move), first_word_at=self.first_word_at or now)

    def released(self) -> Self:
        """Back in its own queue."""
        return replace(self.after(Move.RELEASE), owner=None)

    def moved_to(self, queue: str, path: tuple[str, ...] = (), move: Move = Move.MOVE) -> Self:
        """Waiting in another queue, with this way back down (routing.ways tells which)."""
        return replace(self.after(move), queue=queue, owner=None, path=path, stage=None)

    def at(self, stage: Stage) -> Self:
        """As far as this stage."""
        return replace(self, stage=stage)

    def with_vendor(self) -> Self:
        """One more case of its is with a vendor; its owner keeps it."""
        return replace(self.after(Move.VENDOR), open_cases=self.open_cases + 1)

    def answered_by_vendor(self) -> Self:
        """One case fewer; after the last it is the owner's turn, unless they wait for the customer."""
        left = replace(self, open_cases=self.open_cases - 1)
        return left.after(Move.VENDOR_ANSWER) if left.may(Move.VENDOR_ANSWER) else left

    def taken_back(self, staff_id: int, now: datetime) -> Self:
        """Out of the queue it was handed up to, with whoever takes it back, a step down."""
        back = replace(self.after(Move.TAKE_BACK), queue=self.path[-1], path=self.path[:-1], stage=None)
        return replace(back, owner=staff_id, last_owner=staff_id, taken_at=now)

    def helped_by(self, staff_id: int) -> Self:
        """With one more helper."""
        return replace(self, helpers=(*self.helpers, staff_id))

    def without(self, staff_id: int) -> Self:
        """With one helper less."""
        return replace(self, helpers=tuple(one for one in self.helpers if one != staff_id))

    def with_all_of(self, other: Self) -> Self:
        """With what another one brings that goes on in this: urgency, the sooner word, helpers and cases."""
        owed = [one for one in (self.promised, other.promised) if one]
        both = replace(
            self,
            priority=min(self.priority, other.priority),
            promised=min(owed, default=None),
            helpers=tuple(dict.fromkeys((*self.helpers, *other.helpers))),
            open_cases=self.open_cases + other.open_cases,
        )
        return both.without(self.owner or 0).after(Move.NOTE)

    def resolved(self, solution: str, cause: str | None, now: datetime) -> Self:
        """A solution was found; telling it to the customer, if there is one, is also a first word."""
        spoken = self.after(Move.RESOLVE) if self.is_ours else self.spoken(Move.RESOLVE, now)
        over = replace(spoken, owner=None, helpers=(), open_cases=0)
        return replace(over, solution=solution, cause=cause, resolved_at=now)

    def closed(self, now: datetime) -> Self:
        """Over: nobody owns it any more."""
        return replace(self.after(Move.CLOSE), owner=None, helpers=(), open_cases=0, closed_at=now)

    def reopened(self, first_word_due: datetime) -> Self:
        """Back in its queue with a new promise; the old solution stays in the history only."""
        back = self.after(Move.REOPEN)
        return replace(
            back,
            first_word_due=first_word_due,
            first_word_at=None,
            resolved_at=None,
            closed_at=None,
            solution=None,
            cause=None,
            stage=None,
        )

    def may_reopen(self, now: datetime, days: float) -> bool:
        """Whether the matter ended at most so many days ago, so that a return is the same ticket."""
        ended = self.resolved_at or self.closed_at
        return ended is not None and self.may(Move.REOPEN) and now - ended <= timedelta(days=days)
