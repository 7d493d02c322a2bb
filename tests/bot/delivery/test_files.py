"""Files cross from one bot to the other: byte for byte, uploaded once; where they cannot, it is told."""

from collections.abc import Awaitable, Callable

import pytest

from playground.bot_api import JournalRow
from playground.door import PIXEL, ChatDoor
from playground.seen import Seen
from tests.bot.delivery.outside import Journal, rows
from tests.bot.delivery.talks import card, relayed
from tests.bot.house import GLEB, VERA, House, house

MEGABYTE = 1 << 20
Send = Callable[..., Awaitable[int]]
KINDS: dict[str, Send] = {
    "photo": lambda chat, data, **more: chat.send_photo(PIXEL + data, **more),
    "document": lambda chat, data, **more: chat.send_document(
        data, "Счёт № 7.pdf", mime="application/pdf", **more
    ),
    "voice": lambda chat, data, **more: chat.send_voice(data, **more),
    "audio": lambda chat, data, **more: chat.send_audio(data, **more),
    "video": lambda chat, data, **more: chat.send_video(data, **more),
    "video_note": lambda chat, data, **more: chat.send_video_note(data, **more),
    "animation": lambda chat, data, **more: chat.send_animation(data, **more),
    "sticker": lambda chat, data, **more: chat.send_sticker(data, **more),
}
EVERY_BYTE = bytes(range(256)) * 40


async def last_file(chat: ChatDoor, count: int = 1) -> Seen:
    """The bot's newest file in the chat, as soon as it has sent so many."""
    seen = await chat.until(lambda seen: len([one for one in seen if one.files and not one.mine]) >= count)
    return [one for one in seen if one.files and not one.mine][-1]


def sent(chat: ChatDoor) -> Seen:
    return [one for one in chat.messages if one.files and one.mine][-1]


async def test_files_of_every_kind_cross_both_ways_byte_for_byte(sqlite_url: str) -> None:
    async with house(sqlite_url) as desk:
        emma, gleb = await relayed(desk)
        for number, (kind, send) in enumerate(KINDS.items(), 1):
            await send(emma, EVERY_BYTE + kind.encode())
            at_desk = await last_file(gleb, number)
            assert (at_desk.kind, gleb.file(at_desk)) == (kind, emma.file(sent(emma)))
            if kind == "document":
                assert at_desk.files[0].name == "Счёт № 7.pdf"
        for number, (kind, send) in enumerate(KINDS.items(), 1):
            await send(gleb, EVERY_BYTE + kind.encode(), reply_to=card(gleb))
            at_customer = await last_file(emma, number)
            assert (at_customer.kind, emma.file(at_customer)) == (kind, gleb.file(sent(gleb)))


async def test_a_file_sent_a_second_time_is_neither_fetched_nor_uploaded_again(sqlite_url: str) -> None:
    """The photo goes along with the ticket: to whoever takes it first, and to who takes it next."""
    async with house(sqlite_url) as desk:
        gleb, vera = await desk.staff(GLEB, "Gleb", "en"), await desk.staff(VERA, "Vera", "en")
        emma = await desk.customer(name="Emma", language="en")
        await emma.send_photo(PIXEL + EVERY_BYTE, "The lights look like this")
        await emma.next()
        await emma.say("I want to talk to a person")
        await emma.next()
        await gleb.say("/take 1")
        await last_file(gleb)
        await gleb.say("/release 1")
        await gleb.until(lambda seen: "#1" in seen[-1].text)
        await vera.say("/take 1")
        again = await last_file(vera)
        assert vera.file(again) == PIXEL + EVERY_BYTE
        photos = [call.params["photo"] for call in calls_of(desk, "sendPhoto")]
        assert len(calls_of(desk, "getFile")) == 1
        assert [photo.startswith("attach://") for photo in photos] == [True, False]


def calls_of(desk: House, method: str) -> list[JournalRow]:
    return [call for call in desk.telegram.calls if call.method == method]


async def test_a_caption_too_long_with_its_head_goes_before_the_file(sqlite_url: str) -> None:
    """Telegram counts two units for a smiley, and every blank."""
    async with house(sqlite_url) as desk:
        emma, gleb = await relayed(desk)
        for caption in ("😀" * 510, "a" + " " * 1017 + "b"):
            await emma.send_photo(PIXEL + EVERY_BYTE, caption)
            words, photo = await gleb.next(), await gleb.next()
            assert (words.text, photo.text) == (f"#1 Emma\n{caption}", "")
            assert gleb.file(photo) == PIXEL + EVERY_BYTE


async def test_a_customers_file_over_20_mb_is_told_to_both_sides(sqlite_url: str) -> None:
    async with house(sqlite_url) as desk:
        emma, gleb = await relayed(desk)
        await emma.send_document(bytes(21 * MEGABYTE), "log.zip", "Here is the log")
        assert "over 20 MB" in (await emma.next()).text
        await gleb.until(lambda seen: any("over 20 MB" in one.text for one in seen))
        await gleb.until(lambda seen: any(one.text.endswith("Here is the log") for one in seen))
        assert calls_of(desk, "getFile") == []


async def test_a_specialists_file_over_20_mb_is_refused_at_once(sqlite_url: str) -> None:
    async with house(sqlite_url) as desk:
        emma, gleb = await relayed(desk)
        await gleb.send_document(bytes(21 * MEGABYTE), "firmware.zip", "/reply 1 Install this")
        assert "over 20 MB" in (await gleb.next()).text
        await gleb.say("/reply 1 One moment")
        assert (await emma.next()).text == "One moment"


REFUSALS = [
    "Bad Request: file is too big",
    "Bad Request: wrong file_id or the file is temporarily unavailable",
]


@pytest.mark.parametrize("reason", REFUSALS)
async def test_a_customers_file_that_telegram_does_not_give_leaves_its_words_and_a_hint_at_the_desk(
    sqlite_url: str, reason: str
) -> None:
    async with house(sqlite_url) as desk:
        emma, gleb = await relayed(desk)
        desk.telegram.faults.add("400", "getFile", description=reason)
        await emma.send_photo(caption="It blinks like this")
        told_so = await gleb.next()
        assert "It blinks like this\nThe file did not come through." in told_so.text
        await gleb.say("Please send it again", reply_to=told_so)
        assert (await emma.next()).text == "Please send it again"


@pytest.mark.parametrize("reason", REFUSALS)
async def test_a_specialists_file_that_telegram_does_not_give_is_told_to_them(
    sqlite_url: str, reason: str
) -> None:
    async with house(sqlite_url) as desk:
        _, gleb = await relayed(desk)
        desk.telegram.faults.add("400", "getFile", description=reason)
        await gleb.send_photo(caption="/reply 1 Press here")
        await gleb.until(
            lambda seen: any("was not delivered: Telegram did not take the file" in one.text for one in seen)
        )


async def test_an_upload_that_is_too_large_for_telegram_is_told_to_the_specialist(sqlite_url: str) -> None:
    async with house(sqlite_url) as desk:
        emma, gleb = await relayed(desk)
        words = "Request Entity Too Large"
        desk.telegram.faults.add("400", "sendDocument", description=f"Bad Request: {words}", count=1)
        await gleb.send_document(caption="/reply 1 The manual")
        await gleb.until(lambda seen: any("was not delivered" in one.text for one in seen))
        await gleb.say("/reply 1 Here is a link")
        assert (await emma.next()).text == "Here is a link"


@pytest.mark.parametrize("kind", ["500", "502", "garbage", "drop_before"])
async def test_a_file_is_fetched_again_after_trouble(sqlite_url: str, kind: str) -> None:
    async with house(sqlite_url) as desk:
        emma, gleb = await relayed(desk)
        fault = desk.telegram.faults.add(kind, "getFile", count=1)
        await emma.send_photo(PIXEL + EVERY_BYTE)
        assert gleb.file(await last_file(gleb)) == PIXEL + EVERY_BYTE
        assert fault.struck == 1


@pytest.mark.parametrize("way", ["to the desk", "to the customer"])
async def test_a_file_whose_download_breaks_is_fetched_again(sqlite_url: str, way: str) -> None:
    """Telegram gives the path but, for a while, not the bytes: its file server has mislaid them."""
    async with house(sqlite_url) as desk:
        emma, gleb = await relayed(desk)
        journal = Journal(desk.telegram)
        writer, reader, words = (
            (emma, gleb, "") if way == "to the desk" else (gleb, emma, "/reply 1 See here")
        )
        with pytest.MonkeyPatch.context() as mislaid:
            mislaid.setattr(desk.telegram.world.files, "at", lambda *_: None)
            await writer.send_photo(PIXEL + EVERY_BYTE, words)
            await journal.until(lambda calls: [call.method for call in calls].count("getFile") == 2)
        assert reader.file(await last_file(reader)) == PIXEL + EVERY_BYTE
    # A failed download counts as a try of the letter: it is not repeated each second for ever.
    assert rows(sqlite_url, "SELECT max(tries) FROM outbox") == [(1,)]
