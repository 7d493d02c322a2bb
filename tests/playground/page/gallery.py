"""A conversation with everything that can stand in a chat."""

import struct
import zlib

from aiogram import Bot
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
)

from playground.door import ChatDoor

FORMATTED = (
    "<b>Bold</b>, <i>italic</i>, <u>under</u>, <s>gone</s>, <code>code()</code>, "
    "<tg-spoiler>secret</tg-spoiler>\n"
    "<pre>row 1\nrow 2</pre><blockquote>What they wrote</blockquote>"
    '<a href="https://acme.example">A link</a>, https://acme.example/x, /help, '
    "&lt;img src=x onerror=alert(1)&gt;"
)
LONG_WORD = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft" * 2


def png(width: int, height: int, red: int, green: int, blue: int) -> bytes:
    """A picture that fades to black downwards."""
    rows = b"".join(
        b"\0" + bytes(value * (height - y) // height for value in (red, green, blue)) * width
        for y in range(height)
    )

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def keys(*rows: list[tuple[str, str]]) -> InlineKeyboardMarkup:
    """Buttons of (text, what they call the bot with)."""
    made = [[InlineKeyboardButton(text=text, callback_data=data) for text, data in row] for row in rows]
    return InlineKeyboardMarkup(inline_keyboard=made)


async def fill(emma: ChatDoor, bot: Bot) -> None:
    """Everything, from both sides."""
    await emma.start()
    hello = await bot.send_message(
        emma.id, FORMATTED, parse_mode="HTML",
        reply_markup=keys([("Yes", "y"), ("No", "n")], [("A button with a good many words on it", "long")]),
    )  # fmt: skip
    await emma.say("Thanks!", reply_to=hello.message_id, quote="What they wrote")
    await emma.edit(emma.messages[-1], "Thank you!")
    await emma.send_photo(png(640, 420, 70, 130, 200), caption="The router, from the front")
    await emma.send_album(
        [png(300, 300, 200, 90, 60), png(300, 300, 60, 160, 90), png(300, 300, 120, 80, 180)]
    )
    await emma.send_document(b"x" * 2300, name="a-rather-long-name-of-a-log-file-from-the-router.log")
    await emma.send_voice(duration=7)
    await bot.send_voice(emma.id, BufferedInputFile(b"voice", "voice.oga"), duration=64)
    await emma.send_location(55.75583, 37.6173)
    await emma.send_contact("+7 900 111-22-33", "Ivan")
    await emma.send_sticker()
    await bot.send_message(emma.id, LONG_WORD)
    answered = await bot.send_message(emma.id, "👍")
    await emma.react(answered.message_id, "🔥")
    await emma.react(hello.message_id, "👍")
    below = [[KeyboardButton(text="Share my number", request_contact=True)]]
    below += [[KeyboardButton(text="Later"), KeyboardButton(text="No")]]
    await bot.send_message(emma.id, "Where shall we call?", reply_markup=ReplyKeyboardMarkup(keyboard=below))
