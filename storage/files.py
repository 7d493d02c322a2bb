"""Files that crossed from one bot to the other."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.letters import File
from storage.tables import FileRow
from storage.upsert import insert_into


class Files:
    """The files table: under which id a second bot knows a file."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def known_to(self, bot: str, file: File) -> str | None:
        """The file's id for this bot: its own, or the one kept from an earlier upload."""
        if file.bot == bot:
            return file.id
        found: str | None = await self._session.scalar(
            select(FileRow.id).where(
                FileRow.bot == bot, FileRow.source_bot == file.bot, FileRow.source_id == file.id
            )
        )
        return found

    async def learn(self, bot: str, file: File, known_as: str) -> None:
        """Keep the id the bot got when it uploaded the file."""
        write = insert_into(self._session, FileRow).values(
            bot=bot, source_bot=file.bot, source_id=file.id, id=known_as
        )
        await self._session.execute(
            write.on_conflict_do_update(
                index_elements=["bot", "source_bot", "source_id"], set_={"id": known_as}
            )
        )
