"""A customer whose question people have says that it is over: one tap closes it, no word alone does."""

from dataclasses import replace

from bot.actions import cards, customers, ending, feeling, talks
from bot.actions.scene import Scene
from bot.errors import StepOver
from bot.line1.over import says_over
from bot.line1.phrases import Kind, says_no, says_yes, small_talk
from bot.texts import customer as texts
from routing.ticket import Move, State, Ticket
from storage.customers import Conversation, Customer
from storage.history import CUSTOMER

#: What Step.awaits holds while the offer to close stands.
OVER = "over"


async def heard(scene: Scene, customer: Customer, ticket: Ticket, text: str, *, was_asked: bool) -> None:
    """Offer to close what is over; a yes or no typed next, with nobody else's word between, is the answer.

    `was_asked`: the ticket waited for the customer when they wrote.
    """
    conversation = await scene.work.conversations.get(customer.id)
    step = conversation.step
    asked = step.awaits == OVER and step.about == ticket.id
    if asked and await talks.line1_spoke_last(scene, customer.id):
        if says_yes(text) and small_talk(text) is not Kind.THANKS:
            await close(scene, customer, ticket.id)
            return
        if says_no(text):
            await keep(scene, customer, ticket.id)
            return
    if asked:
        await _forget(scene, conversation)
    state = State.ASKED if was_asked else ticket.state
    if ticket.is_open and says_over(text, state) and not await feeling.was_in_danger(scene, ticket.id):
        await _offer(scene, customer, ticket, noted=asked)


async def _offer(scene: Scene, customer: Customer, ticket: Ticket, *, noted: bool) -> None:
    if not noted:
        await scene.record(ticket.id, CUSTOMER, Move.NOTE, "says it is over")
        await cards.refresh(scene, ticket)
    letter = texts.over(customers.words_for(scene, customer), ticket)
    await scene.say(customer.id, letter, ticket_id=ticket.id)
    conversation = await scene.work.conversations.get(customer.id)
    step = replace(conversation.step, awaits=OVER, about=ticket.id)
    await scene.work.conversations.save(replace(conversation, step=step))


async def close(scene: Scene, customer: Customer, ticket_id: int) -> None:
    """Their yes: it is closed, its owner sees it; StepOver for what is closed or another's."""
    ticket = await _own(scene, customer, ticket_id)
    owner = scene.rules.desk.person(ticket.owner) if ticket.owner else None
    ticket = await ending.end(scene, ticket, CUSTOMER, "over")
    await ending.let_go(scene, ticket)
    letter = texts.closed_as_over(customers.words_for(scene, customer), ticket)
    await scene.say(customer.id, letter, ticket_id=ticket.id)
    if owner:
        await cards.bring(scene, owner, ticket)


async def keep(scene: Scene, customer: Customer, ticket_id: int) -> None:
    """Their no: people go on."""
    ticket = await _own(scene, customer, ticket_id)
    await _forget(scene, await scene.work.conversations.get(customer.id))
    await scene.record(ticket.id, CUSTOMER, Move.NOTE, "leaves it open")
    letter = texts.left_open(customers.words_for(scene, customer), ticket)
    await scene.say(customer.id, letter, ticket_id=ticket.id)
    await cards.refresh(scene, ticket)


async def _forget(scene: Scene, conversation: Conversation) -> None:
    step = replace(conversation.step, awaits=None, about=None)
    await scene.work.conversations.save(replace(conversation, step=step))


async def _own(scene: Scene, customer: Customer, ticket_id: int) -> Ticket:
    ticket = await scene.work.tickets.get(ticket_id)
    if ticket.customer_id != customer.id or not ticket.is_open:
        raise StepOver
    return ticket


#: The buttons under the offer, by their act.
PRESSES = {"over": close, "not_over": keep}
