"""The demo as people meet it: ``firstline demo`` in its own process, one whole story in each language."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.playground.page.conftest import Eyes
from tests.playground.page.test_looks import BOXES, WIDER_THAN_ITS_BOX

ROOT = Path(__file__).parents[3]
COMMAND = [sys.executable, "-c", "from bot.commands import main; main()", "demo", "--port", "0"]
#: The words of the page and of the story, and who is on which phone.
WORDS = {
    "en": {
        "play": "Play", "steps": "Step by step", "next": "Next step", "leave": "Leave the story",
        "left": "Left phone", "end": "That is the whole story.", "asks": "I forgot my password",
        "answer": "You can set a new password",
    },
    "ru": {
        "play": "Смотреть", "steps": "По шагам", "next": "Следующий шаг", "leave": "Выйти из истории",
        "left": "Левый телефон", "end": "Вот и вся история.", "asks": "Забыла пароль",
        "answer": "Пароль можно задать новый",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def demo() -> Iterator[str]:
    with running() as address:
        yield address


@contextmanager
def running() -> Iterator[str]:
    """The address of a demo that runs; it stops by SIGTERM and says nothing bad."""
    with subprocess.Popen(
        COMMAND, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
        assert found, process.communicate(timeout=20)
        assert "Ctrl+C" in process.stdout.readline()
        yield found[0]
        process.terminate()
        _, complaints = process.communicate(timeout=20)
        assert (process.returncode, complaints) == (0, "")


async def told(page: Page, language: str) -> None:
    """The story has been told to the end."""
    await expect(page.locator("#story")).to_contain_text(WORDS[language]["end"], timeout=40_000)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_whole_story_plays_by_itself(
    eyes: Eyes, demo: str, picture: Callable[[str], str], language: str
) -> None:
    words = WORDS[language]
    page = await eyes.open(demo, language=language)
    await page.get_by_role("button", name=words["play"]).first.click()
    left = page.get_by_label(words["left"], exact=True)
    await expect(left.get_by_role("article", name=words["asks"]).last).to_be_visible(timeout=20_000)
    await expect(left.get_by_role("article", name=words["answer"]).last).to_be_visible(timeout=20_000)
    await told(page, language)
    assert await page.evaluate(WIDER_THAN_ITS_BOX, BOXES) == []
    await page.screenshot(path=picture(f"story-wide-{language}"))
    await page.emulate_media(color_scheme="dark")
    await page.screenshot(path=picture(f"story-wide-dark-{language}"))
    await page.get_by_role("button", name=words["leave"]).click()
    await expect(page.locator("#story")).to_be_hidden()


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_whole_story_is_clicked_through_on_a_phones_width(
    eyes: Eyes, demo: str, picture: Callable[[str], str], language: str
) -> None:
    words = WORDS[language]
    page = await eyes.open(demo, language=language, width=360, height=740)
    await page.get_by_role("tab").last.click()
    await page.screenshot(path=picture(f"panel-narrow-{language}"))
    await page.get_by_role("button", name=words["steps"]).first.click()
    for number in range(1, 6):
        await page.get_by_role("button", name=words["next"]).click()
        await expect(page.locator("#story progress")).to_have_attribute("value", str(number), timeout=30_000)
        assert await page.evaluate(WIDER_THAN_ITS_BOX, BOXES) == []
    await told(page, language)
    await page.screenshot(path=picture(f"story-narrow-{language}"))
    await page.get_by_role("button", name=words["leave"]).click()
