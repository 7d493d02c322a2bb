"""What a member of staff wrote, taken apart: a command, its ticket, its words, its file."""

import re
from dataclasses import dataclass

from telegram import Message

from bot.actions.speaking import Speech
from storage.letters import File
from storage.outbox import DESK_BOT

_COMMAND = re.compile(r"/(?P<name>\w+)(?:@\w+)?(?:\s+(?P<rest>.*))?", re.DOTALL)
_NUMBER = re.compile(r"(?P<hash>#?)(?P<number>\d{1,15})(?:\s+(?P<rest>.*))?", re.DOTALL)
#: Commands about no ticket: what their words say of one stands in the words, whatever is replied to.
ALONE = frozenset({"find", "works", "wishes", "audit", "dead", "language"})
#: Commands whose words begin with a number: in a reply one number is that, of two the first names the ticket.
COUNTED = frozenset({"priority"})
_FILES = ("animation", "document", "voice", "audio", "video", "video_note", "sticker")


@dataclass(frozen=True, slots=True)
class Order:
    """A command as written: its name, the ticket it names (None: none), and the words after it.

    `rest` is all that follows the name, a number too.
    """

    name: str
    ticket_id: int | None
    words: str
    rest: str = ""


def order(text: str, replied_to: int | None) -> Order | None:
    """The command a text is, None for plain words.

    In a reply to a ticket's message a bare number may be the first of the words ("5 minutes, please"):
    there only "#17", or the number of that very ticket, is read as a ticket.
    """
    found = _COMMAND.fullmatch(text.strip())
    if not found:
        return None
    name, rest = found["name"].lower(), (found["rest"] or "").strip()
    replied_to = None if name in ALONE else replied_to
    numbered = _NUMBER.fullmatch(rest)
    if not numbered or (replied_to and not _of_ticket(name, numbered, replied_to)):
        return Order(name, replied_to, rest, rest)
    return Order(name, int(numbered["number"]), (numbered["rest"] or "").strip(), rest)


def _of_ticket(name: str, numbered: re.Match[str], replied_to: int) -> bool:
    """Whether the number that stands first in a reply to the ticket names one."""
    if numbered["hash"]:
        return True
    alone = name in COUNTED and not _NUMBER.fullmatch((numbered["rest"] or "").strip())
    return int(numbered["number"]) == replied_to and not alone


def speech(message: Message, words: str) -> Speech:
    """The words with the message's file, whatever kind it is."""
    if message.location:
        place = message.location
        return Speech(f"{place.latitude},{place.longitude}", kind="location")
    if message.contact:
        contact = message.contact
        name = f"{contact.first_name} {contact.last_name or ''}".strip()
        return Speech(f"{contact.phone_number} {name}", kind="contact")
    file = _file(message)
    replied = message.reply_to_message
    about = (replied.text or replied.caption or "") if replied else ""
    return Speech(words, kind=file.kind if file else "text", file=file, about=about)


def _file(message: Message) -> File | None:
    if message.photo:
        largest = message.photo[-1]
        return File(kind="photo", bot=DESK_BOT, id=largest.file_id, size=largest.file_size)
    for kind in _FILES:
        if found := getattr(message, kind):
            name = getattr(found, "file_name", None)
            return File(kind=kind, bot=DESK_BOT, id=found.file_id, name=name, size=found.file_size)
    return None
