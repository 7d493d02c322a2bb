from io import BytesIO

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramEntityTooLarge
from aiogram.types import BufferedInputFile, InputMediaDocument, InputMediaPhoto
from telegram import Bot as DeskBot
from telegram import InputMediaPhoto as DeskPhoto
from telegram.error import BadRequest

from playground.door import ChatDoor
from playground.files import MEGABYTE
from playground.server import Playground

SENDERS = ["photo", "document", "voice", "audio", "video", "animation", "video_note", "sticker"]


def upload(data: bytes = b"bytes", name: str = "report.pdf") -> BufferedInputFile:
    return BufferedInputFile(data, name)


@pytest.mark.parametrize("kind", SENDERS)
async def test_aiogram_sends_each_kind_by_upload_and_by_id(bot: Bot, anna: ChatDoor, kind: str) -> None:
    send = getattr(bot, f"send_{kind}")
    sent = await send(anna.id, upload())
    file = getattr(sent, kind)
    file_id = (file[-1] if kind == "photo" else file).file_id
    await send(anna.id, file_id)
    first, again = await anna.next(), await anna.next()
    assert anna.file(first) == b"bytes"
    assert (first.kind, first.files) == (kind, again.files)


@pytest.mark.parametrize("kind", SENDERS)
async def test_ptb_sends_each_kind_by_upload(desk: DeskBot, boris: ChatDoor, kind: str) -> None:
    await getattr(desk, f"send_{kind}")(boris.id, b"bytes")
    seen = await boris.next()
    assert (seen.kind, boris.file(seen)) == (kind, b"bytes")


@pytest.mark.parametrize("kind", SENDERS)
async def test_a_person_sends_each_kind_and_the_bot_downloads_it(
    desk: DeskBot, boris: ChatDoor, kind: str
) -> None:
    await getattr(boris, f"send_{kind}")(b"from Boris")
    (update,) = await desk.get_updates()
    assert update.message is not None
    assert update.message.effective_attachment is not None
    found = getattr(update.message, kind)
    file = await (found[-1] if kind == "photo" else found).get_file()
    assert bytes(await file.download_as_bytearray()) == b"from Boris"


async def test_a_document_keeps_its_name_and_caption(bot: Bot, anna: ChatDoor) -> None:
    await anna.send_document(b"log", "router log.txt", caption="see #router", mime="text/plain")
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.document is not None
    assert update.message.document.file_name == "router log.txt"
    assert update.message.document.mime_type == "text/plain"
    assert update.message.caption == "see #router"
    assert update.message.caption_entities is not None
    content = await bot.download(update.message.document)
    assert content is not None
    assert content.read() == b"log"


async def test_a_file_id_belongs_to_one_bot(bot: Bot, desk: DeskBot, anna: ChatDoor, boris: ChatDoor) -> None:
    await anna.send_photo()
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.photo is not None
    foreign = update.message.photo[-1].file_id
    with pytest.raises(BadRequest, match="Wrong file identifier/http url specified"):
        await desk.send_photo(boris.id, foreign)
    with pytest.raises(BadRequest, match="Wrong file identifier/http url specified"):
        await desk.get_file(foreign)
    content = await bot.download(foreign)
    assert content is not None
    await desk.send_photo(boris.id, content)
    assert boris.file(await boris.next()) == anna.file(anna.messages[-1])


async def test_a_file_path_is_no_use_to_another_bot(bot: Bot, desk: DeskBot, anna: ChatDoor) -> None:
    sent = await bot.send_document(anna.id, upload())
    assert sent.document is not None
    file = await bot.get_file(sent.document.file_id)
    assert file.file_path is not None
    http = await bot.session.create_session()  # type: ignore[attr-defined]
    async with http.get(f"{desk.base_file_url}/{file.file_path}") as answer:
        assert answer.status == 404


@pytest.mark.parametrize("wrong", ["nonsense", "AgACAgIAAxkBAAM", "👍", "Ojo6"])
async def test_what_is_no_file_id_is_refused(bot: Bot, anna: ChatDoor, wrong: str) -> None:
    with pytest.raises(TelegramBadRequest, match="wrong file identifier/HTTP URL specified"):
        await bot.send_photo(anna.id, wrong)


async def test_the_kinds_are_not_mixed_up(bot: Bot, anna: ChatDoor) -> None:
    sent = await bot.send_photo(anna.id, upload())
    assert sent.photo is not None
    with pytest.raises(TelegramBadRequest, match="can't use file of type Photo as Document"):
        await bot.send_document(anna.id, sent.photo[-1].file_id)


async def test_an_address_cannot_be_fetched_here(bot: Bot, anna: ChatDoor) -> None:
    with pytest.raises(TelegramBadRequest, match="failed to get HTTP URL content"):
        await bot.send_photo(anna.id, "https://acme.example/cat.jpg")


async def test_an_empty_file_is_refused(bot: Bot, anna: ChatDoor) -> None:
    with pytest.raises(TelegramBadRequest, match="file must be non-empty"):
        await bot.send_document(anna.id, upload(b""))


async def test_a_caption_has_1024_units(bot: Bot, anna: ChatDoor) -> None:
    await bot.send_photo(anna.id, upload(), caption="<b>" + "x" * 1024 + "</b>", parse_mode="HTML")
    with pytest.raises(TelegramBadRequest, match="message caption is too long"):
        await bot.send_photo(anna.id, upload(), caption="x" * 1025)


async def test_over_50_mb_are_too_large(bot: Bot, anna: ChatDoor) -> None:
    with pytest.raises(TelegramEntityTooLarge, match="Request Entity Too Large"):
        await bot.send_document(anna.id, upload(bytes(50 * MEGABYTE + 1)))
    assert all(seen.mine for seen in anna.messages)


async def test_over_20_mb_cannot_be_downloaded(bot: Bot, anna: ChatDoor) -> None:
    await anna.send_document(bytes(20 * MEGABYTE + 1))
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.document is not None
    with pytest.raises(TelegramBadRequest, match="file is too big"):
        await bot.get_file(update.message.document.file_id)


async def test_a_photo_has_10_mb(bot: Bot, anna: ChatDoor) -> None:
    with pytest.raises(TelegramBadRequest, match="is too big for a photo; the maximum size is 10485760"):
        await bot.send_photo(anna.id, upload(bytes(10 * MEGABYTE + 1)))


async def test_an_album_of_a_person_comes_as_messages_of_one_group(bot: Bot, anna: ChatDoor) -> None:
    sent = await anna.send_album([b"one", b"two", b"three"], caption="the router")
    messages = [update.message for update in await bot.get_updates()]
    assert [message and message.message_id for message in messages] == sent
    assert len({message and message.media_group_id for message in messages}) == 1
    assert [message and message.caption for message in messages] == ["the router", None, None]


async def test_both_frameworks_send_albums(bot: Bot, desk: DeskBot, anna: ChatDoor, boris: ChatDoor) -> None:
    photo = InputMediaPhoto(media=upload(b"one"), caption="<b>1</b>", parse_mode="HTML")
    sent = await bot.send_media_group(anna.id, [photo, InputMediaPhoto(media=upload(b"two"))])
    assert sent[0].media_group_id == sent[1].media_group_id
    assert [anna.file(await anna.next()), anna.file(await anna.next())] == [b"one", b"two"]
    assert anna.messages[-2].html == "<b>1</b>"
    await desk.send_media_group(boris.id, [DeskPhoto(b"one"), DeskPhoto(BytesIO(b"two"))])
    assert [boris.file(await boris.next()), boris.file(await boris.next())] == [b"one", b"two"]


async def test_an_album_is_all_or_nothing(bot: Bot, anna: ChatDoor) -> None:
    bad = InputMediaPhoto(media="nonsense")
    good, document = InputMediaPhoto(media=upload()), InputMediaDocument(media=upload())
    with pytest.raises(TelegramBadRequest, match="wrong file identifier"):
        await bot.send_media_group(anna.id, [good, bad])
    with pytest.raises(TelegramBadRequest, match="document can't be mixed with other media types"):
        await bot.send_media_group(anna.id, [good, document])
    with pytest.raises(TelegramBadRequest, match="too many messages to send as an album"):
        await bot.send_media_group(anna.id, [InputMediaPhoto(media=upload()) for _ in range(11)])
    assert all(seen.mine for seen in anna.messages)


async def test_captions_and_media_are_edited_in_place(bot: Bot, anna: ChatDoor) -> None:
    sent = await bot.send_photo(anna.id, upload(b"old"), caption="old")
    await sent.edit_caption(caption="<i>new</i>", parse_mode="HTML").as_(bot)
    assert anna.messages[-1].html == "<i>new</i>"
    await sent.edit_media(InputMediaPhoto(media=upload(b"new"))).as_(bot)
    assert anna.file(anna.messages[-1]) == b"new"
    with pytest.raises(TelegramBadRequest, match="there is no text in the message to edit"):
        await sent.edit_text("text").as_(bot)


async def test_a_copied_photo_may_have_another_caption(bot: Bot, anna: ChatDoor) -> None:
    said = await anna.send_photo(b"broken cable", caption="mine")
    await bot.copy_message(anna.id, anna.id, said, caption="from the customer")
    seen = await anna.next()
    assert (anna.file(seen), seen.text) == (b"broken cable", "from the customer")


async def test_a_person_edits_a_caption(bot: Bot, anna: ChatDoor) -> None:
    said = await anna.send_photo(caption="before")
    await anna.edit(said, "after")
    update = (await bot.get_updates())[-1]
    assert update.edited_message is not None
    assert (update.edited_message.caption, update.edited_message.text) == ("after", None)


async def test_places_and_contacts_go_both_ways(bot: Bot, anna: ChatDoor) -> None:
    await anna.send_location(55.75, 37.62)
    await anna.send_contact("+79990000000", "Boris", 1002)
    place, contact = [update.message for update in await bot.get_updates()]
    assert place is not None
    assert contact is not None
    assert place.location is not None
    assert (place.location.latitude, place.location.longitude) == (55.75, 37.62)
    assert contact.contact is not None
    assert contact.contact.user_id == 1002
    await bot.send_location(anna.id, 1.5, 2.5)
    await bot.send_contact(anna.id, "+7", "Vera")
    assert [(await anna.next()).kind, (await anna.next()).kind] == ["location", "contact"]


async def test_a_file_of_nobody_is_not_found(telegram: Playground, bot: Bot) -> None:
    http = await bot.session.create_session()  # type: ignore[attr-defined]
    for path, status in [(bot.token, 404), ("9:nobody", 401)]:
        async with http.get(f"{telegram.url}/file/bot{path}/photos/file_1.jpg") as answer:
            assert answer.status == status
