"""One matter told twice is merged; two matters told as one are split."""

from collections.abc import Sequence
from dataclasses import replace

from bot.actions import (
    access,
    audits,
    cards,
    carrying,
    choosing,
    customers,
    ending,
    linked,
    linking,
    offering,
    promises,
    unnamed,
)
from bot.actions.scene import Scene
from bot.errors import NeedsWords, NoCustomer
from bot.texts import merging as texts
from bot.texts.markup import clipped
from routing.desk import Specialist
from routing.links import LinkKind, LinkRefused, check_merge
from routing.ticket import Ticket
from storage.history import staff
from storage.messages import Author, Said
from storage.staff import Asked

#: Words before the number in "/merge 5 into 7".
INTO = frozenset({"into", "in", "with", "в", "с", "со"})
SUBJECT = 60


async def merge_written(scene: Scene, by: Specialist, ticket_id: int, words: str) -> Ticket:
    """Merge by words: "into 12", or the number alone."""
    number = [word for word in words.split() if word.lower() not in INTO]
    if not number:
        raise NeedsWords("merge", ticket_id)
    return await merge(scene, by, ticket_id, linked.number(number[0], ticket_id))


async def merge(scene: Scene, by: Specialist, ticket_id: int, into_id: int) -> Ticket:
    """The ticket goes on in the other of the same customer, who hears it once; it closes as a duplicate.

    Its owner or a lead may, if the same holds for the other. That other ticket comes back. A word promised
    on either is still owed, and what people had under way goes on.
    """
    ticket = await access.steered(scene, by, ticket_id)
    into = await access.steered(scene, by, into_id)
    check_merge(ticket, into, await scene.work.links.above(into.id, LinkKind.DUPLICATE))
    if ticket.queue != into.queue and scene.rules.desk.shown(ticket.queue).restricted:
        raise LinkRefused("restricted", ticket.id, into.id)
    both = into.with_all_of(ticket)
    into = await scene.write(both, staff(by.id), "merge", "", merged=ticket.id, to=f"#{ticket.id}")
    await promises.keep(scene, into)
    await scene.work.messages.pass_on(ticket.id, into.id)
    await carrying.carry(scene, ticket, into, staff(by.id))
    await audits.pass_on(scene, ticket, into, staff(by.id))
    before = ticket
    ticket = await ending.end(scene, ticket, staff(by.id), f"duplicate: #{into.id}")
    await linking.tie(scene, ticket, into, LinkKind.DUPLICATE, staff(by.id))
    for problem in await scene.work.problems.of_ticket(ticket.id):
        await scene.work.problems.link(problem.id, into.id, staff(by.id), scene.now)
    await _talk_goes_on(scene, ticket, into)
    await _tell_merged(scene, by, before, into)
    return into


async def _talk_goes_on(scene: Scene, ticket: Ticket, into: Ticket) -> None:
    if ticket.is_ours:
        return
    customer = await customers.of(scene, ticket)
    conversation = await scene.work.conversations.get(customer.id)
    if conversation.ticket_id in {ticket.id, None}:
        await scene.work.conversations.save(replace(conversation, ticket_id=into.id))
    letter = texts.merged(customers.words_for(scene, customer), ticket, into)
    await scene.say(customer.id, letter, ticket_id=into.id)


async def _tell_merged(scene: Scene, by: Specialist, ticket: Ticket, into: Ticket) -> None:
    """Who had either ticket, or helped, hears which one is left; who merged them gets a receipt."""
    for one in {ticket.owner, into.owner, *ticket.helpers} - {by.id}:
        colleague = scene.rules.desk.person(one or 0)
        if colleague and into.queue not in colleague.barred:
            words = await scene.words_of(colleague)
            await scene.tell(
                colleague.id, texts.merged_by(words, by.name, ticket.id, into.id), ticket_id=into.id
            )
    await scene.tell(by.id, texts.done(await scene.words_of(by), ticket.id, into.id), ticket_id=into.id)
    await cards.refresh(scene, into)


async def split(scene: Scene, by: Specialist, ticket_id: int, subject: str, about: str = "") -> Ticket:
    """A second matter becomes a ticket of its own, as urgent as its own words; the owner keeps both.

    Where a rule gives it to a queue they do not serve, it waits there.

    Its words are the customer's message that `about`, a message at the desk, shows; else their last one.
    """
    ticket = await access.steered(scene, by, ticket_id)
    if ticket.is_ours:
        raise NoCustomer(ticket_id)
    if not subject.strip():
        raise NeedsWords("split", ticket_id)
    if not ticket.is_open:
        raise LinkRefused("split_over", ticket_id, 0)
    again = Asked("split", ticket_id, scene.now, kept=subject, about=about)
    await unnamed.to_customer(scene, ticket, again)
    chosen = await _chosen(scene, ticket, about)
    told = "\n".join([subject.strip(), *(one.text for one in chosen)])
    choice, urgency = choosing.apart(scene.rules, ticket, told)
    apart = fresh(scene, replace(ticket, queue=choice.queue, priority=urgency.value), subject.strip())
    owner = scene.rules.desk.person(ticket.owner) if ticket.owner else None
    if owner and owner.serves(apart.queue):
        apart = promises.promising(apart.taken_by(owner.id, scene.now), scene)
    facts = {"queue": apart.queue, "queue_reason": choice.reason, "queue_confidence": choice.confidence}
    facts |= {"priority": urgency.value, "priority_reason": urgency.reason}
    apart = await scene.write(apart, staff(by.id), "open", "", reason=f"split: #{ticket.id}", **facts)
    await scene.work.messages.join([one.id for one in chosen], apart.id)
    await linking.tie(scene, apart, ticket, LinkKind.SPLIT, staff(by.id))
    await promises.keep(scene, apart)
    await _tell_split(scene, by, apart)
    return apart


async def _chosen(scene: Scene, ticket: Ticket, about: str) -> Sequence[Said]:
    said = await scene.work.messages.of_ticket(ticket.id)
    theirs = [one for one in said if one.author is Author.CUSTOMER]
    shown = [one for one in theirs if one.text and one.text in about]
    return shown[-1:] or theirs[-1:]


def fresh(scene: Scene, like: Ticket, subject: str) -> Ticket:
    """A fresh ticket of the same customer, where the other one is or was while people serve that queue."""
    served = {one.id for one in scene.rules.desk.served_queues()}
    queue = like.queue if like.queue in served else scene.rules.desk.default_queue().id
    due = scene.rules.first_word_due(like.priority, scene.now, queue)
    return Ticket(
        customer_id=like.customer_id,
        queue=queue,
        subject=clipped(subject, SUBJECT),
        language=like.language,
        priority=like.priority,
        opened_at=scene.now,
        first_word_due=due,
        promised=due,
    )


async def _tell_split(scene: Scene, by: Specialist, apart: Ticket) -> None:
    customer = await customers.of(scene, apart)
    letter = texts.split(customers.words_for(scene, customer), apart, scene.now)
    await scene.say(customer.id, letter, ticket_id=apart.id)
    owner = scene.rules.desk.person(apart.owner) if apart.owner else None
    if owner:
        await cards.bring(scene, owner, apart)
    else:
        await cards.bring(scene, by, await offering.place(scene, apart, by))
