"""How a ticket ends: solved, confirmed, rated, reopened, closed."""

from dataclasses import replace

from markupsafe import escape

from bot.actions import (
    access,
    audits,
    cards,
    consulting,
    customers,
    experts,
    feeling,
    holding,
    linked,
    offering,
    promises,
    stages,
    unnamed,
    vendor,
    visits,
)
from bot.actions.backstage import project_of
from bot.actions.scene import Scene
from bot.errors import AuditRefused, NeedsWords, OnlyLeads, RowsOnly, StepOver, TooLateToReopen
from bot.texts import customer as customer_texts
from bot.texts import verdict as texts
from routing import ways
from routing.desk import Specialist
from routing.stages import read
from routing.ticket import Move, State, Ticket
from storage.customers import Conversation, Customer
from storage.history import CUSTOMER, LINE1, staff
from storage.staff import Asked
from storage.timers import about

#: What line 1 waits for after a solution, in Step.awaits (see also bot/actions/verdict.py).
SOLVED = "solved"
CLOSE_TIMER = "close"


async def resolve(
    scene: Scene, by: Specialist, ticket_id: int, solution: str, cause: str | None = None
) -> Ticket:
    """Tell the customer the solution and ask whether it is one; only the owner may.

    A newcomer's waits for a tap, unless no customer will read it.
    """
    ticket = await access.owned(scene, by, ticket_id)
    again = Asked(Move.RESOLVE, ticket_id, scene.now, kept=solution)
    await unnamed.to_customer(scene, ticket, again, _for_customer(scene, ticket, solution))
    if by.mentor is None or ticket.is_ours:
        return await resolve_now(scene, by, ticket_id, solution, cause)
    return await holding.hold(scene, by, ticket, Move.RESOLVE, solution)


async def resolvable(scene: Scene, by: Specialist, ticket_id: int) -> Ticket:
    """The person's ticket with its stages told and, of an audit, its findings put right; else refused."""
    return await audits.finished(scene, await stages.resolvable(scene, by, ticket_id))


async def resolvable_anyway(scene: Scene, by: Specialist, ticket_id: int) -> Ticket:
    """The same of one of our own, whatever it found and nobody has put right."""
    ticket = await stages.resolvable(scene, by, ticket_id)
    if not ticket.is_ours:
        raise AuditRefused("of_a_customer", ticket_id)
    return ticket


async def resolve_anyway(scene: Scene, by: Specialist, ticket_id: int, why: str) -> Ticket:
    """An audit ends while findings are open; the words say what came of it, and why now."""
    await resolvable_anyway(scene, by, ticket_id)
    if not why.strip():
        raise NeedsWords("resolve_anyway", ticket_id)
    return await resolve_now(scene, by, ticket_id, why, anyway=True)


async def resolve_now(
    scene: Scene,
    by: Specialist,
    ticket_id: int,
    solution: str,
    cause: str | None = None,
    *,
    anyway: bool = False,
) -> Ticket:
    """The same without anybody's tap; `anyway`: whatever the ticket found and nobody has put right."""
    ticket = await access.owned(scene, by, ticket_id)
    ticket, solution = await _told_stages(scene, by, ticket, solution)
    ticket = replace(ticket.resolved(solution, cause, scene.now), promised=None)
    if not solution.strip():
        raise NeedsWords("resolve", ticket_id)
    await (stages.resolvable if anyway else resolvable)(scene, by, ticket_id)
    left = {"left": await audits.open_findings(scene, ticket)} if anyway else {}
    ticket = await scene.write(ticket, staff(by.id), Move.RESOLVE, solution, cause=cause, **left)
    await promises.keep(scene, ticket)
    await customers.told(scene, ticket, lambda words: texts.solved(words, ticket.id, escape(solution)))
    await ended_by_solution(scene, ticket)
    await experts.solved(scene, by, ticket, solution)
    await end_together(scene, ticket)
    await cards.refresh(scene, ticket)
    return ticket


def _for_customer(scene: Scene, ticket: Ticket, solution: str) -> str:
    """Of a solution, what stands before the rows that colleagues read."""
    told = read(solution)
    return told.rest if told.parts and scene.rules.desk.is_staged(ticket.queue) else solution


async def _told_stages(scene: Scene, by: Specialist, ticket: Ticket, solution: str) -> tuple[Ticket, str]:
    """Who works in stages may tell them behind the solution; the customer reads only what is before."""
    told = read(solution)
    if not (ticket.is_open and told.parts and scene.rules.desk.is_staged(ticket.queue)):
        return ticket, solution
    if not told.rest:
        raise RowsOnly(ticket.id)
    return await stages.write(scene, by, ticket, replace(told, rest="")), told.rest


async def end_together(scene: Scene, ticket: Ticket) -> None:
    """What people had under way on the ticket ends with it."""
    await offering.settled(scene, ticket)
    await vendor.close_all(scene, ticket.id)
    await consulting.ended(scene, ticket)
    await visits.ended(scene, ticket)
    await holding.ended(scene, ticket)
    await audits.changed(scene, ticket)


async def ended_by_solution(scene: Scene, ticket: Ticket) -> None:
    """The customer was told the solution: line 1 waits for their word on it, and not for ever.

    One of our own stands as long for whoever wants to take it up again.
    """
    if ticket.customer_id is not None:
        conversation = await scene.work.conversations.get(ticket.customer_id)
        await wait_for(scene, conversation, SOLVED, ticket.id)
    due = scene.now + scene.rules.close_after
    await scene.work.timers.arm(about(CLOSE_TIMER, ticket, due))


async def reopen(scene: Scene, by: Specialist, ticket_id: int, why: str) -> Ticket:
    """Staff take a ticket up again; whoever serves its queue may."""
    ticket = await access.served(scene, by, ticket_id)
    ticket.after(Move.REOPEN)
    await linked.check_unmerged(scene, ticket_id)
    in_time = ticket.may_reopen(scene.now, scene.rules.reopen_days)
    # A project takes as long as it takes: its customer hears of it in the same ticket. Our own has none.
    if not (in_time or ticket.is_ours) and project_of(await scene.work.history.of(ticket_id)) is None:
        raise TooLateToReopen(ticket_id, scene.rules.reopen_days)
    return await take_up_again(scene, ticket, staff(by.id), why)


async def take_up_again(scene: Scene, ticket: Ticket, who: str, why: str) -> Ticket:
    """Open an ended ticket again: with whoever held it last if they are there, else in its queue."""
    ticket = ways.standing(scene.rules.desk, ticket)
    ticket = ticket.reopened(scene.rules.first_word_due(ticket.priority, scene.now, ticket.queue))
    owner = await _still_here(scene, ticket)
    if owner:
        ticket = ticket.taken_by(owner.id, scene.now)
    ticket = await scene.write(promises.promising(ticket, scene), who, Move.REOPEN, why)
    await scene.work.timers.disarm(CLOSE_TIMER, str(ticket.id))
    await promises.keep(scene, ticket)
    await _tell_reopened(scene, ticket, same=owner is not None, asked=who == CUSTOMER)
    await audits.changed(scene, ticket)
    if owner is None:
        return await offering.place(scene, ticket)
    await offering.settled(scene, ticket)
    await cards.bring(scene, owner, ticket)
    await cards.refresh(scene, ticket)
    return ticket


async def _still_here(scene: Scene, ticket: Ticket) -> Specialist | None:
    """Who held the ticket last, if they still serve its queue, are on shift and not away."""
    person = scene.rules.desk.person(ticket.last_owner) if ticket.last_owner else None
    if person is None or not person.serves(ticket.queue) or not person.on_shift(scene.now):
        return None
    return None if (await scene.work.staff.get(person.id)).away else person


async def _tell_reopened(scene: Scene, ticket: Ticket, *, same: bool, asked: bool) -> None:
    if ticket.is_ours:
        return
    customer = await customers.of(scene, ticket)
    due = ticket.promised or ticket.first_word_due
    words = customers.words_for(scene, customer)
    conversation = await scene.work.conversations.get(customer.id)
    await scene.work.conversations.save(
        replace(conversation, ticket_id=ticket.id, step=conversation.step.afresh())
    )
    letter = texts.reopened(words, ticket.id, due, scene.now, same=same, asked=asked)
    await scene.say(customer.id, letter, ticket_id=ticket.id)


async def close(scene: Scene, by: Specialist, ticket_id: int, why: str) -> Ticket:
    """End a ticket without a solution; the owner or a lead may, and says why."""
    ticket = await access.steered(scene, by, ticket_id)
    if ticket.is_open and ticket.owner is None and not by.leads:
        raise OnlyLeads("close")
    if ticket.is_open and not why.strip():
        raise NeedsWords("close", ticket_id)
    was_open = ticket.is_open
    ticket = await end(scene, ticket, staff(by.id), why)
    if was_open:
        await let_go(scene, ticket)
        await customers.told(scene, ticket, lambda words: texts.closed(words, ticket.id, ticket.subject))
    return ticket


async def withdraw(scene: Scene, customer: Customer, ticket_id: int) -> None:
    """The customer takes a question back."""
    ticket = await scene.work.tickets.get(ticket_id)
    if ticket.customer_id != customer.id or not ticket.is_open:
        raise StepOver
    owner = scene.rules.desk.person(ticket.owner) if ticket.owner else None
    ticket = await end(scene, ticket, CUSTOMER, "withdrawn")
    await let_go(scene, ticket)
    words = customers.words_for(scene, customer)
    await scene.say(
        customer.id, customer_texts.withdrawn(words, ticket.id, ticket.subject), ticket_id=ticket.id
    )
    if owner:
        await cards.bring(scene, owner, ticket)


async def silence(scene: Scene, ticket_id: int) -> None:
    """Nobody said that a solution did not help: the ticket closes by itself, unless a life was in danger."""
    ticket = await scene.work.tickets.get(ticket_id)
    if ticket.state is State.RESOLVED and not await feeling.was_in_danger(scene, ticket.id):
        await end(scene, ticket, LINE1, "silence")


async def end(scene: Scene, ticket: Ticket, who: str, why: str) -> Ticket:
    """Close the ticket in the books; telling the customer is the caller's."""
    ticket = await scene.write(replace(ticket.closed(scene.now), promised=None), who, Move.CLOSE, why)
    await scene.work.timers.disarm(CLOSE_TIMER, str(ticket.id))
    await promises.keep(scene, ticket)
    await end_together(scene, ticket)
    await cards.refresh(scene, ticket)
    return ticket


async def let_go(scene: Scene, ticket: Ticket) -> None:
    """Line 1 owns the conversation again."""
    if ticket.customer_id is None:
        return
    conversation = await scene.work.conversations.get(ticket.customer_id)
    if conversation.ticket_id == ticket.id:
        await wait_for(scene, conversation, None, ticket.id)


async def wait_for(scene: Scene, conversation: Conversation, what: str | None, ticket_id: int) -> None:
    """Line 1 owns the talk and waits for an answer about the ended ticket (None: for nothing).

    While another ticket of the customer is open the talk is with its people; the buttons work all the same.
    """
    still_open = [one.id for one in await scene.work.tickets.open_of(conversation.customer_id)]
    if conversation.ticket_id in still_open:
        return
    mood = conversation.step.afresh()
    step = mood if still_open else replace(mood, awaits=what, about=ticket_id)
    owner = still_open[-1] if still_open else None
    await scene.work.conversations.save(replace(conversation, ticket_id=owner, step=step))
