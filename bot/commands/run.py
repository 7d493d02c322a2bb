"""`firstline run`: both bots, everything in one process."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

from bot.commands.opening import desk, said_plainly
from bot.environment import Environment
from bot.logs import set_up
from storage.instance import alone
from storage.schema import prepare


@said_plainly
def run(config_path: Path, environ: Mapping[str, str]) -> int:
    """Work until SIGINT or SIGTERM; 0 after a clean stop, 1 when something is not in order."""
    set_up()
    config, library = desk(config_path)
    environment = Environment.read(environ, config.folder)
    with alone(environment.database_url):
        asyncio.run(prepare(environment.database_url))
        # Both frameworks take seconds to import: nobody waits for them to read what was wrong so far.
        from bot.commands.serving import until_stopped  # noqa: PLC0415

        asyncio.run(until_stopped(config, library, environment))
    return 0
