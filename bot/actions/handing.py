"""Line 1 gives a matter to people: a ticket, its queue and priority, a promise, a card."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from markupsafe import Markup

from bot.actions import (
    asking,
    choosing,
    customers,
    feeling,
    linking,
    moods,
    offering,
    promises,
    redirecting,
    tone,
)
from bot.actions.scene import Scene
from bot.line1 import reasons
from bot.line1.matter import says_something, subject
from bot.line1.policy import Course
from bot.texts import line1
from bot.texts.cards import kind_name
from routing.choice import QueueChoice
from routing.intake import next_question
from routing.links import LinkKind
from routing.priority import Priority
from routing.rules import Matter
from routing.ticket import Move, Ticket
from storage.customers import Conversation, Customer, Step
from storage.history import CUSTOMER, LINE1
from storage.letters import Text
from storage.messages import Said

#: Messages from before the hand-off that go along with it.
PACKET = 30


async def hand_off(
    scene: Scene, customer: Customer, conversation: Conversation, reason: str, *, greet: bool = True
) -> None:
    """Give the matter to the people of its queue, after that queue's questions; or to another department.

    `greet`: a first word to the mood comes first, unless one has just been said.
    """
    step = conversation.step
    packet = await _said(scene, customer, step)
    matter = choosing.matter_of(scene.rules, customer, step, packet)
    queue = choosing.choice(scene.rules, step, matter, reason)
    known = scene.rules.desk.queue(queue.queue)
    step = replace(step, answers=dict(matter.answers))
    question = next_question(known.intake, step.answers, step.questions)
    if question and choosing.may_ask(scene.rules.policy.course(step.emotion, step.signals), step, reason):
        await asking.ask(scene, customer, replace(conversation, step=step), question, reason)
        return
    before, step = tone.first_words(scene, customer, step) if greet else (None, step)
    conversation = replace(conversation, step=step)
    ticket = await _open(scene, customer, conversation, reason, queue, packet, matter)
    if known.outside:
        await redirecting.redirect(scene, customer, conversation, ticket, matter.text)
    else:
        told = reason != choosing.ASKED or says_something(
            packet, step.begun, step.signals.get("asks_human", "")
        )
        await _to_people(scene, customer, conversation, ticket, before, told=told)


async def _said(scene: Scene, customer: Customer, step: Step) -> list[Said]:
    """What was said before the hand-off; what another department was told of is said to people again."""
    before = await scene.work.messages.of_ticket(step.redirected) if step.redirected else []
    return [*before, *await scene.work.messages.loose(customer.id, PACKET)]


async def _open(
    scene: Scene,
    customer: Customer,
    conversation: Conversation,
    reason: str,
    queue: QueueChoice,
    packet: Sequence[Said],
    matter: Matter,
) -> Ticket:
    """The ticket with everything said so far."""
    step = conversation.step
    priority = await choosing.priority(scene, customer, step, queue.queue)
    course = scene.rules.policy.course(step.emotion, step.signals)
    facts = _packet(step, reason, queue, priority, course)
    ticket = _opened(scene, customer, queue, priority, packet, step.begun)
    if reason == choosing.ERASURE:
        ticket = replace(ticket, subject=line1.delete_my_data(customers.words_for(scene, customer)))
    ticket = await scene.write(ticket, LINE1, "open", "", **facts, intake=_asked_here(scene, queue, matter))
    if step.beside:
        first = await scene.work.tickets.get(step.beside)
        await linking.tie(scene, ticket, first, LinkKind.SPLIT, CUSTOMER)
    if reason == choosing.ERASURE:
        await scene.record(ticket.id, CUSTOMER, Move.NOTE, reason)
    await scene.work.messages.join([one.id for one in packet], ticket.id)
    await scene.work.messages.considered(customer.id)
    await scene.work.timers.disarm(asking.TIMER, str(customer.id))
    return ticket


def _asked_here(scene: Scene, queue: QueueChoice, matter: Matter) -> dict[str, str]:
    """Of all that the words answered, what was asked, or what this queue wants to know."""
    wanted = {one.id for one in scene.rules.desk.queue(queue.queue).intake}
    return {name: answer for name, answer in matter.answers.items() if name in wanted}


async def _to_people(
    scene: Scene,
    customer: Customer,
    conversation: Conversation,
    ticket: Ticket,
    before: Markup | None,
    *,
    told: bool,
) -> None:
    """Tell the customer, and find the ticket somebody; `told` as for line1.handed_off."""
    step, opening = conversation.step, (await scene.work.history.of(ticket.id))[0].data
    course = scene.rules.policy.course(step.emotion, step.signals)
    await scene.work.moods.join(customer.id, scene.now - moods.CONVERSATION, ticket.id)
    step = replace(step, why=(*step.why, *reasons.told(opening)))
    await scene.work.conversations.save(_with_people(replace(conversation, step=step), ticket))
    clear = bool(opening["queue_confidence"])
    letter = _handed_off(scene, customer, ticket, step.emotion, before, clear=clear, told=told)
    if opening["reason"] == choosing.ERASURE:
        letter = line1.erasure(customers.words_for(scene, customer), ticket.id, ticket.promised, scene.now)
    await scene.say(customer.id, letter, ticket_id=ticket.id)
    await promises.keep(scene, ticket)
    ticket = await offering.place(scene, ticket)
    await feeling.alert(scene, ticket, course.tell, step.signals)


def _opened(
    scene: Scene,
    customer: Customer,
    queue: QueueChoice,
    priority: Priority,
    packet: Sequence[Said],
    begun: datetime | None,
) -> Ticket:
    due = scene.rules.first_word_due(priority.value, scene.now, queue.queue)
    return Ticket(
        customer_id=customer.id,
        queue=queue.queue,
        subject=subject(packet, begun, partial(kind_name, customers.words_for(scene, customer))),
        language=customer.language,
        priority=priority.value,
        opened_at=scene.now,
        first_word_due=due,
        promised=due,
    )


def _packet(
    step: Step, reason: str, queue: QueueChoice, priority: Priority, course: Course
) -> dict[str, object]:
    """What the history keeps of why the ticket is and where it went; the mood is personal and not in it."""
    return {
        "reason": reason,
        "queue": queue.queue,
        "queue_reason": queue.reason,
        "queue_confidence": round(queue.confidence, 2),
        "priority": priority.value,
        "priority_reason": priority.reason,
        "rate": course.rate,
        "signals": step.signals,
        "tried": list(step.tried),
    }


def _with_people(conversation: Conversation, ticket: Ticket) -> Conversation:
    """The people of the ticket own the talk now; line 1 keeps only the mood."""
    before = conversation.step
    step = replace(before.afresh(), signals=before.signals, why=before.why)
    return replace(conversation, ticket_id=ticket.id, step=step)


def _handed_off(
    scene: Scene,
    customer: Customer,
    ticket: Ticket,
    emotion: str,
    before: Markup | None,
    *,
    clear: bool,
    told: bool,
) -> Text:
    words = customers.words_for(scene, customer)
    is_open = scene.rules.hours_of(ticket.queue).is_open(scene.now)
    letter = line1.handed_off(
        words,
        ticket.id,
        ticket.subject,
        scene.rules.desk.queue(ticket.queue).called(customer.language) if clear else None,
        ticket.first_word_due,
        scene.now,
        emotion=emotion,
        is_open=is_open,
        told=told,
        before=before,
    )
    if is_open or not scene.rules.urgent_phone:
        return letter
    html = Markup("{} {}").format(Markup(letter.html), line1.urgent(words, scene.rules.urgent_phone))  # noqa: S704
    return letter.model_copy(update={"html": html})
