"""A person's eyes: what stands in the chat with a bot, and waiting for it to change."""

from collections.abc import Callable
from itertools import takewhile
from typing import Any, TypeVar

from playground.chats import Chat, Message
from playground.seen import Seen, look
from playground.world import World

T = TypeVar("T")
Json = dict[str, Any]
#: Seconds to wait for what is to come, unless told: long, since a busy machine is no failure.
PATIENCE = 30.0


class Watching:
    """What one person sees in the chat with one bot. Waiting never sleeps: it hears each event."""

    def __init__(self, world: World, chat: Chat) -> None:
        self._world = world
        self._chat = chat
        self._returned = 0

    @property
    def id(self) -> int:
        """The chat's id, which in a private chat is the person's."""
        return self._chat.person.id

    @property
    def messages(self) -> list[Seen]:
        """All that is there now, oldest first."""
        return [look(message) for message in self._chat.messages.values() if not message.deleted]

    @property
    def deleted(self) -> list[Seen]:
        """What was there once, as it was last."""
        return [look(message) for message in self._chat.messages.values() if message.deleted]

    @property
    def typing(self) -> str | None:
        """The bot's chat action ("typing"...) since its last message."""
        return self._chat.typing

    @property
    def drafts(self) -> dict[int, str]:
        """What the bot is still writing, by draft id."""
        return dict(self._chat.drafts)

    @property
    def keyboard(self) -> list[list[str]]:
        """The texts of the buttons below the text field; [] if there are none."""
        rows = (self._chat.keyboard or {}).get("keyboard", [])
        return [[button["text"] for button in row] for row in rows]

    @property
    def reply_keyboard(self) -> Json | None:
        """The Bot API's ReplyKeyboardMarkup below the text field."""
        return self._chat.keyboard

    @property
    def topics(self) -> dict[int, str]:
        """The chat's topics by id."""
        return {topic.id: topic.name for topic in self._chat.topics.values()}

    @property
    def blocked(self) -> bool:
        """Whether the person blocked the bot."""
        return self._chat.blocked

    @property
    def commands(self) -> list[Json]:
        """The menu: the bot's commands for this chat or for private chats, in the person's language first."""
        scopes = (f"{self._chat.person.id}:chat", "all_private_chats", "default")
        for scope in scopes:
            for language in (self._chat.person.language or "", ""):
                if found := self._chat.bot.commands.get((scope, language)):
                    return found
        return []

    def file(self, seen: Seen) -> bytes:
        """The bytes of a message's file; LookupError if it has none."""
        file = self._world.files.number(seen.files[0].number) if seen.files else None
        if file is None:
            raise LookupError(f"message {seen.id} has no file")
        return file.data

    async def next(self, timeout: float = PATIENCE) -> Seen:  # noqa: ASYNC109 - the wait is the point
        """The bot's next message that was not returned yet; TimeoutError tells what has been seen.

        A topic opened or renamed is no message the bot wrote.
        """

        def newer() -> Message | None:
            latest_first = reversed(self._chat.messages.values())
            new = takewhile(lambda message: message.id > self._returned, latest_first)
            found = [message for message in new if _written_by_bot(message)]
            return found[-1] if found else None

        message = await self._until(newer, timeout, "no new message")
        self._returned = message.id
        return look(message)

    async def until(
        self,
        ready: Callable[[list[Seen]], Any],
        timeout: float = PATIENCE,  # noqa: ASYNC109 - the wait is the point
    ) -> list[Seen]:
        """The messages as soon as ``ready`` says yes to them; TimeoutError tells what has been seen."""

        def agreed() -> list[Seen] | None:
            seen = self.messages
            return seen if ready(seen) else None

        return await self._until(agreed, timeout, "not what was waited for")

    async def _until(self, ready: Callable[[], T | None], seconds: float, missing: str) -> T:
        try:
            return await self._chat.bell.until(ready, seconds)
        except TimeoutError:
            seen = [("me: " if s.mine else "bot: ") + (s.text or f"<{s.kind}>") for s in self.messages]
            place = f"{self._chat.person.first_name} with @{self._chat.bot.username}"
            raise TimeoutError(f"{place}: {missing} within {seconds:g} s; seen: {seen}") from None


def _written_by_bot(message: Message) -> bool:
    about_topics = {"forum_topic_created", "forum_topic_edited"}
    return message.by_bot and not message.deleted and not about_topics & message.content.keys()
