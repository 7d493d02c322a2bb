"""A letter as a Bot API call: both frameworks name methods and parameters alike, classes apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from storage.letters import Album, Card, Contact, File, Letter, Media, Place, Rows, Show, Text, Unbutton

#: Kinds that take a caption.
_CAPTIONED = frozenset({"photo", "document", "voice", "audio", "video", "animation"})


@dataclass(frozen=True, slots=True)
class Call:
    """A method and its plain parameters; `files` go under `slot`.

    Buttons, files and the reply are given in the framework's own classes. `buttons` None leaves the
    keyboard out; an empty one takes it off an edited message.
    """

    method: str
    params: Mapping[str, Any]
    buttons: Rows | None = None
    reply_to: int | None = None
    slot: str | None = None
    files: tuple[File, ...] = ()
    captions: Mapping[str, Any] = field(default_factory=dict)


def call_for(letter: Letter, chat_id: int, card_message: int | None = None) -> Call:
    """The call that delivers the letter; a card that was sent before is edited."""
    to = {"chat_id": chat_id}
    match letter:
        case Text():
            params = {**to, "text": letter.html, "parse_mode": "HTML"}
            return Call("send_message", params, letter.buttons or None, letter.reply_to)
        case Media():
            return _media(letter, to)
        case Album():
            captions = {"caption": letter.html, "parse_mode": "HTML"} if letter.html else {}
            return Call("send_media_group", to, None, letter.reply_to, "media", letter.files, captions)
        case Place():
            return Call("send_location", {**to, "latitude": letter.latitude, "longitude": letter.longitude})
        case Contact():
            return Call("send_contact", {**to, "phone_number": letter.phone, "first_name": letter.name})
        case Card():
            return _card(letter, to, card_message)
        case Show():
            raise AssertionError("a card is drawn before it is sent")
        case Unbutton():
            return Call("edit_message_reply_markup", {**to, "message_id": letter.message_id})


def _media(letter: Media, to: Mapping[str, Any]) -> Call:
    kind = letter.file.kind
    captioned = kind in _CAPTIONED and letter.html
    params = {**to, **({"caption": letter.html, "parse_mode": "HTML"} if captioned else {})}
    return Call(f"send_{kind}", params, letter.buttons or None, letter.reply_to, kind, (letter.file,))


def _card(letter: Card, to: Mapping[str, Any], message_id: int | None) -> Call:
    params = {**to, "text": letter.html, "parse_mode": "HTML"}
    if message_id is None:
        return Call("send_message", params, letter.buttons or None)
    return Call("edit_message_text", {**params, "message_id": message_id}, letter.buttons)


def plain(call: Call) -> Call:
    """The same call without markup: what to send when Telegram cannot read our HTML."""
    params = {name: value for name, value in call.params.items() if name != "parse_mode"}
    for name in ("text", "caption"):
        if name in params:
            params[name] = _untagged(params[name])
    captions = {name: value for name, value in call.captions.items() if name != "parse_mode"}
    if "caption" in captions:
        captions["caption"] = _untagged(captions["caption"])
    return Call(call.method, params, call.buttons, call.reply_to, call.slot, call.files, captions)


def _untagged(html: str) -> str:
    """The words of an HTML text, their line breaks kept."""
    rows = (Markup(row).striptags() for row in html.split("\n"))  # noqa: S704 made plain at once
    return "\n".join(rows)


def file_ids(message: Any, call: Call) -> tuple[str, ...]:
    """Under which ids the bot knows the files it has just sent; both frameworks' messages read alike."""
    messages: Sequence[Any] = message if isinstance(message, list | tuple) else (message,)
    return tuple(_file_id(one, file.kind) for one, file in zip(messages, call.files, strict=False))


def _file_id(message: Any, kind: str) -> str:
    # Telegram decides what a file is: what we sent as an animation may come back as a document.
    for name in (kind, "document", "animation", "video", "photo", "audio", "voice", "sticker"):
        if found := getattr(message, name, None):
            return str((found[-1] if name == "photo" else found).file_id)
    return ""
