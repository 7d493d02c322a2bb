"""Letters get through whatever Telegram answers, in order, or the desk hears why not."""

import asyncio
from contextlib import suppress

import pytest

from playground.bot_api import JournalRow
from playground.door import ChatDoor
from playground.limits import Limits, Rate
from playground.server import start
from tests.bot.delivery.outside import Clock, Journal, Log, change, rows
from tests.bot.delivery.talks import ANSWER, QUESTION, card, relayed, told
from tests.bot.delivery.test_any_outbox import HastyClock
from tests.bot.house import CUSTOMER_TOKEN, DESK_TOKEN, VERA, at_work, house

BOTS = {CUSTOMER_TOKEN: "help_bot", DESK_TOKEN: "desk_bot"}


async def test_after_429_a_chat_waits_as_long_as_it_is_told_and_no_other_does(sqlite_url: str) -> None:
    clock = Clock()
    async with house(sqlite_url, now=clock) as desk:
        emma = await desk.customer(name="Emma", language="en")
        jack = await desk.customer(9_000_000_002, "Jack", "en")
        journal = Journal(desk.telegram)
        desk.telegram.faults.add("429", match={"chat_id": emma.id}, count=1, retry_after=3600)
        await emma.say(QUESTION)
        await journal.until(lambda calls: any(call.outcome == "429" for call in calls))
        for minutes in (0, 30, 29):
            clock.forward(minutes=minutes)
            await jack.say("/help")
            await jack.next()
        assert len(told(emma)) == 1
        clock.forward(minutes=2)
        assert ANSWER in (await emma.next()).text


async def test_flood_limits_delay_letters_and_change_neither_number_nor_order(sqlite_url: str) -> None:
    """Telegram's own buckets, so small that the talk runs into them."""
    limits = Limits(per_bot=Rate(30, 30), per_chat=Rate(2, 2))
    async with start(BOTS, limits=limits) as telegram, at_work(telegram, sqlite_url) as desk:
        emma, gleb = await relayed(desk)
        for number in range(4):
            await gleb.say(f"/reply 1 Step {number}")
        await emma.until(lambda seen: seen[-1].text == "Step 3", 30)
        assert [call.outcome for call in telegram.calls].count("429") > 0
        assert told(emma)[-4:] == ["Step 0", "Step 1", "Step 2", "Step 3"]


@pytest.mark.parametrize("kind", ["500", "502", "garbage", "drop_before"])
@pytest.mark.parametrize("bot", ["customer", "desk"])
async def test_a_letter_whose_fate_is_unknown_is_sent_again_and_later_ones_wait_for_it(
    sqlite_url: str, kind: str, bot: str
) -> None:
    async with house(sqlite_url) as desk:
        emma, gleb = await relayed(desk)
        fault = desk.telegram.faults.add(kind, "sendMessage", match={"text": "First"}, count=2)
        reader = await two_words(bot, emma, gleb)
        assert ends(reader) == ["First", "Second"]
        assert fault.struck == 2


async def two_words(bot: str, emma: ChatDoor, gleb: ChatDoor) -> ChatDoor:
    """One says "First" and "Second" to the other, who has got both when they are given back."""
    reader, writer, act = (emma, gleb, "/reply 1 ") if bot == "customer" else (gleb, emma, "")
    await writer.say(f"{act}First")
    await writer.say(f"{act}Second")
    await reader.until(lambda seen: any(ends_second(one.text) for one in seen if not one.mine))
    return reader


def ends_second(text: str) -> bool:
    return text.endswith("Second") and "P3" not in text


def ends(chat: ChatDoor) -> list[str]:
    """The last words of what was passed on; the card, which repeats them, is left out."""
    relays = [text for text in told(chat) if text.endswith(("First", "Second")) and "P3" not in text]
    return [text.split()[-1] for text in relays]


@pytest.mark.parametrize("bot", ["customer", "desk"])
async def test_a_letter_done_but_never_confirmed_arrives_at_least_once(sqlite_url: str, bot: str) -> None:
    async with house(sqlite_url) as desk:
        emma, gleb = await relayed(desk)
        desk.telegram.faults.add("drop_after", "sendMessage", match={"text": "First"}, count=1)
        reader = await two_words(bot, emma, gleb)
        assert ends(reader) == ["First", "First", "Second"]


async def test_a_hanging_call_holds_up_only_its_chat(sqlite_url: str) -> None:
    async with house(sqlite_url) as desk:
        emma = await desk.customer(name="Emma", language="en")
        jack = await desk.customer(9_000_000_002, "Jack", "en")
        desk.telegram.faults.add("hang", match={"chat_id": emma.id}, count=1, seconds=1)
        await emma.say(QUESTION)
        await jack.say(QUESTION)
        assert ANSWER in (await jack.next()).text
        assert len(told(emma)) == 1
        assert ANSWER in (await emma.next()).text


@pytest.mark.parametrize("bot", ["customer", "desk"])
async def test_html_that_telegram_cannot_read_goes_as_plain_text(sqlite_url: str, bot: str) -> None:
    async with house(sqlite_url) as desk:
        emma, gleb = await relayed(desk)
        reader, writer, row = (
            (emma, gleb, "/reply 1 a < b & c") if bot == "customer" else (gleb, emma, "a < b & c")
        )
        desk.telegram.faults.add("400", "sendMessage", match={"parse_mode": "HTML"}, count=1)
        await writer.say(row)
        seen = await reader.next()
        assert seen.text.endswith("a < b & c")
        assert seen.entities == ()


async def test_a_card_that_shows_all_already_counts_as_shown(sqlite_url: str) -> None:
    async with house(sqlite_url) as desk:
        _, gleb = await relayed(desk)
        words = "Bad Request: message is not modified: specified new message content is the same"
        fault = desk.telegram.faults.add("400", "editMessageText", count=1, description=words)
        await gleb.say("/note 1 looked at it")
        await gleb.until(lambda seen: seen[-1].text == "#1: noted.")
        assert fault.struck == 1
        await gleb.say("/note 1 looked again")
        await gleb.until(lambda seen: "looked again" in card(gleb).text)
    assert rows(sqlite_url, "SELECT count(*) FROM outbox WHERE state = 'failed' AND chat_id = 1004") == [(0,)]


async def test_a_card_asked_for_while_it_is_being_edited_comes_anew(sqlite_url: str) -> None:
    """The edit ends after the asking; the card at the foot of the chat is another message all the same."""
    async with house(sqlite_url) as desk:
        emma, gleb = await relayed(desk)
        before = card(gleb).id
        desk.telegram.faults.add("hang", "editMessageText", count=1, seconds=1)
        struck = asyncio.Event()
        desk.telegram.faults.changed = struck.set
        await emma.say("And the printer, too.")
        await struck.wait()
        await gleb.say("/ticket 1")
        await gleb.until(lambda seen: card(gleb).id > before)


async def test_a_card_deleted_by_hand_comes_anew_and_lives_on(sqlite_url: str) -> None:
    async with house(sqlite_url) as desk:
        _, gleb = await relayed(desk)
        for old in [seen for seen in gleb.messages if seen.buttons and "#1" in seen.text]:
            await gleb.delete(old)
        await gleb.say("/note 1 looked at it")
        await gleb.until(lambda seen: any("looked at it" in one.text and one.buttons for one in seen))
        anew = card(gleb)
        await gleb.say("/note 1 looked again")
        await gleb.until(lambda seen: "looked again" in card(gleb).text)
        assert card(gleb).id == anew.id


async def test_a_blocked_bot_is_told_to_the_desk_and_marks_the_customer_until_they_return(
    sqlite_url: str,
) -> None:
    async with house(sqlite_url) as desk:
        emma, gleb = await relayed(desk)
        fault = desk.telegram.faults.add("403", "sendMessage", match={"chat_id": emma.id}, count=1)
        await gleb.say("/reply 1 Are you there?")
        await gleb.until(
            lambda seen: any("was not delivered: the customer has blocked" in one.text for one in seen)
        )
        assert rows(sqlite_url, "SELECT blocked_at IS NULL FROM customers") == [(0,)]
        await emma.say("I am")
        await gleb.until(lambda seen: any(one.text.endswith("I am") for one in seen))
        assert rows(sqlite_url, "SELECT blocked_at IS NULL FROM customers") == [(1,)]
        await gleb.say("/reply 1 Good")
        assert (await emma.next()).text == "Good"
        assert fault.struck == 1


async def test_a_letter_telegram_refuses_for_good_is_told_to_the_desk_and_holds_nobody_up(
    sqlite_url: str,
) -> None:
    async with house(sqlite_url) as desk:
        emma, gleb = await relayed(desk)
        words = "Bad Request: MESSAGE_TOO_ODD"
        desk.telegram.faults.add("400", "sendMessage", match={"text": "odd"}, description=words)
        await gleb.say("/reply 1 an odd one")
        await gleb.say("/reply 1 a good one")
        assert (await emma.next()).text == "a good one"
        await gleb.until(
            lambda seen: any("was not delivered: Telegram refused it" in one.text for one in seen)
        )


async def test_a_specialist_who_blocked_the_desk_bot_holds_nobody_up(sqlite_url: str) -> None:
    async with house(sqlite_url) as desk:
        emma, gleb = await relayed(desk)
        await gleb.block()
        await emma.say("The second till, too.")
        jack = await desk.customer(9_000_000_002, "Jack", "en")
        await jack.say(QUESTION)
        assert ANSWER in (await jack.next()).text
        await gleb.unblock()
        await gleb.say("/reply 1 Back again")
        assert (await emma.next()).text == "Back again"


async def test_words_too_long_for_one_message_arrive_whole_and_no_part_twice(sqlite_url: str) -> None:
    """The second part is refused for a while; the first, which is through, is not sent again."""
    clock, long = Clock(), "Word & word. " * 314 + "The end"
    async with house(sqlite_url, now=clock) as desk:
        emma, gleb = await relayed(desk)
        journal = Journal(desk.telegram)
        desk.telegram.faults.add("429", "sendMessage", match={"text": "The end"}, count=1, retry_after=60)
        await emma.say(long)
        await journal.until(refused)
        # Until the sender has written down that it is to wait, the clock may be moved in vain.
        while not any(one.text.endswith("The end") for one in gleb.messages):
            clock.forward(minutes=2)
            with suppress(TimeoutError):
                await gleb.until(lambda seen: seen[-1].text.endswith("The end"), 1)
        first, second = told(gleb)[-2:]
        assert f"{first} {second}" == f"#1 Emma\n{long}"
        assert told(gleb).count(first) == 1


def refused(calls: list[JournalRow]) -> bool:
    return any(call.outcome == "429" for call in calls)


async def test_a_card_that_cannot_be_drawn_is_given_up_and_the_chat_goes_on(sqlite_url: str) -> None:
    """A fault of our own: what the card tells of the ticket's opening is not what it should be."""
    async with house(sqlite_url, now=HastyClock()) as desk:
        _, gleb = await relayed(desk)
        vera = await desk.staff(VERA, "Vera", "en")
        await change(sqlite_url, """UPDATE events SET data = '{"tried": 5}' WHERE what = 'open'""")
        await gleb.say("/note 1 looked at it")
        await gleb.until(lambda seen: seen[-1].text == "#1: noted.")
        await vera.until(lambda seen: "#1: its card could not be shown" in seen[-1].text, 30)
        await gleb.say("/delivery 1")
        ledger = (await gleb.until(lambda seen: "letters to the customer" in seen[-1].text))[-1].text
        assert "[a card for staff] Not delivered: a fault of the desk itself." in ledger
        await change(sqlite_url, "UPDATE events SET data = '{}' WHERE what = 'open'")
        await gleb.say("/note 1 looked again")
        await gleb.until(lambda seen: "looked again" in card(gleb).text)
        assert sum("could not be shown" in one.text for one in vera.messages) == 1


async def test_sending_outlives_a_database_in_trouble(sqlite_url: str) -> None:
    """For a moment there is no outbox to look into, as when a database server starts anew."""
    async with house(sqlite_url) as desk:
        emma = await desk.customer(name="Emma", language="en")
        log = Log.of_the_desk()
        await change(sqlite_url, "ALTER TABLE outbox RENAME TO elsewhere")
        await log.until("sending stalled")
        await emma.say("/help")
        await log.until("update failed")
        await change(sqlite_url, "ALTER TABLE elsewhere RENAME TO outbox")
        assert (await emma.next()).text.startswith("I am the support bot")
