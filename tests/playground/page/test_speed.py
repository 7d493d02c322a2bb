"""How long the page's scripts work; the figures are printed and kept in no assertion."""

import pytest
from playwright.async_api import expect

from playground.door import ChatDoor
from playground.server import Playground
from tests.playground.page.conftest import Eyes

DRAWN = "() => Math.max(...performance.getEntriesByName('chat').map((one) => one.duration))"
SCROLLED = """async () => {
    const list = document.querySelector(".messages");
    const frames = [];
    let last = performance.now();
    for (let place = 0; place < 90; place += 1) {
        list.scrollTop = list.scrollHeight * (1 - place / 90);
        const now = await new Promise(requestAnimationFrame);
        frames.push(now - last);
        last = now;
    }
    return frames.sort((one, other) => one - other).at(-3);
}"""


@pytest.mark.parametrize("count", [200, 1000])
async def test_a_long_chat_opens_whole(
    eyes: Eyes, telegram: Playground, emma: ChatDoor, capsys: pytest.CaptureFixture[str], count: int
) -> None:
    await emma.start()
    for number in range(1, count):
        await emma.say(f"Message {number}: " + "words that go on " * (number % 9))
    page = await eyes.page()
    devtools = await page.context.new_cdp_session(page)
    await devtools.send("Performance.enable")
    await eyes.look(page, telegram.url)
    await expect(page.locator(".row")).to_have_count(count + 1)  # and Boris with his /start
    told = {one["name"]: one["value"] for one in (await devtools.send("Performance.getMetrics"))["metrics"]}
    drawn, frame = await page.evaluate(DRAWN), await page.evaluate(SCROLLED)
    with capsys.disabled():
        print(  # noqa: T201 - the figures are what this is for
            f"\n{count} messages: drawn in {drawn:.0f} ms; script {told['ScriptDuration'] * 1000:.0f} ms, "
            f"layout {told['LayoutDuration'] * 1000:.0f} ms in all; slowest frames of a scroll {frame:.0f} ms"
        )
