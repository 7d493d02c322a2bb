"""Flood limits are kept by waiting, before Telegram has to remind us."""

import asyncio

from bot.delivery.limits import Gate, Limits, Pace
from playground.limits import Limits as OfTelegram
from playground.server import start
from tests.bot.delivery.talks import relayed, told
from tests.bot.delivery.test_outside import BOTS, desk_at


async def test_a_burst_leaves_at_telegrams_own_pace_and_is_never_refused(sqlite_url: str) -> None:
    """The local Telegram counts as the real one does; four go at once, the rest about one a second."""
    async with (
        start(BOTS, limits=OfTelegram()) as telegram,
        desk_at(telegram, sqlite_url, limits=Limits()) as (desk, _),
    ):
        emma, gleb = await relayed(desk)
        for number in range(4):
            await gleb.say(f"/reply 1 Step {number}")
        await emma.until(lambda seen: seen[-1].text == "Step 3", 30)
        assert told(emma)[-4:] == ["Step 0", "Step 1", "Step 2", "Step 3"]
        assert "429" not in {call.outcome for call in telegram.calls}


async def waits(gate: Gate, chat_id: int, messages: int = 1) -> bool:
    """Whether the door keeps somebody who would pass."""
    passing = asyncio.create_task(gate.passed(chat_id, messages))
    await asyncio.sleep(0)
    kept = not passing.done()
    passing.cancel()
    await asyncio.gather(passing, return_exceptions=True)
    return kept


async def test_a_chat_at_its_limit_waits_and_another_does_not() -> None:
    gate = Gate(Limits(per_person=Pace(2, 1000)))
    await gate.passed(1, 2)
    assert await waits(gate, 1)
    assert not await waits(gate, 2)


async def test_an_album_counts_as_many_as_it_has_files() -> None:
    gate = Gate(Limits(per_person=Pace(5, 1000)))
    await gate.passed(1, 4)
    assert await waits(gate, 1, 2)


async def test_a_group_gets_fewer_than_twenty_a_minute() -> None:
    """In the worst minute: the allowance in store, and what grows meanwhile."""
    pace = Limits().per_group
    assert pace.messages + 60 / pace.seconds * pace.messages < 20
    gate = Gate(Limits())
    await gate.passed(-100, 1)
    assert await waits(gate, -100)


async def test_the_bot_as_a_whole_has_a_limit_too() -> None:
    gate = Gate(Limits(per_bot=Pace(3, 1000)))
    for chat in range(3):
        await gate.passed(chat, 1)
    assert await waits(gate, 9)
