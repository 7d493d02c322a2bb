"""Whether an owner has gone quiet is looked at while the customer waits for a word of theirs."""

from datetime import datetime, timedelta

from bot.actions.scene import Scene
from routing.ticket import State, Ticket
from storage.timers import about

#: The first look, which reminds, and the second, which takes the ticket back.
TIMER, AGAIN = "quiet", "quiet2"


def patience(scene: Scene, ticket: Ticket) -> timedelta:
    """How much working time an owner may say nothing in before the first look."""
    own = scene.rules.desk.shown(ticket.queue).quiet
    return own or scene.rules.targets(ticket.queue, ticket.priority).next_word


def owes_a_word(ticket: Ticket) -> bool:
    """Whether the customer waits for its owner; who waits for the customer or the maker owes none now."""
    return ticket.state is State.TAKEN and ticket.promised is not None


async def watch(scene: Scene, ticket: Ticket) -> None:
    """Look after a while, counted from when the customer began to wait; not while nobody waits."""
    if not owes_a_word(ticket):
        for kind in (TIMER, AGAIN):
            await scene.work.timers.disarm(kind, str(ticket.id))
    elif await scene.work.timers.get(AGAIN, str(ticket.id)) is None:
        await look_after(scene, ticket, TIMER)


def runs_out(scene: Scene, ticket: Ticket, since: datetime) -> datetime:
    """When an owner who has said nothing since then has been silent for too long."""
    return scene.rules.hours_of(ticket.queue).due(since, patience(scene, ticket))


async def look_after(scene: Scene, ticket: Ticket, kind: str, since: datetime | None = None) -> None:
    """Set the look, unless it is set, for when silence since that moment (else now) is too long."""
    due = runs_out(scene, ticket, since or scene.now)
    await scene.work.timers.arm_once(about(kind, ticket, due))
