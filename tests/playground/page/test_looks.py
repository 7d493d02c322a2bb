from collections.abc import Callable
from itertools import product

import pytest
from aiogram import Bot
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from playwright.async_api import expect

from playground.door import ChatDoor
from playground.server import Playground
from tests.playground.page.conftest import Eyes
from tests.playground.page.gallery import fill

BOXES = "body, .phone, .chat, .messages, .row, .bubble, .side, #top, #story"
WIDER_THAN_ITS_BOX = """(boxes) => [...document.querySelectorAll(boxes)]
    .filter((one) => one.offsetParent && one.scrollWidth > one.clientWidth + 1)
    .map((one) => `${one.className} ${one.scrollWidth} > ${one.clientWidth}`)"""
SCROLL = "(share) => { const m = document.querySelector('.messages'); m.scrollTop = m.scrollHeight * share; }"
SIZES = {"wide": (1366, 820), "narrow": (360, 740)}


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_everything_fits(
    eyes: Eyes,
    telegram: Playground,
    bot: Bot,
    emma: ChatDoor,
    picture: Callable[[str], str],
    language: str,
) -> None:
    """Nothing is wider than what it stands in; pictures are kept to be looked at."""
    await fill(emma, bot)
    for (size, (width, height)), dark in product(SIZES.items(), (False, True)):
        page = await eyes.open(telegram.url, language=language, width=width, height=height, dark=dark)
        await expect(page.get_by_role("article", name="Where shall we call?")).to_be_visible()
        name = f"{size}-{'dark' if dark else 'light'}-{language}"
        assert await page.evaluate(WIDER_THAN_ITS_BOX, BOXES) == [], name
        for share in (0, 0.3, 0.6, 1):
            await page.evaluate(SCROLL, share)
            await page.screenshot(path=picture(f"chat-{name}-{share * 10:g}"))
        await page.close()


CONTRAST = """() => {
    const probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const channels = (color, ground) => {
        probe.fillStyle = ground;
        probe.fillRect(0, 0, 1, 1);
        probe.fillStyle = color;
        probe.fillRect(0, 0, 1, 1);
        return [...probe.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const light = (rgb) => {
        const [r, g, b] = rgb.map((one) => one / 255).map((one) => one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = (element) => {
        const above = element.parentElement ? ground(element.parentElement) : "#fff";
        const [r, g, b] = channels(getComputedStyle(element).backgroundColor, above);
        return `rgb(${r} ${g} ${b})`;
    };
    const poor = [];
    for (const element of document.querySelectorAll("body *")) {
        const words = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
        if (!words || !element.checkVisibility({ visibilityProperty: true }) || element.closest(".unseen, .spoiler, .foot")) continue;
        const behind = ground(element);
        const tones = [light(channels(getComputedStyle(element).color, behind)), light(channels(behind, behind))].sort();
        const ratio = (Math.max(...tones) + 0.05) / (Math.min(...tones) + 0.05);
        if (ratio < 4.5) poor.push(`${ratio.toFixed(2)} ${element.tagName}.${element.className} ${element.textContent.slice(0, 30)}`);
    }
    return poor;
}"""  # noqa: E501 - a script


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
async def test_every_word_can_be_read(
    eyes: Eyes, telegram: Playground, bot: Bot, emma: ChatDoor, picture: Callable[[str], str], dark: bool
) -> None:
    """Text and its ground differ by 4.5 to 1 or more (WCAG 2.2, 1.4.3)."""
    await fill(emma, bot)
    telegram.faults.add("429", "sendMessage")
    page = await eyes.open(telegram.url, dark=dark)
    for title in ("Clock", "Faults"):
        await page.get_by_text(title, exact=True).click()
    right = page.get_by_label("Right phone", exact=True)
    await right.get_by_role("button", name="Back to chats").click()
    await page.get_by_label("Left phone", exact=True).get_by_role("textbox").fill("Words")
    assert await page.evaluate(CONTRAST) == []
    await page.screenshot(path=picture(f"panel-{'dark' if dark else 'light'}"))


BROKEN_WORDS = """() => [...document.querySelectorAll(".key")].flatMap((key) => {
    const walk = document.createTreeWalker(key, NodeFilter.SHOW_TEXT);
    const broken = [];
    while (walk.nextNode()) {
        for (const word of walk.currentNode.data.matchAll(/\\S+/g)) {
            const range = document.createRange();
            range.setStart(walk.currentNode, word.index);
            range.setEnd(walk.currentNode, word.index + word[0].length);
            if (range.getClientRects().length > 1) broken.push(word[0]);
        }
    }
    return broken;
})"""


async def test_no_word_on_a_button_breaks(
    eyes: Eyes, telegram: Playground, bot: Bot, emma: ChatDoor, picture: Callable[[str], str]
) -> None:
    """The widest rows of a ticket's card, in Russian, on two phones side by side."""
    rows = (
        ("Ответить", "Спросить", "Заметка", "Этапы", "Настроение"),
        ("Передать", "Отпустить", "Закрыть", "История"),
    )
    keys = [[InlineKeyboardButton(text=one, callback_data=one) for one in row] for row in rows]
    await emma.start()
    await bot.send_message(emma.id, "#1", reply_markup=InlineKeyboardMarkup(inline_keyboard=keys))
    page = await eyes.open(telegram.url, language="ru", width=1280, height=760)
    await expect(page.get_by_role("button", name="Настроение").first).to_be_visible()
    assert await page.evaluate(BROKEN_WORDS) == []
    await page.screenshot(path=picture("keys-ru"))
