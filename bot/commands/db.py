"""`firstline db`: the database's care."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

from bot.commands.opening import said_plainly
from bot.config import load
from bot.environment import Environment
from storage import schema
from storage.instance import alone


@said_plainly
def upgrade(config_path: Path, environ: Mapping[str, str]) -> int:
    """Bring the database to this version's tables; refused while a desk works on it."""
    environment = Environment.read(environ, load(config_path).folder)
    with alone(environment.database_url):
        asyncio.run(schema.upgrade(environment.database_url))
    print("The database is up to date.")  # noqa: T201
    return 0
