"""Work from afar: the customer's yes first, then a note of when, on what and what was done."""

from dataclasses import replace

from bot.actions import access, cards, customers, promises, unnamed
from bot.actions.scene import Scene
from bot.errors import NeedsWords, NoConsent, StepOver
from bot.line1.phrases import says_no, says_yes
from bot.texts import visits as texts
from routing.desk import Specialist
from routing.ticket import Move, State, Ticket
from storage.customers import Customer
from storage.history import CUSTOMER, staff
from storage.staff import Asked
from storage.visits import AGREED, ASKED, Remote

REFUSED, DONE = "refused", "done"


async def remote(scene: Scene, by: Specialist, ticket_id: int, text: str) -> Ticket:
    """Ask the customer (words: on what); after their yes, note what was done. The speaking owner may."""
    ticket = access.open_still(await access.speaking(scene, by, ticket_id))
    if not text.strip():
        raise NeedsWords("remote", ticket_id)
    last = await scene.work.remotes.last_on(ticket_id)
    if last and last.state == AGREED:
        return await _note(scene, by, ticket, last, text.strip())
    if last and last.state == ASKED:
        raise NoConsent(ticket_id, asked=True)
    return await _ask(scene, by, ticket, text.strip())


async def state(scene: Scene, ticket: Ticket) -> str | None:
    """How the newest request on the ticket stands."""
    last = await scene.work.remotes.last_on(ticket.id)
    return last.state if last else None


async def _ask(scene: Scene, by: Specialist, ticket: Ticket, target: str) -> Ticket:
    await unnamed.to_customer(scene, ticket, Asked("remote", ticket.id, scene.now, kept=target))
    asked = await scene.work.remotes.add(Remote(ticket.id, by.id, target, scene.now))
    ticket = replace(ticket.spoken(Move.ASK, scene.now), promised=None)
    ticket = await scene.write(ticket, staff(by.id), "remote_ask", target)
    await promises.keep(scene, ticket)
    customer = await customers.of(scene, ticket)
    letter = texts.may_we(customers.words_for(scene, customer), asked.id, target)
    await scene.say(customer.id, letter, ticket_id=ticket.id)
    await scene.tell(by.id, texts.remote_asked(await scene.words_of(by), ticket.id), ticket_id=ticket.id)
    await cards.refresh(scene, ticket)
    return ticket


async def _note(scene: Scene, by: Specialist, ticket: Ticket, last: Remote, done: str) -> Ticket:
    await scene.work.remotes.save(replace(last, state=DONE, done=done))
    words = await scene.words_of(by)
    agreed = words.clock(last.answered_at or last.at, scene.now)
    note = texts.remote_note(words, last.target, agreed, done)
    told = {"target": last.target, "agreed": (last.answered_at or last.at).isoformat(), "done": done}
    await scene.record(ticket.id, staff(by.id), "remote", note, **told)
    await scene.tell(by.id, texts.remote_kept(words, ticket.id), ticket_id=ticket.id)
    await cards.refresh(scene, ticket)
    return ticket


async def answer(scene: Scene, customer: Customer, ticket_id: int, *, yes: bool, remote_id: int = 0) -> None:
    """The customer's word; StepOver when nothing is asked any more (`remote_id`: the request of a button)."""
    ticket = await scene.work.tickets.get(ticket_id)
    last = await scene.work.remotes.last_on(ticket_id)
    stale = last is None or last.state != ASKED or (remote_id and last.id != remote_id)
    if stale or last is None or ticket.customer_id != customer.id or not ticket.is_open:
        raise StepOver
    state = AGREED if yes else REFUSED
    await scene.work.remotes.save(replace(last, state=state, answered_at=scene.now))
    ticket = ticket.after(Move.HEAR)
    if ticket.state is not State.QUEUED:
        ticket = promises.promising(ticket, scene)
    ticket = await scene.write(ticket, CUSTOMER, "remote_yes" if yes else "remote_no", last.target)
    await promises.keep(scene, ticket)
    letter = texts.remote_answer(customers.words_for(scene, customer), yes=yes)
    await scene.say(customer.id, letter, ticket_id=ticket.id)
    owner = scene.rules.desk.person(ticket.owner) if ticket.owner else None
    for person in [owner] if owner else scene.rules.desk.leads_of(ticket.queue):
        told = texts.remote_told(await scene.words_of(person), ticket, last.target, yes=yes)
        await scene.tell(person.id, told, ticket_id=ticket.id)
    await cards.refresh(scene, ticket)


async def pressed(scene: Scene, customer: Customer, remote_id: int, *, yes: bool) -> None:
    """The customer tapped yes or no."""
    asked = await scene.work.remotes.get(remote_id)
    if asked is None:
        raise StepOver
    await answer(scene, customer, asked.ticket_id, yes=yes, remote_id=remote_id)


async def heard(scene: Scene, customer: Customer, ticket: Ticket, text: str) -> bool:
    """Whether typed words said yes or no to what was asked last."""
    last = await scene.work.remotes.last_on(ticket.id)
    if last is None or last.state != ASKED or not (says_yes(text) or says_no(text)):
        return False
    await answer(scene, customer, ticket.id, yes=says_yes(text))
    return True
