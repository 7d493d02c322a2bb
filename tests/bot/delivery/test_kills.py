"""kill -9 at any moment: nothing is lost, chats stay in order, only what was on its way may come twice."""

import random
import re
import sys
from collections import Counter
from collections.abc import Sequence
from functools import partial
from itertools import groupby
from pathlib import Path

import pytest

from playground.bot_api import JournalRow
from playground.local import Playground
from playground.seen import Seen
from playground.server import start
from tests.bot.commands.console import ARTICLE, Running, running
from tests.bot.commands.test_run import BOTS, environment
from tests.bot.delivery.outside import Journal, rows
from tests.bot.delivery.victim import POINTS
from tests.bot.house import ANNA, GLEB, SAMPLE, at_work

STAFF, FIRST = 4, 1001
FIRST_CUSTOMER = 9_000_000_000
QUESTION, ANSWER = "How do I restart the router?", "30 seconds"


def crowded_desk(folder: Path) -> Path:
    """A config with one queue, four specialists with room for everybody, and one article."""
    (folder / "kb/articles").mkdir(parents=True)
    (folder / "kb/articles/router.md").write_text(ARTICLE, "utf-8")
    staff = "\n".join(
        f"  - {{telegram_id: {FIRST + n}, name: Staff {n}, role: lead, queues: [network], capacity: 100}}"
        for n in range(STAFF)
    )
    config = folder / "config.yaml"
    config.write_text(
        "desk: {name: Acme, languages: [en], timezone: Europe/Moscow}\n"
        "lines: [{id: L1, title: Bot, kind: bot}, {id: L2, title: People, kind: people}]\n"
        "queues: [{id: network, line: L2, title: Network}]\n"
        f"staff:\n{staff}\nline1: {{burst_seconds: 0}}\n",
        "utf-8",
    )
    return config


class Crowd:
    """Customers with a ticket each, and the specialists who hold them."""

    def __init__(self, telegram: Playground, customers: int, staff: Sequence[int]) -> None:
        self.customers = [
            telegram.person(FIRST_CUSTOMER + n, f"Customer {n}", language="en").chat("help_bot")
            for n in range(customers)
        ]
        self.staff = [telegram.person(one, f"Staff {one}", language="en").chat("desk_bot") for one in staff]

    async def settle(self) -> None:
        """Everybody has pressed Start; every customer's ticket is with a specialist."""
        for member in self.staff:
            await member.start()
            await member.next()
        for place, customer in enumerate(self.customers):
            await customer.say("/human everything is slow")
            said = (await customer.until(_has_ticket, 30))[-1].text
            found = re.search(r"#(\d+)", said)
            assert found
            await self.staff[place % len(self.staff)].say(f"/take {found[1]}")
            await customer.until(lambda seen: "A specialist is on it" in seen[-1].text, 30)

    async def write(self, first: int, end: int) -> int:
        """Every customer writes their rows from `first` up to `end`, which comes back."""
        for number in range(first, end):
            for customer in self.customers:
                await customer.say(f"row {number}")
        return end

    def relayed(self) -> Counter[str]:
        """How often each row came to a specialist."""
        return Counter(row for member in self.staff for row in _rows(member.messages))

    def orders(self) -> dict[str, list[int]]:
        """The numbers of each customer's rows as their specialist saw them; repeats at once count once."""
        seen: dict[str, list[int]] = {}
        for member in self.staff:
            for row in _rows(member.messages):
                who, _, number = row.partition(" row ")
                seen.setdefault(who, []).append(int(number))
        return {who: [number for number, _ in groupby(numbers)] for who, numbers in seen.items()}


def _has_ticket(seen: Sequence[Seen]) -> bool:
    return bool(seen) and not seen[-1].mine and "#" in seen[-1].text


def _rows(seen: Sequence[Seen]) -> list[str]:
    """`Customer 3 row 17` of every relayed message; cards, which repeat what was said, are left out."""
    found = (re.fullmatch(r"#\d+ (Customer \d+)\n(row \d+)", one.text) for one in seen if not one.mine)
    return [f"{one[1]} {one[2]}" for one in found if one]


def enough(wanted: int, calls: Sequence[JournalRow]) -> bool:
    """So many messages got through."""
    return sum(call.method == "sendMessage" and call.outcome == "ok" for call in calls) >= wanted


def all_there(wanted: int, seen: Sequence[Seen]) -> bool:
    """So many different rows have come."""
    return len(set(_rows(seen))) == wanted


async def victim(desk: Running) -> None:
    """It is dead."""
    ended = await desk.ended()
    assert ended.code == -9, ended.err


@pytest.mark.timeout(300)
@pytest.mark.parametrize("point", POINTS)
async def test_killed_at_a_named_point_it_goes_on_as_if_nothing_had_been(point: str, sqlite_url: str) -> None:
    async with start(BOTS) as telegram:
        crowd = Crowd(telegram, 2, [ANNA, GLEB])
        async with at_work(telegram, sqlite_url):
            await crowd.settle()
        asker = telegram.person(9_500_000_000, "Emma", language="en").chat("help_bot")
        await asker.say(QUESTION)
        await crowd.write(0, 10)
        # All rows come with one poll, and their letters with few leases: there the first time is the time.
        count = "1" if "inbox" in point or "lease" in point else "3"
        doomed = [sys.executable, "-m", "tests.bot.delivery.victim", point, count]
        env = environment(telegram.url) | {"FIRSTLINE_DATABASE_URL": sqlite_url.replace("+aiosqlite", "")}
        async with running("run", "--config", str(SAMPLE), env=env, command=doomed) as desk:
            await victim(desk)
        async with at_work(telegram, sqlite_url):
            await asker.until(lambda seen: ANSWER in seen[-1].text, 60)
            for member in crowd.staff:
                await member.until(partial(all_there, 10), 60)
        doubtful = rows(sqlite_url, "SELECT count(*) FROM outbox WHERE doubtful")[0][0]
        nothing_lost(sqlite_url, crowd, rounds=10)
        again = sum(count - 1 for count in crowd.relayed().values())
        # At most one letter was on its way to each chat: five of people here, two more of their leads.
        assert again + sum(ANSWER in one.text for one in asker.messages) - 1 <= doubtful <= 7


def nothing_lost(url: str, crowd: Crowd, rounds: int) -> None:
    count = len(crowd.customers)
    everything = [(f"row {number}",) for number in range(rounds)]
    for customer in crowd.customers:
        said = (
            f"SELECT text FROM messages WHERE customer_id = {customer.id} AND text LIKE 'row %' ORDER BY id"
        )
        assert rows(url, said) == everything
    assert crowd.orders() == {f"Customer {n}": list(range(rounds)) for n in range(count)}
    assert rows(url, "SELECT count(*), count(DISTINCT customer_id) FROM tickets") == [(count, count)]
    assert rows(url, "SELECT count(*) FROM inbox WHERE done_at IS NULL") == [(0,)]
    to_customers = "SELECT count(*) FROM outbox WHERE bot = 'customer' AND state != 'sent'"
    assert rows(url, to_customers) == [(0,)]


@pytest.mark.timeout(900)
async def test_fifteen_kills_under_two_thousand_updates(tmp_path: Path) -> None:
    """Killed after as many relayed messages as the dice say, while customers go on writing."""
    customers, rounds, kills, dice = 20, 100, 15, random.Random(15)
    config, url = crowded_desk(tmp_path), f"sqlite+aiosqlite:///{tmp_path / 'desk.db'}"
    async with start(BOTS) as telegram:
        env = environment(telegram.url) | {"FIRSTLINE_LIMITS": "off"}
        crowd = Crowd(telegram, customers, [FIRST + n for n in range(STAFF)])
        async with running("run", "--config", str(config), env=env) as desk:
            await desk.says("Firstline is running")
            await crowd.settle()
        journal, written = Journal(telegram), 0
        for kill in range(kills):
            begun = len(journal)
            async with running("run", "--config", str(config), env=env) as desk:
                written = await crowd.write(written, rounds * (kill + 1) // (kills + 1))
                calls = dice.randrange(1, 100)
                await journal.until(partial(enough, calls), since=begun, seconds=60)
                desk.kill()
                await victim(desk)
        async with running("run", "--config", str(config), env=env) as desk:
            await crowd.write(written, rounds)
            for place, member in enumerate(crowd.staff):
                mine = len(range(place, customers, STAFF)) * rounds
                await member.until(partial(all_there, mine), 120)
        doubtful = rows(url, "SELECT count(*) FROM outbox WHERE doubtful")[0][0]
        nothing_lost(url, crowd, rounds)
        twice = sum(count > 1 for count in crowd.relayed().values())
        # What is on its way when a desk dies is one letter for each of the chats it was writing to; the same
        # one may be on its way at several deaths.
        assert twice <= doubtful <= kills * (STAFF + customers)
