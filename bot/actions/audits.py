"""Tickets of our own, without a customer: an audit, and what it finds."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

from bot.actions import access, cards, customers, linked, linking, offering, promises, talks, unnamed
from bot.actions.scene import Scene
from bot.errors import AuditRefused, NobodyServes
from bot.texts import audits as texts
from bot.texts.markup import clipped
from routing.desk import Queue, Specialist
from routing.links import LinkKind
from routing.priority import USUAL
from routing.ticket import Move, State, Ticket
from storage.history import staff
from storage.staff import Asked

SUBJECT = 60
#: By when one of our own should be done where no clock runs for it: working time, a week of it.
PATIENCE = timedelta(hours=40)
#: "for #17 its words": whose customer a finding concerns.
_FOR = re.compile(r"(?:for|для)\s*#(?P<number>\d{1,15})[\s:,.–—-]+(?P<words>.*)", re.DOTALL | re.IGNORECASE)


async def audit(scene: Scene, by: Specialist, words: str) -> Ticket:
    """`queue subject`: a ticket without a customer waits in that queue, which its opener serves."""
    name, _, subject = words.strip().partition(" ")
    mine = [one.id for one in scene.rules.desk.served_queues() if by.serves(one.id)]
    if not subject.strip() or not scene.rules.desk.has(name):
        raise AuditRefused("how", queues=mine)
    queue = _kept(scene, name)
    if not by.serves(queue.id):
        raise AuditRefused("elsewhere", queues=mine)
    ticket = await _opened(scene, by, ours(scene, queue), subject, "audit")
    letter = texts.opened(await scene.words_of(by), ticket, queue)
    await scene.tell(by.id, letter, ticket_id=ticket.id, act=Move.NOTE)
    return await _to_people(scene, by, ticket)


async def auditing(scene: Scene, by: Specialist, ticket_id: int) -> Ticket:
    """The open audit, if the person may add to it: who serves its queue, owns it or helps with it."""
    ticket = await access.seen(scene, by, ticket_id)
    if by.id not in ticket.helpers:
        ticket = await access.served(scene, by, ticket_id)
    if not ticket.is_ours:
        raise AuditRefused("of_a_customer", ticket_id)
    return access.open_still(ticket)


async def finding(scene: Scene, by: Specialist, ticket_id: int, words: str) -> Ticket:
    """`queue words`: what the audit found becomes a ticket of that queue, linked both ways.

    It has no customer either, unless the words begin with the number of a ticket that has: "for #17 ...".
    """
    ticket = await auditing(scene, by, ticket_id)
    name, _, text = words.strip().partition(" ")
    if not text.strip():
        raise AuditRefused("finding_how", ticket_id)
    queue = _kept(scene, name)
    new, text = await _whose(scene, by, ours(scene, queue), text.strip())
    first = text.partition("\n")[0]
    await unnamed.to_customer(scene, new, Asked("finding", ticket_id, scene.now, kept=words), first)
    found = await _opened(scene, by, replace(new, language=ticket.language), text, f"finding: #{ticket.id}")
    await linking.tie(scene, found, ticket, LinkKind.FINDING, staff(by.id))
    await _tell_customer(scene, found)
    receipt = texts.kept(await scene.words_of(by), ticket, found, queue)
    await scene.tell(by.id, receipt, ticket_id=found.id, act=Move.NOTE)
    await _to_people(scene, by, found)
    return ticket


def _kept(scene: Scene, name: str) -> Queue:
    """The queue people work in; QueueUnknown or NobodyServes for any other."""
    queue = scene.rules.desk.queue(name)
    if not scene.rules.desk.keeps(queue.id):
        raise NobodyServes(queue.id)
    return queue


def ours(scene: Scene, queue: Queue) -> Ticket:
    """A ticket of that queue and of no customer, yet without its words."""
    priority = queue.priority or USUAL
    return Ticket(
        customer_id=None,
        queue=queue.id,
        subject="",
        language=scene.rules.languages[0],
        priority=priority,
        opened_at=scene.now,
        first_word_due=_by_when(scene, queue.id, priority),
    )


def _by_when(scene: Scene, queue: str, priority: int) -> datetime:
    span = scene.rules.targets(queue, priority).line or PATIENCE
    return scene.rules.hours_of(queue).due(scene.now, span)


async def _whose(scene: Scene, by: Specialist, ticket: Ticket, text: str) -> tuple[Ticket, str]:
    """The finding of the customer whose ticket the words name, else of nobody; and the other words."""
    named = _FOR.fullmatch(text)
    if named is None:
        return ticket, text
    customer = await customers.of(scene, await access.seen(scene, by, int(named["number"])))
    due = scene.rules.first_word_due(ticket.priority, scene.now, ticket.queue)
    theirs = replace(ticket, customer_id=customer.id, language=customer.language)
    return replace(theirs, first_word_due=due, promised=due), named["words"].strip()


async def _opened(scene: Scene, by: Specialist, ticket: Ticket, words: str, reason: str) -> Ticket:
    """Stored; its first row is what it is called, and all of it a note where that says more."""
    first = words.strip().partition("\n")[0].strip()
    subject = clipped(first, SUBJECT)
    ticket = await scene.write(replace(ticket, subject=subject), staff(by.id), "open", "", reason=reason)
    if subject != words.strip():
        await scene.record(ticket.id, staff(by.id), Move.NOTE, words.strip())
    await promises.keep(scene, ticket)
    return ticket


async def _to_people(scene: Scene, by: Specialist, ticket: Ticket) -> Ticket:
    """It finds its owner as every ticket does; who opened it has its card too, if they may see it."""
    ticket = await offering.place(scene, ticket)
    if access.may_see(by, ticket) and by.id not in await scene.work.cards.chats(ticket.id):
        await cards.bring(scene, by, ticket)
    return ticket


async def _tell_customer(scene: Scene, ticket: Ticket) -> None:
    """A finding that concerns a customer: they hear of it, and their words about it reach its people."""
    if ticket.customer_id is None:
        return
    await talks.take_if_free(scene, ticket.customer_id, ticket)
    await customers.told(scene, ticket, lambda words: texts.noticed(words, ticket, scene.now))


async def _findings(scene: Scene, ticket: Ticket) -> list[int]:
    links = await scene.work.links.of(ticket.id)
    return [one.ticket_id for one in links if one.kind is LinkKind.FINDING and one.other == ticket.id]


async def open_findings(scene: Scene, ticket: Ticket) -> list[int]:
    """Numbers of what the ticket found and nobody has put right yet; a merged one by where it goes on."""
    living = [await linked.living(scene, one) for one in await _findings(scene, ticket)]
    return [one for one in dict.fromkeys(living) if (await scene.work.tickets.get(one)).is_open]


async def pass_on(scene: Scene, ticket: Ticket, into: Ticket, who: str) -> None:
    """The audit goes on in another: so does what it found."""
    for number in await _findings(scene, ticket):
        if number != into.id:
            await linking.tie(scene, await scene.work.tickets.get(number), into, LinkKind.FINDING, who)


async def finished(scene: Scene, ticket: Ticket) -> Ticket:
    """The ticket; AuditRefused names findings of an open audit that are open still."""
    if ticket.is_ours and ticket.is_open and (left := await open_findings(scene, ticket)):
        raise AuditRefused("findings", ticket.id, findings=left)
    return ticket


async def found_by(scene: Scene, ticket: Ticket) -> list[Ticket]:
    """The audits that found the ticket."""
    return [
        await scene.work.tickets.get(link.other)
        for link in await scene.work.links.of(ticket.id)
        if link.kind is LinkKind.FINDING and link.ticket_id == ticket.id
    ]


async def changed(scene: Scene, ticket: Ticket) -> None:
    """A finding ended or was opened again: its audit's card says so, and its audit's owner hears the end."""
    for audit_of in await found_by(scene, ticket):
        await cards.refresh(scene, audit_of)
        owner = scene.rules.desk.person(audit_of.owner) if audit_of.owner else None
        closed_later = ticket.state is State.CLOSED and ticket.resolved_at is not None
        if owner and not ticket.is_open and not closed_later and access.may_see(owner, audit_of):
            left = await open_findings(scene, audit_of)
            subject = None if ticket.queue in owner.barred else ticket.subject
            letter = texts.finding_over(await scene.words_of(owner), audit_of, ticket, subject, left)
            await scene.tell(owner.id, letter, ticket_id=audit_of.id)
