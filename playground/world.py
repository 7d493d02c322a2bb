"""The people, bots, chats and files of one local Telegram, and what happens among them."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from playground.chats import Chat, Message
from playground.clock import Clock
from playground.events import Body, Events
from playground.faults import Faults
from playground.files import File, Files
from playground.people import Bot, Person
from playground.refusal import bad_request, forbidden
from playground.seen import look
from playground.updates import Updates

Json = dict[str, Any]
FIRST_UPDATE = 700_000_001


@dataclass(slots=True)
class Tap:
    """A button that was pressed; ``answer`` is what the bot said to it (text, show_alert, url)."""

    id: str
    chat: Chat
    at: float
    answer: Json | None = None


@dataclass(slots=True)
class World:
    """All state, in memory; ``now`` dates messages, ``tick`` (seconds) only measures how long things take."""

    bots: dict[str, Bot]
    now: Callable[[], datetime]
    faults: Faults
    tap_seconds: float = 60
    tick: Callable[[], float] = time.monotonic
    people: dict[int, Person] = field(default_factory=dict)
    chats: dict[tuple[int, int], Chat] = field(default_factory=dict)
    taps: dict[str, Tap] = field(default_factory=dict)
    files: Files = field(default_factory=Files)
    events: Events = field(default_factory=Events)
    message_ids: Iterator[int] = field(default_factory=lambda: count(1))
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @classmethod
    def of(
        cls, bots: Mapping[str, str], now: Callable[[], datetime] | None, seed: int, *, topics: bool
    ) -> "World":
        """A world with these bots (token: username) and nobody in it yet."""
        made = {token: Bot(token, name, Updates(FIRST_UPDATE), topics) for token, name in bots.items()}
        world = cls(made, now or Clock(), Faults(seed))
        world.faults.changed = world.show_faults
        return world

    # --- finding -----------------------------------------------------------------------------

    def bot(self, username: str) -> Bot:
        """The bot of that username; LookupError names those there are."""
        for bot in self.bots.values():
            if bot.username == username.removeprefix("@"):
                return bot
        raise LookupError(f"no bot @{username}; there are {[bot.username for bot in self.bots.values()]}")

    def chat(self, bot: Bot, person: Person) -> Chat:
        """Their private chat, open or not."""
        key = (bot.id, person.id)
        if key not in self.chats:
            self.chats[key] = Chat(bot, person)
        return self.chats[key]

    def chat_of(self, bot: Bot, chat_id: Any) -> Chat:
        """The chat a bot names; 400 or 403 if there is none, it was not opened or the bot is blocked."""
        chat = self.chats.get((bot.id, chat_id))
        if chat is not None and chat.blocked:
            raise forbidden("bot was blocked by the user")
        if chat is None or not chat.opened:
            if chat_id in self.people:
                raise forbidden("bot can't initiate conversation with a user")
            raise bad_request("chat not found")
        return chat

    def number(self) -> int:
        """A number not used before, for anything that needs one."""
        return next(self.numbers)

    # --- happening ---------------------------------------------------------------------------

    def post(
        self,
        chat: Chat,
        sender: Person | Bot,
        content: Json,
        *,
        thread: int | None = None,
        reply: Json | None = None,
        markup: Json | None = None,
        file: File | None = None,
    ) -> Message:
        """A new message in a chat; the person sees it, and the bot hears of it if the person wrote it."""
        now = int(self.now().timestamp())
        number = next(self.message_ids)
        if thread is None and reply is not None:
            # A reply stands in the topic of what it replies to.
            thread = reply.get("reply_to_message", {}).get("message_thread_id")
        message = Message(number, chat, sender, now, content, thread, reply or {}, markup or {}, file)
        chat.messages[number] = message
        if message.by_bot:
            chat.typing, chat.drafts = None, {}
            self._set_keyboard(chat, message.markup)
        self.show(chat, "message", look(message))
        if not message.by_bot:
            chat.opened = True
            self.tell(chat, "message", message.as_json())
        return message

    def edit(self, message: Message, content: Json, markup: Json, file: File | None = None) -> None:
        """A message got other content; the bot hears of it if the person did it."""
        message.content, message.markup = content, markup
        message.file = file or message.file
        message.edited = int(self.now().timestamp())
        self.show(message.chat, "edited", look(message))
        if not message.by_bot:
            self.tell(message.chat, "edited_message", message.as_json())

    def delete(self, message: Message) -> None:
        """A message is gone; no bot hears of that."""
        message.deleted = True
        self.show(message.chat, "deleted", {"id": message.id})

    def delete_topic(self, chat: Chat, thread: int) -> None:
        """A topic is gone with all its messages; no bot hears of that."""
        del chat.topics[thread]
        self.show_topics(chat)
        for message in chat.messages.values():
            if message.thread == thread and not message.deleted:
                self.delete(message)

    def show_topics(self, chat: Chat) -> None:
        """The person sees which topics there are now."""
        self.show(chat, "topics", {"topics": {topic.id: topic.name for topic in chat.topics.values()}})

    def show_faults(self) -> None:
        """Whoever watches sees which troubles are set and how often they struck."""
        self.events.announce("faults", {"faults": [asdict(fault) for fault in self.faults.set]})

    def show(self, chat: Chat, kind: str, body: Body) -> None:
        """The person sees something in this chat."""
        self.events.add(chat.person.id, chat.bot.username, kind, body)
        chat.bell.ring()

    def tell(self, chat: Chat, kind: str, body: Json) -> None:
        """The chat's bot gets an update, with whatever trouble is set for it."""
        about = {"chat_id": chat.person.id, "text": body.get("text") or body.get("data")}
        chat.bot.updates.add(chat.person.id, kind, body, self.faults.for_update(kind, about))

    def _set_keyboard(self, chat: Chat, markup: Json) -> None:
        if "keyboard" in markup:
            chat.keyboard = markup
        elif "remove_keyboard" in markup:
            chat.keyboard = None
        else:
            return
        self.show(chat, "keyboard", {"keyboard": chat.keyboard})
