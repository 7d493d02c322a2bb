"""What can become of a call to Telegram, in our words and in no framework's."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Receipt:
    """Telegram did it: the message's id, and the ids under which the bot now knows the files sent.

    `edited`: the message was there before.
    """

    message_id: int | None
    file_ids: tuple[str, ...] = ()
    edited: bool = False


class NotDelivered(Exception):
    """Root of what keeps a letter from being delivered."""


class Wait(NotDelivered):
    """429: not before so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"asked to wait {seconds:g} s")
        self.seconds = seconds


class Blocked(NotDelivered):
    """403: the person blocked the bot, left, or never began a chat with it."""


class BadMarkup(NotDelivered):
    """400: Telegram cannot read our HTML; the same words go as plain text."""


class MessageGone(NotDelivered):
    """400: the message to edit is not there any more."""


class FileRefused(NotDelivered):
    """The file cannot be fetched or sent: over Telegram's limit, or gone."""


class Rejected(NotDelivered):
    """400: Telegram refuses the call for good; the text is its reason."""


class Unknown(NotDelivered):
    """No answer, or none that can be read: it may have been done or not."""


class Unsent(NotDelivered):
    """There was no connection to Telegram: certainly nothing was done."""


class Broken(NotDelivered):
    """A fault of our own: the letter could not be made into a call, or its answer not be understood."""
