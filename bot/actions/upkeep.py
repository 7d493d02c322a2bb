"""The desk's own troubles, for those who lead it: updates set aside, and what became of letters."""

from datetime import datetime

from bot.actions import access
from bot.actions.scene import Scene
from bot.errors import NothingSetAside, OnlyLeads
from routing.desk import Specialist
from storage.inbox import Dead
from storage.outbox import Sending
from storage.timers import Timer
from storage.work import Work

#: A timer of this kind does nothing when it is due: its lane is looked at, and finds what waits there.
LOOK = "look"


async def set_aside(scene: Scene, by: Specialist) -> list[Dead]:
    """The newest updates that could not be worked through; OnlyLeads for others."""
    _lead(by, "dead")
    return await scene.work.inbox.set_aside()


async def try_again(scene: Scene, by: Specialist, inbox_id: int) -> Dead:
    """Have a set-aside update worked through anew; NothingSetAside if there is none of that number."""
    _lead(by, "dead")
    revived = await revive(scene.work, inbox_id, scene.now)
    if revived is None:
        raise NothingSetAside(inbox_id)
    return revived


async def revive(work: Work, inbox_id: int, now: datetime) -> Dead | None:
    """The update waits again, and its lane is looked at now; None without such an update."""
    revived = await work.inbox.revive(inbox_id)
    if revived:
        await work.timers.arm(Timer(LOOK, str(inbox_id), revived.bot, revived.chat_id, now))
    return revived


async def letters(scene: Scene, by: Specialist, ticket_id: int) -> list[Sending]:
    """What became of the newest letters to the ticket's customer, and of those staff never got.

    For whoever may see the ticket.
    """
    ticket = await access.seen(scene, by, ticket_id)
    letters = [*await scene.work.outbox.ledger(ticket.id), *await scene.work.outbox.unshown(ticket.id)]
    return sorted(letters, key=lambda one: one.id)


def _lead(by: Specialist, act: str) -> None:
    if not by.leads:
        raise OnlyLeads(act)
