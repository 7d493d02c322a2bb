"""What a button's data says: an act and what it is about, such as "take:17" or "move_to:17:mail"."""

import re
from dataclasses import dataclass
from hashlib import blake2s

#: Telegram's limit for callback data, bytes (Bot API, InlineKeyboardButton).
LIMIT = 64
#: Digits of our own numbers; longer ones are not ours, and no database would take them.
_NUMBER = re.compile(r"[0-9]{1,15}")


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button: its act and the rest of its data, in order."""

    act: str
    about: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """The ticket number (or rating) the button is about; 0 when its data holds none."""
        return int(self.about[0]) if self.about and _NUMBER.fullmatch(self.about[0]) else 0


def data(act: str, *about: object) -> str:
    """The data of a button; longer than Telegram allows is our own mistake."""
    text = ":".join((act, *(str(one) for one in about)))
    assert len(text.encode()) <= LIMIT, text
    return text


def parse(text: str) -> Press:
    """The press a button's data stands for."""
    act, *about = text.split(":")
    return Press(act, tuple(about))


def short(name: str) -> str:
    """A name of any length as 12 letters and digits, for names that may not fit into a button."""
    return blake2s(name.encode(), digest_size=6).hexdigest()
