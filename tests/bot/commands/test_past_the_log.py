"""What an imported log taught is dropped once the desk has conversations enough of its own."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from bot.commands.serving import past_the_log
from bot.config import load
from kb import log
from kb.tfidf import TfIdf, words
from storage.clicks import Click, Verdict
from storage.database import Database
from tests.bot.commands.console import small_desk
from tests.storage.examples import ANNA

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


async def tapped(database: Database, count: int) -> None:
    async with database.begin() as work:
        await work.customers.save(ANNA)
        for n in range(count):
            await work.clicks.add(Click(ANNA.id, NOW, f"question {n}", Verdict.HELPED, ("router",)))


async def test_five_hundred_words_of_its_own_end_it(sqlite_database: Database, tmp_path: Path) -> None:
    config = load(small_desk(tmp_path))
    messages = log.Messages.of(np.eye(2, dtype=np.float32), ["pay", ""], TfIdf.of(words, ["pay"]))
    log.write(messages, config.index_folder)

    await tapped(sqlite_database, log.ENOUGH_OWN - 1)
    await past_the_log(sqlite_database, config)
    assert log.read(config.index_folder) is not None

    await tapped(sqlite_database, 1)
    await past_the_log(sqlite_database, config)
    assert log.read(config.index_folder) is None
