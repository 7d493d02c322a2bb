"""Whatever Telegram does to letters, each gets through once it can, in its chat's order."""

import asyncio
import shutil
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.seen import Seen
from storage.letters import Text
from tests.bot.delivery.outside import NOON, rows
from tests.bot.house import house

CHATS = 3
#: What may befall a call, and how many calls in a row.
TROUBLES = st.lists(
    st.tuples(
        st.sampled_from(["500", "502", "garbage", "drop_before", "drop_after", "429"]), st.integers(1, 2)
    ),
    max_size=3,
)
#: To which chats letters go, in order.
LETTERS = st.lists(st.integers(0, CHATS - 1), min_size=1, max_size=12)


class HastyClock:
    """A hundred seconds for each that passes, so that the pauses between tries are short."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def __call__(self) -> datetime:
        return NOON + timedelta(seconds=100 * (time.monotonic() - self._began))


def read(seen: Sequence[Seen]) -> list[str]:
    """Letters as the reader saw them; one that came twice in a row counts once."""
    return [text for text, _ in groupby(one.text for one in seen if one.text.startswith("letter "))]


def all_read(wanted: list[str], seen: Sequence[Seen]) -> bool:
    return read(seen)[-1:] == wanted[-1:]


@pytest.mark.timeout(300)
@settings(max_examples=6)
@given(letters=LETTERS, troubles=TROUBLES)
async def test_letters_survive_any_weather(
    letters: list[int],
    troubles: list[tuple[str, int]],
    sqlite_template: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    file, now = tmp_path_factory.mktemp("weather") / "desk.db", HastyClock()
    shutil.copy(sqlite_template, file)
    url = f"sqlite+aiosqlite:///{file}"
    async with house(url, now=now) as desk:
        chats = [await desk.customer(9_000_000_001 + n, f"C{n}", "en") for n in range(CHATS)]
        for kind, count in troubles:
            desk.telegram.faults.add(kind, "sendMessage", count=count)
        for place, chat in enumerate(letters):
            async with desk.database.begin() as work:
                await work.outbox.to_customer(chats[chat].id, Text(html=f"letter {place}"), now())
        wanted = [[f"letter {place}" for place, to in enumerate(letters) if to == n] for n in range(CHATS)]
        await asyncio.gather(
            *(
                chat.until(partial(all_read, mine), 60)
                for chat, mine in zip(chats, wanted, strict=True)
                if mine
            )
        )
        assert [read(chat.messages) for chat in chats] == wanted
    assert rows(url, "SELECT count(*) FROM outbox WHERE state = 'failed'") == [(0,)]
