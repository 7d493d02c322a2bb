"""Who talks: people and bots."""

from dataclasses import dataclass, field
from typing import Any

from playground.updates import Updates

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with Telegram on their phone; the private chat with them has the person's id."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language: str | None = "en"

    def names(self) -> Json:
        """The names, as far as there are any, in the Bot API's words."""
        names = {"first_name": self.first_name, "last_name": self.last_name, "username": self.username}
        return {key: value for key, value in names.items() if value}

    def as_user(self) -> Json:
        """The Bot API's User."""
        language = {"language_code": self.language} if self.language else {}
        return {"id": self.id, "is_bot": False, **self.names(), **language}

    def as_chat(self) -> Json:
        """The Bot API's Chat: the private chat with this person."""
        return {"id": self.id, "type": "private", **self.names()}


@dataclass(slots=True, eq=False)
class Bot:
    """A bot known by its token; the number before the colon is its id. The token shows in no repr."""

    token: str = field(repr=False)
    username: str
    updates: Updates = field(repr=False)
    topics: bool = True
    settings: Json = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)

    @property
    def id(self) -> int:
        """Telegram's id of the bot."""
        return int(self.token.partition(":")[0])

    @property
    def name(self) -> str:
        """What people see above its messages."""
        return str(self.settings.get("name") or self.username)

    def as_user(self) -> Json:
        """The Bot API's User."""
        return {"id": self.id, "is_bot": True, "first_name": self.name, "username": self.username}
