"""Takes the desk's vitals: asked by the health page, the metrics and the watch."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from bot.delivery.receive import Intake
from bot.vitals import Vitals
from storage.database import Database
from storage.outbox import CUSTOMER_BOT, DESK_BOT


class Nurse:
    """Reads both boxes and the room on the disk of a SQLite file; a PostgreSQL server watches its own."""

    def __init__(self, database: Database, intakes: Sequence[Intake], now: Callable[[], datetime]) -> None:
        self._database = database
        self._intakes = intakes
        self._now = now

    async def vitals(self) -> Vitals:
        """How the desk does now; the database's own error when it cannot be read."""
        async with self._database.look() as work:
            inbox = await work.inbox.standing()
            outbox = {bot: await work.outbox.standing(bot) for bot in (CUSTOMER_BOT, DESK_BOT)}
        return Vitals(self._now(), inbox, outbox, self._unheard(), _room(self._database.file))

    def _unheard(self) -> Mapping[str, datetime]:
        return {one.bot: one.troubled_since for one in self._intakes if one.troubled_since}


def _room(file: Path | None) -> int | None:
    """Bytes free beside the file."""
    return shutil.disk_usage(file.parent).free if file else None
