"""The console command that kills itself, as `kill -9` would, at a named point of its work.

`python -m tests.bot.delivery.victim POINT COUNT run --config F` dies when it gets there for the COUNT-th
time. The points are seen from outside, in what the database is asked, so the desk knows nothing of them.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from bot.actions import problems, telling
from bot.commands import main
from tests.storage.behind import overheard

#: What a statement holds that leads to the point, and whether the point is behind its commit.
POINTS = {
    "before the inbox commit": ("INSERT INTO inbox", False),
    "after the inbox commit": ("INSERT INTO inbox", True),
    "inside the transaction": ("INSERT INTO messages", False),
    "after the commit": ("UPDATE inbox SET done_at", True),
    "after the lease": ('UPDATE outbox SET "key"=', True),
    # What was done by the call is settled by this statement, which is stopped before it runs.
    "after the call": ("state='sent'", False),
}

#: The same of portions: of those who hear of a problem, and of tickets that are solved with it.
PORTIONS = {
    f"{where} of {what}": (words, behind)
    for what, words in (
        ("an update", f"DELETE FROM timers WHERE timers.kind = '{telling.TIMER}'"),
        ("the end", "state='resolved'"),
    )
    for where, behind in (("in a portion", False), ("between portions", True))
}


class Fate:
    """Counts how often the point was reached and ends the process at the last."""

    def __init__(self, words: str, count: int, *, behind_commit: bool) -> None:
        self._words = words
        self._left = count
        self._behind_commit = behind_commit
        self._armed = False

    def asked(self, statement: str) -> None:
        """The database is about to do this."""
        if self._words in statement:
            self._armed = True
            if not self._behind_commit:
                self.reached()
        elif statement == "COMMIT" and self._armed:
            # It is done when the loop comes round, and whoever waits for it has not gone on yet.
            asyncio.get_running_loop().call_soon(self.reached)

    def reached(self) -> None:
        """The point."""
        self._armed = False
        self._left -= 1
        if self._left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def doom(point: str, count: int) -> Iterator[None]:
    """Have this process die there."""
    words, behind_commit = (POINTS | PORTIONS)[point]
    fate = Fate(words, count, behind_commit=behind_commit)
    with overheard(fate.asked):
        yield


def small_portions() -> None:
    """Three hear it at once, and the next ones at once after them."""
    telling.PORTION = problems.PORTION = 3
    telling.PAUSE = problems.PAUSE = timedelta()


if __name__ == "__main__":
    if sys.argv[1] in PORTIONS:
        small_portions()
    with doom(sys.argv[1], int(sys.argv[2])):
        sys.argv = ["firstline", *sys.argv[3:]]
        main()
