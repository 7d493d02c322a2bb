"""The port through which letters leave: one courier per framework."""

from collections.abc import Mapping
from typing import Protocol

from bot.delivery.calls import Call
from bot.delivery.outcomes import Receipt
from storage.letters import File

#: What to send for a file: an id the bot knows, or the bytes to upload.
Payload = str | bytes


class Courier(Protocol):
    """One bot's way to Telegram."""

    async def deliver(self, call: Call, payloads: Mapping[File, Payload]) -> Receipt:
        """Make the call; a NotDelivered says what came of it otherwise. "Not modified" counts as done."""
        ...

    async def fetch(self, file: File) -> bytes:
        """Download a file this bot knows; FileRefused when Telegram does not give it."""
        ...


def file_name(file: File) -> str:
    """A name to upload the file under: its own, else one that tells its kind."""
    endings = {"photo": "jpg", "voice": "ogg", "audio": "mp3", "sticker": "webp", "animation": "mp4"}
    return file.name or f"{file.kind}.{endings.get(file.kind, 'mp4' if 'video' in file.kind else 'bin')}"
