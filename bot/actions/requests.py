"""What customers ask of the bot itself: to begin, to see where things stand, another language, to stop."""

from dataclasses import replace

from bot.actions import answering, customers, hearing
from bot.actions.scene import Scene
from bot.texts import customer as texts
from bot.texts import line1, visits
from routing.ticket import State
from storage.customers import Customer, Step
from storage.messages import Author, Said


async def started(scene: Scene, customer: Customer, source: str) -> None:
    """Greet; where an open question stands is told at once. `source` is the /start link's payload."""
    words = customers.words_for(scene, customer)
    conversation = await scene.work.conversations.get(customer.id)
    await scene.say(customer.id, line1.greeting(words, scene.rules.name))
    if source and conversation.ticket_id is None:
        step = replace(conversation.step, source=source[:64])
        await scene.work.conversations.save(replace(conversation, step=step))
    if tickets := await scene.work.tickets.open_of(customer.id):
        await scene.say(customer.id, texts.status(words, tickets, scene.now))


async def human(scene: Scene, customer: Customer, text: str, telegram_id: int) -> None:
    """A person, please; words that came with it belong to the question."""
    if text:
        said = Said(customer.id, Author.CUSTOMER, text, scene.now, telegram_id=telegram_id)
        await hearing.said(scene, customer, said)
    await answering.wants_person(scene, customer)


async def status(scene: Scene, customer: Customer) -> None:
    """Open and just solved questions, and when the next word comes."""
    tickets = [
        ticket
        for ticket in await scene.work.tickets.of_customer(customer.id)
        if ticket.is_open or ticket.state is State.RESOLVED
    ]
    words = customers.words_for(scene, customer)
    await scene.say(customer.id, texts.status(words, tickets, scene.now))
    for ticket in tickets:
        visit = await scene.work.visits.live_on(ticket.id)
        if visit and visit.slot:
            await scene.say(customer.id, visits.coming(words, visit, scene.now), ticket_id=ticket.id)


async def help_page(scene: Scene, customer: Customer) -> None:
    """What the bot can do."""
    await scene.say(customer.id, texts.help_page(customers.words_for(scene, customer), scene.rules.name))


async def language(scene: Scene, customer: Customer, wanted: str) -> None:
    """Speak the wanted language, or show those there are."""
    if wanted in scene.rules.languages:
        await customers.choose_language(scene, customer, wanted)
        return
    words = customers.words_for(scene, customer)
    await scene.say(customer.id, texts.choose_language(words, scene.rules.languages))


async def cancel(scene: Scene, customer: Customer) -> None:
    """With open questions: which one to take back. Else the step under way is dropped."""
    words = customers.words_for(scene, customer)
    if tickets := await scene.work.tickets.open_of(customer.id):
        await scene.say(customer.id, texts.withdraw(words, tickets))
        return
    await hearing.drop_pending(scene, customer.id)
    conversation = await scene.work.conversations.get(customer.id)
    await scene.work.conversations.save(replace(conversation, step=Step(about=conversation.step.about)))
    await scene.say(customer.id, texts.stopped(words))
