"""The page in Debian's chromium, with no window; tests are skipped where there is none."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from aiogram import Bot
from playwright.async_api import Browser, Page, async_playwright

from playground.door import ChatDoor
from playground.server import Playground, start
from tests.playground.bots import BOTS, CUSTOMER, aiogram_bot

CHROMIUM = which("chromium")
ARGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PICTURES = Path(__file__).parents[3] / "var" / "pictures"


class Eyes:
    """A browser to open the page in; whatever goes wrong inside it is kept in ``wrong``."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self.wrong: list[str] = []

    async def page(
        self, *, language: str = "en", width: int = 1366, height: int = 820, dark: bool = False
    ) -> Page:
        """An empty page in a browser of that language and size."""
        page = await self._browser.new_page(
            viewport={"width": width, "height": height},
            locale=language,
            color_scheme="dark" if dark else "light",
        )
        page.on("console", lambda told: self.wrong.append(told.text) if told.type == "error" else None)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        return page

    async def look(self, page: Page, url: str) -> None:
        """Go there and wait until a chat is open."""
        await page.goto(url)
        await page.locator(".phone .chat").first.wait_for()

    async def open(self, url: str, **how: Any) -> Page:
        """The playground's page, begun; ``how`` is what ``page`` takes."""
        page = await self.page(**how)
        await self.look(page, url)
        return page


@pytest.fixture
async def eyes() -> AsyncIterator[Eyes]:
    if CHROMIUM is None:
        pytest.skip("there is no chromium here: apt-get install chromium")
    async with async_playwright() as play:
        browser = await play.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        eyes = Eyes(browser)
        yield eyes
        await browser.close()
        assert eyes.wrong == []


@pytest.fixture
async def telegram() -> AsyncIterator[Playground]:
    """As the demo starts it: real time, that can be moved on."""
    async with start(bots=BOTS) as playground:
        yield playground


@pytest.fixture
async def bot(telegram: Playground) -> AsyncIterator[Bot]:
    async with aiogram_bot(telegram.url, CUSTOMER) as bot:
        yield bot


@pytest.fixture
async def emma(telegram: Playground) -> ChatDoor:
    """Emma's chat with the customer bot, not begun; Boris stands at the other bot."""
    await telegram.person(1002, "Boris").chat("acme_desk_bot").start()
    return telegram.person(503, "Emma").chat("acme_help_bot")


@pytest.fixture
def picture() -> Callable[[str], str]:
    """Where a picture of that name is kept; the folder is ignored by git."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    return lambda name: str(PICTURES / f"{name}.png")
