"""What a ticket's card tells of work together; tables are read only where the history says so."""

from collections.abc import Sequence

from bot.actions import access
from bot.actions.scene import Scene
from bot.texts.together import Part, Together
from routing.desk import Specialist
from routing.packets import Packet, Reason, kept_packet
from routing.ticket import Move, Ticket
from storage.history import LINE1, Event

WHY = "why"


async def together(scene: Scene, ticket: Ticket, events: Sequence[Event]) -> Together:
    """Helpers, the packet, and what waits for whom."""
    happened = {event.what for event in events}
    work = scene.work
    remote = await work.remotes.last_on(ticket.id) if "remote_ask" in happened else None
    asked = await work.consultations.open_on(ticket.id) if "consult" in happened else []
    drafts = await work.drafts.waiting(ticket.id) if "held" in happened else []
    return Together(
        helpers=tuple(access.staff_name(scene, one) or "?" for one in ticket.helpers),
        packet=packet_of(events, ticket.came_from) if ticket.path else None,
        drafts=tuple((_name(scene, one.author), _mentor(scene, one.author)) for one in drafts),
        asked=tuple(
            (scene.rules.desk.shown(one.queue).title, access.staff_name(scene, one.taken_by)) for one in asked
        ),
        visit=await work.visits.live_on(ticket.id) if "visit_offer" in happened else None,
        remote=remote.state if remote and ticket.is_open else None,
    )


async def part_of(scene: Scene, person: Specialist, ticket: Ticket) -> Part:
    """What this person is to it."""
    on_it = person.id in {ticket.owner, *ticket.helpers}
    events = await scene.work.history.of(ticket.id) if ticket.path else []
    return Part(
        helps=person.id in ticket.helpers,
        may_join=ticket.owner is not None and not on_it and access.may_see(person, ticket),
        may_take_back=may_take_back(person, ticket, events),
    )


def _name(scene: Scene, staff_id: int) -> str:
    return access.staff_name(scene, staff_id) or "?"


def _mentor(scene: Scene, author: int) -> str:
    person = scene.rules.desk.person(author)
    return _name(scene, person.mentor) if person and person.mentor else "?"


def packet_of(events: Sequence[Event], queue: str | None = None) -> Packet | None:
    """What went along when the ticket was handed up last (`queue`: last from there), with reasons since.

    None if it never was.
    """
    packet, meant = None, False
    for event in events:
        if handed_up(event):
            meant = queue in {None, event.data.get("from")}
            kept = event.data.get("packet")
            packet = (kept_packet(kept) if kept else Packet(done=event.text)) if meant else packet
        elif event.what == WHY and packet and meant:
            packet = packet.because(Reason(event.data["reason"]))
    return packet


def escalated_by(events: Sequence[Event]) -> list[int | None]:
    """Ids of those who handed the ticket up, the last one last; None where a clock did."""
    return [_who(one) for one in events if handed_up(one)]


def handed_up(event: Event) -> bool:
    """Whether by this event the ticket went up: an escalation, or a move to a higher line."""
    return event.what == Move.ESCALATE or bool(event.data.get("up"))


def handed_up_from(queue: str | None, events: Sequence[Event]) -> int | None:
    """Who handed the ticket up from that queue last; None where a clock did, or nobody.

    It is not always who handed it up last of all: that one may have got it back since.
    """
    found = [one for one in events if handed_up(one) and one.data.get("from") == queue]
    return _who(found[-1]) if found else None


def _who(event: Event) -> int | None:
    return None if event.who == LINE1 else int(event.who.partition(":")[2])


def may_take_back(by: Specialist, ticket: Ticket, events: Sequence[Event]) -> bool:
    """Whether the person handed this open ticket up where it is, or leads the queue it came from."""
    if not ticket.is_open or ticket.came_from is None or ticket.owner == by.id:
        return False
    handed_up = handed_up_from(ticket.came_from, events) == by.id
    return by.serves(ticket.came_from) and (by.leads or handed_up)
