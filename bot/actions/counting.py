"""What is counted for leads."""

from datetime import timedelta

from bot.actions import owning
from bot.actions.scene import Scene
from bot.errors import OnlyLeads
from routing.desk import Queue, Specialist
from storage.history import Handed

#: How far back hand-offs are counted.
DAYS = 30


async def handed(scene: Scene, by: Specialist) -> list[tuple[Queue, Handed]]:
    """What came to each queue the lead serves and had come there wrongly; OnlyLeads for others."""
    if not by.leads:
        raise OnlyLeads("stats")
    counts = await scene.work.history.handed(scene.now - timedelta(days=DAYS))
    served = owning.queues_of(scene, by)
    return [(scene.rules.desk.queue(one), counts[one]) for one in served if one in counts]
