"""Which ticket is offered to whom, until when: a timer on that person's lane, so that none is forgotten."""

from datetime import datetime

from bot.actions.scene import Scene
from storage.outbox import DESK_BOT
from storage.timers import Timer

TIMER = "offer"


async def pending(scene: Scene, ticket_id: int) -> Timer | None:
    """The offer that stands: `chat_id` is whom the ticket is offered to."""
    return await scene.work.timers.get(TIMER, str(ticket_id))


async def make(scene: Scene, ticket_id: int, staff_id: int, until: datetime) -> None:
    """The ticket is offered to them; an earlier offer of it stands no more."""
    await scene.work.timers.arm(Timer(TIMER, str(ticket_id), DESK_BOT, staff_id, until))


async def withdraw(scene: Scene, ticket_id: int) -> None:
    """The ticket is offered to nobody."""
    await scene.work.timers.disarm(TIMER, str(ticket_id))


async def standing(scene: Scene) -> dict[int, int]:
    """Every offer that stands: ticket to whom."""
    return {int(timer.key): timer.chat_id for timer in await scene.work.timers.of_kind(TIMER)}
