"""`firstline kpi mood`: the share of conversations that ended calmer than they began (K.7)."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.actions import moods
from bot.commands.opening import said_plainly
from bot.config import load
from bot.environment import database_url
from bot.line1.mood import Calmed
from storage.database import Database
from storage.schema import known


@said_plainly
def mood(config_path: Path, environ: Mapping[str, str], days: int) -> int:
    """Print it for the last days, all together and by queue; a desk may be at work meanwhile."""
    config = load(config_path)
    now = datetime.now(UTC)
    found = asyncio.run(_found(database_url(environ, config.folder), now - timedelta(days=days), now))
    print(f"Mood of the last {days} days: conversations, troubled, of these ended calmer")  # noqa: T201
    print(_row("all", found[None]))  # noqa: T201
    for queue in config.queues:
        if queue.id in found:
            print(_row(queue.id, found[queue.id]))  # noqa: T201
    return 0


async def _found(url: str, since: datetime, until: datetime) -> dict[str | None, Calmed]:
    await known(url)
    database = Database(url)
    try:
        async with database.look() as work:
            return await moods.calmed(work, since, until)
    finally:
        await database.close()


def _row(name: str, one: Calmed) -> str:
    share = "–" if one.share is None else f"{one.share:.0%}"
    return f"{name}\t{one.conversations}\t{one.troubled}\t{one.calmer}\t{share}"
