"""Visits: times offered and chosen, both sides reminded, the result asked for."""

from dataclasses import replace

from bot.actions import access, cards, customers, linked, promises, unnamed
from bot.actions.scene import Scene
from bot.errors import NeedsWords, NoVisit, StepOver
from bot.line1.phrases import number, says_none_of_these
from bot.line1.visits import tells_a_place, wishes
from bot.texts import visits as texts
from routing.desk import Specialist
from routing.errors import VisitToCome
from routing.ticket import Move, State, Ticket
from routing.visits import LIVE, RESULTS, Slot, Visit, VisitState, VisitStep, place_in, read_slots, reminder
from storage.customers import Customer
from storage.history import CUSTOMER, LINE1, staff
from storage.letters import Text
from storage.outbox import CUSTOMER_BOT
from storage.staff import Asked
from storage.timers import Timer

REMIND, END = "visit_remind", "visit_end"
#: First words of the command that tell what came of a visit.
SETTLES = {
    "done": VisitStep.DONE,
    "выполнен": VisitStep.DONE,
    "готово": VisitStep.DONE,
    "absent": VisitStep.ABSENT,
    "никого": VisitStep.ABSENT,
    "again": VisitStep.AGAIN,
    "повторно": VisitStep.AGAIN,
    "cancel": VisitStep.CANCEL,
    "отмена": VisitStep.CANCEL,
}


async def visit(scene: Scene, by: Specialist, ticket_id: int, text: str) -> Ticket:
    """Offer the customer times, tell the address, or say what came of the visit; the speaking owner may."""
    ticket = access.open_still(await access.speaking(scene, by, ticket_id))
    first, _, rest = text.strip().partition(" ")
    if step := SETTLES.get(first.casefold().strip(":.,")):
        return await settle(scene, by, ticket_id, step, rest.strip())
    slots, place = place_in(text)
    again = Asked("visit", ticket_id, scene.now, kept=text)
    await unnamed.to_customer(scene, ticket, again, place or "")
    if not slots and place:
        return await _place(scene, ticket, staff(by.id), place)
    if not slots:
        raise NeedsWords("visit", ticket_id)
    return await _offer(scene, by, ticket, read_slots(slots, scene.now, scene.rules.hours.zone), place)


async def _offer(
    scene: Scene, by: Specialist, ticket: Ticket, slots: tuple[Slot, ...], place: str | None
) -> Ticket:
    customer = await customers.of(scene, ticket)
    now = await scene.work.visits.live_on(ticket.id)
    offered = now.offering(slots) if now else Visit(ticket.id, customer.id, by.id, slots, scene.now)
    place = place or offered.place or await scene.work.visits.known_place(customer.id)
    offered = replace(offered, place=place, planned_by=by.id)
    if offered.id:
        await scene.work.visits.save(offered)
        await _no_timers(scene, offered)
    else:
        offered = await scene.work.visits.add(offered)
    ticket = replace(ticket.spoken(Move.ASK, scene.now), promised=None)
    ticket = await scene.write(
        ticket, staff(by.id), "visit_offer", "", slots=[one.begins.isoformat() for one in slots]
    )
    await promises.keep(scene, ticket)
    words = customers.words_for(scene, customer)
    await scene.say(customer.id, texts.offer(words, offered, scene.now), ticket_id=ticket.id)
    receipt = texts.offered(await scene.words_of(by), ticket.id, offered, scene.now)
    await scene.tell(by.id, receipt, ticket_id=ticket.id)
    await cards.refresh(scene, ticket)
    return ticket


async def choose(scene: Scene, customer: Customer, visit_id: int, place: int) -> None:
    """The customer takes one of the times; one that has passed meanwhile is none that fits."""
    agreed = await _own(scene, customer, visit_id)
    if not 1 <= place <= len(agreed.offered):
        raise StepOver
    slot = agreed.offered[place - 1]
    if agreed.state is VisitState.OFFERED and slot.begins <= scene.now:
        await wish(scene, customer, visit_id, VisitStep.NONE_FITS)
        return
    agreed = agreed.chosen(slot)
    await scene.work.visits.save(agreed)
    ticket = await scene.work.tickets.get(agreed.ticket_id)
    ticket = await _heard(scene, ticket, "visit_agreed", slot.begins.isoformat())
    await _arm(scene, agreed)
    words = customers.words_for(scene, customer)
    await scene.say(customer.id, texts.agreed(words, agreed, scene.now), ticket_id=ticket.id)
    for person in _told(scene, ticket):
        letter = texts.chosen(await scene.words_of(person), ticket, agreed, scene.now)
        await scene.tell(person.id, letter, ticket_id=ticket.id)
    await cards.refresh(scene, ticket)


async def wish(scene: Scene, customer: Customer, visit_id: int, step: VisitStep) -> None:
    """No time fits, another one is wished (none_fits, move), or the visit shall not be (cancel)."""
    before = await _own(scene, customer, visit_id)
    after = before.told(step, "") if step is VisitStep.CANCEL else before.unfit(step)
    await scene.work.visits.save(after)
    await _no_timers(scene, after)
    ticket = await scene.work.tickets.get(after.ticket_id)
    ticket = await _heard(scene, ticket, f"visit_{step}", "", owing=True)
    words = customers.words_for(scene, customer)
    by = words.by(promises.due(ticket), scene.now)
    letter = texts.other_times(words, by)
    if step is VisitStep.CANCEL:
        letter = texts.off(words, before, by, scene.now)
    await scene.say(customer.id, letter, ticket_id=ticket.id)
    for person in _told(scene, ticket):
        told = texts.change_wished(await scene.words_of(person), ticket, step)
        await scene.tell(person.id, told, ticket_id=ticket.id)
    await cards.refresh(scene, ticket)


async def heard(scene: Scene, customer: Customer, ticket: Ticket, text: str) -> bool:
    """Whether typed words answered about the ticket's visit; people have read them as they are besides."""
    now = await scene.work.visits.live_on(ticket.id)
    if now is None:
        return False
    if now.state is VisitState.OFFERED:
        found = number(text)
        if found and not found[1] and found[0] <= len(now.offered):
            await choose(scene, customer, now.id, found[0])
            return True
        if says_none_of_these(text):
            await wish(scene, customer, now.id, VisitStep.NONE_FITS)
            return True
    if now.state is VisitState.CONFIRMED:
        if step := wishes(text):
            await wish(scene, customer, now.id, step)
            return True
        if now.place is None and tells_a_place(text):
            await _place(scene, ticket, CUSTOMER, text.strip())
            return True
    return False


async def settle(scene: Scene, by: Specialist, ticket_id: int, step: VisitStep, words: str = "") -> Ticket:
    """What came of the visit (done, absent, again), or that it is called off (cancel), by owner or lead."""
    ticket_id = await linked.living(scene, ticket_id)
    ticket = access.open_still(await access.steered(scene, by, ticket_id))
    before = await scene.work.visits.live_on(ticket_id)
    if before is None or step not in {*RESULTS, VisitStep.CANCEL}:
        raise NoVisit(ticket_id)
    after = before.told(step, words)
    if step in RESULTS and before.slot and scene.now < before.slot.begins:
        raise VisitToCome(ticket_id)
    await scene.work.visits.save(after)
    await _no_timers(scene, after)
    ticket = replace(ticket, state=State.TAKEN) if ticket.state is State.ASKED else ticket
    ticket = promises.promising(ticket, scene)
    ticket = await scene.write(ticket, staff(by.id), f"visit_{step}", words)
    await promises.keep(scene, ticket)
    if letter := await _of_result(scene, ticket, before, step):
        await scene.say(before.customer_id, letter, ticket_id=ticket.id)
    await scene.tell(by.id, texts.settled(await scene.words_of(by), ticket.id, step), ticket_id=ticket.id)
    await cards.refresh(scene, ticket)
    return ticket


async def _of_result(scene: Scene, ticket: Ticket, before: Visit, step: VisitStep) -> Text | None:
    words = customers.words_for(scene, await customers.of(scene, ticket))
    by = words.by(promises.due(ticket), scene.now)
    match step:
        case VisitStep.ABSENT:
            return texts.nobody_there(words, by)
        case VisitStep.AGAIN:
            return texts.come_again(words, by)
        case VisitStep.CANCEL:
            return texts.off(words, before, by, scene.now)
        case _:
            return None


async def remind(scene: Scene, visit_id: int) -> None:
    """Soon: both sides are reminded."""
    now = await scene.work.visits.get(visit_id)
    if now is None or now.state is not VisitState.CONFIRMED:
        return
    ticket = await scene.work.tickets.get(now.ticket_id)
    customer = await customers.of(scene, ticket)
    words = customers.words_for(scene, customer)
    await scene.say(customer.id, texts.reminder(words, now, scene.now), ticket_id=ticket.id)
    for person in _told(scene, ticket):
        letter = texts.remind_staff(await scene.words_of(person), ticket, now, scene.now)
        await scene.tell(person.id, letter, ticket_id=ticket.id)


async def over(scene: Scene, visit_id: int) -> None:
    """The time has passed: its owner is asked for the result, again and again until it is told."""
    now = await scene.work.visits.get(visit_id)
    if now is None or now.state is not VisitState.CONFIRMED:
        return
    ticket = await scene.work.tickets.get(now.ticket_id)
    for person in _told(scene, ticket):
        letter = texts.how_was_it(await scene.words_of(person), ticket, now, scene.now)
        await scene.tell(person.id, letter, ticket_id=ticket.id)
    due = scene.rules.hours.due(scene.now, scene.rules.consult_after)
    await scene.work.timers.arm(Timer(END, str(now.id), CUSTOMER_BOT, now.customer_id, due))


async def goes_on(scene: Scene, ticket: Ticket, into: Ticket, who: str) -> None:
    """The visit of a ticket that is merged is the other's from now on, unless that one has a visit itself."""
    now = await scene.work.visits.live_on(ticket.id)
    if now and await scene.work.visits.live_on(into.id) is None:
        await scene.work.visits.save(replace(now, ticket_id=into.id))
        slots = [one.begins.isoformat() for one in now.offered]
        await scene.record(into.id, who, "visit_offer", "", slots=slots)


async def ended(scene: Scene, ticket: Ticket) -> None:
    """The ticket is over: a visit to come is off, the customer hears so; one that began counts as done."""
    now = await scene.work.visits.live_on(ticket.id)
    if now is None:
        return
    await _no_timers(scene, now)
    if now.slot and now.slot.begins <= scene.now:
        await scene.work.visits.save(now.told(VisitStep.DONE, ""))
        return
    await scene.work.visits.save(now.told(VisitStep.DROP, ""))
    if now.slot:
        words = customers.words_for(scene, await customers.of(scene, ticket))
        letter = texts.off(words, now, None, scene.now)
        await scene.say(now.customer_id, letter, ticket_id=ticket.id)


async def _place(scene: Scene, ticket: Ticket, who: str, place: str) -> Ticket:
    now = await scene.work.visits.live_on(ticket.id)
    if now is None:
        raise NoVisit(ticket.id)
    await scene.work.visits.save(replace(now, place=place))
    await scene.record(ticket.id, who, "visit_place", place)
    if who == CUSTOMER:
        await customers.told(scene, ticket, lambda words: texts.place_kept(words, place))
        ticket = await _settled_word(scene, ticket)
    for person in _told(scene, ticket):
        letter = texts.place_told(await scene.words_of(person), ticket.id, place)
        await scene.tell(person.id, letter, ticket_id=ticket.id)
    await cards.refresh(scene, ticket)
    return ticket


async def _settled_word(scene: Scene, ticket: Ticket) -> Ticket:
    """Line 1 has answered the customer's words itself: no further word is owed for them."""
    if ticket.state is State.QUEUED or ticket.promised is None:
        return ticket
    ticket = await scene.write(replace(ticket, promised=None), LINE1, "visit_kept")
    await promises.keep(scene, ticket)
    return ticket


async def _heard(scene: Scene, ticket: Ticket, what: str, text: str, *, owing: bool = False) -> Ticket:
    """The customer spoke of the visit: the ticket waits for them no more; `owing` when people must answer."""
    ticket = ticket.after(Move.HEAR)
    if ticket.state is not State.QUEUED:
        ticket = promises.promising(ticket, scene) if owing else replace(ticket, promised=None)
    ticket = await scene.write(ticket, CUSTOMER, what, text)
    await promises.keep(scene, ticket)
    return ticket


async def _own(scene: Scene, customer: Customer, visit_id: int) -> Visit:
    """The customer's own visit that is under way; StepOver for any other."""
    found = await scene.work.visits.get(visit_id)
    if found is None or found.customer_id != customer.id or found.state not in LIVE:
        raise StepOver
    return found


async def _arm(scene: Scene, agreed: Visit) -> None:
    assert agreed.slot is not None
    key, customer = str(agreed.id), agreed.customer_id
    moment = reminder(agreed.slot, scene.now, scene.rules.hours.zone, scene.rules.visit_reminder)
    if moment:
        await scene.work.timers.arm(Timer(REMIND, key, CUSTOMER_BOT, customer, moment))
    await scene.work.timers.arm(Timer(END, key, CUSTOMER_BOT, customer, agreed.slot.ends))


async def _no_timers(scene: Scene, now: Visit) -> None:
    for kind in (REMIND, END):
        await scene.work.timers.disarm(kind, str(now.id))


def _told(scene: Scene, ticket: Ticket) -> list[Specialist]:
    owner = scene.rules.desk.person(ticket.owner) if ticket.owner else None
    return [owner] if owner else scene.rules.desk.leads_of(ticket.queue)
