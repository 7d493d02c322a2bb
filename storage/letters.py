"""What waits in the outbox: letters that say what a chat shall show, in no framework's words."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Button(_Frozen):
    """An inline button: `data` comes back when it is pressed (64 bytes at most), `url` opens."""

    text: str
    data: str | None = None
    url: str | None = None


Rows = tuple[tuple[Button, ...], ...]


#: Where a File is when no bot knows it yet: its id is a path.
DISK = "disk"
#: Where a File is that is a text of ours in the database (storage/papers.py).
PAPER = "paper"


class File(_Frozen):
    """A file by the id one bot knows it under; the other bot sends it by download and upload."""

    kind: Literal["photo", "document", "voice", "audio", "video", "video_note", "animation", "sticker"]
    bot: str
    id: str
    name: str | None = None
    size: int | None = None


class Text(_Frozen):
    """A message in Telegram's HTML."""

    kind: Literal["text"] = "text"
    html: str
    buttons: Rows = ()
    reply_to: int | None = None


class Media(_Frozen):
    """One file with a caption in Telegram's HTML."""

    kind: Literal["media"] = "media"
    file: File
    html: str = ""
    buttons: Rows = ()
    reply_to: int | None = None


class Album(_Frozen):
    """Two to ten files shown together; the caption stands under the first."""

    kind: Literal["album"] = "album"
    files: tuple[File, ...]
    html: str = ""
    reply_to: int | None = None


class Place(_Frozen):
    """A point on the map, degrees."""

    kind: Literal["place"] = "place"
    latitude: float
    longitude: float


class Contact(_Frozen):
    """Somebody's phone, as a contact."""

    kind: Literal["contact"] = "contact"
    phone: str
    name: str


class Show(_Frozen):
    """A ticket's card, drawn as the ticket stands when this leaves; several in a row are one."""

    kind: Literal["show"] = "show"


class Card(_Frozen):
    """A ticket's card as drawn: sent once to a chat and edited in place ever after."""

    kind: Literal["card"] = "card"
    html: str
    buttons: Rows = ()


class Unbutton(_Frozen):
    """Take the buttons off a message that was answered."""

    kind: Literal["unbutton"] = "unbutton"
    message_id: int


Letter = Annotated[
    Text | Media | Album | Place | Contact | Show | Card | Unbutton,
    Field(discriminator="kind"),
]
LETTERS: TypeAdapter[Letter] = TypeAdapter(Letter)
