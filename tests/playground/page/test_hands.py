"""What people do on the page, and what comes of it."""

import pytest
from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import BotCommand, KeyboardButton, ReplyKeyboardMarkup
from playwright.async_api import FilePayload, expect

from playground.door import ChatDoor
from playground.server import Playground
from tests.playground.page.conftest import Eyes
from tests.playground.page.gallery import keys, png


async def test_a_first_conversation(eyes: Eyes, telegram: Playground, bot: Bot, emma: ChatDoor) -> None:
    page = await eyes.open(telegram.url)
    left = page.get_by_label("Left phone", exact=True)
    await left.get_by_role("button", name="Start").click()
    await left.get_by_role("article", name="/start").wait_for()
    text = left.get_by_role("textbox", name="Message")
    await text.fill("Hello")
    await text.press("Shift+Enter")
    await text.press_sequentially("there")
    await text.press("Enter")
    await emma.until(lambda seen: seen[-1].text == "Hello\nthere")
    await expect(text).to_have_value("")
    await bot.send_chat_action(emma.id, "typing")
    await expect(left.get_by_text("typing…")).to_be_visible()
    await bot.send_message(emma.id, "Good <b>day</b>", parse_mode="HTML")
    await expect(left.get_by_role("article", name="Good day").locator("strong")).to_have_text("day")
    await expect(left.get_by_text("typing…")).to_be_hidden()
    await expect(page.locator("#said")).to_have_text("Emma, acme_help_bot: Good day")


async def test_foreign_words_stay_words(eyes: Eyes, telegram: Playground, bot: Bot, emma: ChatDoor) -> None:
    await emma.start()
    trick = "<img src=x onerror=alert(1)><script>document.title='stolen'</script>"
    await emma.say(trick)
    await bot.send_message(emma.id, trick, reply_markup=keys([(trick[:60], "x")]))
    await emma.send_document(name=trick)
    await emma.send_contact("+7", trick)
    page = await eyes.open(telegram.url)
    await expect(page.get_by_role("article", name=trick)).to_have_count(2)
    assert await page.locator("#stage script, #stage img[src='x']").count() == 0
    assert await page.title() == "Local Telegram"


async def test_a_button_is_pressed_and_its_answer_shown(
    eyes: Eyes, telegram: Playground, bot: Bot, emma: ChatDoor
) -> None:
    await emma.start()
    (started,) = await bot.get_updates()
    message = await bot.send_message(
        emma.id, "#17", reply_markup=keys([("Take", "take"), ("Leave", "leave")])
    )
    page = await eyes.open(telegram.url)
    await page.get_by_role("button", name="Leave").click()
    (update,) = await bot.get_updates(offset=started.update_id + 1, timeout=10)
    assert update.callback_query is not None
    assert update.callback_query.data == "leave"
    await update.callback_query.answer("Left alone").as_(bot)
    await expect(page.get_by_text("Left alone")).to_be_visible()
    await message.edit_text("#17 waits").as_(bot)
    changed = page.get_by_role("article", name="#17 waits")
    await expect(changed.get_by_text("edited")).to_be_visible()
    await expect(changed.get_by_role("button", name="Leave")).to_have_count(0)
    await message.delete().as_(bot)
    await expect(changed).to_have_count(0)


async def test_the_own_number_is_shared(eyes: Eyes, telegram: Playground, bot: Bot, emma: ChatDoor) -> None:
    await emma.start()
    share = KeyboardButton(text="Share my number", request_contact=True)
    markup = ReplyKeyboardMarkup(keyboard=[[share]], one_time_keyboard=True)
    page = await eyes.open(telegram.url)
    await bot.send_message(emma.id, "?", reply_markup=markup)
    await page.get_by_role("button", name="Share my number").click()
    seen = await emma.until(lambda seen: seen[-1].kind == "contact")
    assert seen[-1].content["contact"]["user_id"] == emma.id
    await expect(page.get_by_role("button", name="Share my number")).to_be_hidden()


async def test_answering_editing_and_deleting_by_keyboard(
    eyes: Eyes, telegram: Playground, bot: Bot, emma: ChatDoor
) -> None:
    await emma.start()
    asked = await bot.send_message(emma.id, "Which till?")
    page = await eyes.open(telegram.url)
    row = page.get_by_role("article", name="Which till?")
    await row.focus()
    await row.press("Enter")
    await page.get_by_role("menuitem", name="Reply").press("Enter")
    await page.keyboard.type("The secnd")
    await page.keyboard.press("Enter")
    seen = await emma.until(lambda seen: seen[-1].text == "The secnd")
    assert seen[-1].reply_to == asked.message_id
    await expect(page.get_by_role("article", name="The secnd").locator(".quoted")).to_contain_text(
        "Which till?"
    )
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Control+a")
    await page.keyboard.type("The second")
    await page.keyboard.press("Enter")
    await emma.until(lambda seen: seen[-1].edited and seen[-1].text == "The second")
    row = page.get_by_role("article", name="The second")
    await row.click(button="right")
    await page.get_by_role("menuitem", name="Delete").click()
    await expect(row).to_have_count(0)


async def test_a_part_of_a_message_is_quoted(
    eyes: Eyes, telegram: Playground, bot: Bot, emma: ChatDoor
) -> None:
    await emma.start()
    await bot.send_message(emma.id, "Which till, the left or the right one?")
    page = await eyes.open(telegram.url)
    row = page.get_by_role("article", name="Which till")
    await row.locator(".text").evaluate(
        "(text) => getSelection().setBaseAndExtent(text.firstChild, 12, text.firstChild, 20)"
    )
    await row.hover()
    await row.get_by_role("button", name="Message menu").click()
    await page.get_by_role("menuitem", name="Quote the selection").click()
    await page.keyboard.type("This")
    await page.keyboard.press("Enter")
    seen = await emma.until(lambda seen: seen[-1].text == "This")
    assert seen[-1].quote == "the left"


async def test_a_dropped_file_waits_for_its_words(eyes: Eyes, telegram: Playground, emma: ChatDoor) -> None:
    await emma.start()
    page = await eyes.open(telegram.url)
    left = page.get_by_label("Left phone", exact=True)
    drop = """(chat) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(["a,b"], "till.csv", { type: "text/csv" }));
        for (const kind of ["dragover", "drop"]) {
            chat.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
        }
    }"""
    await left.locator(".chat").evaluate(drop)
    await expect(left.get_by_text("till.csv")).to_be_visible()
    await left.get_by_role("button", name="Remove: till.csv").click()
    await expect(left.get_by_text("till.csv")).to_be_hidden()
    await left.locator(".chat").evaluate(drop)
    await left.get_by_role("textbox").press_sequentially("The log")
    await page.keyboard.press("Enter")
    seen = await emma.until(lambda seen: seen[-1].kind == "document")
    assert (seen[-1].text, seen[-1].files[0].mime) == ("The log", "text/csv")


async def test_files_are_chosen_pasted_and_sent(eyes: Eyes, telegram: Playground, emma: ChatDoor) -> None:
    await emma.start()
    page = await eyes.open(telegram.url)
    left = page.get_by_label("Left phone", exact=True)
    await left.get_by_role("button", name="Attach").click()
    async with page.expect_file_chooser() as chooser:
        await page.get_by_role("menuitem", name="Photo or file").click()
    red = png(40, 30, 200, 0, 0)
    photos: list[FilePayload] = [
        {"name": name, "mimeType": "image/png", "buffer": red} for name in ("a.png", "b.png")
    ]
    await (await chooser.value).set_files(photos)
    await left.get_by_role("textbox").fill("Both sides")
    await left.get_by_role("button", name="Send").click()
    seen = await emma.until(lambda seen: len(seen) == 3)
    assert [one.kind for one in seen[1:]] == ["photo", "photo"]
    assert (seen[1].album, seen[1].text) == (seen[2].album, "Both sides")
    await expect(left.locator(".album img")).to_have_count(2)
    paste = """(text) => {
        const data = new DataTransfer();
        data.items.add(new File(["row 1"], "router.log", { type: "text/plain" }));
        text.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
    }"""
    await left.get_by_role("textbox").evaluate(paste)
    await left.get_by_role("textbox").press("Enter")
    seen = await emma.until(lambda seen: seen[-1].kind == "document")
    assert (seen[-1].files[0].name, emma.file(seen[-1])) == ("router.log", b"row 1")
    await expect(left.get_by_role("link", name="router.log")).to_be_visible()


async def test_without_a_microphone_a_sample_is_spoken(
    eyes: Eyes, telegram: Playground, emma: ChatDoor
) -> None:
    await emma.start()
    page = await eyes.open(telegram.url)
    left = page.get_by_label("Left phone", exact=True)
    await left.get_by_role("button", name="Voice message").click()
    seen = await emma.until(lambda seen: seen[-1].kind == "voice")
    assert emma.file(seen[-1]).startswith(b"RIFF")
    voice = left.locator(".voice")
    await expect(voice).to_contain_text("0:02")
    await voice.get_by_role("button", name="Play").click()
    await expect(voice.get_by_role("button", name="Pause")).to_be_visible()
    await expect(voice.get_by_role("button", name="Play")).to_be_visible()


async def test_commands_are_offered_as_they_are_typed(
    eyes: Eyes, telegram: Playground, bot: Bot, emma: ChatDoor
) -> None:
    await emma.start()
    page = await eyes.open(telegram.url)
    text = page.get_by_label("Left phone", exact=True).get_by_role("textbox")
    human = BotCommand(command="human", description="Call a person")
    async with page.expect_response(lambda answer: answer.url.endswith("/acme_help_bot")):
        await bot.set_my_commands([human, BotCommand(command="status", description="My questions")])
    await text.press_sequentially("/h")
    await expect(page.get_by_role("option", name="/human Call a person")).to_be_visible()
    await text.press("ArrowDown")
    await page.keyboard.press("Enter")
    await emma.until(lambda seen: seen[-1].text == "/human")
    await text.press_sequentially("/")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("option")).to_have_count(0)
    await expect(text).to_be_focused()


async def test_a_bot_is_blocked_and_unblocked(eyes: Eyes, telegram: Playground, emma: ChatDoor) -> None:
    await emma.start()
    page = await eyes.open(telegram.url)
    left = page.get_by_label("Left phone", exact=True)
    await left.get_by_role("button", name="Chat menu").click()
    await page.get_by_role("menuitem", name="Block the bot").click()
    await left.get_by_role("button", name="Unblock").click()
    await expect(left.get_by_role("textbox")).to_be_visible()
    assert not emma.blocked


async def test_unread_messages_are_marked_until_they_are_seen(
    eyes: Eyes, telegram: Playground, bot: Bot, emma: ChatDoor
) -> None:
    await emma.start()
    jack = telegram.person(504, "Jack").chat("acme_help_bot")
    await jack.start()
    page = await eyes.open(telegram.url)
    left = page.get_by_label("Left phone", exact=True)
    for words in ("one", "two"):
        await bot.send_message(jack.id, words)
    await expect(left.locator(".owner .badge")).to_have_text("2")
    await left.locator(".owner").click()
    await page.get_by_role("menuitemradio", name="Jack").click()
    await left.get_by_role("article", name="two").wait_for()
    await expect(left.locator(".owner .badge")).to_have_count(0)
    await page.keyboard.press("Escape")
    await left.get_by_role("button", name="Back to chats").click()
    await expect(left.get_by_role("listitem").first).to_contain_text("two")


async def test_topics_part_a_chat(eyes: Eyes, telegram: Playground, bot: Bot, emma: ChatDoor) -> None:
    await emma.start()
    topic = await bot.create_forum_topic(emma.id, "#17 The till")
    await bot.send_message(emma.id, "About the till", message_thread_id=topic.message_thread_id)
    page = await eyes.open(telegram.url)
    left = page.get_by_label("Left phone", exact=True)
    await left.get_by_role("button", name="#17 The till").click()
    await expect(left.get_by_role("article")).to_have_count(1)
    await left.get_by_role("textbox").fill("It beeps")
    await left.get_by_role("textbox").press("Enter")
    seen = await emma.until(lambda seen: seen[-1].text == "It beeps")
    assert seen[-1].thread == topic.message_thread_id


async def test_the_desks_time_moves_on(eyes: Eyes, telegram: Playground, emma: ChatDoor) -> None:
    await emma.start()
    page = await eyes.open(telegram.url)
    before = telegram.world.now()
    await page.get_by_text("Clock", exact=True).click()
    await page.get_by_role("button", name="+1 day").click()
    await expect(page.get_by_text("1 day ahead of real time")).to_be_visible()
    assert (telegram.world.now() - before).total_seconds() >= 24 * 3600
    await emma.say("A day later")
    await expect(page.get_by_label("Left phone", exact=True).locator(".day")).to_have_count(2)


async def test_faults_are_turned_on_seen_striking_and_off(
    eyes: Eyes, telegram: Playground, bot: Bot, emma: ChatDoor
) -> None:
    await emma.start()
    page = await eyes.open(telegram.url)
    await page.get_by_text("Faults", exact=True).click()
    await page.get_by_role("switch", name="Telegram is down").check()
    await expect(page.get_by_text("Telegram is down (502) · *")).to_be_visible()
    with pytest.raises(AiogramError):
        await bot.get_me()
    await expect(page.get_by_text("struck 1×")).to_be_visible()
    await page.get_by_role("switch", name="Telegram is down").uncheck()
    await expect(page.get_by_text("All is well.")).to_be_visible()
    assert telegram.faults.set == []
    await page.get_by_role("switch", name="The customer blocks the bot").check()
    await expect(page.get_by_role("button", name="Unblock")).to_be_visible()
    assert emma.blocked
