"""A local Telegram as Python holds it."""

from typing import Any

from playground.bot_api import BotApi
from playground.clock import Clock
from playground.door import NotPossible, PersonDoor
from playground.faults import Faults
from playground.limits import Limits
from playground.people import Person
from playground.world import World


class Playground:
    """A running local Telegram: ``calls`` is the journal, ``unknown_parameters`` what no method has.

    ``url`` is the page's address and the Bot API's; ``token`` is what ``/user`` over HTTP asks for.
    """

    def __init__(self, world: World, limits: Limits | None, token: str = "") -> None:
        self.world = world
        self.token = token
        self.faults: Faults = world.faults
        self.bot_api = BotApi(world, limits)
        self.calls = self.bot_api.calls
        self.unknown_parameters = self.bot_api.unknown_parameters
        self.url = ""
        self._people: dict[int, PersonDoor] = {}

    def person(
        self,
        person_id: int,
        first_name: str = "",
        *,
        last_name: str | None = None,
        username: str | None = None,
        language: str | None = "en",
    ) -> PersonDoor:
        """The person of that id, made on first use; LookupError if there is none and no name is given."""
        if person_id not in self._people:
            if not first_name:
                raise LookupError(f"nobody has the id {person_id}; give a name to make them")
            person = Person(person_id, first_name, last_name, username, language)
            self.world.people[person_id] = person
            self._people[person_id] = PersonDoor(self.world, person)
        return self._people[person_id]

    @property
    def people(self) -> list[PersonDoor]:
        """Everybody, in the order they came."""
        return list(self._people.values())

    def forward(self, seconds: float) -> None:
        """Move the clock on; NotPossible if it is one that cannot be moved here."""
        if not isinstance(self.world.now, Clock):
            raise NotPossible("this clock stands elsewhere: start the playground with now=Clock()")
        self.world.now.forward(seconds)
        self.world.events.announce("clock", self.tell_clock())

    def tell_clock(self) -> dict[str, Any]:
        """For the page: the moment in seconds since 1970, and how far ahead it is (None: not ours)."""
        now = self.world.now
        ahead = now.ahead.total_seconds() if isinstance(now, Clock) else None
        return {"now": now().timestamp(), "ahead": ahead}
