"""A ticket waits: it finds its owner as its queue says, by an offer, at once, or by everybody's card."""

from datetime import timedelta

from bot.actions import access, cards, offers, promises, relaying
from bot.actions.scene import Scene
from bot.errors import NotOffered
from bot.texts import offering as texts
from routing.assignment import ALL_ASKED, NOBODY_HERE, Give, Loads, Need, choose_specialist
from routing.desk import Assign, Specialist
from routing.duty import newly_there, next_arrival, present
from routing.ticket import Move, State, Ticket
from storage.history import LINE1, Event, staff
from storage.outbox import DESK_BOT
from storage.timers import Timer, about

#: Comes due when the next of those who serve a waiting ticket's queue comes on shift.
ARRIVAL = "arrival"
#: How often it is looked, while anything is open, whether somebody looks after it.
SWEEP, EVERY = "sweep", timedelta(minutes=5)
#: Events by which a ticket comes to wait: who was asked before them may be asked again.
_BEGINS = frozenset({"open", Move.MOVE, Move.ESCALATE, Move.RETURN, Move.RELEASE, Move.REOPEN})


async def look_again(scene: Scene) -> None:
    """Have the clock ring for the next look at whatever is open (bot/actions/stranded.py), unless it will."""
    await scene.work.timers.arm_once(Timer(SWEEP, SWEEP, DESK_BOT, 0, scene.now + EVERY))


async def place(scene: Scene, ticket: Ticket, by: Specialist | None = None) -> Ticket:
    """See to it that a waiting ticket gets somebody; not `by`, who has just let go of it."""
    await offers.withdraw(scene, ticket.id)
    await _expect(scene, ticket)
    await look_again(scene)
    if scene.rules.desk.shown(ticket.queue).assign is Assign.PULL:
        await cards.announce(scene, ticket, by)
        return ticket
    return await _choose(scene, ticket, by)


async def declined(scene: Scene, by: Specialist, ticket_id: int, why: str = "") -> Ticket:
    """Not them: it moves on; NotOffered when it is not offered to them now."""
    ticket = await access.served(scene, by, ticket_id)
    offer = await offers.pending(scene, ticket_id)
    if ticket.state is not State.QUEUED or offer is None or offer.chat_id != by.id:
        raise NotOffered(ticket_id)
    await scene.record(ticket.id, staff(by.id), "decline", why)
    return await _next(scene, ticket)


async def came_due(scene: Scene, ticket_id: int) -> None:
    """An offer was not answered in time: it moves on."""
    ticket = await scene.work.tickets.get(ticket_id)
    if ticket.state is State.QUEUED:
        await scene.record(ticket.id, LINE1, "offer_over")
        await _next(scene, ticket)


async def somebody_came(scene: Scene, ticket_id: int) -> None:
    """The next shift begins: those who are there now get the card of what waits."""
    ticket = await scene.work.tickets.get(ticket_id)
    if ticket.state is State.QUEUED:
        await _expect(scene, ticket)
        await bring_to(scene, ticket)


async def bring_to(scene: Scene, ticket: Ticket, only: int | None = None) -> None:
    """The card of a waiting ticket for those who are there and have it not (`only` that one of them)."""
    if scene.rules.desk.shown(ticket.queue).assign is not Assign.PULL:
        if await offers.pending(scene, ticket.id) is None:
            await _choose(scene, ticket)
        return
    away = await scene.work.staff.away()
    there = present(scene.rules.desk, ticket.queue, scene.now, away)
    for person in newly_there(there, await scene.work.cards.chats(ticket.id)):
        if only is None or person.id == only:
            await cards.bring(scene, person, ticket)


async def look_after(scene: Scene, ticket: Ticket) -> None:
    """See to it that a waiting ticket lies with somebody: who is there, else the leads; not twice."""
    if ticket.state is not State.QUEUED or await offers.pending(scene, ticket.id):
        return
    if await scene.work.timers.get(ARRIVAL, str(ticket.id)) is None:
        await _expect(scene, ticket)
    have = await scene.work.cards.chats(ticket.id)
    if any(person.id in have for person in await cards.present(scene, ticket.queue)):
        return
    pulled = scene.rules.desk.shown(ticket.queue).assign is Assign.PULL
    await (cards.announce(scene, ticket) if pulled else _choose(scene, ticket))


async def passed_on(scene: Scene, by: Specialist) -> None:
    """What is offered to somebody who leaves goes to the next."""
    for number, person in (await offers.standing(scene)).items():
        if person == by.id:
            await came_due(scene, number)


async def settled(scene: Scene, ticket: Ticket) -> None:
    """The ticket waits no more: nothing is offered, nobody's coming is waited for."""
    await offers.withdraw(scene, ticket.id)
    await scene.work.timers.disarm(ARRIVAL, str(ticket.id))
    if ticket.owner is not None:
        await scene.work.staff.given(ticket.owner, scene.now)


async def _expect(scene: Scene, ticket: Ticket) -> None:
    """Have the clock tell when the next of those who serve the queue is there."""
    comes = next_arrival(scene.rules.desk, ticket.queue, scene.now)
    if comes is None:
        await scene.work.timers.disarm(ARRIVAL, str(ticket.id))
    else:
        await scene.work.timers.arm(about(ARRIVAL, ticket, comes))


async def _next(scene: Scene, ticket: Ticket) -> Ticket:
    await offers.withdraw(scene, ticket.id)
    ticket = await _choose(scene, ticket)
    await cards.refresh(scene, ticket)
    return ticket


async def _choose(scene: Scene, ticket: Ticket, by: Specialist | None = None) -> Ticket:
    desk, queue = scene.rules.desk, scene.rules.desk.shown(ticket.queue)
    away, asked = await scene.work.staff.away(), await _asked(scene, ticket)
    asked |= {by.id} if by else set()
    need = Need(queue.id, ticket.language)
    choice = choose_specialist(desk, need, scene.now, await loads(scene, queue.id), away, asked)
    if not isinstance(choice, Give):
        await _ring_for_all(scene, ticket, choice.reason, by)
    elif queue.assign is Assign.DIRECT:
        return await _give(scene, ticket, choice)
    else:
        await _offer(scene, ticket, choice)
    return ticket


async def loads(scene: Scene, queue: str) -> Loads:
    """How busy those are who serve the queue: what they hold, and what is on offer to them."""
    people = [person.id for person in scene.rules.desk.serving(queue)]
    held = await scene.work.tickets.count_held(people)
    for person in (await offers.standing(scene)).values():
        held[person] = held.get(person, 0) + 1
    return Loads(held, await scene.work.staff.last_given(people))


async def _asked(scene: Scene, ticket: Ticket) -> set[int]:
    """Who was offered the ticket since it waits, and who let go of it."""
    events = await scene.work.history.of(ticket.id)
    begins = max((place for place, event in enumerate(events) if event.what in _BEGINS), default=0)
    return {person for event in events[begins:] if (person := _person(event)) is not None}


def _person(event: Event) -> int | None:
    if event.what == "offer":
        return int(event.data["staff"])
    kind, _, number = event.who.partition(":")
    return int(number) if event.what == Move.RELEASE and kind == "staff" else None


async def _offer(scene: Scene, ticket: Ticket, choice: Give) -> None:
    until = scene.now + scene.rules.desk.shown(ticket.queue).offer
    await offers.make(scene, ticket.id, choice.person.id, until)
    await scene.record(
        ticket.id, LINE1, "offer", choice.person.name, staff=choice.person.id, until=until.isoformat()
    )
    await cards.bring(scene, choice.person, ticket)
    await cards.refresh(scene, ticket)


async def _give(scene: Scene, ticket: Ticket, choice: Give) -> Ticket:
    """It is theirs at once; the customer was told when to expect the first word, and that stands."""
    person = choice.person
    ticket = ticket.taken_by(person.id, scene.now)
    ticket = await scene.write(ticket, staff(person.id), Move.TAKE, "", reason=f"given: {choice.reason}")
    await settled(scene, ticket)
    await promises.keep(scene, ticket)
    await cards.bring(scene, person, ticket)
    await cards.refresh(scene, ticket)
    await relaying.files_to_owner(scene, ticket)
    return ticket


async def _ring_for_all(scene: Scene, ticket: Ticket, why: str, by: Specialist | None) -> None:
    """Nobody can be asked, or all were: everybody who is there gets the card, and the lead hears."""
    await scene.record(ticket.id, LINE1, "unplaced", "", reason=why)
    await cards.announce(scene, ticket, by)
    if why == NOBODY_HERE:
        return  # the card has come to the leads by that
    for lead in scene.rules.desk.leads_of(ticket.queue):
        words = await scene.words_of(lead)
        letter = texts.unplaced(words, ticket.id, ticket.subject, why, asked=why == ALL_ASKED)
        await scene.tell(lead.id, letter, ticket_id=ticket.id)
