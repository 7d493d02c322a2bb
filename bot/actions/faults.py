"""Our own faults: those who can look are told."""

from bot.actions.scene import Scene
from bot.texts import desk


async def set_aside(scene: Scene, chat_id: int) -> None:
    """An update failed again and again and waits for a person: leads and admins hear of it."""
    for person in scene.rules.desk.staff:
        if person.leads:
            await scene.tell(person.id, desk.update_set_aside(await scene.words_of(person), chat_id))
