"""A message as a person sees it, at the moment they look."""

from dataclasses import asdict, dataclass
from typing import Any

from aiogram.types import MessageEntity
from aiogram.utils.text_decorations import html_decoration

from playground.chats import Message
from playground.files import File

Json = dict[str, Any]
# The fields that say what a message is; the first one present names its kind.
KINDS = (
    "text", "animation", "photo", "document", "voice", "audio", "video", "video_note", "sticker", "location",
    "contact", "forum_topic_created", "forum_topic_edited",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Button:
    """A button; ``data`` or ``url`` below a message, ``request`` (contact) or neither on a keyboard."""

    text: str
    data: str | None = None
    url: str | None = None
    request: str | None = None
    style: str | None = None


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file in a message; the person's side downloads it as ``/user/files/<number>``."""

    number: int
    kind: str
    name: str
    mime: str
    size: int


@dataclass(frozen=True, slots=True)
class Seen:
    """``mine`` is what the person wrote; ``text`` is the text or the caption."""

    id: int
    mine: bool
    kind: str
    text: str
    date: int
    entities: tuple[Json, ...]
    buttons: tuple[tuple[Button, ...], ...]
    keyboard: tuple[tuple[Button, ...], ...]
    files: tuple[SeenFile, ...]
    edited: bool
    deleted: bool
    reply_to: int | None
    quote: str | None
    thread: int | None
    album: str | None
    forwarded: bool
    reaction: str | None
    content: Json

    def as_json(self) -> Json:
        """For the page."""
        return asdict(self) | {"html": self.html}

    @property
    def html(self) -> str:
        """The text with its marks, in Telegram's HTML."""
        return _html(self.text, self.entities)

    def button(self, text: str) -> Button:
        """The button of that text, or else the first that starts so; LookupError names those there are."""
        there = [button for row in (*self.buttons, *self.keyboard) for button in row]
        found = [b for b in there if b.text == text] or [b for b in there if b.text.startswith(text)]
        if not found:
            raise LookupError(f"no button {text!r} on message {self.id}; it has {[b.text for b in there]}")
        return found[0]


def look(message: Message) -> Seen:
    """What the person sees of a message now."""
    content = message.content
    entities = tuple(content.get("entities") or content.get("caption_entities") or ())
    quote = message.reply.get("quote", {}).get("text")
    return Seen(
        id=message.id,
        mine=not message.by_bot,
        kind=next((kind for kind in KINDS if kind in content), "other"),
        text=message.text,
        date=message.date,
        entities=entities,
        buttons=_rows(message.markup.get("inline_keyboard", [])),
        keyboard=_rows(message.markup.get("keyboard", [])),
        files=() if message.file is None else (_file(message.file),),
        edited=message.edited is not None,
        deleted=message.deleted,
        reply_to=message.reply.get("reply_to_message", {}).get("message_id"),
        quote=quote,
        thread=message.thread,
        album=content.get("media_group_id"),
        forwarded="forward_origin" in content,
        reaction=message.reaction,
        content=content,
    )


def _html(text: str, entities: tuple[Json, ...]) -> str:
    return html_decoration.unparse(text, [MessageEntity.model_validate(entity) for entity in entities])


def _rows(rows: list[list[Json]]) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(_button(button) for button in row) for row in rows)


def _button(button: Json) -> Button:
    return Button(
        text=button["text"],
        data=button.get("callback_data"),
        url=button.get("url"),
        request="contact" if button.get("request_contact") else None,
        style=button.get("style"),
    )


def _file(file: File) -> SeenFile:
    return SeenFile(file.number, file.kind, file.name, file.mime, len(file.data))
