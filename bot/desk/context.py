"""What desk handlers work with besides the update: the open scene and who presses."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from telegram.ext import Application, CallbackContext, ExtBot

from bot.actions.scene import Scene
from bot.texts.catalogue import Words
from routing.desk import Specialist
from storage.letters import Letter

BotData = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class AtWork:
    """The scene of the update under way, the member of staff who sent it, and their words."""

    scene: Scene
    person: Specialist
    words: Words


#: Set by the edge around each update. Not built in `from_update`: an error there loses the update silently.
AT_WORK: ContextVar[AtWork] = ContextVar("at_work")


@contextmanager
def at_work(now: AtWork) -> Iterator[None]:
    """Meanwhile this is what handlers work with."""
    token = AT_WORK.set(now)
    try:
        yield
    finally:
        AT_WORK.reset(token)


class DeskContext(CallbackContext[ExtBot[None], BotData, BotData, BotData]):
    """python-telegram-bot's context with the desk's own things on it."""

    def __init__(self, application: Any, chat_id: int | None = None, user_id: int | None = None) -> None:
        super().__init__(application, chat_id, user_id)

    @property
    def scene(self) -> Scene:
        """The open work, the rules and the moment."""
        return AT_WORK.get().scene

    @property
    def person(self) -> Specialist:
        """Who wrote or pressed."""
        return AT_WORK.get().person

    @property
    def words(self) -> Words:
        """Words in that person's language."""
        return AT_WORK.get().words

    async def show(self, letter: Letter, *, ticket_id: int | None = None, act: str | None = None) -> None:
        """Answer that person."""
        await self.scene.tell(self.person.id, letter, ticket_id=ticket_id, act=act)


DeskApplication = Application[ExtBot[None], DeskContext, BotData, BotData, BotData, Any]
