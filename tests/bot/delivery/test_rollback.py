"""An error in a handler of either framework leaves nothing of its update behind, and holds nobody up."""

from tests.bot.delivery.outside import change, poison, rows
from tests.bot.delivery.talks import ANSWER, QUESTION, relayed, told
from tests.bot.house import VERA, house

# Fails the first two tries, counted where a rollback does not reach.
TWICE = """
    CREATE TRIGGER twice BEFORE INSERT ON {table}
    WHEN NEW.text LIKE '%passing trouble%' AND (SELECT max(tries) FROM inbox) < 2
    BEGIN SELECT RAISE(ABORT, 'not yet'); END;
"""


async def test_an_error_in_a_customer_handler_leaves_nothing_behind(sqlite_url: str) -> None:
    """The customer and their count of words are written before the words fail."""
    await change(sqlite_url, poison("messages", "text", "poison"))
    async with house(sqlite_url) as desk:
        emma = desk.telegram.person(9_000_000_001, "Emma").chat("help_bot")
        await emma.say("poison")
        assert "something broke on our side" in (await emma.next()).text
        await emma.say("/help")
        assert "I am the support bot" in (await emma.next()).text
    assert rows(sqlite_url, "SELECT heard FROM conversations") == []
    assert rows(sqlite_url, "SELECT count(*) FROM timers") == [(0,)]


async def test_an_update_that_keeps_failing_is_set_aside_and_everyone_hears_of_it(sqlite_url: str) -> None:
    await change(sqlite_url, poison("messages", "text", "poison"))
    async with house(sqlite_url) as desk:
        vera = await desk.staff(VERA, "Vera", "en")
        emma = await desk.customer(name="Emma", language="en")
        await emma.say("poison")
        assert "something broke on our side" in (await emma.next()).text.lower()
        assert "is set aside" in (await vera.next()).text
        await emma.say(QUESTION)
        assert ANSWER in (await emma.next()).text
    [(tries, error, done, dead)] = rows(
        sqlite_url, "SELECT tries, error, done_at, dead_at FROM inbox WHERE payload LIKE '%poison%'"
    )
    assert (tries, error, done) == (5, "IntegrityError", None)
    assert dead


async def test_a_failing_update_does_not_hold_up_other_chats(sqlite_url: str) -> None:
    await change(sqlite_url, poison("messages", "text", "poison"))
    async with house(sqlite_url) as desk:
        emma = await desk.customer(name="Emma", language="en")
        jack = await desk.customer(9_000_000_002, "Jack", "en")
        await emma.say("poison")
        await jack.say(QUESTION)
        assert ANSWER in (await jack.next()).text
        assert rows(sqlite_url, "SELECT count(*) FROM inbox WHERE dead_at IS NOT NULL") == [(0,)]


async def test_a_customers_update_is_tried_again_until_it_succeeds(sqlite_url: str) -> None:
    await change(sqlite_url, TWICE.format(table="messages"))
    async with house(sqlite_url) as desk:
        emma = await desk.customer(name="Emma", language="en")
        await emma.say(f"{QUESTION} A passing trouble.")
        assert ANSWER in (await emma.next()).text
        await emma.say("/help")
        assert "I am the support bot" in (await emma.next()).text
    assert rows(sqlite_url, "SELECT heard FROM conversations") == [(1,)]
    assert rows(sqlite_url, "SELECT tries, dead_at FROM inbox WHERE tries > 0") == [(2, None)]


async def test_an_error_in_a_desk_handler_leaves_nothing_behind(sqlite_url: str) -> None:
    """The reply is on its way to the customer and in the history's transaction when the history fails."""
    async with house(sqlite_url) as desk:
        vera = await desk.staff(VERA, "Vera", "en")
        emma, gleb = await relayed(desk)
        await change(sqlite_url, poison("events", "text", "poison"))
        await gleb.say("/reply 1 poison")
        assert "Something broke on our side" in (await gleb.next()).text
        await vera.until(lambda seen: "is set aside" in seen[-1].text)
        await gleb.say("/reply 1 Good words")
        assert (await emma.next()).text == "Good words"
    assert rows(sqlite_url, "SELECT count(*) FROM messages WHERE text LIKE '%poison%'") == [(0,)]
    assert "poison" not in str(told(emma))


async def test_a_desk_update_is_tried_again_until_it_succeeds(sqlite_url: str) -> None:
    async with house(sqlite_url) as desk:
        emma, gleb = await relayed(desk)
        await change(sqlite_url, TWICE.format(table="events"))
        await gleb.say("/reply 1 After a passing trouble")
        assert (await emma.next()).text == "After a passing trouble"
        assert (await gleb.next()).text == "#1: sent to the customer."
    assert rows(sqlite_url, "SELECT tries, dead_at FROM inbox WHERE tries > 0") == [(2, None)]
    assert told(emma).count("After a passing trouble") == 1


async def test_an_update_of_a_form_never_seen_before_cannot_hold_up_its_chat(sqlite_url: str) -> None:
    """Nobody to apologise to: a private message that names no sender is set aside all the same."""
    await change(sqlite_url, NAMELESS)
    async with house(sqlite_url) as desk:
        vera = await desk.staff(VERA, "Vera", "en")
        emma = await desk.customer(name="Emma", language="en")
        await vera.until(lambda seen: "is set aside" in seen[-1].text)
        await emma.say(QUESTION)
        assert ANSWER in (await emma.next()).text
    assert rows(sqlite_url, "SELECT done_at FROM inbox WHERE dead_at IS NOT NULL") == [(None,)]


NAMELESS = """
    INSERT INTO inbox (bot, account, update_id, chat_id, received_at, tries, payload)
    VALUES ('customer', 777000111, 7, 9000000001, '2026-11-22 10:00:00', 0, '{"update_id": 7, "message":
    {"message_id": 9, "date": 1795345932, "chat": {"id": 9000000001, "type": "private"}, "text": "Who?"}}');
"""
