"""``python -m playground``: the local Telegram alone, until Ctrl+C."""

import asyncio
from typing import Annotated

import typer
from rich.console import Console

from playground.limits import Limits
from playground.server import PortTaken, start

say = Console(stderr=True).print


def main(
    bot: Annotated[list[str], typer.Option(help="token=username; again for each bot.")],
    port: Annotated[int, typer.Option(help="0 takes a free one.")] = 8081,
    limits: Annotated[bool, typer.Option(help="Telegram's flood limits.")] = True,
    token: Annotated[
        str | None, typer.Option(help="What /user asks for; a new one each time unless given.")
    ] = None,
) -> None:
    """A local Telegram: bots reach it by its address, people by the page there."""
    bots = dict(one.rsplit("=", 1) for one in bot if "=" in one)
    if len(bots) != len(bot):
        raise typer.BadParameter("write token=username, for example 111:customer=acme_help_bot")
    try:
        asyncio.run(_run(bots, port, Limits() if limits else None, token))
    except PortTaken as taken:
        say(str(taken))
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        say("stopped")


async def _run(bots: dict[str, str], port: int, limits: Limits | None, token: str | None) -> None:
    async with start(bots, port, limits=limits, token=token) as telegram:
        say(f"Telegram is at {telegram.url}; its bots: {', '.join(bots.values())}")
        await asyncio.Event().wait()


if __name__ == "__main__":
    typer.run(main)
