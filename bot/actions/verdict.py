"""What the customer says of a solution: it helped, it did not, how well it was done."""

from collections.abc import Sequence
from dataclasses import replace

from bot.actions import cards, customers, ending, hearing
from bot.actions.scene import Scene
from bot.errors import StepOver, TooLateToReopen
from bot.line1.conversation import Understanding
from bot.line1.phrases import Kind, number, says_no, says_yes
from bot.texts import line1
from routing.ticket import State, Ticket
from storage.customers import Conversation, Customer
from storage.history import CUSTOMER
from storage.messages import Said

#: What line 1 may wait for besides ending.SOLVED, in Step.awaits.
RATING, COMMENT = "rating", "comment"
#: Marks up to this one are asked what went wrong.
LOW_MARK = 3


async def answered(
    scene: Scene,
    customer: Customer,
    conversation: Conversation,
    messages: Sequence[Said],
    heard: Understanding,
) -> bool:
    """Whether the turn answered a question about an ended ticket; then it has been dealt with here."""
    step = conversation.step
    if step.about is None or heard.small_talk is Kind.GREETING or heard.feeling.has("danger_to_life"):
        return False
    match step.awaits:
        case "solved":
            await _said_of_solution(scene, customer, step.about, messages, heard.text)
            return True
        case "rating" if mark := _mark(heard.text):
            await rate(scene, customer, step.about, mark[0], mark[1])
            return True
        case "comment" if heard.text and not heard.feeling.signals:
            await _comment(scene, customer, conversation, step.about, heard.text)
            return True
    return await _came_back(scene, customer, step.about, messages, heard.text)


async def _said_of_solution(
    scene: Scene, customer: Customer, ticket_id: int, messages: Sequence[Said], text: str
) -> None:
    """Yes confirms; anything else but a greeting means that it is not over."""
    if says_yes(text):
        await confirm(scene, customer, ticket_id)
    else:
        await not_solved(scene, customer, ticket_id, messages)


async def _came_back(
    scene: Scene, customer: Customer, ticket_id: int, messages: Sequence[Said], text: str
) -> bool:
    """Hear "still not working" some days later as the same matter."""
    ticket = await scene.work.tickets.get(ticket_id)
    if not (says_no(text) and ticket.may_reopen(scene.now, scene.rules.reopen_days)):
        return False
    await not_solved(scene, customer, ticket_id, messages)
    return True


async def confirm(scene: Scene, customer: Customer, ticket_id: int) -> None:
    """The customer says it is solved: ask for a rating, except after distress."""
    ticket = await _ended(scene, customer, ticket_id)
    await scene.record(ticket.id, CUSTOMER, "confirm")
    words = customers.words_for(scene, customer)
    conversation = await scene.work.conversations.get(customer.id)
    if conversation.step.emotion == "distressed":
        await scene.say(customer.id, line1.glad(words), ticket_id=ticket.id)
        await ending.wait_for(scene, conversation, None, ticket.id)
    else:
        await scene.say(customer.id, line1.rate(words, ticket.id), ticket_id=ticket.id)
        await ending.wait_for(scene, conversation, RATING, ticket.id)
    if ticket.state is State.RESOLVED:
        await ending.end(scene, ticket, CUSTOMER, "confirmed")


async def not_solved(scene: Scene, customer: Customer, ticket_id: int, messages: Sequence[Said] = ()) -> None:
    """The customer says it is not solved: the same ticket, to the same owner when they are there."""
    ticket = await _ended(scene, customer, ticket_id)
    if not ticket.may_reopen(scene.now, scene.rules.reopen_days):
        raise TooLateToReopen(ticket_id, scene.rules.reopen_days)
    ticket = await ending.take_up_again(scene, ticket, CUSTOMER, "not solved")
    if messages:
        await scene.work.messages.join([one.id for one in messages], ticket.id)
        await hearing.add_words(scene, customer, ticket, list(messages))


async def rate(scene: Scene, customer: Customer, ticket_id: int, mark: int, comment: str = "") -> None:
    """Keep the customer's mark 1 to 5; a low one without words is asked about."""
    ticket = await _ended(scene, customer, ticket_id)
    ticket = await scene.work.tickets.save(
        replace(ticket, csat=mark, csat_comment=comment or ticket.csat_comment)
    )
    await scene.record(ticket.id, CUSTOMER, "rate", comment, mark=mark)
    asks_more = mark <= LOW_MARK and not comment
    words = customers.words_for(scene, customer)
    await scene.say(
        customer.id,
        line1.rated(words, mark) if not comment else line1.comment_kept(words),
        ticket_id=ticket.id,
    )
    conversation = await scene.work.conversations.get(customer.id)
    await ending.wait_for(scene, conversation, COMMENT if asks_more else None, ticket.id)
    await cards.refresh(scene, ticket)


async def _comment(
    scene: Scene, customer: Customer, conversation: Conversation, ticket_id: int, text: str
) -> None:
    ticket = await scene.work.tickets.get(ticket_id)
    ticket = await scene.work.tickets.save(replace(ticket, csat_comment=text))
    await scene.record(ticket.id, CUSTOMER, "comment", text)
    await scene.say(
        customer.id, line1.comment_kept(customers.words_for(scene, customer)), ticket_id=ticket.id
    )
    await ending.wait_for(scene, conversation, None, ticket.id)
    await cards.refresh(scene, ticket)


async def _ended(scene: Scene, customer: Customer, ticket_id: int) -> Ticket:
    """The customer's own ticket that is over; StepOver for anybody else's or one under work."""
    ticket = await scene.work.tickets.get(ticket_id)
    if ticket.customer_id != customer.id or ticket.is_open:
        raise StepOver
    return ticket


def _mark(text: str) -> tuple[int, str] | None:
    found = number(text)
    return found if found and found[0] <= 5 else None
