"""Promises to customers: each holds a time, and the time is kept or corrected before it passes."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.actions import cards, customers, feeling, quiet
from bot.actions.scene import Scene
from bot.line1.policy import Tell
from bot.texts import desk, line1, peril, vendor
from routing import cases
from routing.desk import Specialist
from routing.ticket import State, Ticket
from storage.history import LINE1
from storage.timers import about

TIMER = "promise"
#: How long before a promise passes it is corrected.
MARGIN = timedelta(minutes=3)


def promising(ticket: Ticket, scene: Scene) -> Ticket:
    """The ticket with the next word promised: a first one while it waits, else the owner's next.

    Until the first word is said it is promised no later than that is due, if there is time for it yet.
    Nobody waits for a word on one of our own.
    """
    fresh = _anew(ticket, scene)
    first = ticket.first_word_due
    owed = ticket.first_word_at is None and ticket.state is not State.VENDOR
    return still(fresh, first) if owed and first > scene.now + MARGIN else fresh


def _anew(ticket: Ticket, scene: Scene) -> Ticket:
    """The same, whatever was promised before."""
    if ticket.is_ours:
        return replace(ticket, promised=None)
    if ticket.state is State.QUEUED:
        due = scene.rules.first_word_due(ticket.priority, scene.now, ticket.queue)
    elif ticket.state is State.VENDOR:
        hours = scene.rules.hours
        due = cases.end_of(cases.working_days_after(scene.now, 1, hours), hours)
    else:
        due = scene.rules.next_word_due(ticket.priority, scene.now, ticket.queue)
    return replace(ticket, promised=due)


def still(ticket: Ticket, before: datetime | None) -> Ticket:
    """The ticket with a word promised no later than it was before: a step forward never postpones it."""
    if before is None or ticket.promised is None:
        return ticket
    return replace(ticket, promised=min(before, ticket.promised))


def due(ticket: Ticket) -> datetime:
    """When the customer of a ticket with a promise expects the next word."""
    assert ticket.promised is not None, ticket.id
    return ticket.promised


async def keep(scene: Scene, ticket: Ticket) -> None:
    """Have the clock watch over what the ticket's customer was promised, or nothing more."""
    await quiet.watch(scene, ticket)
    if ticket.promised is None:
        await scene.work.timers.disarm(TIMER, str(ticket.id))
        return
    look = max(ticket.promised - MARGIN, scene.now + (ticket.promised - scene.now) / 2)
    await scene.work.timers.arm(about(TIMER, ticket, look))


async def came_due(scene: Scene, ticket_id: int) -> None:
    """A promise is about to pass unkept: the customer hears a new time, the desk is reminded.

    After danger to life all who serve the queue are, and the customer hears the help line with the truth.
    """
    ticket = await scene.work.tickets.get(ticket_id)
    if not ticket.is_open or ticket.promised is None:
        return
    late = ticket.promised
    ticket = await scene.write(_anew(ticket, scene), LINE1, "late", promised=late.isoformat())
    await keep(scene, ticket)
    in_danger = await feeling.was_in_danger(scene, ticket.id)
    await (_stay(scene, ticket) if in_danger else _correct(scene, ticket))
    remind = desk.promise_passing_in_danger if in_danger else desk.promise_passing
    for person in feeling.told(scene, ticket, Tell.EVERYONE) if in_danger else _reminded(scene, ticket):
        words = await scene.words_of(person)
        await scene.tell(person.id, remind(words, ticket, late, scene.now), ticket_id=ticket.id)
    await cards.refresh(scene, ticket)


async def _correct(scene: Scene, ticket: Ticket) -> None:
    customer = await customers.of(scene, ticket)
    words = customers.words_for(scene, customer)
    if ticket.state is State.VENDOR:
        letter = vendor.still_with_maker(words, ticket.id, due(ticket), scene.now)
    else:
        letter = line1.later_than_promised(words, ticket.id, ticket.subject, due(ticket), scene.now)
    await scene.say(customer.id, letter, ticket_id=ticket.id)


async def _stay(scene: Scene, ticket: Ticket) -> None:
    """Nobody has written to somebody in danger: told as it is, with what helps now."""
    customer = await customers.of(scene, ticket)
    words, help_line = customers.words_for(scene, customer), scene.rules.help_line(customer.language)
    letter = peril.late_in_danger(words, help_line, due(ticket), scene.now)
    await scene.say(customer.id, letter, ticket_id=ticket.id)


def _reminded(scene: Scene, ticket: Ticket) -> list[Specialist]:
    owner = scene.rules.desk.person(ticket.owner) if ticket.owner else None
    leads = scene.rules.desk.leads_of(ticket.queue)
    return [owner, *(lead for lead in leads if lead != owner)] if owner else leads
