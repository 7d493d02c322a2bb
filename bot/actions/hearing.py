"""What a customer says comes in: it is kept, then read by line 1 or passed to the people who have it."""

from dataclasses import replace
from datetime import timedelta

from bot.actions import cards, customers, feeling, overs, peril, promises, relaying, remote, talks, visits
from bot.actions.scene import Scene
from bot.line1.phrases import Kind, only_judges, small_talk
from bot.line1.signals import danger, plain
from bot.texts import desk, line1
from routing.ticket import Move, State, Ticket
from storage.customers import Conversation, Customer
from storage.history import CUSTOMER
from storage.messages import Said
from storage.outbox import CUSTOMER_BOT
from storage.timers import Timer

TIMER = "turn"
#: Within this time all pieces of an album have come.
ALBUM_PAUSE = timedelta(seconds=1)


async def said(scene: Scene, customer: Customer, message: Said) -> None:
    """Keep the customer's message; whoever owns the conversation gets it."""
    conversation = await scene.work.conversations.get(customer.id)
    conversation = replace(conversation, heard=conversation.heard + 1)
    beside = bool(conversation.step.beside and conversation.ticket_id)
    judges = beside and await _judges(scene, customer.id, message)
    if beside and not judges:
        conversation = replace(conversation, step=conversation.step.afresh())
    await scene.work.conversations.save(conversation)
    if conversation.ticket_id is None or judges:
        await scene.work.messages.add(replace(message, pending=True))
        await arm_turn(scene, customer.id)
    elif message.album or await scene.work.messages.pending(customer.id):
        # An album comes piece by piece and is passed on whole; what follows it keeps its place behind it.
        await scene.work.messages.add(replace(message, pending=True))
        await arm_turn(scene, customer.id, at_least=ALBUM_PAUSE)
    else:
        await _to_people(scene, customer, conversation.ticket_id, message)


async def _judges(scene: Scene, customer_id: int, message: Said) -> bool:
    """Whether the words judge the article that line 1 has just given to a second question."""
    judges = message.kind == "text" and only_judges(message.text)
    return judges and await talks.line1_spoke_last(scene, customer_id)


async def arm_turn(scene: Scene, customer_id: int, at_least: timedelta = timedelta()) -> None:
    """What is pending is read once the customer has paused."""
    due = scene.now + max(scene.rules.burst, at_least)
    await scene.work.timers.arm(Timer(TIMER, str(customer_id), CUSTOMER_BOT, customer_id, due))


async def drop_pending(scene: Scene, customer_id: int) -> None:
    """Line 1 shall not answer what it has not read yet; the words stay in the history."""
    await scene.work.messages.considered(customer_id)
    await scene.work.timers.disarm(TIMER, str(customer_id))


async def reworded(scene: Scene, customer: Customer, message: Said) -> None:
    """The customer edited a message: the new words count, the old ones are kept."""
    assert message.telegram_id is not None
    before = await scene.work.messages.by_telegram_id(customer.id, message.telegram_id)
    if before is None:
        await said(scene, customer, message)
        return
    if before.text == message.text:
        return  # Telegram also reports edits without a visible change
    await scene.work.messages.reword(before, message.text)
    if before.ticket_id and not before.pending:
        await _tell_of_edit(scene, before, message.text)
    else:
        # What line 1 had answered is answered anew: people mend their words when the answer missed.
        await scene.work.messages.pend(before.id)
        await arm_turn(scene, customer.id)


async def _tell_of_edit(scene: Scene, before: Said, text: str) -> None:
    assert before.ticket_id is not None
    ticket = await scene.work.tickets.get(before.ticket_id)
    await scene.record(ticket.id, "customer", "edit", text, before=before.text)
    await cards.refresh(scene, ticket)
    if owner := scene.rules.desk.person(ticket.owner) if ticket.owner else None:
        letter = desk.edited(await scene.words_of(owner), ticket.id, before.text, text)
        await scene.tell(owner.id, letter, ticket_id=ticket.id)


async def _to_people(scene: Scene, customer: Customer, ticket_id: int, message: Said) -> None:
    ticket = await scene.work.tickets.get(ticket_id)
    await scene.work.messages.add(replace(message, ticket_id=ticket.id))
    if message.text and message.kind not in feeling.NOT_WORDS:
        await feeling.arm(scene, customer.id)
        # The rest of a mood can wait for its reading; what may be a matter of minutes is heard at once.
        words = danger(plain(message.text))
        if words and not await feeling.was_in_danger(scene, ticket.id):
            ticket = await peril.begins(scene, ticket, {feeling.DANGER: words})
    was_asked = ticket.state is State.ASKED
    ticket = await add_words(scene, customer, ticket, [message])
    if message.kind == "text":
        await _answers(scene, customer, ticket, message.text, was_asked=was_asked)


async def _answers(scene: Scene, customer: Customer, ticket: Ticket, text: str, *, was_asked: bool) -> None:
    """Words that answer a question line 1 put for the people: a visit, a yes or no; or that it is over."""
    if await visits.heard(scene, customer, ticket, text):
        return
    if was_asked and await remote.heard(scene, customer, ticket, text):
        return
    await overs.heard(scene, customer, ticket, text, was_asked=was_asked)


async def add_words(scene: Scene, customer: Customer, ticket: Ticket, messages: list[Said]) -> Ticket:
    """The customer's words join a ticket people work on: its owner reads them, its clock runs on."""
    was_asked, before = ticket.state is State.ASKED, ticket
    ticket = ticket.after(Move.HEAR)
    if all(_mere_thanks(one) for one in messages):
        return await _pass_on_thanks(scene, customer, before, messages)
    if ticket.owner and (was_asked or ticket.promised is None):
        ticket = promises.promising(ticket, scene)
    if ticket != before:
        ticket = await scene.write(ticket, CUSTOMER, Move.HEAR)
    await promises.keep(scene, ticket)
    await relaying.to_owner(scene, customer, ticket, messages)
    if not ticket.owner and not await feeling.was_in_danger(scene, ticket.id):
        await _say_added(scene, customer, ticket)
    await (cards.refresh if was_asked else cards.refresh_owners)(scene, ticket)
    return ticket


def _mere_thanks(message: Said) -> bool:
    """Thanks answer no question and ask for nothing: they set no clock going."""
    return message.kind == "text" and small_talk(message.text) is Kind.THANKS


async def _pass_on_thanks(scene: Scene, customer: Customer, ticket: Ticket, messages: list[Said]) -> Ticket:
    await relaying.to_owner(scene, customer, ticket, messages)
    await cards.refresh_owners(scene, ticket)
    return ticket


async def _say_added(scene: Scene, customer: Customer, ticket: Ticket) -> None:
    """Once per waiting ticket; saying it after every message would be noise."""
    letter = line1.added(
        customers.words_for(scene, customer),
        ticket.id,
        ticket.subject,
        ticket.promised or ticket.first_word_due,
        scene.now,
    )
    await scene.work.outbox.put(
        CUSTOMER_BOT, customer.id, letter, scene.now, ticket_id=ticket.id, key=f"added:{ticket.id}"
    )


async def people_have_it(scene: Scene, customer: Customer, conversation: Conversation) -> None:
    """The customer asks for a person while one has the question: where it stands."""
    assert conversation.ticket_id is not None
    ticket = await scene.work.tickets.get(conversation.ticket_id)
    letter = line1.still_waiting(customers.words_for(scene, customer), ticket, scene.now)
    await scene.say(customer.id, letter, ticket_id=ticket.id)
