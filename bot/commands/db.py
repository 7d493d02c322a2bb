"""`firstline db`: the database's care."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

from bot.commands.opening import said_plainly
from bot.config import load
from bot.environment import Environment
from storage import schema


@said_plainly
def upgrade(config_path: Path, environ: Mapping[str, str]) -> int:
    """Bring the database to this version's tables."""
    environment = Environment.read(environ, load(config_path).folder)
    asyncio.run(schema.upgrade(environment.database_url))
    print("The database is up to date.")  # noqa: T201
    return 0
