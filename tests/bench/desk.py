"""`make bench`: how much one desk does on this machine, beside a bare aiogram echo bot on the same Telegram.

The local Telegram runs in this process, the desk or the echo bot in another one, so two cores are busy.
Burst pause 0, limiters off. Nothing here is a test: the figures are for people to read and compare.
"""

import asyncio
import json
import os
import platform
import re
import signal
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from playground.door import ChatDoor
from playground.local import Playground
from playground.seen import Seen
from playground.server import start

CUSTOMER, DESK = "111:customer", "222:desk"
BOTS = {CUSTOMER: "help_bot", DESK: "desk_bot"}
FIRST_CUSTOMER, FIRST_STAFF = 9_000_000, 1_000
QUESTION = "How do I restart the router?"
PATIENCE = 120.0
STAFF = 8
#: A customer's words as their specialist reads them; cards repeat them.
_RELAYED = re.compile(r"#\d+ Customer \d+\nrow \d+ of mine")


@asynccontextmanager
async def process(role: str, telegram: Playground, folder: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """The desk or the echo bot in a process of its own, ready when the block begins."""
    command = [sys.executable, "-m", "tests.bench.running", role, telegram.url, str(folder)]
    running = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, env={**os.environ, "OMP_NUM_THREADS": "1"}
    )
    assert running.stdout
    while (row := await running.stdout.readline()) and row != b"ready\n":
        pass
    try:
        yield running
    finally:
        running.send_signal(signal.SIGINT)
        await running.wait()


def cpu_seconds(pid: int) -> float:
    """User and system time of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def megabytes(pid: int) -> float:
    """Resident memory of a process."""
    rows = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(row.split()[1]) / 1024 for row in rows if row.startswith("VmRSS"))


async def customers(telegram: Playground, count: int) -> list[ChatDoor]:
    """People who have pressed Start and read the greeting."""
    chats = [
        telegram.person(FIRST_CUSTOMER + n, f"Customer {n}", language="en").chat("help_bot")
        for n in range(count)
    ]
    for chat in chats:
        await chat.start()
    for chat in chats:
        await answers(chat, 1)
    return chats


async def answers(chat: ChatDoor, count: int) -> None:
    """The bot has written so many messages in the chat."""

    def enough(seen: Sequence[Seen]) -> bool:
        return sum(not one.mine for one in seen) >= count

    await chat.until(enough, PATIENCE)


async def per_second(pid: int, count: int, act: Callable[[], Awaitable[None]]) -> tuple[float, float]:
    """How many of `count` things are done a second, and CPU milliseconds of the process for each."""
    began, cpu = time.perf_counter(), cpu_seconds(pid)
    await act()
    seconds = time.perf_counter() - began
    return count / seconds, (cpu_seconds(pid) - cpu) * 1000 / count


@dataclass(frozen=True, slots=True)
class Spent:
    """Processor seconds of a desk so far, by part and by layer (see parts.py)."""

    parts: Counter[str]
    layers: Counter[str]

    @classmethod
    async def by(cls, desk: asyncio.subprocess.Process) -> Self:
        """What the desk says now."""
        assert desk.stdout
        desk.send_signal(signal.SIGUSR1)
        told = json.loads(await desk.stdout.readline())
        return cls(Counter(told["parts"]), Counter(told["layers"]))

    def since(self, before: Self, count: int) -> str:
        """A row for each kind: milliseconds for each of `count` updates, the dearest first."""
        return "\n".join(
            (
                f"    CPU-ms by part: {_each(self.parts - before.parts, count)}",
                f"    CPU-ms of the loop, by layer: {_each(self.layers - before.layers, count)}",
            )
        )


def _each(spent: Counter[str], count: int) -> str:
    return ", ".join(f"{name} {1000 * seconds / count:.2f}" for name, seconds in spent.most_common())


async def all_ask(chats: list[ChatDoor], rounds: int) -> None:
    """Everybody asks and says thanks in turn, and reads the answer each time."""
    before = {chat.id: sum(not one.mine for one in chat.messages) for chat in chats}
    for n in range(rounds):
        for chat in chats:
            await chat.say(QUESTION if n % 2 == 0 else "thanks")
        for chat in chats:
            await answers(chat, before[chat.id] + n + 1)


async def one_asks(chat: ChatDoor, times: int) -> list[float]:
    """Milliseconds from a message to its answer, one after another."""
    delays = []
    for n in range(times):
        before = sum(not one.mine for one in chat.messages)
        began = time.perf_counter()
        await chat.say(QUESTION if n % 2 == 0 else "thanks")
        await answers(chat, before + 1)
        delays.append((time.perf_counter() - began) * 1000)
    return delays


async def tickets(telegram: Playground, chats: list[ChatDoor]) -> list[ChatDoor]:
    """Every customer has a ticket; the chats of the specialists, who share them."""
    staff = [
        telegram.person(FIRST_STAFF + n, f"Staff {n}", language="en").chat("desk_bot") for n in range(STAFF)
    ]
    for member in staff:
        await member.start()
    for n, chat in enumerate(chats):
        await chat.say("/human the internet is down")
        number = _number(await chat.until(lambda seen: _number(seen) is not None, PATIENCE))
        before = sum(not one.mine for one in chat.messages)
        await staff[n % STAFF].say(f"/take {number}")
        await answers(chat, before + 1)
    return staff


def _number(seen: Sequence[Seen]) -> int | None:
    found = (re.search(r"Your question is #(\d+)", one.text) for one in reversed(seen))
    return next((int(one[1]) for one in found if one), None)


async def all_write(chats: list[ChatDoor], staff: list[ChatDoor], rounds: int) -> None:
    """Customers write to their specialists, who read every row."""
    for n in range(rounds):
        for chat in chats:
            await chat.say(f"row {n} of mine")
    wanted = len(chats) // len(staff) * rounds
    for member in staff:

        def all_there(seen: Sequence[Seen]) -> bool:
            return sum(bool(_RELAYED.fullmatch(one.text)) for one in seen) >= wanted

        await member.until(all_there, PATIENCE)


def percentiles(delays: list[float]) -> str:
    """The middle and the slowest of a hundred."""
    return f"p50 {statistics.median(delays):.1f} ms, p99 {statistics.quantiles(delays, n=100)[98]:.1f} ms"


async def bench() -> None:
    """Print every figure."""
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"{time.strftime('%Y-%m-%d')}"
    )
    with tempfile.TemporaryDirectory() as folder:
        async with start(BOTS) as telegram, process("echo", telegram, Path(folder)) as echo:
            chats = [
                telegram.person(FIRST_CUSTOMER + n, "C", language="en").chat("help_bot") for n in range(100)
            ]
            delays = await one_asks(chats[0], 200)
            speed, cpu = await per_second(echo.pid, 1000, lambda: all_ask(chats, 10))
            print(
                f"bare echo bot: {speed:.0f} turns/s, {cpu:.1f} CPU-ms a turn; "
                f"first answer {percentiles(delays)}; {megabytes(echo.pid):.0f} MB"
            )
    with tempfile.TemporaryDirectory() as folder:
        async with start(BOTS) as telegram, process("desk", telegram, Path(folder)) as desk:
            start_cpu = cpu_seconds(desk.pid)
            chats = await customers(telegram, 100)
            delays = await one_asks(chats[0], 200)
            print(f"desk: {start_cpu:.1f} CPU-s to start; first answer {percentiles(delays)}")
            before = await Spent.by(desk)
            speed, cpu = await per_second(desk.pid, 1000, lambda: all_ask(chats, 10))
            print(f"desk: {speed:.0f} line-1 turns/s, {cpu:.1f} CPU-ms a turn")
            print((await Spent.by(desk)).since(before, 1000))
            writers = chats[: 6 * STAFF]
            staff = await tickets(telegram, writers)
            before, count = await Spent.by(desk), 20 * len(writers)
            speed, cpu = await per_second(desk.pid, count, lambda: all_write(writers, staff, 20))
            print(
                f"desk: {speed:.0f} relayed messages/s, {cpu:.1f} CPU-ms a message; "
                f"{megabytes(desk.pid):.0f} MB"
            )
            print((await Spent.by(desk)).since(before, count))


if __name__ == "__main__":
    asyncio.run(bench())
