"""Photos, documents, voice and the rest: sent by upload or by file id, in albums, replaced, downloaded."""

from collections.abc import Callable
from typing import Any

from playground.calls import Call
from playground.files import DOWNLOAD_LIMIT, ENDINGS, PHOTO_LIMIT, File
from playground.methods.messages import change, editable
from playground.outgoing import caption_of, send
from playground.refusal import bad_request
from playground.world import World

Json = dict[str, Any]
ATTACHED = "attach://"
MOST_IN_ALBUM = 10
# What a bot may say about a file, and Telegram repeats.
ABOUT = ("width", "height", "duration", "length", "performer", "title", "emoji")
ALONE = frozenset({"document", "audio"})


def sender(kind: str) -> Callable[[World, Call], Json]:
    """The method that sends a file of this kind: sendPhoto, sendVoice..."""

    def send_file(world: World, call: Call) -> Json:
        world.chat_of(call.bot, call.params["chat_id"])
        content, file = content_of(world, call, kind, call.params[kind], call.params)
        return send(world, call, content, file).as_json()

    return send_file


def content_of(world: World, call: Call, kind: str, source: str, params: Json) -> tuple[Json, File]:
    """A file as message fields, with its caption."""
    caption = {} if kind in {"sticker", "video_note"} else caption_of(params)
    file = received(world, call, kind, source)
    about = {name: params[name] for name in ABOUT if name in params}
    return world.files.told(call.bot.id, file, **about) | caption, file


def received(world: World, call: Call, kind: str, source: str) -> File:
    """The uploaded file, or the one behind a file id of this bot; a 400 if neither."""
    if source.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    if not source.startswith(ATTACHED):
        return _known(world, call, kind, source)
    upload = call.uploads.get(source.removeprefix(ATTACHED))
    if upload is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    size = len(upload.data)
    if not size:
        raise bad_request("file must be non-empty")
    if kind == "photo" and size > PHOTO_LIMIT:
        most = f"the maximum size is {PHOTO_LIMIT} bytes"
        raise bad_request(f"file of size {size} bytes is too big for a photo; {most}")
    mime = upload.mime if kind == "document" else None
    return world.files.keep(kind, upload.name, mime, upload.data)


def _known(world: World, call: Call, kind: str, file_id: str) -> File:
    file = world.files.of(call.bot.id, file_id)
    if file.kind != kind:
        raise bad_request(f"can't use file of type {_type(file.kind)} as {_type(kind)}")
    return file


def _type(kind: str) -> str:
    return kind.title().replace("_", "")


def send_album(world: World, call: Call) -> list[Json]:
    """SendMediaGroup; all of it or nothing."""
    media = call.params["media"]
    _check_album(media)
    world.chat_of(call.bot, call.params["chat_id"])
    items = [content_of(world, call, item["type"], item["media"], item) for item in media]
    album = {"media_group_id": str(10**16 + world.number())}
    return [send(world, call, album | content, file).as_json() for content, file in items]


def _check_album(media: list[Json]) -> None:
    if not media:
        raise bad_request("there are no messages to send")
    if len(media) > MOST_IN_ALBUM:
        raise bad_request("too many messages to send as an album")
    kinds = {item["type"] for item in media}
    for kind in sorted(ALONE & kinds):
        if len(kinds) > 1:
            raise bad_request(f"{kind} can't be mixed with other media types")
    if unfit := kinds - ENDINGS.keys():
        raise bad_request(f"the local Telegram has no {unfit.pop()} in albums yet")


def edit_media(world: World, call: Call) -> Json:
    """EditMessageMedia: another file and caption in the same place."""
    message = editable(world, call)
    if message.file is None:
        raise bad_request("there is no media in the message to edit")
    media = call.params["media"]
    content, file = content_of(world, call, media["type"], media["media"], media)
    album = {name: message.content[name] for name in ("media_group_id",) if name in message.content}
    told = change(world, call, message, album | content)
    message.file = file
    return told


def send_location(world: World, call: Call) -> Json:
    """SendLocation."""
    place = {name: call.params[name] for name in ("latitude", "longitude")}
    return send(world, call, {"location": place}).as_json()


def send_contact(world: World, call: Call) -> Json:
    """SendContact."""
    names = ("phone_number", "first_name", "last_name", "vcard")
    contact = {name: call.params[name] for name in names if name in call.params}
    return send(world, call, {"contact": contact}).as_json()


def get_file(world: World, call: Call) -> Json:
    """GetFile; a 400 over 20 MB."""
    file = world.files.of(call.bot.id, call.params["file_id"])
    if len(file.data) > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return {
        "file_id": call.params["file_id"],
        "file_unique_id": file.unique_id,
        "file_size": len(file.data),
        "file_path": file.path,
    }


METHODS = {
    "sendPhoto": sender("photo"),
    "sendDocument": sender("document"),
    "sendVoice": sender("voice"),
    "sendAudio": sender("audio"),
    "sendVideo": sender("video"),
    "sendAnimation": sender("animation"),
    "sendVideoNote": sender("video_note"),
    "sendSticker": sender("sticker"),
    "sendMediaGroup": send_album,
    "editMessageMedia": edit_media,
    "sendLocation": send_location,
    "sendContact": send_contact,
    "getFile": get_file,
}
