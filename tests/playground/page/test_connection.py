"""The page keeps up with the server, whatever happens between them."""

from aiogram import Bot
from playwright.async_api import WebSocketRoute, expect

from playground.door import ChatDoor
from playground.server import Playground, start
from tests.playground.bots import BOTS
from tests.playground.page.conftest import Eyes


class Wire:
    """The WebSocket between page and server, that can be cut."""

    def __init__(self) -> None:
        self.cut = False
        self._sockets: list[WebSocketRoute] = []

    async def join(self, socket: WebSocketRoute) -> None:
        """Lead a new connection through, or refuse it while the wire is cut."""
        if self.cut:
            await socket.close()
        else:
            socket.connect_to_server()
            self._sockets.append(socket)

    async def break_off(self) -> None:
        """Cut what is connected and what tries to."""
        self.cut = True
        for socket in self._sockets:
            await socket.close()


async def test_what_was_missed_is_caught_up(
    eyes: Eyes, telegram: Playground, bot: Bot, emma: ChatDoor
) -> None:
    """Given the connection breaks, when messages come and go meanwhile, then all is as it should be after."""
    await emma.start()
    typo = await bot.send_message(emma.id, "tpyo")
    wire = Wire()
    page = await eyes.page()
    await page.route_web_socket("**/user/events*", wire.join)
    await eyes.look(page, telegram.url)
    left = page.get_by_label("Left phone", exact=True)
    await wire.break_off()
    await expect(page.get_by_text("No connection")).to_be_visible()
    for words in ("one", "two", "three"):
        await bot.send_message(emma.id, words)
    await typo.edit_text("typo").as_(bot)
    await emma.delete(emma.messages[-1])
    wire.cut = False
    rows = left.get_by_role("article")
    await expect(rows).to_have_count(4)
    await expect(left.locator(".text")).to_have_text(["/start", "typo", "one", "two"])
    await expect(page.get_by_text("No connection")).to_be_hidden()


async def test_another_run_of_the_server_is_noticed(eyes: Eyes) -> None:
    """Given the server began anew with another token, the page begins anew by itself."""
    async with start(BOTS) as first:
        first.person(1, "Olga")
        page = await eyes.open(first.url)
        port = int(first.url.rsplit(":", 1)[1])
    async with start(BOTS, port=port) as second:
        second.person(2, "Vera")
        await expect(page.locator(".owner").first).to_contain_text("Vera", timeout=20_000)
    eyes.wrong.clear()  # the browser complains of each refused connection


async def test_two_pages_show_the_same(eyes: Eyes, telegram: Playground, emma: ChatDoor) -> None:
    await emma.start()
    one, other = await eyes.open(telegram.url), await eyes.open(telegram.url)
    text = one.get_by_label("Left phone", exact=True).get_by_role("textbox")
    await text.fill("Seen on both")
    await text.press("Enter")
    for page in (one, other):
        await expect(page.get_by_role("article", name="Seen on both")).to_be_visible()


async def test_a_long_chat_is_all_there(eyes: Eyes, telegram: Playground, emma: ChatDoor) -> None:
    """It opens at its end; its beginning is above; what comes while one reads there waits below."""
    for number in range(1, 301):
        await emma.say(f"Message {number}: " + "words that go on " * (number % 7))
    page = await eyes.open(telegram.url)
    left = page.get_by_label("Left phone", exact=True)
    await expect(left.get_by_role("article")).to_have_count(300)
    await expect(left.get_by_role("article", name="Message 300:")).to_be_in_viewport()
    await left.get_by_role("log").press("Home")
    await expect(left.get_by_role("article", name="Message 1:")).to_be_in_viewport()
    newest = left.get_by_role("button", name="To the newest message")
    await newest.click()
    await expect(left.get_by_role("article", name="Message 300:")).to_be_in_viewport()
    await expect(newest).to_be_hidden()
