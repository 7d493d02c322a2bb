"""Files that crossed from one bot to the other."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.letters import File
from storage.prepared import Prepared
from storage.tables import FileRow
from storage.upsert import insert_into


class Files:
    """The files table: under which id a second bot knows a file."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def known_to(self, bot: str, file: File) -> str | None:
        """The file's id for this bot: its own, or the one kept from an earlier upload."""
        if file.bot == bot:
            return file.id
        found: str | None = await _KNOWN.value(self._connection, bot=bot, source=file.bot, id=file.id)
        return found

    async def learn(self, bot: str, file: File, known_as: str, now: datetime) -> None:
        """Keep the id the bot got when it uploaded the file."""
        write = insert_into(self._connection, FileRow).values(
            bot=bot, source_bot=file.bot, source_id=file.id, id=known_as, at=now
        )
        await self._connection.execute(
            write.on_conflict_do_update(
                index_elements=["bot", "source_bot", "source_id"], set_={"id": known_as, "at": now}
            )
        )

    async def prune(self, before: datetime) -> int:
        """Forget ids kept before that moment: the file is uploaded anew if it is wanted; how many."""
        gone = await self._connection.execute(delete(FileRow).where(FileRow.at < before))
        return gone.rowcount


_KNOWN = Prepared(
    select(FileRow.id).where(
        FileRow.bot == bindparam("bot"),
        FileRow.source_bot == bindparam("source"),
        FileRow.source_id == bindparam("id"),
    )
)
