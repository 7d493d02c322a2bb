"""What is seen and done from outside: webhooks, health, metrics, alarms."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, web

from bot.app import App, Outside, connected, utc_now
from bot.delivery.channels import EmailChannel, MailServer, WebhookChannel
from bot.delivery.watch import Channel
from bot.vitals import Trouble
from playground.bell import Bell
from playground.local import Playground
from playground.server import start
from storage.database import Database
from tests.bot.delivery.outside import NOON, Clock, Journal, Log, change, poison, rows
from tests.bot.delivery.talks import ANSWER, QUESTION, told
from tests.bot.house import CUSTOMER_TOKEN, DESK_TOKEN, VERA, House, local_environment, sample_rules, thinker

BOTS = {CUSTOMER_TOKEN: "help_bot", DESK_TOKEN: "desk_bot"}


@asynccontextmanager
async def free_port() -> AsyncIterator[int]:
    """A port nobody listens on."""
    server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    yield port


@asynccontextmanager
async def desk_at(
    telegram: Playground, url: str, *, hooked: bool = False, clock: Clock | None = None, **more: Any
) -> AsyncIterator[tuple[House, str]]:
    """The sample desk that is listened for, and where; `hooked`: its updates come by webhook."""
    database, ready = Database(url), asyncio.Event()

    async def say_ready() -> None:
        ready.set()

    async with free_port() as port, connected(local_environment(telegram, url)) as bots:
        base = f"http://127.0.0.1:{port}"
        outside = Outside(http=("127.0.0.1", port), webhook=base if hooked else None, **more)
        app = App(sample_rules(), thinker(), database, bots, clock or utc_now, outside)
        working = asyncio.create_task(app.run(say_ready))
        await asyncio.wait({working, asyncio.create_task(ready.wait())}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            working.result()
        try:
            yield House(telegram, database), base
        finally:
            working.cancel()
            await asyncio.gather(working, return_exceptions=True)
            await database.close()


async def test_updates_come_by_webhook_and_are_answered(sqlite_url: str) -> None:
    async with start(BOTS) as telegram, desk_at(telegram, sqlite_url, hooked=True) as (desk, _):
        emma = await desk.customer(name="Emma", language="en")
        await emma.say(QUESTION)
        assert ANSWER in (await emma.next()).text
        assert "getUpdates" not in {call.method for call in telegram.calls}


async def test_a_desk_that_polled_after_webhooks_gets_its_updates(sqlite_url: str) -> None:
    """Telegram refuses to be polled while it has an address to carry to."""
    async with start(BOTS) as telegram:
        async with desk_at(telegram, sqlite_url, hooked=True) as (desk, _):
            emma = await desk.customer(name="Emma", language="en")
        await emma.say(QUESTION)
        async with desk_at(telegram, sqlite_url):
            assert ANSWER in (await emma.next()).text


@pytest.mark.parametrize(
    ("path", "secret", "body", "status"),
    [
        ("customer", "", '{"update_id": 1}', 403),
        ("customer", "guess", '{"update_id": 1}', 403),
        ("somebody", "", '{"update_id": 1}', 404),
    ],
)
async def test_nobody_else_brings_updates(
    sqlite_url: str, path: str, secret: str, body: str, status: int
) -> None:
    async with start(BOTS) as telegram, desk_at(telegram, sqlite_url, hooked=True) as (_, base):
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
        async with ClientSession() as client:
            answer = await client.post(f"{base}/telegram/{path}", data=body, headers=headers)
        assert answer.status == status
    assert rows(sqlite_url, "SELECT count(*) FROM inbox") == [(0,)]


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"update_id": "x"}', "\udcff"])
async def test_what_is_no_update_is_refused_even_with_the_secret(sqlite_url: str, body: str) -> None:
    async with start(BOTS) as telegram, desk_at(telegram, sqlite_url, hooked=True) as (desk, base):
        await desk.customer(name="Emma", language="en")
        webhook = telegram.world.bot("help_bot").updates.webhook
        assert webhook
        headers = {"X-Telegram-Bot-Api-Secret-Token": str(webhook.secret)}
        async with ClientSession() as client:
            data = body.encode("utf-8", "surrogateescape")
            answer = await client.post(f"{base}/telegram/customer", data=data, headers=headers)
        assert answer.status == 400


async def test_an_update_the_database_refuses_is_not_acknowledged_and_comes_again(sqlite_url: str) -> None:
    async with (
        start(BOTS, webhook_retry_seconds=0.05) as telegram,
        desk_at(telegram, sqlite_url, hooked=True) as (desk, base),
    ):
        emma = await desk.customer(name="Emma", language="en")
        await change(sqlite_url, poison("inbox", "payload", "router"))
        log = Log.of_the_desk()
        await emma.say(QUESTION)
        await log.until("receiving failed")
        await change(sqlite_url, "DROP TRIGGER poison")
        assert ANSWER in (await emma.next()).text
        assert (await health(base))[0] == 200
        webhook = telegram.world.bot("help_bot").updates.webhook
        assert webhook
        assert "503" in str(webhook.last_error)
    assert rows(sqlite_url, "SELECT count(*) FROM inbox WHERE payload LIKE '%router%'") == [(1,)]


async def health(base: str) -> tuple[int, dict[str, Any]]:
    async with ClientSession() as client, client.get(f"{base}/health") as answer:
        return answer.status, json.loads(await answer.text())


async def metrics(base: str) -> dict[str, float]:
    async with ClientSession() as client, client.get(f"{base}/metrics") as answer:
        told = [row for row in (await answer.text()).splitlines() if not row.startswith("#")]
    return {name: float(value) for name, _, value in (row.rpartition(" ") for row in told)}


async def test_health_tells_that_customers_are_served_and_when_they_are_not(sqlite_url: str) -> None:
    clock = Clock()
    async with (
        start(BOTS, now=clock) as telegram,
        desk_at(telegram, sqlite_url, clock=clock) as (desk, base),
    ):
        emma = await desk.customer(name="Emma", language="en")
        assert await health(base) == (200, {"ok": True, "troubles": []})
        telegram.faults.add("429", match={"chat_id": emma.id}, count=1, retry_after=3600)
        journal = Journal(telegram)
        await emma.say(QUESTION)
        await journal.until(lambda calls: any(call.outcome == "429" for call in calls))
        clock.forward(minutes=11)
        late = {"name": "outbox_late", "about": "customer", "amount": 1}
        assert await health(base) == (503, {"ok": False, "troubles": [late]})


async def test_metrics_count_what_came_and_went(sqlite_url: str) -> None:
    async with start(BOTS) as telegram, desk_at(telegram, sqlite_url) as (desk, base):
        emma = await desk.customer(name="Emma", language="en")
        await emma.say(QUESTION)
        await emma.next()
        await emma.say("/help")
        await emma.next()
        found = await metrics(base)
    assert found['firstline_updates_received_total{bot="customer"}'] == 3
    assert found['firstline_updates_handled_total{bot="customer",outcome="done"}'] == 3
    assert found['firstline_letters_total{bot="customer",outcome="receipt"}'] >= 2
    assert found["firstline_decision_seconds_count"] == 1
    assert found["firstline_inbox_waiting"] == 0
    assert found["firstline_disk_free_bytes"] > 0
    assert not [name for name in found if "router" in name or "secret" in name]


class Receiver:
    """A stranger's server that hears alarms."""

    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] = []
        self._bell = Bell()

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[str]:
        app = web.Application()
        app.router.add_post("/alarm", self._hear)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        try:
            yield f"http://127.0.0.1:{runner.addresses[0][1]}/alarm"
        finally:
            await runner.cleanup()

    async def _hear(self, request: web.Request) -> web.Response:
        self.heard.append(await request.json())
        self._bell.ring()
        return web.Response()

    async def until(self, count: int) -> None:
        await self._bell.until(lambda: True if len(self.heard) >= count else None, 20)


async def test_a_full_disk_rings_at_the_leads_and_outside(sqlite_url: str) -> None:
    """The budget is larger than any disk, so it is full from the first look on."""
    receiver = Receiver()
    async with receiver.listening() as address, ClientSession() as session, start(BOTS) as telegram:
        channel: Channel = WebhookChannel(session, address, "Acme", lambda trouble, _: trouble.name)
        vera = telegram.person(VERA, "Vera", language="en").chat("desk_bot")
        await vera.start()
        async with desk_at(telegram, sqlite_url, disk_budget=10**18, channels=(channel,)):
            await receiver.until(1)
            await vera.until(lambda seen: any("The disk is nearly full" in one.text for one in seen))
    assert receiver.heard[0] == {
        "desk": "Acme",
        "trouble": "disk_low",
        "about": "",
        "over": False,
        "text": "disk_low",
    }
    assert sum("disk" in text for text in told(vera)) == 1


async def test_an_alarm_goes_out_by_mail() -> None:
    """To a mail server that takes down what it is told."""
    mails: list[str] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 here\r\n")
        while row := (await reader.readline()).decode():
            verb = row.split(" ", 1)[0].strip().upper()
            if verb == "DATA":
                writer.write(b"354 go on\r\n")
                mails.append((await reader.readuntil(b"\r\n.\r\n")).decode())
            writer.write(b"221 bye\r\n" if verb == "QUIT" else b"250 ok\r\n")
            if verb == "QUIT":
                break
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    channel = EmailChannel(
        MailServer("127.0.0.1", port, tls="none"),
        "desk@acme.example",
        ("admin@acme.example",),
        "Acme",
        lambda trouble, over: f"{trouble.name} {over}",
    )
    await channel.ring(Trouble("inbox_late", since=NOON, amount=3), over=True)
    server.close()
    assert "Subject: Acme: inbox_late True" in mails[0]
    assert "To: admin@acme.example" in mails[0]


async def test_a_taken_port_is_told_with_what_to_do(tmp_path: Path) -> None:
    from tests.bot.commands.console import firstline, small_desk  # noqa: PLC0415 only here

    taken = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    port = taken.sockets[0].getsockname()[1]
    async with start(BOTS) as telegram:
        env = {
            "FIRSTLINE_CUSTOMER_TOKEN": CUSTOMER_TOKEN,
            "FIRSTLINE_DESK_TOKEN": DESK_TOKEN,
            "FIRSTLINE_TELEGRAM_API": telegram.url,
            "FIRSTLINE_HTTP": f"127.0.0.1:{port}",
        }
        ended = await firstline("run", "--config", str(small_desk(tmp_path)), env=env)
    taken.close()
    assert ended.code == 1
    assert f"FIRSTLINE_HTTP: 127.0.0.1:{port} cannot be used: another program listens there" in ended.err
    assert "Traceback" not in ended.err
