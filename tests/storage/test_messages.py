"""What was said is kept word for word, in order, with every earlier wording."""

from dataclasses import replace
from typing import Any

from storage.database import Database
from storage.letters import File
from storage.messages import Author, Said
from storage.work import Work
from tests.storage.behind import value
from tests.storage.examples import ANNA, BORIS, HUGE, NOW, a_ticket

PHOTO = File(kind="photo", bot="customer", id="AgACAgIAAx" * 20, name="роутер.jpg", size=2**40)


def said(text: str, **facts: Any) -> Said:
    """Something Anna said."""
    return Said(**{"customer_id": ANNA.id, "author": Author.CUSTOMER, "text": text, "at": NOW, **facts})


async def add(work: Work, *all_said: Said) -> list[int]:
    """Keep messages of known customers."""
    await work.customers.save(ANNA)
    await work.customers.save(BORIS)
    return [await work.messages.add(one) for one in all_said]


def texts(messages: list[Said]) -> list[str]:
    """What they say."""
    return [one.text for one in messages]


async def test_a_message_comes_back_as_it_was_said(database: Database) -> None:
    relayed = said("", author=Author.SPECIALIST, staff_id=HUGE, telegram_id=HUGE - 1)
    photo = said("роутер", kind="photo", file=PHOTO, album="77", edits=("раутер",))
    async with database.begin() as work:
        first, second = await add(work, relayed, photo)
        kept = await work.messages.recent(ANNA.id, 10)
    assert kept == [replace(relayed, id=first), replace(photo, id=second)]


async def test_the_newest_come_oldest_first(database: Database) -> None:
    async with database.begin() as work:
        await add(work, said("1"), said("2"), said("other", customer_id=BORIS.id), said("3"))
        assert texts(await work.messages.recent(ANNA.id, 2)) == ["2", "3"]


async def test_pending_words_wait_for_line_1_until_considered(database: Database) -> None:
    async with database.begin() as work:
        await add(work, said("old"), said("my", pending=True), said("net", pending=True))
        await add(work, said("boris", customer_id=BORIS.id, pending=True))
        assert texts(await work.messages.pending(ANNA.id)) == ["my", "net"]
        await work.messages.considered(ANNA.id)
        assert await work.messages.pending(ANNA.id) == []
        assert texts(await work.messages.pending(BORIS.id)) == ["boris"]
        assert texts(await work.messages.recent(ANNA.id, 9)) == ["old", "my", "net"]


async def test_loose_messages_join_a_ticket(database: Database) -> None:
    async with database.begin() as work:
        first, _, third = await add(work, said("1"), said("2"), said("3"))
        ticket = await work.tickets.add(a_ticket())
        await work.messages.join([first, third], ticket.id)
        await work.messages.join([], ticket.id)
        assert texts(await work.messages.of_ticket(ticket.id)) == ["1", "3"]
        assert texts(await work.messages.of_ticket(ticket.id, limit=1)) == ["3"]
        assert texts(await work.messages.loose(ANNA.id, 10)) == ["2"]


async def test_between_people_leaves_out_what_line_1_said(database: Database) -> None:
    async with database.begin() as work:
        authors = (Author.CUSTOMER, Author.LINE1, Author.SPECIALIST, Author.LINE1)
        numbers = await add(work, *(said(author, author=author) for author in authors))
        ticket = await work.tickets.add(a_ticket())
        await work.messages.join(numbers, ticket.id)
        assert texts(await work.messages.between_people(ticket.id, 10)) == ["customer", "specialist"]
        assert texts(await work.messages.between_people(ticket.id, 1)) == ["specialist"]


async def test_an_edit_keeps_every_earlier_wording(database: Database) -> None:
    async with database.begin() as work:
        await add(work, said("no intrnet", telegram_id=5), said("other", telegram_id=6))
        for text in ("no internet", "no internet, help"):
            message = await work.messages.by_telegram_id(ANNA.id, 5)
            assert message
            await work.messages.reword(message, text)
        edited, other = await work.messages.recent(ANNA.id, 2)
    assert (edited.text, edited.edits) == ("no internet, help", ("no intrnet", "no internet"))
    assert (other.text, other.edits) == ("other", ())


async def test_a_telegram_id_is_looked_for_in_the_customers_own_chat(database: Database) -> None:
    async with database.begin() as work:
        await add(work, said("mine", telegram_id=5))
        assert await work.messages.by_telegram_id(BORIS.id, 5) is None
        assert await work.messages.by_telegram_id(ANNA.id, 6) is None


async def test_an_album_is_found_again_in_order(database: Database) -> None:
    async with database.begin() as work:
        await add(work, *(said(str(n), file=PHOTO, album="9") for n in range(10)), said("x", album="8"))
        await add(work, said("boris", customer_id=BORIS.id, album="9"))
        album = await work.messages.album_of(ANNA.id, "9")
    assert texts(album) == [str(n) for n in range(10)]
    assert album[0].file == PHOTO


async def test_a_message_without_a_file_has_none_in_the_database_too(
    database: Database, database_url: str
) -> None:
    """NULL, not a JSON "null" that no IS NULL finds."""
    async with database.begin() as work:
        await add(work, said("plain"), said("", file=PHOTO))
    assert value(database_url, "SELECT count(*) FROM messages WHERE file IS NULL") == 1
