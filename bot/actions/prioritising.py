"""How urgent a ticket is, said by a person: with a reason, and the customer's promise put right."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

from bot.actions import access, cards, customers, feeling, promises
from bot.actions.scene import Scene
from bot.errors import NeedsWords, OnlyLeads, PriorityUnclear, SamePriority
from bot.texts import clocks as texts
from routing.desk import Specialist
from routing.errors import MoveNotAllowed
from routing.priority import Priority
from routing.ticket import State, Ticket
from storage.history import LINE1, staff

_WRITTEN = re.compile(r"[PpРр]?([1-4])(?:\s+(.*))?", re.DOTALL)
ACT = "priority"


async def may(scene: Scene, by: Specialist, ticket_id: int) -> Ticket:
    """The open ticket, if the person owns it or leads its queue."""
    ticket = await access.steered(scene, by, ticket_id)
    if not ticket.is_open:
        raise MoveNotAllowed(ticket_id, ticket.state, ACT)
    if ticket.owner != by.id and not by.leads:
        raise OnlyLeads(ACT)
    return ticket


async def written(scene: Scene, by: Specialist, ticket_id: int, words: str) -> Ticket:
    """`2 why`: the priority and the reason for it."""
    await may(scene, by, ticket_id)
    found = _WRITTEN.fullmatch(words.strip())
    if not found:
        raise PriorityUnclear(ticket_id)
    return await change(scene, by, ticket_id, int(found[1]), (found[2] or "").strip())


async def change(scene: Scene, by: Specialist, ticket_id: int, value: int, reason: str) -> Ticket:
    """Another priority: clocks keep the time used, and a promise that changes is told to the customer."""
    ticket = await may(scene, by, ticket_id)
    if ticket.priority == value:
        raise SamePriority(ticket_id, value)
    if not reason:
        raise NeedsWords(ACT, ticket_id)
    ticket = await _set(scene, ticket, value, staff(by.id), reason)
    await cards.refresh(scene, ticket)
    return ticket


async def raised(scene: Scene, ticket: Ticket, asked: Priority) -> Ticket:
    """Line 1 heard what asks for more: never for less, and not over what a person has said."""
    if asked.value >= ticket.priority or not ticket.is_open:
        return ticket
    events = await scene.work.history.of(ticket.id)
    if any(one.what == ACT and one.who != LINE1 for one in events):
        return ticket
    return await _set(scene, ticket, asked.value, LINE1, "", reason=asked.reason)


async def _set(scene: Scene, before: Ticket, value: int, who: str, words: str, **more: str) -> Ticket:
    ticket = replace(before, priority=value, promised=_promised(scene, before, value))
    facts = {"from": f"P{before.priority}", "to": f"P{value}", **more}
    ticket = await scene.write(ticket, who, ACT, words, **facts)
    await promises.keep(scene, ticket)
    if ticket.promised and ticket.promised != before.promised:
        await _tell_customer(scene, ticket, ticket.promised)
    return ticket


def _promised(scene: Scene, ticket: Ticket, value: int) -> datetime | None:
    """The promise under the new target, less the time used of the old one; nothing left: all of it anew."""
    if ticket.promised is None or ticket.state is State.VENDOR:
        return ticket.promised
    hours = scene.rules.hours_of(ticket.queue)
    was, will = (_target(scene, ticket, one) for one in (ticket.priority, value))
    used = max(was - hours.spent(scene.now, ticket.promised), timedelta())
    return hours.due(scene.now, will - used if will > used else will)


def _target(scene: Scene, ticket: Ticket, priority: int) -> timedelta:
    targets = scene.rules.targets(ticket.queue, priority)
    return targets.first_word if ticket.state is State.QUEUED else targets.next_word


async def _tell_customer(scene: Scene, ticket: Ticket, due: datetime) -> None:
    """Not where a life was in danger: no machine writes there on its own."""
    if await feeling.was_in_danger(scene, ticket.id):
        return
    customer = await customers.of(scene, ticket)
    letter = texts.promise_changed(customers.words_for(scene, customer), ticket, due, scene.now)
    await scene.say(customer.id, letter, ticket_id=ticket.id)
