"""How long the page works on a long chat: `make bench-page` prints it; no test asserts a time."""

import asyncio
import sys

from playwright.async_api import CDPSession, async_playwright

from playground.door import ChatDoor
from playground.server import start
from tests.playground.bots import BOTS
from tests.playground.page.conftest import ARGS, CHROMIUM, Eyes

#: Scrolls from the end to the beginning; the lengths of its 120 frames in ms, the longest last.
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
    """A chat of 200 messages and one of 1,000, each opened whole and seen coming live."""
    if CHROMIUM is None:
        sys.exit("there is no chromium here: apt-get install chromium")
    async with async_playwright() as play:
        browser = await play.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        for count in (200, 1000):
            for live in (False, True):
                print(await figures(Eyes(browser), count, live=live), flush=True)
        await browser.close()


async def figures(eyes: Eyes, count: int, *, live: bool) -> str:
    """What the browser counts from the page's address on: its own measure of script, layout and the whole."""
    async with start(bots=BOTS) as telegram:
        emma = telegram.person(503, "Emma").chat("acme_help_bot")
        page = await eyes.page()
        devtools = await page.context.new_cdp_session(page)
        await devtools.send("Performance.enable")
        if live:
            await eyes.look(page, telegram.url)
        await talk(emma, count)
        if not live:
            await eyes.look(page, telegram.url)
        await page.locator(f"[data-id='{emma.messages[-1].id}']").first.wait_for()
        worked = await work(devtools)
        frames: list[float] = await page.evaluate(SCROLLED)
    how = "coming live" if live else "opened whole"
    return (
        f"{count} messages {how}: {worked}; frames of a scroll {frames[60]:.0f} ms, longest {frames[-1]:.0f}"
    )


async def talk(emma: ChatDoor, count: int) -> None:
    """So many messages of one to twenty-five words."""
    for number in range(count):
        await emma.say(f"Message {number}: " + "words that go on " * (number % 7))


async def work(devtools: CDPSession) -> str:
    """How long the page's main thread has worked, and on what."""
    got = await devtools.send("Performance.getMetrics")
    told = {one["name"]: one["value"] * 1000 for one in got["metrics"]}
    script, layout, whole = (told[f"{name}Duration"] for name in ("Script", "Layout", "Task"))
    return f"script {script:.0f} ms, layout {layout:.0f} ms, all work {whole:.0f} ms"


if __name__ == "__main__":
    asyncio.run(main())
