"""A private chat between a person and a bot: its messages, topics and what stands below them."""

from dataclasses import dataclass, field
from typing import Any

from playground.bell import Bell
from playground.files import File
from playground.people import Bot, Person

Json = dict[str, Any]


@dataclass(slots=True, eq=False)
class Message:
    """One message; ``content`` holds the Bot API's own fields (text, entities, photo, caption...)."""

    id: int
    chat: "Chat"
    sender: Person | Bot
    date: int
    content: Json
    thread: int | None = None
    reply: Json = field(default_factory=dict)
    markup: Json = field(default_factory=dict)
    file: File | None = None
    edited: int | None = None
    deleted: bool = False
    reaction: str | None = None

    @property
    def by_bot(self) -> bool:
        """Whether the bot wrote it."""
        return self.sender is self.chat.bot

    @property
    def text(self) -> str:
        """The text or the caption; empty if it has neither."""
        return str(self.content.get("text") or self.content.get("caption") or "")

    def as_json(self, *, nested: bool = False) -> Json:
        """The Bot API's Message; a message inside a reply does not tell what it replies to."""
        told: Json = {
            "message_id": self.id,
            "from": self.sender.as_user(),
            "chat": self.chat.person.as_chat(),
            "date": self.date,
        }
        if self.thread is not None:
            told |= {"message_thread_id": self.thread, "is_topic_message": True}
        if self.edited is not None:
            told["edit_date"] = self.edited
        if "inline_keyboard" in self.markup:
            told["reply_markup"] = self.markup
        return told | self.content | ({} if nested else self.reply)


@dataclass(slots=True)
class Topic:
    """A thread of a chat; its id is the id of the message that opened it."""

    id: int
    name: str
    icon_color: int
    icon_custom_emoji_id: str | None = None

    def as_json(self) -> Json:
        """The Bot API's ForumTopic."""
        icon = {"icon_custom_emoji_id": self.icon_custom_emoji_id} if self.icon_custom_emoji_id else {}
        return {"message_thread_id": self.id, "name": self.name, "icon_color": self.icon_color} | icon


@dataclass(slots=True, eq=False)
class Chat:
    """``opened`` once the person wrote; ``keyboard`` stands below the text field; ``typing``: the action."""

    bot: Bot
    person: Person
    messages: dict[int, Message] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    opened: bool = False
    blocked: bool = False
    keyboard: Json | None = None
    typing: str | None = None
    drafts: dict[int, str] = field(default_factory=dict)
    bell: Bell = field(default_factory=Bell)

    def find(self, message_id: int | None) -> Message | None:
        """A message that is still there."""
        message = self.messages.get(message_id or 0)
        return None if message is None or message.deleted else message
