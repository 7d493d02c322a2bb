"""Line 1 gives a matter to people: a ticket, its queue and priority, a promise, a card."""

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from bot.actions import cards, customers, feeling, moods, promises, tone
from bot.actions.scene import Scene
from bot.line1 import reasons
from bot.line1.policy import Course
from bot.texts import line1
from bot.texts.markup import clipped
from routing.choice import QueueChoice, choose_queue
from routing.priority import Priority, choose_priority
from routing.ticket import Ticket
from storage.customers import Conversation, Customer, Step
from storage.history import LINE1
from storage.messages import Author, Said

#: Messages from before the hand-off that go along with it.
PACKET = 30
SUBJECT = 60


async def hand_off(
    scene: Scene, customer: Customer, conversation: Conversation, reason: str, *, greet: bool = True
) -> Ticket:
    """Open the ticket with everything said so far, tell the customer, and lay the card at the desk.

    `greet`: a first word to the mood comes first, unless one has just been said.
    """
    step = conversation.step
    before, step = tone.first_words(scene, customer, step) if greet else (None, step)
    course = scene.rules.policy.course(step.emotion, step.signals)
    queue = named(course) or choose_queue(scene.rules.desk, step.topics, step.scores, step.learned)
    priority = choose_priority(step.emotion, step.signals, scene.rules.policy.urgency)
    packet = await scene.work.messages.loose(customer.id, PACKET)
    facts = _packet(step, reason, queue, priority, course)
    ticket = _opened(scene, customer, queue, priority, packet)
    ticket = await scene.write(ticket, LINE1, "open", "", **facts)
    await scene.work.messages.join([one.id for one in packet], ticket.id)
    await scene.work.messages.considered(customer.id)
    await scene.work.moods.join(customer.id, scene.now - moods.CONVERSATION, ticket.id)
    step = replace(step, why=(*step.why, *reasons.routed(queue, priority)))
    await scene.work.conversations.save(_with_people(replace(conversation, step=step), ticket))
    await _tell_customer(scene, customer, ticket, step.emotion, before)
    await promises.keep(scene, ticket)
    await cards.announce(scene, ticket)
    await feeling.alert(scene, ticket, course.tell, step.signals)
    return ticket


def named(course: Course) -> QueueChoice | None:
    """The queue that the policy names for such a mood or signal."""
    return QueueChoice(course.queue, "named for such matters in line1.triage", 1.0) if course.queue else None


def _opened(
    scene: Scene, customer: Customer, queue: QueueChoice, priority: Priority, packet: Sequence[Said]
) -> Ticket:
    due = scene.rules.first_word_due(priority.value, scene.now, queue.queue)
    return Ticket(
        customer_id=customer.id,
        queue=queue.queue,
        subject=_subject(packet),
        language=customer.language,
        priority=priority.value,
        opened_at=scene.now,
        first_word_due=due,
        promised=due,
    )


def _subject(packet: Sequence[Said]) -> str:
    """The customer's longest words of late: short ones are often "yes" or "a person, please"."""
    words = [one.text for one in packet if one.author is Author.CUSTOMER and one.text][-5:]
    kinds = [one.kind for one in packet if one.author is Author.CUSTOMER]
    return clipped(max(words, key=len), SUBJECT) if words else (kinds[-1] if kinds else "…")


def _packet(
    step: Step, reason: str, queue: QueueChoice, priority: Priority, course: Course
) -> dict[str, object]:
    """What the history keeps of why the ticket is and where it went; the mood is personal and not in it."""
    return {
        "reason": reason,
        "queue": queue.queue,
        "queue_reason": queue.reason,
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


async def _tell_customer(
    scene: Scene, customer: Customer, ticket: Ticket, emotion: str, before: Markup | None
) -> None:
    words = customers.words_for(scene, customer)
    queue = scene.rules.desk.queue(ticket.queue).called(customer.language)
    is_open = scene.rules.hours_of(ticket.queue).is_open(scene.now)
    letter = line1.handed_off(
        words,
        ticket.id,
        queue,
        ticket.first_word_due,
        scene.now,
        emotion=emotion,
        is_open=is_open,
        before=before,
    )
    if not is_open and scene.rules.urgent_phone:
        html = Markup("{} {}").format(Markup(letter.html), line1.urgent(words, scene.rules.urgent_phone))  # noqa: S704
        letter = letter.model_copy(update={"html": html})
    await scene.say(customer.id, letter, ticket_id=ticket.id)
