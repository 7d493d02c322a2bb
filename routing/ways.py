"""The way a ticket came up the lines, and where it can go back to. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from routing.desk import Desk
from routing.ticket import Move, Ticket


def below(desk: Desk, queue: str, way: Sequence[str]) -> tuple[str, ...]:
    """Of the queues a ticket came up by, those it can go back down to from this one, lowest first.

    People work there, and each stands on a lower line than the next: a return never goes sideways or up.
    """
    height = desk.line_of(queue).height
    found: list[str] = []
    for one in reversed(way):
        if desk.keeps(one) and desk.line_of(one).height < height:
            found.append(one)
            height = desk.line_of(one).height
    return tuple(reversed(found))


def moved(desk: Desk, ticket: Ticket, queue: str, move: Move = Move.MOVE) -> Ticket:
    """Waiting in another queue. What goes to a higher line, by whatever move, can be returned from there.

    Of the way up what is below the new queue stays: to the side the way back stays as it was, and further
    down it ends where the ticket is now.
    """
    return ticket.moved_to(queue, below(desk, queue, (*ticket.path, ticket.queue)), move)


def standing(desk: Desk, ticket: Ticket) -> Ticket:
    """Where the desk as it is now can keep it: in its queue, else the default one, on a way that is there."""
    if not desk.keeps(ticket.queue):
        ticket = replace(ticket, queue=desk.default_queue().id, stage=None)
    return replace(ticket, path=below(desk, ticket.queue, ticket.path))
