"""The demo's stories, each played whole against both bots, in both languages."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.demo import SAMPLE, open_desk, people
from bot.commands.demo_stories import STORIES
from bot.commands.demo_stories.scenery import CUSTOMER_BOT, DESK_BOT, daytime, night
from bot.config import Config, load
from bot.rules import Rules, rules_of
from kb.loading import load as load_articles
from playground.clock import Clock
from playground.events import Event
from playground.player import Player, Scene, State
from playground.server import Playground, start
from tests.bot.house import CUSTOMER_TOKEN, DESK_TOKEN, at_work

MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)).map(lambda one: one.replace(tzinfo=UTC))
#: Saturday, after midnight in Moscow.
WEEKEND = datetime(2026, 11, 27, 22, tzinfo=UTC)


@cache
def config() -> Config:
    return load(SAMPLE)


@cache
def rules() -> Rules:
    """The sample as it is, with its hours and shifts; only the pause between messages is taken out."""
    library = load_articles(config().articles_folder, config().desk.languages[0])
    return replace(rules_of(config(), library), burst=timedelta())


@asynccontextmanager
async def demo(database_url: str) -> AsyncIterator[tuple[Playground, Player]]:
    """The demo as it is on a weekend's night, its clock moved on as the demo does."""
    bots = {CUSTOMER_TOKEN: CUSTOMER_BOT, DESK_TOKEN: DESK_BOT}
    async with start(bots, now=Clock(lambda: WEEKEND)) as telegram:
        open_desk(telegram)
        await people(telegram, config())
        async with at_work(telegram, database_url, rules=rules(), now=telegram.world.now):
            player = Player(telegram, STORIES, pace=0)
            yield telegram, player
            await player.stop()


async def played(telegram: Playground, player: Player, story: str, language: str) -> Scene:
    """The story's last scene."""
    before = telegram.world.events.last
    await player.play(story, language)

    def over(_: Event) -> bool:
        return player.scene is not None and player.scene.state in {State.DONE, State.FAILED}

    await telegram.world.events.first(before, 0, over, 100)
    assert player.scene is not None
    return player.scene


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("story", [story.id for story in STORIES])
async def test_a_story_plays_whole(sqlite_url: str, story: str, language: str) -> None:
    async with demo(sqlite_url) as (telegram, player):
        last = await played(telegram, player, story, language)
        assert (last.state, last.error, last.step) == (State.DONE, "", last.steps)


async def test_stories_play_one_after_another_and_again(sqlite_url: str) -> None:
    """Given one was left halfway, with a question open, then it and the others still play to the end."""
    async with demo(sqlite_url) as (telegram, player):
        await player.play("till-down", "en", by_itself=False)
        jack = telegram.person(504).chat(CUSTOMER_BOT)
        for _ in range(6):
            player.step()
            await telegram.world.events.first(telegram.world.events.last, 0, _paused, 30)
        assert "Answer" in jack.messages[-1].text
        for story in ("night", "till-down", "maker-and-back", "till-down"):
            last = await played(telegram, player, story, "en")
            assert (story, last.error) == (story, "")


def _paused(event: Event) -> bool:
    return event.kind == "story" and isinstance(event.body, dict) and event.body["scene"]["state"] == "paused"


@given(MOMENTS)
def test_by_day_all_of_the_sample_are_at_work(moment: datetime) -> None:
    """But for Zhanna's lunch."""
    day = daytime(moment)
    assert moment <= day
    assert daytime(day) == day
    assert {one.name for one in rules().desk.staff if not one.on_shift(day)} <= {"Zhanna"}


@given(MOMENTS)
def test_a_night_is_closed_and_a_morning_follows(moment: datetime) -> None:
    dark = night(moment)
    assert dark > moment
    assert not rules().hours.is_open(dark)
    at_nine = {one.name for one in rules().desk.staff if one.on_shift(dark + timedelta(hours=10))}
    assert {"Anna", "Gleb"} <= at_nine
