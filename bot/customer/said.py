"""A customer's Telegram message as what was said, whatever kind it is."""

import re
from datetime import UTC, datetime, timedelta

from aiogram.enums import ContentType
from aiogram.types import Contact, Message, User

from bot.actions.customers import Sender
from storage.letters import File
from storage.messages import Author, Said
from storage.outbox import CUSTOMER_BOT

#: A message that reached us so much later than it was written keeps its own time.
LATE = timedelta(minutes=1)
#: Kinds that carry one file of the same name in the Bot API.
_FILES = ("photo", "document", "voice", "audio", "video", "video_note", "animation", "sticker")


def sender(person: User) -> Sender:
    """Who sent it."""
    return Sender(person.id, person.full_name, person.username, person.language_code)


def said(message: Message, now: datetime) -> Said:
    """The message in plain words, with its file; kinds we have no better way for are told in words."""
    kind, text, file = _content(message)
    return Said(
        customer_id=message.chat.id,
        author=Author.CUSTOMER,
        text=text,
        at=_moment(message, now),
        kind=kind,
        file=file,
        album=message.media_group_id,
        telegram_id=message.message_id,
    )


def _moment(message: Message, now: datetime) -> datetime:
    """Now; Telegram's own time, which knows whole seconds only, for what waited while we were away."""
    sent = message.date.astimezone(UTC)
    return sent if now - sent > LATE else now


def _content(message: Message) -> tuple[str, str, File | None]:
    if message.text is not None:
        return "text", _quoted(message), None
    if file := _file(message):
        return file.kind, message.caption or "", file
    if place := message.location:
        return "location", f"{place.latitude},{place.longitude}", None
    if venue := message.venue:
        at = venue.location
        return "location", f"{at.latitude},{at.longitude} {venue.title}, {venue.address}", None
    if message.contact:
        return "contact", _contact(message.contact), None
    if message.poll:
        return "poll", message.poll.question, None
    return ContentType(message.content_type).value, message.caption or "", None


def _quoted(message: Message) -> str:
    """The words, after the part of our message they quote."""
    text = message.text or ""
    return f"“{message.quote.text}”\n{text}" if message.quote else text


def _contact(contact: Contact) -> str:
    """The number, without the spaces and brackets some phones put into it, and the name after it."""
    number = re.sub(r"[^+\d]", "", contact.phone_number)
    return f"{number} {contact.first_name} {contact.last_name or ''}".strip()


def _file(message: Message) -> File | None:
    if message.photo:
        largest = message.photo[-1]
        return File(kind="photo", bot=CUSTOMER_BOT, id=largest.file_id, size=largest.file_size)
    # An animation also comes as a document, for old clients; the truer kind goes first.
    for kind in ("animation", *_FILES):
        if kind != "photo" and (found := getattr(message, kind)):
            name = getattr(found, "file_name", None)
            return File(kind=kind, bot=CUSTOMER_BOT, id=found.file_id, name=name, size=found.file_size)
    return None
