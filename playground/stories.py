"""Stories that play by themselves: what whom does, what they wait for, what befalls them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from playground.door import ChatDoor
from playground.events import Event
from playground.faults import Fault
from playground.local import Playground
from playground.seen import Seen

#: The same in each language, by its code.
Words = Mapping[str, str]
WAIT_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Phone:
    """Whose chat with which bot; the person may be another one in each language."""

    bot: str
    people: Mapping[str, int]


class Stage:
    """Where one story plays in one language; it knows since when people wait for an answer."""

    def __init__(self, playground: Playground, language: str, wait_seconds: float = WAIT_SECONDS) -> None:
        self.playground = playground
        self.language = language
        self._wait_seconds = wait_seconds
        self._acted = playground.world.events.last
        self._faults: list[Fault] = []

    def door(self, phone: Phone) -> ChatDoor:
        """The chat; LookupError if there is no such person or bot."""
        return self.playground.person(phone.people[self.language]).chat(phone.bot)

    def acting(self) -> None:
        """Something is done now: what is waited for next must come after this moment."""
        self._acted = self.playground.world.events.last

    async def heard(self, phone: Phone, text: str) -> None:
        """The bot's message, new or changed since somebody acted, that contains the text."""
        person, bot = phone.people[self.language], phone.bot

        def said(event: Event) -> bool:
            body = event.body
            return event.bot == bot and isinstance(body, Seen) and not body.mine and text in body.text

        try:
            await self.playground.world.events.first(self._acted, person, said, self._wait_seconds)
        except TimeoutError:
            raise TimeoutError(f"@{bot} did not say {text!r} within {self._wait_seconds:g} s") from None

    async def button(self, phone: Phone, text: str) -> Seen:
        """The newest message with a button whose text starts so."""
        seen = await self.door(phone).until(
            lambda seen: any(_has(one, text) for one in seen), self._wait_seconds
        )
        return next(one for one in reversed(seen) if _has(one, text))

    def trouble(self, **fault: Any) -> None:
        """Set a trouble that lasts until ``calm`` at the latest."""
        self._faults.append(self.playground.faults.add(**fault))

    def calm(self) -> None:
        """Set this story's troubles aside."""
        for fault in self._faults:
            self.playground.faults.remove(fault.number)
        self._faults.clear()


def _has(seen: Seen, text: str) -> bool:
    return any(button.text.startswith(text) for row in (*seen.buttons, *seen.keyboard) for button in row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step; ``caption`` tells who watches what happens, ``phone`` where to look."""

    caption: Words
    phone: Phone | None = None

    async def play(self, stage: Stage) -> None:
        """Do it; TimeoutError, LookupError or ValueError tell why it cannot be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Say(Step):
    """Somebody writes a message."""

    phone: Phone
    text: Words

    async def play(self, stage: Stage) -> None:
        """Send the text."""
        stage.acting()
        await stage.door(self.phone).say(self.text[stage.language])


@dataclass(frozen=True, slots=True, kw_only=True)
class Tap(Step):
    """Somebody presses a button, waiting for it to appear."""

    phone: Phone
    button: Words

    async def play(self, stage: Stage) -> None:
        """Press the newest button whose text starts so."""
        text = self.button[stage.language]
        message = await stage.button(self.phone, text)
        stage.acting()
        await stage.door(self.phone).press(message, text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Await(Step):
    """Somebody reads what a bot answers."""

    phone: Phone
    text: Words

    async def play(self, stage: Stage) -> None:
        """Wait until the bot says what contains the text."""
        await stage.heard(self.phone, self.text[stage.language])


@dataclass(frozen=True, slots=True, kw_only=True)
class Forward(Step):
    """Time passes."""

    hours: float

    async def play(self, stage: Stage) -> None:
        """Move the clock on; what is waited for next must come after that."""
        stage.acting()
        stage.playground.forward(self.hours * 3600)


@dataclass(frozen=True, slots=True, kw_only=True)
class Until(Step):
    """Time passes until a moment that may be here already."""

    moment: Callable[[datetime], datetime]

    async def play(self, stage: Stage) -> None:
        """Move the clock on to the moment that is right as seen from now."""
        stage.acting()
        now = stage.playground.world.now()
        ahead = (self.moment(now) - now).total_seconds()
        if ahead > 0:
            stage.playground.forward(ahead)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble(Step):
    """Something goes wrong from here on; the arguments are those of ``Faults.add``."""

    fault: Mapping[str, Any]

    async def play(self, stage: Stage) -> None:
        """Set the trouble."""
        stage.trouble(**self.fault)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calm(Step):
    """What the story set wrong is well again."""

    async def play(self, stage: Stage) -> None:
        """Set the story's troubles aside."""
        stage.calm()


@dataclass(frozen=True, slots=True)
class Story:
    """A story to watch; the languages of its title are those it can be played in."""

    id: str
    title: Words
    steps: tuple[Step, ...]
