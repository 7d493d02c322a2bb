"""The console command as people run it: a process of its own, its words, its exit code."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.bot.config.samples import SMALL

FIRSTLINE = Path(sys.executable).parent / "firstline"
ROOT = Path(__file__).parents[3]
#: A start may take its time on a busy machine: encoder, both frameworks, two processes on two cores.
PATIENCE = 100
ARTICLE = """\
---
id: router
title: Restart the router
queue: network
phrasings: [how do I restart the router, no internet after a storm]
---
Pull the plug and wait 30 seconds.
"""


@dataclass(frozen=True, slots=True)
class Ended:
    """What came of a command."""

    code: int
    out: str
    err: str


async def firstline(
    *args: str, env: dict[str, str] | None = None, stdin: bytes = b"", cwd: Path = ROOT
) -> Ended:
    """The command run to its end."""
    process = await _begun(args, env, cwd)
    async with asyncio.timeout(PATIENCE):
        out, err = await process.communicate(stdin)
    assert process.returncode is not None
    return Ended(process.returncode, out.decode(), err.decode())


class Running:
    """A command that goes on until it is told to stop."""

    def __init__(self, process: Process) -> None:
        self._process = process

    async def says(self, words: str) -> str:
        """Its next row of output with these words in it."""
        assert self._process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            while row := await self._process.stdout.readline():
                if words in row.decode():
                    return row.decode()
        raise AssertionError(f"it ended without saying {words!r}: {(await self._rest()).err}")

    async def stop(self, by: signal.Signals) -> Ended:
        """Send the signal and wait for the end; nothing it started may outlive it."""
        self._process.send_signal(by)
        ended = await self._rest()
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, 0)
            raise AssertionError("something it started is still running")
        return ended

    def kill(self) -> None:
        """As `kill -9` does."""
        self._process.kill()

    async def ended(self) -> Ended:
        """What came of it, once it has ended by itself."""
        return await self._rest()

    async def _rest(self) -> Ended:
        async with asyncio.timeout(PATIENCE):
            out, err = await self._process.communicate()
        assert self._process.returncode is not None
        return Ended(self._process.returncode, out.decode(), err.decode())


@asynccontextmanager
async def running(
    *args: str,
    env: dict[str, str] | None = None,
    cwd: Path = ROOT,
    command: Sequence[str] = (str(FIRSTLINE),),
) -> AsyncIterator[Running]:
    """The command at work; a test that fails leaves no process behind."""
    process = await _begun(args, env, cwd, command)
    try:
        yield Running(process)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.communicate()


async def _begun(
    args: tuple[str, ...],
    env: dict[str, str] | None,
    cwd: Path,
    command: Sequence[str] = (str(FIRSTLINE),),
) -> Process:
    usual = {name: value for name, value in os.environ.items() if not name.startswith("FIRSTLINE_")}
    return await asyncio.create_subprocess_exec(
        *command,
        *args,
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        cwd=cwd,
        env=usual | (env or {}),
        start_new_session=True,
    )


def small_desk(folder: Path) -> Path:
    """A config in the folder with one article beside it, which answers at once."""
    (folder / "kb/articles").mkdir(parents=True)
    (folder / "kb/articles/router.md").write_text(ARTICLE, "utf-8")
    config = folder / "config.yaml"
    config.write_text(f"{SMALL}line1: {{burst_seconds: 0}}\n", "utf-8")
    return config
