"""Plays a story by itself or step by step, and tells everyone who watches where it is."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from playground.local import Playground
from playground.refusal import TelegramRefusal
from playground.stories import Phone, Stage, Step, Story

Json = dict[str, Any]
#: How long a caption stands, seconds: to look there, and to read at about 14 letters a second.
LOOK_SECONDS = 1.2
SECONDS_A_LETTER = 0.07


class State(StrEnum):
    """Where a story stands; a paused one waits for ``go_on`` or ``step``."""

    PLAYING = "playing"
    PAUSED = "paused"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Scene:
    """What is on: step 0 before the first one; ``person`` and ``bot`` say where to look."""

    story: str
    language: str
    steps: int
    state: State = State.PAUSED
    step: int = 0
    caption: str = ""
    person: int | None = None
    bot: str | None = None
    error: str = ""


class Player:
    """One story at a time; ``pace`` stretches the pauses for reading, 0 takes them away."""

    def __init__(self, playground: Playground, stories: Iterable[Story], pace: float = 1) -> None:
        self._playground = playground
        self._pace = pace
        self._task: asyncio.Task[None] | None = None
        self._by_itself = False
        self._may_go_on = asyncio.Event()
        self.stories = {story.id: story for story in stories}
        self.scene: Scene | None = None

    async def play(self, story: str, language: str, *, by_itself: bool = True) -> None:
        """Begin, in place of what is on; LookupError if there is no such story in that language."""
        found = self.stories.get(story)
        if found is None or language not in found.title:
            raise LookupError(f"no story {story!r} in {language!r}; there are {list(self.stories)}")
        await self.stop()
        self._show(Scene(story, language, len(found.steps)))
        self._task = asyncio.create_task(self._run(found, language))
        if by_itself:
            self.go_on()

    def go_on(self) -> None:
        """From here on by itself."""
        self._by_itself = True
        self._may_go_on.set()

    def step(self) -> None:
        """One step, then wait."""
        self._by_itself = False
        self._may_go_on.set()

    def pause(self) -> None:
        """Wait before the next step."""
        self._by_itself = False
        self._may_go_on.clear()
        if self.scene is not None and self.scene.state is State.PLAYING:
            self._show(replace(self.scene, state=State.PAUSED))

    async def stop(self) -> None:
        """Leave the story where it is."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        self._by_itself = False
        self._may_go_on.clear()
        if self.scene is not None:
            self._show(None)

    def tell(self) -> Json | None:
        """What is on, for the page; None if nothing is."""
        return None if self.scene is None else asdict(self.scene)

    async def _run(self, story: Story, language: str) -> None:
        stage = Stage(self._playground, language)
        try:
            for place, step in enumerate(story.steps, 1):
                await self._turn()
                self._begin(place, step, language)
                await step.play(stage)
                await self._reading(step.caption[language])
        except (ValueError, LookupError, TimeoutError, TelegramRefusal) as why:
            self._end(State.FAILED, str(why.args[0] if why.args else why))
        else:
            self._end(State.DONE)
        finally:
            stage.calm()

    async def _turn(self) -> None:
        """Until the next step may be played."""
        if not self._may_go_on.is_set():
            assert self.scene is not None
            self._show(replace(self.scene, state=State.PAUSED))
        await self._may_go_on.wait()
        if not self._by_itself:
            self._may_go_on.clear()

    async def _reading(self, caption: str) -> None:
        if self._by_itself:
            await asyncio.sleep(self._pace * (LOOK_SECONDS + SECONDS_A_LETTER * len(caption)))

    def _begin(self, place: int, step: Step, language: str) -> None:
        assert self.scene is not None
        caption, (person, bot) = step.caption[language], _whose(step.phone, language)
        begun = replace(self.scene, state=State.PLAYING, step=place, caption=caption)
        self._show(begun if bot is None else replace(begun, person=person, bot=bot))

    def _end(self, state: State, error: str = "") -> None:
        assert self.scene is not None
        self._show(replace(self.scene, state=state, error=error))

    def _show(self, scene: Scene | None) -> None:
        self.scene = scene
        self._playground.world.events.announce("story", {"scene": self.tell()})


def _whose(phone: Phone | None, language: str) -> tuple[int | None, str | None]:
    return (None, None) if phone is None else (phone.people[language], phone.bot)
