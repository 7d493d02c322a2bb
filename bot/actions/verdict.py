"""What the customer says of a solution: it helped, it did not, how well it was done."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.actions import cards, customers, ending, following, hearing, linked
from bot.actions.scene import Scene
from bot.errors import StepOver
from bot.line1.conversation import SMALL, Understanding
from bot.line1.phrases import Kind, number, says_again, says_no, says_yes
from bot.texts import verdict as texts
from routing.likeness import cosine
from routing.ticket import State, Ticket
from storage.customers import Conversation, Customer
from storage.history import CUSTOMER
from storage.messages import Said

#: What line 1 may wait for besides ending.SOLVED, in Step.awaits.
RATING, COMMENT = "rating", "comment"
BEST_MARK = 5
#: Marks up to this one are asked what went wrong.
LOW_MARK = 3
#: "Again" and words so near to a ticket's are of it (13 pairs: same .51 to .73, others to .42 save one).
ALIKE = 0.5


async def answered(
    scene: Scene,
    customer: Customer,
    conversation: Conversation,
    messages: Sequence[Said],
    heard: Understanding,
) -> bool:
    """Whether the turn answered a question about an ended ticket; then it has been dealt with here."""
    step = conversation.step
    if step.about is None or _says_nothing_of_it(heard):
        return False
    ticket = await scene.work.tickets.get(step.about)
    if ticket.is_open:
        return False
    returns = ticket.may_reopen(scene.now, scene.rules.reopen_days)
    match step.awaits:
        case "solved" if says_yes(heard.words):
            await _keep(scene, ticket, messages)
            await confirm(scene, customer, ticket.id)
        case "solved" if returns and ticket.state is State.RESOLVED:
            await not_solved(scene, customer, ticket.id, messages)
        case "rating" if not step.offered and (mark := _mark(heard, scene.rules.thresholds.suggest)):
            await _keep(scene, ticket, messages)
            await rate(scene, customer, ticket.id, mark[0], mark[1])
        case _ if (
            returns
            and says_again(heard.words)
            and heard.feeling.emotion != "positive"
            and await _of_it(scene, ticket, heard)
        ):
            await not_solved(scene, customer, ticket.id, messages)
        case "comment" if heard.text and not heard.feeling.signals:
            await _keep(scene, ticket, messages)
            await _comment(scene, customer, conversation, ticket.id, heard.text)
        case _ if returns and says_no(heard.words) and not (step.offered or step.answered):
            # "Still not working" days later is the same matter, unless line 1 has spoken of another since.
            await not_solved(scene, customer, ticket.id, messages)
        case _:
            return False
    return True


def _says_nothing_of_it(heard: Understanding) -> bool:
    """A greeting, a goodbye or a sticker judge nothing; danger to life comes before questions of ours."""
    politeness = heard.small_talk in {Kind.GREETING, Kind.FAREWELL, Kind.SELF} and not says_yes(heard.words)
    sticker = not heard.text.strip() and SMALL.issuperset(heard.files)
    return politeness or sticker or heard.feeling.has("danger_to_life")


async def confirm(scene: Scene, customer: Customer, ticket_id: int) -> None:
    """The customer says it is solved: ask for a rating, except after distress and the like."""
    ticket = await _ended(scene, customer, ticket_id)
    await scene.record(ticket.id, CUSTOMER, "confirm")
    words = customers.words_for(scene, customer)
    conversation = await scene.work.conversations.get(customer.id)
    if await _rating_is_out_of_place(scene, ticket):
        await scene.say(customer.id, texts.glad(words), ticket_id=ticket.id)
        await ending.wait_for(scene, conversation, None, ticket.id)
    else:
        await scene.say(customer.id, texts.rate(words, ticket.id), ticket_id=ticket.id)
        await ending.wait_for(scene, conversation, RATING, ticket.id)
    if ticket.state is State.RESOLVED:
        await ending.end(scene, ticket, CUSTOMER, "confirmed")


async def _rating_is_out_of_place(scene: Scene, ticket: Ticket) -> bool:
    """As it was at the hand-off, or since: the last word of a hard story is often a calm "yes"."""
    events = await scene.work.history.of(ticket.id)
    return any(
        event.data.get("rate") is False for event in events if event.what in {"open", "danger", "heard"}
    )


async def _keep(scene: Scene, ticket: Ticket, messages: Sequence[Said]) -> None:
    """An answer about a ticket is part of it, and not of what the customer asks next."""
    await scene.work.messages.join([one.id for one in messages], ticket.id)


async def _of_it(scene: Scene, ticket: Ticket, heard: Understanding) -> bool:
    """Whether the words name the ticket, mean what it means, or are likest to an article tried before it."""
    if re.search(rf"#\s?{ticket.id}\b", heard.text):
        return True
    meant = await scene.work.meanings.of([ticket.id])
    if meant and heard.meaning and cosine(meant[0].vector, heard.meaning) >= ALIKE:
        return True
    opening = next(iter(await scene.work.history.of(ticket.id)), None)
    nearest = heard.candidates[0] if heard.candidates else None
    if opening is None or nearest is None or nearest.confidence < scene.rules.thresholds.suggest:
        return False
    return nearest.article in opening.data.get("tried", ())


async def not_solved(scene: Scene, customer: Customer, ticket_id: int, messages: Sequence[Said] = ()) -> None:
    """The customer says it is not solved: the same ticket, to the same owner when they are there.

    Too late for that, it is a new ticket, linked to the old one.
    """
    ticket = await _ended(scene, customer, ticket_id)
    if not ticket.may_reopen(scene.now, scene.rules.reopen_days):
        await following.came_back(scene, customer, ticket, messages)
        return
    await scene.work.messages.join([one.id for one in messages], ticket.id)
    ticket = await ending.take_up_again(scene, ticket, CUSTOMER, "not solved")
    if messages and ticket.owner:  # in a queue its card shows the words, and the customer has heard enough
        await hearing.add_words(scene, customer, ticket, list(messages))


async def rate(scene: Scene, customer: Customer, ticket_id: int, mark: int, comment: str = "") -> None:
    """Keep the customer's mark 1 to 5; a low one without words is asked about."""
    ticket = await _ended(scene, customer, ticket_id)
    rated = replace(ticket, csat=mark, csat_comment=comment or ticket.csat_comment)
    ticket = await scene.write(rated, CUSTOMER, "rate", comment, mark=mark)
    asks_more = mark <= LOW_MARK and not comment
    words = customers.words_for(scene, customer)
    await scene.say(
        customer.id,
        texts.rated(words, mark) if not comment else texts.comment_kept(words),
        ticket_id=ticket.id,
    )
    conversation = await scene.work.conversations.get(customer.id)
    await ending.wait_for(scene, conversation, COMMENT if asks_more else None, ticket.id)
    await cards.refresh(scene, ticket)


async def _comment(
    scene: Scene, customer: Customer, conversation: Conversation, ticket_id: int, text: str
) -> None:
    ticket = await scene.work.tickets.get(ticket_id)
    ticket = await scene.write(replace(ticket, csat_comment=text), CUSTOMER, "comment", text)
    await scene.say(
        customer.id, texts.comment_kept(customers.words_for(scene, customer)), ticket_id=ticket.id
    )
    await ending.wait_for(scene, conversation, None, ticket.id)
    await cards.refresh(scene, ticket)


async def _ended(scene: Scene, customer: Customer, ticket_id: int) -> Ticket:
    """The customer's own ticket that is over; StepOver for anybody else's, one under work, one merged."""
    ticket = await scene.work.tickets.get(ticket_id)
    if ticket.customer_id != customer.id or ticket.is_open or await linked.merged_into(scene, ticket_id):
        raise StepOver
    return ticket


def _mark(heard: Understanding, likely: float) -> tuple[int, str] | None:
    """A mark 1 to 5 and the words after it; "2 tills are down" is a matter and no mark."""
    found = number(heard.text)
    if found is None or found[0] > BEST_MARK:
        return None
    return None if found[1] and heard.topics(likely) else found
