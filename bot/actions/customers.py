"""Who writes to the customer bot."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.actions import access, cards
from bot.actions.scene import Scene
from bot.errors import NoCustomer, StepOver
from bot.line1.language import first_language
from bot.texts import customer as texts
from bot.texts import desk
from bot.texts.catalogue import Words
from routing.ticket import Ticket
from storage.customers import Customer
from storage.letters import Text


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sent an update, as Telegram tells it; `code` is their Telegram's language."""

    id: int
    name: str
    username: str | None
    code: str | None


async def known(scene: Scene, sender: Sender) -> Customer:
    """The customer this is, written down when new; whoever writes has not blocked us."""
    before = await scene.work.customers.get(sender.id)
    if before is None:
        language = first_language(sender.code, scene.rules.languages)
        now = Customer(sender.id, sender.name, sender.username, language, scene.now)
    else:
        now = replace(before, name=sender.name, username=sender.username, blocked_at=None)
    if now != before:
        await scene.work.customers.save(now)
    return now


async def of(scene: Scene, ticket: Ticket) -> Customer:
    """The ticket's customer; NoCustomer for one of our own."""
    if ticket.customer_id is None:
        raise NoCustomer(ticket.id)
    customer = await scene.work.customers.get(ticket.customer_id)
    assert customer is not None, ticket.customer_id
    return customer


async def told(scene: Scene, ticket: Ticket, letter: Callable[[Words], Text]) -> None:
    """The ticket's customer hears it from line 1; of one of our own there is nobody to hear."""
    if not ticket.is_ours:
        customer = await of(scene, ticket)
        await scene.say(customer.id, letter(words_for(scene, customer)), ticket_id=ticket.id)


async def speaks(scene: Scene, customer: Customer, language: str) -> Customer:
    """The customer with the language their words were read in, unless they chose one."""
    if customer.language_chosen or language == customer.language:
        return customer
    changed = replace(customer, language=language)
    await scene.work.customers.save(changed)
    return changed


def words_for(scene: Scene, customer: Customer) -> Words:
    """Words in the customer's language."""
    return scene.rules.words(customer.language)


async def choose_language(scene: Scene, customer: Customer, language: str) -> None:
    """The customer wants to be spoken to in this language; StepOver if the desk does not speak it."""
    if language not in scene.rules.languages:
        raise StepOver
    changed = replace(customer, language=language, language_chosen=True)
    await scene.work.customers.save(changed)
    await scene.say(customer.id, texts.language_set(scene.rules.words(language)))


async def blocked(scene: Scene, customer_id: int, at: datetime | None) -> None:
    """The customer blocked the bot, or (None) came back; owners of open tickets hear of it."""
    customer = await scene.work.customers.get(customer_id)
    if customer is None or (customer.blocked_at is None) == (at is None):
        return
    await scene.work.customers.set_blocked(customer_id, at)
    for ticket in await scene.work.tickets.open_of(customer_id):
        await scene.record(ticket.id, "customer", "unblocked" if at is None else "blocked")
        await cards.refresh(scene, ticket)
        owner = scene.rules.desk.person(ticket.owner) if ticket.owner else None
        if owner and access.may_see(owner, ticket):
            words = await scene.words_of(owner)
            letter = desk.customer_left(words, ticket.id) if at else desk.customer_back(words, ticket.id)
            await scene.tell(owner.id, letter, ticket_id=ticket.id)
