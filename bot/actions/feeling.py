"""Those who must hear how a customer feels do; the owner or the lead says when line 1 heard it wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.actions import access, cards, customers, moods
from bot.actions.scene import Scene
from bot.errors import NotOwner, StepOver
from bot.line1.policy import Tell
from bot.texts import desk
from routing.desk import Specialist
from routing.ticket import Ticket
from storage.history import staff
from storage.outbox import CUSTOMER_BOT
from storage.timers import Timer

TIMER = "mood"
#: Messages whose text is not the customer's own words.
NOT_WORDS = frozenset({"location", "contact", "sticker", "dice"})
#: Signals that the words are about a life.
DANGER = "danger_to_life"


async def arm(scene: Scene, customer_id: int) -> None:
    """Words went straight to people: their mood is read once the customer has paused."""
    due = scene.now + scene.rules.burst
    await scene.work.timers.arm(Timer(TIMER, str(customer_id), CUSTOMER_BOT, customer_id, due))


async def was_in_danger(scene: Scene, ticket_id: int) -> bool:
    """Whether anything on the ticket spoke of danger to life."""
    events = await scene.work.history.of(ticket_id)
    return any(event.what == "danger" or DANGER in event.data.get("signals", ()) for event in events)


async def alert(scene: Scene, ticket: Ticket, tell: Tell, signals: Mapping[str, str]) -> None:
    """Have those hear of it whom the policy names."""
    for person in told(scene, ticket, tell):
        words = await scene.words_of(person)
        await scene.tell(person.id, desk.alert(words, ticket.id, signals), ticket_id=ticket.id)


def told(scene: Scene, ticket: Ticket, tell: Tell) -> Sequence[Specialist]:
    """Those whom it names, each once."""
    if tell is Tell.NOBODY:
        return ()
    leads = scene.rules.desk.leads_of(ticket.queue)
    if tell is Tell.LEAD:
        return leads
    owner = scene.rules.desk.person(ticket.owner) if ticket.owner else None
    everyone = [*leads, *scene.rules.desk.serving(ticket.queue), *([owner] if owner else [])]
    return list({person.id: person for person in everyone}.values())


async def correct(scene: Scene, by: Specialist, ticket_id: int, emotion: str) -> Ticket:
    """The owner or the lead heard another mood: it counts from now on, and is kept for tuning."""
    ticket = await may_correct(scene, by, ticket_id)
    felt = await moods.felt_on(scene, ticket)
    if not felt:
        raise StepOver
    await scene.work.moods.correct(felt[-1].id, emotion, by.id)
    await scene.record(ticket.id, staff(by.id), "mood")
    conversation = await scene.work.conversations.get((await customers.of(scene, ticket)).id)
    if conversation.ticket_id == ticket.id:
        step = replace(conversation.step, emotion=emotion, felt_at=conversation.step.felt_at or scene.now)
        await scene.work.conversations.save(replace(conversation, step=step))
    await cards.refresh(scene, ticket)
    return ticket


async def may_correct(scene: Scene, by: Specialist, ticket_id: int) -> Ticket:
    """The ticket, if the person owns it or leads its queue: only they see the mood; else NotOwner."""
    ticket = access.of_a_customer(await access.seen(scene, by, ticket_id))
    if ticket.owner != by.id and not (by.leads and by.serves(ticket.queue)):
        raise NotOwner(ticket_id, access.owner_name(scene, ticket), ticket.taken_at)
    return ticket
