"""Files that are not on a disk and not with Telegram: texts of ours, written when they are sent."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.letters import PAPER, File
from storage.tables import ArticleDraftRow, CaseRow

_TEXTS = {"case": (CaseRow.sent, CaseRow.id), "draft": (ArticleDraftRow.text, ArticleDraftRow.id)}


def paper(kind: str, number: int, name: str) -> File:
    """The case's package or the draft (`kind`) of that number as a file of that name."""
    return File(kind="document", bot=PAPER, id=f"{kind}/{number}", name=name)


class Papers:
    """What stands in such files."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def read(self, file: File) -> bytes:
        """The file's content, UTF-8."""
        kind, _, number = file.id.partition("/")
        text, key = _TEXTS[kind]
        found: str | None = await self._connection.scalar(select(text).where(key == int(number)))
        return (found or "").encode()
