"""A person's hands and eyes, for tests and for the page: write, tap, read, wait."""

from collections.abc import Sequence
from typing import Any

from playground.chats import Message
from playground.files import File
from playground.markup import utf16
from playground.outgoing import TEXT_LIMIT, marked, replying
from playground.people import Person
from playground.seen import Button, Seen, look
from playground.watching import PATIENCE, Watching
from playground.world import Tap, World

Json = dict[str, Any]
WORDS = frozenset({"text", "entities", "caption", "caption_entities"})
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cfc0"
    "000003010100c9fe92ef0000000049454e44ae426082"
)


class NotPossible(ValueError):
    """Telegram's app would not let a person do this; the text says why."""


class PersonDoor:
    """One person; ``chat`` opens the chat with a bot."""

    def __init__(self, world: World, person: Person) -> None:
        self._world = world
        self._chats: dict[str, ChatDoor] = {}
        self.person = person
        self.id = person.id

    def chat(self, bot: str) -> "ChatDoor":
        """The private chat with the bot of that username, always the same object."""
        name = bot.removeprefix("@")
        if name not in self._chats:
            self._chats[name] = ChatDoor(self._world, self._world.chat(self._world.bot(name), self.person))
        return self._chats[name]


class ChatDoor(Watching):
    """What one person does in the chat with one bot."""

    async def start(self, payload: str = "") -> int:
        """Press Start, after a link with a payload if there is one."""
        return await self.say(f"/start {payload}".strip())

    async def say(
        self,
        text: str,
        *,
        reply_to: Seen | int | None = None,
        quote: str | None = None,
        thread: int | None = None,
    ) -> int:
        """Send a text and get its message id; NotPossible for an empty one or one over 4096."""
        return self._post(self._typed(text), reply_to, quote, thread).id

    async def send_photo(self, data: bytes = PIXEL, caption: str = "", **more: Any) -> int:
        """Send a photo; ``more`` is reply_to, quote, thread."""
        return self._send("photo", data, None, None, caption, **more)

    async def send_document(
        self,
        data: bytes = b"row 1\n",
        name: str = "notes.txt",
        caption: str = "",
        mime: str = "text/plain",
        **more: Any,
    ) -> int:
        """Send a file under its name."""
        return self._send("document", data, name, mime, caption, **more)

    async def send_voice(
        self, data: bytes = b"OggS voice", caption: str = "", duration: int = 3, **more: Any
    ) -> int:
        """Send a voice message of so many seconds."""
        file = self._keep("voice", data, None, None)
        content = self._told(file, caption)
        content["voice"] |= {"duration": duration}
        return self._post(content, file=file, **more).id

    async def send_audio(self, data: bytes = b"ID3 audio", name: str = "song.mp3", **more: Any) -> int:
        """Send a piece of music."""
        return self._send("audio", data, name, None, "", **more)

    async def send_video(self, data: bytes = b"ftyp video", caption: str = "", **more: Any) -> int:
        """Send a video."""
        return self._send("video", data, None, None, caption, **more)

    async def send_video_note(self, data: bytes = b"ftyp note", **more: Any) -> int:
        """Send a round video."""
        return self._send("video_note", data, None, None, "", **more)

    async def send_animation(self, data: bytes = b"ftyp gif", caption: str = "", **more: Any) -> int:
        """Send a GIF."""
        return self._send("animation", data, None, None, caption, **more)

    async def send_sticker(self, data: bytes = b"RIFF sticker", emoji: str = "👍", **more: Any) -> int:
        """Send a sticker."""
        file = self._keep("sticker", data, None, None)
        content = self._told(file)
        content["sticker"] |= {"emoji": emoji}
        return self._post(content, file=file, **more).id

    async def send_album(self, photos: Sequence[bytes], caption: str = "", kind: str = "photo") -> list[int]:
        """Send 2 to 10 photos (or videos, documents) as one; the caption stands with the first."""
        album = {"media_group_id": str(10**16 + self._world.number())}
        files = [self._keep(kind, data, None, None) for data in photos]
        captions = [caption] + [""] * (len(files) - 1)
        contents = [album | self._told(file, text) for file, text in zip(files, captions, strict=True)]
        return [self._post(content, file=file).id for content, file in zip(contents, files, strict=True)]

    async def send_location(self, latitude: float = 55.75, longitude: float = 37.62) -> int:
        """Send a place."""
        return self._post({"location": {"latitude": latitude, "longitude": longitude}}).id

    async def send_contact(self, phone: str, first_name: str, user_id: int | None = None) -> int:
        """Send somebody's phone number."""
        owner = {"user_id": user_id} if user_id is not None else {}
        return self._post({"contact": {"phone_number": phone, "first_name": first_name, **owner}}).id

    async def share_phone(self, phone: str) -> int:
        """Press the button that asks for the own number; NotPossible if there is none."""
        rows = (self._chat.keyboard or {}).get("keyboard", [])
        if not any(button.get("request_contact") for row in rows for button in row):
            raise NotPossible("the bot shows no button that asks for the phone number")
        return await self.send_contact(phone, self._chat.person.first_name, self._chat.person.id)

    # --- changing ----------------------------------------------------------------------------

    async def edit(self, message: Seen | int, text: str) -> None:
        """Change the text or the caption of an own message."""
        own = self._own(message)
        fields = self._typed(text)
        if own.file is not None:
            fields = {("caption" if name == "text" else "caption_entities"): v for name, v in fields.items()}
        kept = {name: value for name, value in own.content.items() if name not in WORDS}
        self._world.edit(own, kept | fields, own.markup)

    async def delete(self, message: Seen | int) -> None:
        """Take a message away for both; the bot does not hear of it."""
        self._world.delete(self._there(message))

    async def delete_topic(self, thread: int) -> None:
        """Take a topic away with all its messages; the bot does not hear of it."""
        if thread not in self._chat.topics:
            raise LookupError(f"the chat has no topic {thread}; it has {list(self._chat.topics)}")
        self._world.delete_topic(self._chat, thread)

    async def react(self, message: Seen | int, emoji: str | None) -> None:
        """Leave one reaction, or none; the bot hears of it if it asked for message_reaction."""
        target = self._there(message)
        old, target.reaction = target.reaction, emoji
        change = {"old_reaction": _reactions(old), "new_reaction": _reactions(emoji)}
        self._world.show(self._chat, "reaction", {"id": target.id, "emoji": emoji})
        about = {"message_id": target.id, "date": self._date(), "user": self._chat.person.as_user()}
        self._world.tell(
            self._chat, "message_reaction", {"chat": self._chat.person.as_chat(), **about, **change}
        )

    async def block(self) -> None:
        """Block the bot; it hears of it once."""
        self._set_blocked(blocked=True)

    async def unblock(self) -> None:
        """Let the bot write again; it hears of it once."""
        self._set_blocked(blocked=False)

    def _set_blocked(self, *, blocked: bool) -> None:
        if self._chat.blocked is blocked:
            return
        self._chat.blocked = blocked
        bot = {"user": self._chat.bot.as_user()}
        member, kicked = bot | {"status": "member"}, bot | {"status": "kicked", "until_date": 0}
        before, after = (member, kicked) if blocked else (kicked, member)
        self._world.show(self._chat, "blocked", {"blocked": blocked})
        self._world.tell(
            self._chat,
            "my_chat_member",
            {
                "chat": self._chat.person.as_chat(),
                "from": self._chat.person.as_user(),
                "date": self._date(),
                "old_chat_member": before,
                "new_chat_member": after,
            },
        )

    # --- tapping -----------------------------------------------------------------------------

    async def tap(
        self,
        message: Seen | int,
        button: str | int | None = None,
        *,
        data: str | None = None,
        timeout: float = PATIENCE,  # noqa: ASYNC109 - the wait is the point
    ) -> str | None:
        """Tap a button (its text or the start of it, or its place from 0) and get the bot's answer to it.

        ``data`` taps a button that is no longer there. A button of the keyboard below says its text.
        TimeoutError if the bot does not answer the tap.
        """
        tap = await self.press(message, button, data=data)
        if tap is None:
            return None
        answer = await self._until(lambda: tap.answer, timeout, f"no answer to the tap on {button or data!r}")
        text: str | None = answer["text"]
        return text

    async def press(
        self, message: Seen | int, button: str | int | None = None, *, data: str | None = None
    ) -> Tap | None:
        """Tap without waiting for the bot's answer; None for a button of the keyboard below."""
        seen = message if isinstance(message, Seen) else look(self._there(message))
        if data is None:
            found = _button(seen, button)
            if found.data is None and found.url is None and found.request is None:
                await self.say(found.text)
                return None
            if found.data is None:
                raise NotPossible(f"button {found.text!r} does not call the bot")
            data = found.data
        return self._tapped(seen, data)

    def _tapped(self, seen: Seen, data: str) -> Tap:
        self._may_write()
        tap = Tap(str(self._chat.person.id << 20 | self._world.number()), self._chat, self._world.tick())
        self._world.taps[tap.id] = tap
        there = self._chat.find(seen.id)
        gone = {"chat": self._chat.person.as_chat(), "message_id": seen.id, "date": 0}
        body = {
            "id": tap.id,
            "from": self._chat.person.as_user(),
            "message": gone if there is None else there.as_json(),
            "chat_instance": str(self._chat.person.id),
            "data": data,
        }
        self._world.tell(self._chat, "callback_query", body)
        return tap

    # --- the small print ---------------------------------------------------------------------

    def _post(
        self,
        content: Json,
        reply_to: Seen | int | None = None,
        quote: str | None = None,
        thread: int | None = None,
        file: File | None = None,
    ) -> Message:
        self._may_write()
        reply = {} if reply_to is None else replying(self._there(reply_to), quote, by_hand=True)
        if thread is not None and thread not in self._chat.topics:
            raise NotPossible(f"the chat has no topic {thread}; it has {list(self._chat.topics)}")
        return self._world.post(self._chat, self._chat.person, content, thread=thread, reply=reply, file=file)

    def _send(
        self, kind: str, data: bytes, name: str | None, mime: str | None, caption: str, **more: Any
    ) -> int:
        file = self._keep(kind, data, name, mime)
        return self._post(self._told(file, caption), file=file, **more).id

    def _keep(self, kind: str, data: bytes, name: str | None, mime: str | None) -> File:
        return self._world.files.keep(kind, name, mime, data)

    def _told(self, file: File, caption: str = "") -> Json:
        fields = {name.replace("text", "caption"): value for name, value in marked(caption).items()}
        if "entities" in fields:
            fields["caption_entities"] = fields.pop("entities")
        return self._world.files.told(self._chat.bot.id, file) | fields

    def _typed(self, text: str) -> Json:
        fields = marked(text)
        if not fields:
            raise NotPossible("Telegram's apps do not send an empty text")
        if utf16(fields["text"]) > TEXT_LIMIT:
            raise NotPossible(f"Telegram's apps split a text over {TEXT_LIMIT}; send the parts one by one")
        return fields

    def _may_write(self) -> None:
        if self._chat.blocked:
            name = self._chat.person.first_name
            raise NotPossible(f"{name} has blocked @{self._chat.bot.username}; unblock it first")

    def _there(self, message: Seen | int) -> Message:
        number = message if isinstance(message, int) else message.id
        found = self._chat.find(number)
        if found is None:
            raise LookupError(f"no message {number} in this chat; there are {list(self._chat.messages)}")
        return found

    def _own(self, message: Seen | int) -> Message:
        found = self._there(message)
        if found.by_bot:
            raise NotPossible(f"message {found.id} is the bot's; a person edits only their own")
        return found

    def _date(self) -> int:
        return int(self._world.now().timestamp())


def _button(seen: Seen, button: str | int | None) -> Button:
    if isinstance(button, str):
        return seen.button(button)
    return [b for row in seen.buttons for b in row][button or 0]


def _reactions(emoji: str | None) -> list[Json]:
    return [{"type": "emoji", "emoji": emoji}] if emoji else []
