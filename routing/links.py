"""How tickets belong together: the kinds of a link, and what may be linked or merged. Pure."""

from collections.abc import Collection
from enum import StrEnum

from routing.errors import RoutingError
from routing.ticket import Ticket


class LinkKind(StrEnum):
    """What a ticket is to the other one; `related` reads the same both ways."""

    RELATED = "related"
    DUPLICATE = "duplicate"  #: the same matter as the other
    SPLIT = "split"  #: came out of the other
    FOLLOW_UP = "follow_up"  #: the other's matter, come back too late to open that one again
    FINDING = "finding"  #: found by the other, an audit


class LinkRefused(RoutingError):
    """Two tickets cannot be linked or merged; `why` is a key of bot/texts/links.py."""

    def __init__(self, why: str, ticket_id: int, other: int) -> None:
        super().__init__(f"tickets {ticket_id} and {other}: {why}")
        self.why = why
        self.ticket_id = ticket_id
        self.other = other


def check_link(ticket_id: int, other: int, kind: LinkKind, above: Collection[int]) -> None:
    """LinkRefused for a ticket with itself, or when the link would close a circle.

    `above` is everything the other one leads to by links of this kind, however far.
    """
    if ticket_id == other:
        raise LinkRefused("itself", ticket_id, other)
    if kind is not LinkKind.RELATED and ticket_id in above:
        raise LinkRefused("circle", ticket_id, other)


def check_merge(ticket: Ticket, into: Ticket, above: Collection[int]) -> None:
    """LinkRefused unless the ticket may go on in the other; `above` is what that one is a duplicate of.

    A circle is told apart from other closed tickets, because reopening would not help there.
    """
    check_link(ticket.id, into.id, LinkKind.DUPLICATE, above)
    if ticket.is_ours != into.is_ours:
        raise LinkRefused("ours", ticket.id, into.id)
    if ticket.customer_id != into.customer_id:
        raise LinkRefused("customers", ticket.id, into.id)
    if not ticket.is_open:
        raise LinkRefused("over", ticket.id, into.id)
    if not into.is_open:
        raise LinkRefused("into_over", ticket.id, into.id)
