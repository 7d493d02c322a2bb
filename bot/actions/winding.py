"""A ticket's clocks are read and its timer set: at each change, and anew under another policy."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.rules import Rules
from routing.clocks import FIELDS, Reading, alarms, intervals, read, soonest
from routing.ticket import Ticket
from storage.database import Database
from storage.history import Event
from storage.timers import about
from storage.work import Work

TIMER = "clocks"
#: Open tickets looked at in one transaction.
BATCH = 50


def read_clocks(rules: Rules, events: Sequence[Event], now: datetime) -> list[Reading]:
    """The clocks as the history and today's rules have them."""
    return read(intervals(events), rules, now)


def concerns_clocks(event: Event) -> bool:
    """Whether the event changed anything that a clock looks at."""
    return not FIELDS.isdisjoint(event.changes)


async def wind(work: Work, rules: Rules, now: datetime, ticket: Ticket) -> None:
    """Keep when the ticket is due, and have its next alarm rung."""
    events = await work.history.of(ticket.id)
    readings = read_clocks(rules, events, now) if ticket.is_open else []
    await work.tickets.set_due(ticket.id, _due(ticket, readings))
    upcoming = alarms(readings, events)
    if upcoming:
        at = upcoming[0].at
        await work.timers.arm(about(TIMER, ticket, at))
    else:
        await work.timers.disarm(TIMER, str(ticket.id))


async def wind_anew(database: Database, rules: Rules, now: Callable[[], datetime]) -> None:
    """Read the clocks of all open tickets by the rules now in force; write where they came out otherwise.

    So a change of policy counts at once, with the time used before it. Tickets are looked at in turns, so
    that the desk works on meanwhile.
    """
    last = 0
    while True:
        async with database.look() as work:
            tickets = await work.tickets.open_after(last, BATCH)
            other = [ticket.id for ticket in tickets if await _came_out_otherwise(work, rules, now(), ticket)]
        for number in other:
            async with database.begin() as work:
                await wind(work, rules, now(), await work.tickets.get(number))
        if len(tickets) < BATCH:
            return
        last = tickets[-1].id


async def _came_out_otherwise(work: Work, rules: Rules, now: datetime, ticket: Ticket) -> bool:
    events = await work.history.of(ticket.id)
    readings = read_clocks(rules, events, now)
    upcoming = alarms(readings, events)
    due = (await work.tickets.dues([ticket.id])).get(ticket.id)
    rings = await work.timers.moment(TIMER, str(ticket.id))
    return (due, rings) != (_due(ticket, readings), upcoming[0].at if upcoming else None)


def _due(ticket: Ticket, readings: Sequence[Reading]) -> datetime:
    return soonest(readings) or ticket.promised or ticket.first_word_due
