"""Starts the local Telegram: bots reach it by its address, people by Python, its page or ``/user``."""

import errno
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from secrets import token_urlsafe

from aiohttp import web

from playground.director_side import DirectorSide, Explain
from playground.files import UPLOAD_LIMIT
from playground.guard import guard
from playground.limits import Limits
from playground.local import Playground
from playground.page_side import PageSide
from playground.player import Player
from playground.stories import Story
from playground.user_side import UserSide
from playground.webhooks import delivering
from playground.world import World

__all__ = ["Playground", "PortTaken", "start"]
HOST = "127.0.0.1"


class PortTaken(OSError):
    """Another program listens on the port; the text says what to do."""


@asynccontextmanager
async def start(
    bots: Mapping[str, str],
    port: int = 0,
    *,
    limits: Limits | None = None,
    now: Callable[[], datetime] | None = None,
    seed: int = 0,
    topics: bool = True,
    webhook_retry_seconds: float = 2,
    token: str | None = None,
    stories: Iterable[Story] = (),
    story_pace: float = 1,
    explain: Explain | None = None,
    zone: str | None = None,
) -> AsyncIterator[Playground]:
    """A local Telegram on 127.0.0.1 with these bots (token: username), as long as the block runs.

    Port 0 takes a free one (``url`` tells); PortTaken if the port is in use. Without ``now`` its clock
    is a ``Clock`` that the page can move on. ``token`` is what ``/user`` over HTTP asks for (None: a new
    one, which the page carries). ``stories`` can be played on the page, pauses for reading stretched by
    ``story_pace``; ``explain`` tells the page what a bot (its username) thought of a person's (id) message;
    times on the page are those of ``zone`` (None: the browser's).
    """
    token = token or token_urlsafe(24)
    playground = Playground(World.of(bots, now, seed, topics=topics), limits, token)
    player = Player(playground, stories, story_pace)
    app = web.Application(client_max_size=2 * UPLOAD_LIMIT, middlewares=[guard(token)])
    sides = (
        playground.bot_api,
        UserSide(playground),
        DirectorSide(playground, player, explain),
        PageSide(token, zone),
    )
    for side in sides:
        side.add_to(app.router)
    # A caller who hangs up ends its call: a long poll, a hang.
    runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    bots_updates = [bot.updates for bot in playground.world.bots.values()]
    async with delivering(bots_updates, webhook_retry_seconds, playground.world.now):
        try:
            playground.url = await _listen(runner, port)
            yield playground
        finally:
            await player.stop()
            await runner.cleanup()


async def _listen(runner: web.AppRunner, port: int) -> str:
    try:
        await web.TCPSite(runner, HOST, port).start()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortTaken(
                f"port {port} on {HOST} is in use: stop what listens there or choose another port"
            ) from error
        raise
    return f"http://{HOST}:{runner.addresses[0][1]}"
