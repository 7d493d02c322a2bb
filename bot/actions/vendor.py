"""Line 4: a matter is put to a maker or supplier, chased, and answered; its owner keeps the ticket."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.actions import access, cards, customers, experts, linked, packets, promises
from bot.actions.packages import package
from bot.actions.scene import Scene
from bot.errors import NeedsVendor, NeedsWords, NoOpenCase, NothingTried, PacketLacks, WhichCase
from bot.texts import problem_cards
from bot.texts import vendor as texts
from routing import cases
from routing.cases import Case
from routing.desk import LineKind, Queue, Specialist, Vendor
from routing.packets import read_packet
from routing.problems import Kind
from routing.ticket import Move, State, Ticket
from storage.history import LINE1, staff
from storage.letters import Media
from storage.papers import paper
from storage.timers import about

#: Reminds of a late answer; the key is the case's number.
TIMER = "chase"
#: Events that tell that somebody at the desk has looked into a ticket.
WORK = frozenset(
    {
        Move.REPLY,
        Move.ASK,
        Move.NOTE,
        Move.RESOLVE,
        "advise",
        "tell",
        "stage",
        "remote",
        "remote_ask",
        "visit_offer",
        "held",
        Move.RETURN,
        Move.VENDOR,
    }
)


async def put(scene: Scene, by: Specialist, ticket_id: int, words: str, queue: str | None = None) -> Ticket:
    """A new case from `vendor reference text`, "by 28.11" anywhere in it; only the ticket's owner may."""
    ticket = await access.owned(scene, by, ticket_id)
    ticket.after(Move.VENDOR)
    vendor, order = _order(scene, ticket, words, queue)
    if vendor is None and not order.vendor:
        raise NeedsVendor(ticket_id, _names(scene))
    name = vendor.vendor.name or vendor.title if vendor else order.vendor
    if not order.text and await _refer(scene, by, ticket, name, order.reference):
        return ticket
    if not order.text:
        raise NeedsWords("vendor", ticket_id)
    await _looked_into(scene, ticket, vendor, order.text, words)
    return await _open(scene, by, ticket, vendor, replace(order, vendor=name))


async def _looked_into(scene: Scene, ticket: Ticket, vendor: Queue | None, text: str, words: str) -> None:
    """PacketLacks without the evidence that vendor wants; NothingTried while nobody did anything.

    Where the way leads to a maker, or experts work, the ticket was looked into to come so far.
    """
    if ticket.is_ours:
        return
    if vendor and (missing := await packets.lacks(scene, ticket, vendor.id, text)):
        raise PacketLacks(ticket.id, [], missing, words, Move.VENDOR)
    desk, above = scene.rules.desk, scene.rules.desk.queue(ticket.queue).escalates_to
    if desk.is_upper(ticket.queue) or (vendor and above == vendor.id):
        return
    events = await scene.work.history.of(ticket.id)
    worked = any(one.who.startswith("staff:") and one.what in WORK for one in events)
    if not (worked or ticket.path or read_packet(text).tried):
        raise NothingTried(ticket.id)


async def _open(
    scene: Scene, by: Specialist, ticket: Ticket, vendor: Queue | None, order: cases.Order
) -> Ticket:
    case = Case(
        ticket.id,
        order.vendor,
        by.id,
        scene.now,
        queue=vendor.id if vendor else None,
        reference=order.reference,
        promised=_promised(scene, vendor, order),
    )
    sent = await package(scene, by, ticket, case, vendor, order.text)
    case = await scene.work.cases.add(replace(case, sent=sent))
    waiting = ticket.with_vendor()
    waiting = promises.promising(waiting, scene)
    if case.promised and not waiting.is_ours:
        waiting = replace(waiting, promised=case.promised)
    data = {"case": case.id, "vendor": case.vendor, "reference": case.reference}
    ticket = await scene.write(waiting, staff(by.id), Move.VENDOR, order.text, **data)
    await promises.keep(scene, ticket)
    await _arm(scene, ticket, case)
    await _tell_customer(scene, ticket, case)
    await _hand_over(scene, by, ticket, case)
    await cards.refresh(scene, ticket)
    return ticket


def _order(scene: Scene, ticket: Ticket, words: str, queue: str | None) -> tuple[Queue | None, cases.Order]:
    """Which vendor's queue it is for, None for a vendor by its mere name, and the rest of the order."""
    desk = scene.rules.desk
    today = scene.now.astimezone(scene.rules.hours.zone).date()
    order = cases.order(words, list(_called(scene)), today)
    if queue:
        return desk.queue(queue), order
    if order.vendor:
        return _called(scene).get(order.vendor.lower()), order
    above = desk.queue(ticket.queue).escalates_to
    if above and desk.line_of(above).kind is LineKind.VENDOR:
        return desk.queue(above), order
    only = vendors(scene)
    return (only[0] if len(only) == 1 else None), order


def vendors(scene: Scene) -> list[Queue]:
    """Queues of vendors."""
    desk = scene.rules.desk
    return [queue for queue in desk.queues if desk.line_of(queue.id).kind is LineKind.VENDOR]


def _called(scene: Scene) -> dict[str, Queue]:
    """Vendors' queues by everything they are called, in small letters."""
    return {
        name.lower(): queue
        for queue in vendors(scene)
        for name in (queue.id, queue.title, *queue.titles.values(), queue.vendor.name)
        if name
    }


def _names(scene: Scene) -> list[str]:
    return [queue.id for queue in vendors(scene)]


def _promised(scene: Scene, vendor: Queue | None, order: cases.Order) -> datetime | None:
    hours = scene.rules.hours
    if order.by:
        return max(cases.end_of(order.by, hours), scene.now)
    days = vendor.vendor.promised_days if vendor else None
    return cases.end_of(cases.working_days_after(scene.now, days, hours), hours) if days else None


async def _refer(scene: Scene, by: Specialist, ticket: Ticket, vendor: str, reference: str | None) -> bool:
    """Whether a bare reference was the number, come late, of an open case with that vendor."""
    waiting = [one for one in await scene.work.cases.open_of(ticket.id) if one.vendor == vendor]
    nameless = [one for one in waiting if one.reference is None]
    if not nameless or not reference:
        return False
    await scene.work.cases.save(replace(nameless[-1], reference=reference))
    await scene.record(ticket.id, staff(by.id), Move.VENDOR, reference, case=nameless[-1].id)
    await cards.refresh(scene, ticket)
    return True


async def _arm(scene: Scene, ticket: Ticket, case: Case) -> None:
    queue = scene.rules.desk.shown(case.queue) if case.queue else None
    days = queue.vendor.chase_days if queue else Vendor().chase_days
    look = cases.next_look(case, scene.now, days, scene.rules.hours)
    await scene.work.timers.arm(about(TIMER, ticket, look, key=str(case.id)))


async def _tell_customer(scene: Scene, ticket: Ticket, case: Case) -> None:
    has_day = case.promised is not None
    await customers.told(
        scene,
        ticket,
        lambda words: texts.with_maker(words, ticket.id, promises.due(ticket), scene.now, has_day=has_day),
    )


async def _hand_over(scene: Scene, by: Specialist, ticket: Ticket, case: Case) -> None:
    """The package, as a file to forward."""
    file = paper("case", case.id, f"case-{ticket.id}-{case.id}.txt")
    html = texts.package_caption(await scene.words_of(by), ticket.id, case, scene.now)
    await scene.tell(by.id, Media(file=file, html=html), ticket_id=ticket.id, act="answer")


async def answer(scene: Scene, by: Specialist, ticket_id: int, words: str) -> Ticket:
    """The vendor's answer: the ticket is its owner's turn again, all who work on it hear."""
    ticket_id = await linked.living(scene, ticket_id)
    ticket = access.open_still(await access.steered(scene, by, ticket_id))
    case, text = _which(ticket, await scene.work.cases.open_of(ticket_id), words.strip())
    if not text:
        raise NeedsWords("answer", ticket_id)
    await scene.work.cases.save(case.answered(text, scene.now))
    await scene.work.timers.disarm(TIMER, str(case.id))
    before, ticket = ticket, ticket.answered_by_vendor()
    news = before.state is State.VENDOR and ticket.state is State.TAKEN
    if news:
        ticket = promises.promising(ticket, scene)
    ticket = await scene.write(
        ticket, staff(by.id), Move.VENDOR_ANSWER, text, case=case.id, vendor=case.vendor
    )
    await promises.keep(scene, ticket)
    if news:
        answered = ticket
        await customers.told(
            scene,
            answered,
            lambda words: texts.maker_answered(words, answered.id, promises.due(answered), scene.now),
        )
    await _spread(scene, by, ticket, case, text)
    await _to_who_tells(scene, ticket, case, text)
    await cards.refresh(scene, ticket)
    return ticket


def _which(ticket: Ticket, waiting: Sequence[Case], words: str) -> tuple[Case, str]:
    """The case the words begin with, by reference or vendor, or the only one; and the words themselves."""
    if not waiting:
        raise NoOpenCase(ticket.id)
    for case in waiting:
        for name in filter(None, (case.reference, case.vendor)):
            head, rest = words[: len(name)], words[len(name) :]
            if head.lower() == name.lower() and (not rest or not rest[0].isalnum()):
                return case, rest.lstrip(" :,;-–—\n")
    if len(waiting) > 1:
        raise WhichCase(ticket.id, [case.reference or case.vendor for case in waiting])
    return waiting[0], words


async def _spread(scene: Scene, by: Specialist, ticket: Ticket, case: Case, text: str) -> None:
    owner = scene.rules.desk.person(ticket.owner) if ticket.owner else None
    hearers = [*([owner] if owner else []), *await experts.below(scene, ticket)]
    for person in experts.once(hearers):
        if person != by:
            letter = texts.answered(await scene.words_of(person), ticket.id, ticket.subject, case, text)
            await scene.tell(person.id, letter, ticket_id=ticket.id)


async def _to_who_tells(scene: Scene, ticket: Ticket, case: Case, text: str) -> None:
    """It was about a wish: who answers for that passes the answer on to those who wished, in a tap."""
    for problem in await scene.work.problems.of_ticket(ticket.id):
        owner = scene.rules.desk.person(problem.owner)
        if owner and ticket.is_ours and problem.kind is Kind.WISH and problem.is_open:
            letter = problem_cards.vendor_answered(await scene.words_of(owner), problem, case.vendor, text)
            await scene.tell(owner.id, letter, ticket_id=problem.id, act=problem_cards.SAY)


async def came_due(scene: Scene, case_id: int) -> None:
    """The vendor is late: the owner is reminded to chase it, from the second time on the leads are too."""
    case = await scene.work.cases.get(case_id)
    if case is None or not case.is_open:
        return
    ticket = await scene.work.tickets.get(case.ticket_id)
    case = case.reminded()
    await scene.work.cases.save(case)
    await _arm(scene, ticket, case)
    await scene.record(ticket.id, LINE1, TIMER, "", case=case.id, vendor=case.vendor)
    owner = scene.rules.desk.person(ticket.owner) if ticket.owner else None
    leads = scene.rules.desk.leads_of(ticket.queue) if owner is None or case.chased > 1 else []
    for person in experts.once([*([owner] if owner else []), *leads]):
        letter = texts.chase(await scene.words_of(person), ticket.id, ticket.subject, case, scene.now)
        await scene.tell(person.id, letter, ticket_id=ticket.id)
    await cards.refresh(scene, ticket)


async def close_all(scene: Scene, ticket_id: int) -> None:
    """The ticket ended: nothing is waited for any more, and nobody is reminded."""
    for case in await scene.work.cases.open_of(ticket_id):
        await scene.work.cases.save(case.closed(scene.now))
        await scene.work.timers.disarm(TIMER, str(case.id))
        await scene.record(ticket_id, LINE1, "case", case.reference or case.vendor, case=case.id)
