"""Who is there for a queue, when somebody comes, and who answers for a ticket at any moment."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from routing.desk import Desk, Specialist
from routing.ticket import Ticket

#: Coming on shift is looked for from the next minute on: who comes this minute is there.
A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Line1:
    """The bot answers for it."""


@dataclass(frozen=True, slots=True)
class Owner:
    """The specialist who has it."""

    person: Specialist


@dataclass(frozen=True, slots=True)
class DutyLead:
    """The one who answers for the queue now, while the ticket waits there."""

    person: Specialist


Accountable = Line1 | Owner | DutyLead


def accountable(ticket: Ticket | None, desk: Desk, at: datetime, away: Collection[int] = ()) -> Accountable:
    """Exactly one, at every moment: line 1 before and after people have it, its owner, else the duty lead.

    An owner who left the desk answers for nothing: the queue's lead does.
    """
    if ticket is None or not ticket.is_open:
        return Line1()
    if ticket.owner is not None and (owner := desk.person(ticket.owner)):
        return Owner(owner)
    lead = duty_lead(desk, ticket.queue, at, away)
    return DutyLead(lead) if lead else Line1()


def duty_lead(desk: Desk, queue: str, at: datetime, away: Collection[int] = ()) -> Specialist | None:
    """The queue's lead: one on shift and not away, else one on shift, else on call, else any.

    Several who are equal take turns by day, in the order of the config; None for a desk without staff.
    """
    leads = desk.leads_of(queue) or list(desk.staff)
    ranks = [_rank(person, at, away) for person in leads]
    best = [person for person, rank in zip(leads, ranks, strict=True) if rank == min(ranks)]
    return best[at.date().toordinal() % len(best)] if best else None


def _rank(person: Specialist, at: datetime, away: Collection[int]) -> int:
    if person.on_shift(at):
        return 1 if person.id in away else 0
    if on_call(person, at):
        return 3 if person.id in away else 2
    return 4


def on_call(person: Specialist, at: datetime) -> bool:
    """Whether they may be called outside their shift."""
    return person.on_call is not None and person.on_call.is_open(at)


def present(desk: Desk, queue: str, at: datetime, away: Collection[int] = ()) -> list[Specialist]:
    """Who may get the queue's tickets now: on shift and not away; when there is nobody, who is on call."""
    here = [one for one in desk.serving(queue) if one.id not in away]
    return [one for one in here if one.on_shift(at)] or [one for one in here if on_call(one, at)]


def next_arrival(desk: Desk, queue: str, at: datetime) -> datetime | None:
    """When the next of those who serve the queue comes on shift; None when all are there, or nobody is."""
    opening = [
        person.shift.opens(at)
        for person in desk.serving(queue)
        if person.shift is not None and not person.on_shift(at)
    ]
    return min((one for one in opening if one > at), default=None)


def staffed_from(desk: Desk, queue: str, at: datetime) -> datetime:
    """The moment itself when somebody who serves the queue is on shift or on call, else their next coming.

    Who is away for the moment counts as there: they have not gone home.
    """
    if present(desk, queue, at):
        return at
    return next_arrival(desk, queue, at) or at


def gone_quiet(person: Specialist | None, at: datetime, away: Collection[int], reminded: bool) -> bool:
    """Whether a silent owner's ticket goes back to its queue: they are not there, or reminded in vain."""
    return person is None or reminded or person.id in away or not person.on_shift(at)


def newly_there(there: Sequence[Specialist], have: Collection[int]) -> list[Specialist]:
    """Of those who are there, who has not got the ticket's card yet."""
    return [person for person in there if person.id not in have]
