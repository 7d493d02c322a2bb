"""Reasons why routing refuses; the words for people are made in bot/texts."""

from collections.abc import Sequence


class RoutingError(Exception):
    """Root of everything routing refuses."""


class QueueUnknown(RoutingError):
    """No queue has this id."""

    def __init__(self, queue: str, known: Sequence[str]) -> None:
        super().__init__(f"no queue {queue!r}; there are: {', '.join(known)}")
        self.queue = queue
        self.known = list(known)


class MoveNotAllowed(RoutingError):
    """The ticket's state does not allow this move."""

    def __init__(self, ticket_id: int, state: str, move: str) -> None:
        super().__init__(f"ticket {ticket_id} is {state}: {move} is not allowed")
        self.ticket_id = ticket_id
        self.state = state
        self.move = move


class NoHigherLine(RoutingError):
    """The ticket's queue names no queue to escalate to, or people do not work there."""

    def __init__(self, ticket_id: int, queue: str) -> None:
        super().__init__(f"ticket {ticket_id}: queue {queue!r} escalates to no one")
        self.ticket_id = ticket_id
        self.queue = queue


class SlotRefused(RoutingError):
    """A time for a visit is unread, past, far, ends before it begins (order), or there are too many."""

    def __init__(self, part: str, why: str) -> None:
        super().__init__(f"no time for a visit: {part!r} ({why})")
        self.part = part
        self.why = why


class VisitToCome(RoutingError):
    """What came of a visit is not told before it has begun."""

    def __init__(self, ticket_id: int) -> None:
        super().__init__(f"the visit of ticket {ticket_id} has not begun")
        self.ticket_id = ticket_id


class VisitStepOver(RoutingError):
    """The visit's state does not allow this step."""

    def __init__(self, ticket_id: int, state: str, step: str) -> None:
        super().__init__(f"the visit of ticket {ticket_id} is {state}: {step} is not allowed")
        self.ticket_id = ticket_id
        self.state = state
        self.step = step
