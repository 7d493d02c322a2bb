"""The panel beside the phones, the head of the page, and whose phone it is."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import expect

from playground.clock import Clock
from playground.door import ChatDoor
from playground.server import Playground, start
from playground.stories import Phone, Say, Story
from tests.playground.bots import BOTS
from tests.playground.conftest import NOON
from tests.playground.page.conftest import Eyes

HELP = Phone("acme_help_bot", {"en": 503})


def says(text: str, caption: str) -> Say:
    return Say(phone=HELP, text={"en": text}, caption={"en": caption})


FIRST, SECOND = says("The till is down", "Emma writes."), says("Are you there?", "She waits.")
STORY = Story("till", {"en": "The till is down"}, (FIRST, SECOND))


@asynccontextmanager
async def theatre(**more: Any) -> AsyncIterator[Playground]:
    async with start(BOTS, stories=[STORY], **more) as telegram:
        telegram.person(504, "Jack")
        telegram.person(503, "Emma")
        await telegram.person(1002, "Boris").chat("acme_desk_bot").start()
        yield telegram


async def test_a_story_is_paused_and_led_step_by_step(eyes: Eyes) -> None:
    """Given slow reading, when it is paused in the first step, then each click plays one step more."""
    async with theatre(story_pace=1000) as telegram:
        page = await eyes.open(telegram.url)
        left = page.get_by_label("Left phone", exact=True)
        await expect(left.locator(".owner")).to_contain_text("Jack")
        await page.get_by_role("button", name="Play: The till is down").click()
        await expect(page.get_by_text("Emma writes.")).to_be_visible()
        await expect(left.locator(".owner")).to_contain_text("Emma")
        await page.get_by_role("button", name="Pause").click()
        await expect(page.get_by_role("button", name="Continue")).to_be_visible()
        await page.get_by_role("button", name="Leave the story").click()
        await page.get_by_role("button", name="Step by step: The till is down").click()
        await expect(page.get_by_text("Press “Next step”.")).to_be_visible()
        await page.get_by_role("button", name="Next step").click()
        await expect(page.get_by_text("1 of 2")).to_be_visible()
        await page.get_by_role("button", name="Next step").click()
        await expect(page.get_by_text("She waits. That is the whole story.")).to_be_visible()
        texts = [seen.text for seen in telegram.person(503).chat("acme_help_bot").messages]
        assert texts == ["The till is down", "The till is down", "Are you there?"]


async def test_why_is_told_of_the_chat_on_the_left(eyes: Eyes, picture: Callable[[str], str]) -> None:
    async def explain(bot: str, person: int) -> dict[str, Any]:
        last = telegram.person(person).chat(bot).messages
        return {
            "heard": last[-1].text if last else "",
            "felt": {"angry": 0.71234, "calm": 0.1},
            "routed": ["tills", "it says “till”"],
        }

    async with theatre(explain=explain) as telegram:
        page = await eyes.open(telegram.url)
        await page.get_by_text("Why", exact=True).click()
        why = page.locator(".why")
        await expect(why).to_contain_text("0.712")
        await telegram.person(504).chat("acme_help_bot").say("<b>Third</b> day without a till")
        await expect(why).to_contain_text("<b>Third</b> day without a till")
        await page.screenshot(path=picture("why"))


async def test_without_an_explainer_there_is_no_why(eyes: Eyes, telegram: Playground, emma: ChatDoor) -> None:
    page = await eyes.open(telegram.url)
    await expect(page.get_by_text("Faults", exact=True)).to_be_visible()
    await expect(page.get_by_text("Why", exact=True)).to_have_count(0)


async def test_the_phone_is_handed_on_by_keyboard(
    eyes: Eyes, telegram: Playground, emma: ChatDoor, picture: Callable[[str], str]
) -> None:
    telegram.person(504, "Jack")
    page = await eyes.open(telegram.url)
    left = page.get_by_label("Left phone", exact=True)
    await left.locator(".owner").press("Enter")
    await expect(page.get_by_role("menuitemradio", name="Emma")).to_be_focused()
    await page.screenshot(path=picture("people"))
    await page.keyboard.press("Escape")
    await expect(left.locator(".owner")).to_be_focused()
    await left.locator(".owner").press("Enter")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(left.locator(".owner")).to_contain_text("Jack")


async def test_who_has_been_at_the_phones_bot_is_offered_first(
    eyes: Eyes, telegram: Playground, emma: ChatDoor
) -> None:
    await emma.start()
    page = await eyes.open(telegram.url)
    for phone, first in (("Left phone", "Emma"), ("Right phone", "Boris")):
        await page.get_by_label(phone, exact=True).locator(".owner").click()
        await expect(page.get_by_role("menuitemradio").first).to_contain_text(first)
        await page.keyboard.press("Escape")


async def test_times_are_those_of_the_zone_that_is_told_here(eyes: Eyes) -> None:
    """Noon in London is nine in the evening in Tokyo, wherever the browser is."""
    async with start(BOTS, now=Clock(lambda: NOON), zone="Asia/Tokyo") as telegram:
        await telegram.person(503, "Emma").chat("acme_help_bot").start()
        page = await eyes.open(telegram.url)
        await expect(page.get_by_role("article", name="You, 21:00: /start")).to_be_visible()
        await expect(page.locator(".face")).to_contain_text("21:00")


async def test_a_new_person_comes_in(eyes: Eyes, telegram: Playground, emma: ChatDoor) -> None:
    page = await eyes.open(telegram.url)
    left = page.get_by_label("Left phone", exact=True)
    await left.locator(".owner").click()
    await page.get_by_role("menuitem", name="New person…").click()
    await page.get_by_label("Name").fill("Светлана")
    await page.get_by_label("Language").select_option("ru")
    await page.get_by_role("button", name="Add", exact=True).click()
    await expect(left.locator(".owner")).to_contain_text("Светлана")
    await left.get_by_role("button", name="Start").click()
    await expect(left.get_by_role("article", name="/start")).to_be_visible()
    assert telegram.people[-1].person.language == "ru"


async def test_where_nobody_is_yet_somebody_comes(eyes: Eyes, telegram: Playground) -> None:
    page = await eyes.open(telegram.url)
    await page.get_by_label("Left phone", exact=True).get_by_role("button", name="Start").click()
    await expect(page.get_by_role("article", name="/start")).to_be_visible()
    assert [door.person.first_name for door in telegram.people] == ["Emma"]


async def test_theme_and_language_are_chosen_and_kept(
    eyes: Eyes, telegram: Playground, emma: ChatDoor
) -> None:
    page = await eyes.open(telegram.url)
    await page.get_by_role("button", name="Light or dark").click()
    await page.get_by_role("button", name="Русский").click()
    await expect(page.get_by_text("Истории")).to_have_count(0)
    await expect(page.get_by_text("Неполадки")).to_be_visible()
    await page.reload()
    await expect(page.get_by_text("Неполадки")).to_be_visible()
    assert await page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert await page.evaluate("document.documentElement.lang") == "ru"


async def test_on_a_narrow_screen_tabs_show_one_thing_at_a_time(
    eyes: Eyes, telegram: Playground, emma: ChatDoor
) -> None:
    await emma.start()
    page = await eyes.open(telegram.url, width=360, height=740)
    left, right = page.get_by_label("Left phone", exact=True), page.get_by_label("Right phone", exact=True)
    await expect(left).to_be_visible()
    await expect(right).to_be_hidden()
    await page.get_by_role("tab", name="Emma").press("ArrowRight")
    await expect(page.get_by_role("tab", name="Boris")).to_be_focused()
    await expect(right).to_be_visible()
    await expect(left).to_be_hidden()
