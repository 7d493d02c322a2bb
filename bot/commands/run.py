"""`firstline run`: both bots, everything in one process."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

from bot.app import connected
from bot.commands.opening import desk, said_plainly
from bot.commands.serving import known_to_telegram, serve
from bot.environment import Environment
from bot.logs import set_up
from bot.rules import Rules, rules_of
from kb.article import Library
from storage.instance import alone
from storage.schema import prepare


@said_plainly
def run(config_path: Path, environ: Mapping[str, str]) -> int:
    """Work until SIGINT or SIGTERM; 0 after a clean stop, 1 when something is not in order."""
    set_up()
    config, library = desk(config_path)
    environment = Environment.read(environ, config.folder)
    with alone(environment.database_url):
        asyncio.run(_until_stopped(rules_of(config, library), library, environment))
    return 0


async def _until_stopped(rules: Rules, library: Library, environment: Environment) -> None:
    await prepare(environment.database_url)
    async with connected(environment) as bots:
        await known_to_telegram(bots, environment)
        await serve(rules, library, environment, bots)
