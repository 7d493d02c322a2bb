"""A local Telegram as Python holds it."""

from playground.bot_api import BotApi
from playground.door import PersonDoor
from playground.faults import Faults
from playground.limits import Limits
from playground.people import Person
from playground.world import World


class Playground:
    """A running local Telegram: ``calls`` is the journal, ``unknown_parameters`` what no method has."""

    def __init__(self, world: World, limits: Limits | None) -> None:
        self.world = world
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
