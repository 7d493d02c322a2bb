"""How long the page works on a long chat: `make bench-page` prints it; no test asserts a time."""

import asyncio
import sys

from playwright.async_api import Page, async_playwright

from playground.server import start
from tests.playground.bots import BOTS
from tests.playground.page.conftest import ARGS, CHROMIUM, Eyes

#: Scrolls from the end to the beginning; the lengths of its frames in ms, the longest last.
SCROLLED = """async () => {
    const list = document.querySelector(".messages");
    const frames = [];
    let last = performance.now();
    for (let place = 0; place < 120; place += 1) {
        list.scrollTop = list.scrollHeight * (1 - place / 120);
        const now = await new Promise(requestAnimationFrame);
        frames.push(now - last);
        last = now;
    }
    return frames.sort((one, other) => one - other);
}"""


async def main() -> None:
    """A chat of 200 messages and one of 1,000."""
    if CHROMIUM is None:
        sys.exit("there is no chromium here: apt-get install chromium")
    async with async_playwright() as play:
        browser = await play.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        for count in (200, 1000):
            print(await figures(Eyes(browser), count), flush=True)  # noqa: T201 - that is what it is for
        await browser.close()


async def figures(eyes: Eyes, count: int) -> str:
    """What the browser itself counts, from the page's address to the open chat, and then of a scroll."""
    async with start(bots=BOTS) as telegram:
        emma = telegram.person(503, "Emma").chat("acme_help_bot")
        for number in range(count):
            await emma.say(f"Message {number}: " + "words that go on " * (number % 9))
        page = await eyes.page()
        devtools = await page.context.new_cdp_session(page)
        await devtools.send("Performance.enable")
        await eyes.look(page, telegram.url)
        await page.locator(f"[data-id='{emma.messages[-1].id}']").first.wait_for()
        got = await devtools.send("Performance.getMetrics")
        told = {one["name"]: one["value"] * 1000 for one in got["metrics"]}
        frames = await scrolled(page)
        return (
            f"{count} messages: script {told['ScriptDuration']:.0f} ms, layout {told['LayoutDuration']:.0f} ms;"
            f" frames of a scroll: median {frames[60]:.0f} ms, longest of 120 {frames[-1]:.0f} ms"
        )


async def scrolled(page: Page) -> list[float]:
    """Lengths of 120 frames in ms, the longest last."""
    frames: list[float] = await page.evaluate(SCROLLED)
    return frames


if __name__ == "__main__":
    asyncio.run(main())
