"""The picture in the README: `make picture` takes it anew, in the middle of a story."""

import asyncio
from pathlib import Path

from playwright.async_api import Page, async_playwright, expect

from tests.playground.page.conftest import ARGS, CHROMIUM, Eyes
from tests.playground.page.test_demo import ROOT, running

PICTURE = ROOT / "docs" / "pictures" / "demo.png"
STEPS = 11


async def main() -> None:
    """Somebody is angry about a bill, and has been answered."""
    PICTURE.parent.mkdir(exist_ok=True)
    async with async_playwright() as play:
        browser = await play.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        with running() as address:
            page = await Eyes(browser).open(address, width=1400, height=860)
            await page.get_by_role("button", name="Step by step: Angry about a bill").click()
            for number in range(1, STEPS + 1):
                await step(page, number)
            await page.get_by_text("Stories", exact=True).click()
            await page.get_by_text("Why", exact=True).click()
            await expect(page.locator(".why li").first).to_be_visible()
            await take(page, PICTURE)
        await browser.close()


async def step(page: Page, number: int) -> None:
    """Play one step more and wait until it is over."""
    await page.get_by_role("button", name="Next step").click()
    await expect(page.locator("#story progress")).to_have_attribute("value", str(number), timeout=30_000)
    await expect(page.get_by_role("button", name="Next step")).to_be_visible(timeout=30_000)


async def take(page: Page, path: Path) -> None:
    """Without the mouse over anything, when nothing moves any more."""
    await page.mouse.move(0, 0)
    await page.screenshot(path=path, animations="disabled")


if __name__ == "__main__":
    asyncio.run(main())
