"""Our own faults: those who can look are told."""

from bot.actions.scene import Scene
from bot.texts import alarms, desk
from bot.vitals import Trouble
from storage.letters import Text


async def set_aside(scene: Scene, chat_id: int) -> None:
    """An update failed again and again and waits for a person: leads and admins hear of it."""
    for person in scene.rules.desk.staff:
        if person.leads:
            await scene.tell(person.id, desk.update_set_aside(await scene.words_of(person), chat_id))


async def alarm(scene: Scene, trouble: Trouble, *, over: bool) -> None:
    """Something is wrong with the desk, or no more: leads and admins hear of it."""
    for person in scene.rules.desk.staff:
        if person.leads:
            words = await scene.words_of(person)
            await scene.tell(person.id, Text(html=alarms.alarm(words, trouble, scene.now, over=over)))
