"""kill -9 while many hear of an incident: everyone hears each word of it once, in order, and its end."""

import re
import sys
from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby

import pytest

from bot.actions import problems, telling
from bot.actions.scene import Scene
from playground.door import ChatDoor
from playground.seen import Seen
from playground.server import start
from routing.problems import Kind
from tests.bot.commands.console import running
from tests.bot.commands.test_run import BOTS, environment
from tests.bot.delivery.outside import rows
from tests.bot.delivery.test_kills import victim
from tests.bot.delivery.victim import PORTIONS
from tests.bot.house import SAMPLE, VERA, House, at_work, sample_rules
from tests.storage.examples import NOW, a_ticket

CROWD, FIRST = 7, 9_000_000_000
WORDS = ("word 1.", "word 2.", "word 0.")


async def linked(desk: House) -> list[ChatDoor]:
    """Customers with a ticket each, all of one incident of Vera's."""
    crowd = [await desk.customer(FIRST + n, f"Customer {n}", "en") for n in range(CROWD)]
    vera = sample_rules().desk.person(VERA)
    assert vera
    async with desk.database.begin() as work:
        scene = Scene(work, sample_rules(), NOW)
        opened = await problems.open_new(scene, vera, Kind.INCIDENT, "No internet", "network")
        numbers = []
        for place, chat in enumerate(crowd):
            # Hours apart: they are no flood.
            early = NOW - timedelta(hours=5 * place)
            ticket = a_ticket(customer_id=chat.id, opened_at=early, first_word_due=NOW)
            numbers.append((await scene.write(ticket, "customer", "open")).id)
        await problems.link(scene, vera, opened.id, numbers)
    for chat in crowd:
        await chat.until(lambda seen: "is part of it" in seen[-1].text)
    return crowd


def words(seen: Sequence[Seen]) -> list[str]:
    """The words of the incident as they came; the same at once again is a letter that was on its way."""
    found = [one for message in seen for one in re.findall(r"word \d\.", message.text)]
    return [one for one, _ in groupby(found)]


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("point", "count"), [*zip(PORTIONS, (2, 4, 5, 2), strict=True)])
async def test_each_word_is_heard_once_by_each_in_order(
    point: str, count: int, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (telling, problems):
        monkeypatch.setattr(module, "PORTION", 3)
        monkeypatch.setattr(module, "PAUSE", timedelta())
    async with start(BOTS) as telegram:
        async with at_work(telegram, sqlite_url) as desk:
            vera = await desk.staff(VERA, "Vera", "en")
            crowd = await linked(desk)
        for order in ("update word 1.", "update word 2.", "close word 0."):
            await vera.say(f"/incident 1 {order}")
        env = environment(telegram.url) | {"FIRSTLINE_DATABASE_URL": sqlite_url.replace("+aiosqlite", "")}
        doomed = [sys.executable, "-m", "tests.bot.delivery.victim", point, str(count)]
        async with running("run", "--config", str(SAMPLE), env=env, command=doomed) as desk_to_be:
            await victim(desk_to_be)
        told = rows(sqlite_url, "SELECT count(*) FROM outbox WHERE key LIKE 'problem:%'")[0][0]
        assert told < CROWD * 4, "it died before all was told"
        async with at_work(telegram, sqlite_url):
            for chat in crowd:
                await chat.until(lambda seen: "word 0." in seen[-1].text, 60)
    assert [words(chat.messages) for chat in crowd] == [list(WORDS)] * CROWD
    letters = (
        "SELECT count(*), count(DISTINCT chat_id) FROM outbox WHERE bot = 'customer' AND letter LIKE '%{}%'"
    )
    assert [rows(sqlite_url, letters.format(one)) for one in WORDS] == [[(CROWD, CROWD)]] * 3
    assert rows(sqlite_url, "SELECT count(*) FROM tickets WHERE state != 'resolved'") == [(0,)]
