"""From every earlier revision a database comes to head with everything that was in it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

import storage
from routing.history import rebuilt
from storage.database import Database
from storage.letters import File, Text
from storage.outbox import CUSTOMER_BOT
from storage.schema import upgrade
from storage.tables import Table
from tests.storage.behind import on
from tests.storage.examples import NOW

SCRIPTS = str(Path(storage.__file__).parent / "migrations")
#: What a desk of the first revision had in hand: an update, a letter and a file's second id.
IN_HAND = (
    "INSERT INTO inbox (bot, account, update_id, chat_id, payload, received_at, tries) "
    "VALUES ('customer', 7, 1, 5, '{\"update_id\": 1}', '2026-11-22 09:30:00', 0)",
    "INSERT INTO outbox (bot, chat_id, letter, created_at, not_before, tries, state) "
    'VALUES (\'customer\', 5, \'{"kind": "text", "html": "Hello"}\', '
    "'2026-11-22 09:30:00', '2026-11-22 09:30:00', 2, 'waiting')",
    "INSERT INTO files (bot, source_bot, source_id, id) VALUES ('desk', 'customer', 'A', 'B')",
)


def script() -> ScriptDirectory:
    return ScriptDirectory(SCRIPTS)


EARLIER = [one.revision for one in script().walk_revisions() if one.revision != script().get_current_head()]


def made_at(url: str, revision: str) -> None:
    """An empty database as it was at that revision, with the first revision's things in it."""

    def make(connection: Connection) -> None:
        config = Config()
        config.set_main_option("script_location", SCRIPTS)
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        for statement in IN_HAND:
            connection.execute(text(statement.replace(":", "\\:")))

    on(url, make)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with nothing in it."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'old.db'}"
    url: str = request.getfixturevalue("empty_postgresql_url")
    return url


@pytest.mark.parametrize("revision", EARLIER)
async def test_what_was_in_hand_is_in_hand_after_the_upgrade(empty_url: str, revision: str) -> None:
    made_at(empty_url, revision)
    await upgrade(empty_url)
    database = Database(empty_url)
    async with database.begin() as work:
        update = await work.inbox.next("customer", 5)
        assert update
        assert update.payload == {"update_id": 1}
        (chat,) = await work.outbox.due(CUSTOMER_BOT, NOW, busy=(), limit=5)
        letter = await work.outbox.lease(CUSTOMER_BOT, chat, NOW)
        assert letter
        assert (letter.letter, letter.tries, letter.doubtful) == (Text(html="Hello"), 2, False)
        assert await work.files.known_to("desk", File(kind="photo", bot="customer", id="A")) == "B"
    await database.close()


@pytest.mark.parametrize("revision", EARLIER)
async def test_it_is_the_same_as_a_fresh_one(empty_url: str, revision: str) -> None:
    made_at(empty_url, revision)
    await upgrade(empty_url)

    def difference(connection: Connection) -> object:
        return compare_metadata(MigrationContext.configure(connection), Table.metadata)

    assert on(empty_url, difference) == []


#: A customer and their escalated ticket, as the third revision kept them.
ESCALATED = (
    "INSERT INTO customers (id, name, language, language_chosen, since) "
    "VALUES (5, 'Olga', 'en', false, '2026-11-22 09:30:00')",
    "INSERT INTO tickets (version, customer_id, queue, subject, language, priority, state, came_from,"
    " opened_at, first_word_due) VALUES (3, 5, 'core', 'Down', 'en', 2, 'queued', 'network',"
    " '2026-11-22 09:30:00', '2026-11-22 10:30:00')",
)


async def test_tickets_from_before_keep_their_way_and_begin_their_history(empty_url: str) -> None:
    made_at(empty_url, "0003")

    def escalate(connection: Connection) -> None:
        for statement in ESCALATED:
            connection.execute(text(statement.replace(":", "\\:")))

    on(empty_url, escalate)
    await upgrade(empty_url)
    database = Database(empty_url)
    async with database.look() as work:
        ticket = await work.tickets.get(1)
        assert (ticket.path, ticket.first_word_due) == (("network",), NOW + timedelta(hours=1))
        changes = [event.changes for event in await work.history.of(1)]
        assert rebuilt(1, changes) == replace(ticket, version=0)
    await database.close()
