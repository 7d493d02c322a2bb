"""`firstline db dead`: updates that could not be worked through, and trying them again."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from bot.actions import upkeep
from bot.commands.opening import Unready, said_plainly
from bot.config import load
from bot.environment import database_url
from storage.database import Database
from storage.inbox import Dead
from storage.schema import known

#: Rows told at once.
MOST = 200


@said_plainly
def run(config_path: Path, environ: Mapping[str, str], again: int | None) -> int:
    """Print what is set aside, or have one of it tried again; a desk may be at work meanwhile."""
    url = database_url(environ, load(config_path).folder)
    asyncio.run(_run(url, again))
    return 0


async def _run(url: str, again: int | None) -> None:
    await known(url)
    database = Database(url)
    try:
        if again is None:
            async with database.look() as work:
                _tell(await work.inbox.set_aside(MOST))
        else:
            async with database.begin() as work:
                revived = await upkeep.revive(work, again, datetime.now(UTC))
            if revived is None:
                raise Unready(f"Nothing of number {again} is set aside; `firstline db dead` lists what is.")
            print(f"{again} is worked through now, or when the desk starts.")  # noqa: T201
    finally:
        await database.close()


def _tell(found: list[Dead]) -> None:
    for one in found:
        print(  # noqa: T201
            f"{one.id}\t{one.received_at:%Y-%m-%d %H:%M} UTC\t{one.bot} bot, chat {one.chat_id}\t{one.error}"
        )
    advice = "`firstline db dead --again N` tries one of them again." if found else "Nothing is set aside."
    print(advice)  # noqa: T201
