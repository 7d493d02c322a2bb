"""Seconds from `make demo` in a clean clone to the first answered question: `make bench-demo` prints them."""

import asyncio
import os
import re
import signal
import subprocess
import tempfile
from asyncio.subprocess import PIPE, Process
from time import monotonic

from tests.bot.commands.console import ROOT
from tests.bot.commands.test_demo import in_browser, read

QUESTION = "How do I restart the router?"


async def main() -> None:
    """Clone what is committed here, and ask as the page does."""
    with tempfile.TemporaryDirectory(prefix="firstline-clone-") as folder:
        subprocess.run(["git", "clone", "--quiet", ROOT, folder], check=True)  # noqa: ASYNC221 before the clock runs
        begun = monotonic()
        make = await asyncio.create_subprocess_exec(
            "make", "demo", "PORT=0", cwd=folder, stdout=PIPE, start_new_session=True
        )
        try:
            address = await told(make)
            print(f"the page is there after {monotonic() - begun:.1f} s")
            async with in_browser(address) as emma:
                await emma.post("say", json={"text": QUESTION})
                answer = await read(emma)
            print(f"the first answer is there after {monotonic() - begun:.1f} s: {answer[:40]}…")
        finally:
            os.killpg(make.pid, signal.SIGINT)
            await make.wait()


async def told(make: Process) -> str:
    """The page's address, as it is printed."""
    assert make.stdout is not None
    async for row in make.stdout:
        if found := re.search(r"http://127\.0\.0\.1:\d+", row.decode()):
            return found[0]
    raise RuntimeError("the demo ended before it told its address")


if __name__ == "__main__":
    asyncio.run(main())
