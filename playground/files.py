"""Files that people and bots sent; every bot knows a file by an id of its own."""

import re
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Any

from playground.refusal import bad_request

Json = dict[str, Any]
MEGABYTE = 1 << 20
DOWNLOAD_LIMIT = 20 * MEGABYTE
UPLOAD_LIMIT = 50 * MEGABYTE
PHOTO_LIMIT = 10 * MEGABYTE
NUMBER = re.compile(r"_(\d+)\.")
ENDINGS = {
    "photo": ("image/jpeg", "jpg"),
    "document": ("application/octet-stream", "bin"),
    "voice": ("audio/ogg", "oga"),
    "audio": ("audio/mpeg", "mp3"),
    "video": ("video/mp4", "mp4"),
    "animation": ("video/mp4", "mp4"),
    "video_note": ("video/mp4", "mp4"),
    "sticker": ("image/webp", "webp"),
}
# What the Bot API always tells besides the file itself; the sender may say better.
SHAPES: dict[str, Json] = {
    "photo": {"width": 1280, "height": 960},
    "voice": {"duration": 3},
    "audio": {"duration": 3},
    "video": {"width": 1280, "height": 720, "duration": 3},
    "animation": {"width": 320, "height": 240, "duration": 3},
    "video_note": {"length": 240, "duration": 3},
    "sticker": {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False},
}


@dataclass(frozen=True, slots=True)
class File:
    """Bytes and what Telegram tells about them; ``kind`` is the message's field: photo, document..."""

    number: int
    kind: str
    name: str
    mime: str
    data: bytes

    @property
    def path(self) -> str:
        """Where a bot downloads it, below ``/file/bot<token>/``."""
        ending = self.name.rpartition(".")[2] if "." in self.name else ENDINGS[self.kind][1]
        return f"{self.kind}s/file_{self.number}.{ending}"

    @property
    def unique_id(self) -> str:
        """The same for every bot, and useless for downloading."""
        return f"AQAD{self.number:08x}{zlib.crc32(self.data):08x}"


class Files:
    """All files, in memory."""

    def __init__(self) -> None:
        self._files: dict[int, File] = {}
        self._known: set[tuple[int, int]] = set()

    def keep(self, kind: str, name: str | None, mime: str | None, data: bytes) -> File:
        """Store a new file under the next number."""
        usual_mime, ending = ENDINGS[kind]
        number = len(self._files) + 1
        file = File(number, kind, name or f"file_{number}.{ending}", mime or usual_mime, data)
        self._files[number] = file
        return file

    def number(self, number: int) -> File | None:
        """A file by its number, for the person's side."""
        return self._files.get(number)

    def id_for(self, bot_id: int, file: File) -> str:
        """The id by which this bot, and no other, may use the file."""
        self._known.add((bot_id, file.number))
        return _sealed(bot_id, file.number)

    def of(self, bot_id: int, file_id: str) -> File:
        """The file behind an id of this bot; a 400 for anything else."""
        try:
            padded = file_id + "=" * (-len(file_id) % 4)
            file = self._files[int(urlsafe_b64decode(padded.encode()).decode().split(":")[1])]
        except (ValueError, LookupError):
            file = None
        if file is None or _sealed(bot_id, file.number) != file_id:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return file

    def at(self, bot_id: int, path: str) -> File | None:
        """The file this bot may download at a path from getFile, if there is one."""
        numbered = NUMBER.search(path)
        file = self._files.get(int(numbered[1])) if numbered else None
        known = file is not None and file.path == path and (bot_id, file.number) in self._known
        return file if known else None

    def told(self, bot_id: int, file: File, **better: Any) -> Json:
        """The message fields about a file, as this bot sees them; ``better`` says width, duration..."""
        about = {
            "file_id": self.id_for(bot_id, file),
            "file_unique_id": file.unique_id,
            "file_size": len(file.data),
            **SHAPES.get(file.kind, {}),
            **better,
        }
        if file.kind == "photo":
            return {"photo": [about | {"width": 90, "height": 67}, about]}
        if file.kind not in {"sticker", "video_note"}:
            about["mime_type"] = file.mime
        if file.kind in {"document", "audio", "video", "animation"}:
            about["file_name"] = file.name
        if file.kind == "animation":
            # Old clients read an animation as a document, so Telegram tells it twice.
            plain = {name: value for name, value in about.items() if name not in SHAPES["animation"]}
            return {"animation": about, "document": plain}
        return {file.kind: about}


def _sealed(bot_id: int, number: int) -> str:
    """A file id: opaque to the eye, another for each bot, and not made by changing a letter."""
    plain = f"{bot_id}:{number}"
    return urlsafe_b64encode(f"{plain}:{zlib.crc32(plain.encode()):08x}".encode()).decode().rstrip("=")
