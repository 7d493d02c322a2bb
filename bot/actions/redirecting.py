"""A matter of another department: the customer hears whom to turn to, and the words are forwarded."""

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.actions import customers, offering, promises
from bot.actions.scene import Scene
from bot.texts import redirecting as texts
from routing.desk import Outside
from routing.ticket import Move, State, Ticket
from storage.customers import Conversation, Customer
from storage.history import LINE1
from storage.timers import Timer
from storage.work import Work

TIMER = FORWARD = "forward"
#: Pauses between tries; the last one again and again, until TRIES is reached: about a day.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
TRIES = 26
#: Longest text forwarded, characters.
LONGEST = 8000


@dataclass(frozen=True, slots=True)
class Forward:
    """What another department gets, and where."""

    outside: Outside
    ticket_id: int
    queue: str
    subject: str
    customer: str
    language: str
    text: str


async def redirect(
    scene: Scene, customer: Customer, conversation: Conversation, ticket: Ticket, text: str
) -> None:
    """The ticket is over for us: the customer knows whom to turn to, and keeps the way to a person."""
    queue = scene.rules.desk.queue(ticket.queue)
    assert queue.outside is not None, queue.id
    over = replace(ticket.closed(scene.now), promised=None)
    await scene.write(over, LINE1, "redirect", "", to=queue.id, text=text[:LONGEST])
    forwarded = bool(queue.outside.email or queue.outside.webhook)
    step = replace(conversation.step.afresh(), redirected=ticket.id)
    await scene.work.conversations.save(replace(conversation, ticket_id=None, step=step))
    words = customers.words_for(scene, customer)
    letter = texts.redirected(words, queue.outside, ticket.id, forwarded=forwarded)
    await scene.say(customer.id, letter, ticket_id=ticket.id)
    if forwarded:  # on a lane of its own: a slow mail server holds up nobody's chat
        await scene.work.timers.arm(Timer(TIMER, str(ticket.id), FORWARD, ticket.id, scene.now))


async def read(work: Work, outside: Outside | None, ticket_id: int) -> Forward | None:
    """What is to be forwarded; None when the ticket went to people meanwhile, or the department is gone."""
    ticket = await work.tickets.get(ticket_id)
    customer = await work.customers.get(ticket.customer_id or 0)
    events = await work.history.of(ticket_id)
    told = [event for event in events if event.what == "redirect"]
    if outside is None or ticket.state is not State.CLOSED or customer is None or not told:
        return None
    name = f"{customer.name} (@{customer.username})" if customer.username else customer.name
    text = str(told[-1].data.get("text", ""))
    return Forward(outside, ticket.id, ticket.queue, ticket.subject, name, ticket.language, text)


async def forwarded(scene: Scene, ticket_id: int) -> None:
    """It has arrived."""
    await scene.record(ticket_id, LINE1, "forwarded")


async def failed(scene: Scene, ticket_id: int, why: str) -> None:
    """It did not go out: again later, leads hear the first time; after a day people take the matter."""
    before = [one for one in await scene.work.history.of(ticket_id) if one.what == "not_forwarded"]
    await scene.record(ticket_id, LINE1, "not_forwarded", why)
    ticket = await scene.work.tickets.get(ticket_id)
    if len(before) + 1 >= TRIES:
        await _to_people(scene, ticket)
        return
    due = scene.now + PAUSES[min(len(before), len(PAUSES) - 1)]
    await scene.work.timers.arm(Timer(TIMER, str(ticket_id), FORWARD, ticket_id, due))
    if not before:
        await _tell_leads(scene, ticket, why, given_up=False)


async def _to_people(scene: Scene, ticket: Ticket) -> None:
    """Nobody there can be told, so ours answer."""
    default = scene.rules.desk.default_queue().id
    due = scene.rules.first_word_due(ticket.priority, scene.now, default)
    ticket = promises.promising(ticket.reopened(due).moved_to(default), scene)
    ticket = await scene.write(ticket, LINE1, Move.REOPEN, "", reason="not forwarded")
    await promises.keep(scene, ticket)
    customer = await customers.of(scene, ticket)
    conversation = await scene.work.conversations.get(customer.id)
    if conversation.ticket_id is None:
        await scene.work.conversations.save(replace(conversation, ticket_id=ticket.id))
    words = customers.words_for(scene, customer)
    letter = texts.people_after_all(words, ticket.id, ticket.subject, promises.due(ticket), scene.now)
    await scene.say(customer.id, letter, ticket_id=ticket.id)
    await _tell_leads(scene, ticket, "", given_up=True)
    await offering.place(scene, ticket)


async def _tell_leads(scene: Scene, ticket: Ticket, why: str, *, given_up: bool) -> None:
    for lead in scene.rules.desk.leads_of(scene.rules.desk.default_queue().id):
        words = await scene.words_of(lead)
        letter = texts.not_forwarded(words, ticket.id, ticket.subject, why, given_up=given_up)
        await scene.tell(lead.id, letter, ticket_id=ticket.id)
