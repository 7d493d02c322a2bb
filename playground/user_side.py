"""The people's side over HTTP: ``/user/...``, for a page in the browser and for tests in other processes."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from aiohttp import BodyPartReader, WSMsgType, web
from pydantic import validate_call

from playground.advice import advised
from playground.door import ChatDoor, NotPossible
from playground.files import File
from playground.local import Playground

Json = dict[str, Any]
NUMBERS = frozenset({"reply_to", "thread", "duration"})
CHAT = r"/user/{person:\d+}/{bot}"
# What a person can do in a chat, by the names of ChatDoor's methods and their arguments.
ACTIONS: Mapping[str, Callable[..., Any]] = {
    action.__name__: validate_call(action)
    for action in (
        ChatDoor.start, ChatDoor.say, ChatDoor.send_photo, ChatDoor.send_document, ChatDoor.send_voice,
        ChatDoor.send_audio, ChatDoor.send_video, ChatDoor.send_video_note, ChatDoor.send_animation,
        ChatDoor.send_sticker, ChatDoor.send_album, ChatDoor.send_location, ChatDoor.send_contact,
        ChatDoor.share_phone, ChatDoor.edit, ChatDoor.delete, ChatDoor.delete_topic, ChatDoor.react,
        ChatDoor.tap, ChatDoor.block, ChatDoor.unblock,
    )
}  # fmt: skip


class UserSide:
    """The routes; every answer is JSON, a mistake is a 400 with ``{"error": "what to do"}``."""

    def __init__(self, playground: Playground) -> None:
        self._playground = playground

    def add_to(self, router: web.UrlDispatcher) -> None:
        """People and chats; files; the events as they happen."""
        router.add_get("/user/people", advised(self._people))
        router.add_post("/user/people", advised(self._make_person))
        router.add_get("/user/bots", advised(self._bots))
        router.add_get(CHAT, advised(self._chat))
        router.add_get(CHAT + "/messages", advised(self._messages))
        router.add_post(CHAT + "/{action}", advised(self._act))
        router.add_get(r"/user/files/{number:\d+}", advised(self._file))
        router.add_get("/user/events", self._events)

    async def _people(self, _: web.Request) -> web.StreamResponse:
        return web.json_response([asdict(door.person) for door in self._playground.people])

    async def _make_person(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        person = asdict(make_person(self._playground, **body).person)
        self._playground.world.events.announce("people", person)
        return web.json_response(person)

    async def _bots(self, _: web.Request) -> web.StreamResponse:
        bots = self._playground.world.bots.values()
        return web.json_response([{"username": bot.username, "name": bot.name} for bot in bots])

    async def _chat(self, request: web.Request) -> web.StreamResponse:
        """All that stands in a chat now, and the number of the last event before that."""
        door = self._door(request)
        names = ("blocked", "typing", "drafts", "keyboard", "reply_keyboard", "topics", "commands")
        seen = {"messages": [m.as_json() for m in door.messages], "deleted": [m.id for m in door.deleted]}
        told = {name: getattr(door, name) for name in names}
        return web.json_response({"event": self._playground.world.events.last, **told, **seen})

    async def _messages(self, request: web.Request) -> web.StreamResponse:
        """Messages with an id above ``after``; waits up to ``timeout`` seconds for the first of them."""
        door = self._door(request)
        after, seconds = int(request.query.get("after", 0)), float(request.query.get("timeout", 0))
        try:
            seen = await door.until(lambda seen: bool(seen) and seen[-1].id > after, seconds)
        except TimeoutError:
            seen = []
        return web.json_response([message.as_json() for message in seen if message.id > after])

    async def _act(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["action"]
        if name not in ACTIONS:
            raise NotPossible(f"a person cannot {name}; they can {', '.join(ACTIONS)}")
        result = await ACTIONS[name](self._door(request), **await _arguments(request))
        return web.json_response({"result": result})

    def _door(self, request: web.Request) -> ChatDoor:
        person = self._playground.person(int(request.match_info["person"]))
        return person.chat(request.match_info["bot"])

    async def _file(self, request: web.Request) -> web.StreamResponse:
        file: File | None = self._playground.world.files.number(int(request.match_info["number"]))
        if file is None:
            raise web.HTTPNotFound
        # What somebody sent must not become a page of ours, whatever it says of itself.
        headers = {"Content-Type": file.mime, "Content-Security-Policy": "sandbox; default-src 'none'"}
        if not file.mime.startswith(SHOWN):
            headers["Content-Disposition"] = "attachment"
        return web.Response(body=file.data, headers=headers)

    async def _events(self, request: web.Request) -> web.StreamResponse:
        """A WebSocket: what ``person`` (default everybody) sees, from after the event of that number."""
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        person = int(request.query["person"]) if "person" in request.query else None
        after = int(request.query.get("after", self._playground.world.events.last))
        sender = asyncio.create_task(self._send_events(socket, person, after))
        try:
            async for message in socket:
                if message.type is WSMsgType.ERROR:
                    break
        finally:
            sender.cancel()
        return socket

    async def _send_events(self, socket: web.WebSocketResponse, person: int | None, after: int) -> None:
        events = self._playground.world.events
        while not socket.closed:
            for event in await events.newer(after, person):
                after = event.number
                await socket.send_json(event.as_json())


#: What a browser may show in place; all else is saved.
SHOWN = ("image/", "audio/", "video/")
make_person = validate_call(Playground.person)


async def _arguments(request: web.Request) -> Json:
    """A JSON object, or a form: its fields, its file as ``data``, an album's files as ``photos``."""
    if not request.content_type.startswith("multipart/"):
        return dict(await request.json()) if request.can_read_body else {}
    fields: Json = {}
    album: list[bytes] = []
    async for part in await request.multipart():
        assert isinstance(part, BodyPartReader)
        data = bytes(await part.read())
        if part.filename is None:
            word = data.decode()
            fields[str(part.name)] = int(word) if part.name in NUMBERS else word
        elif part.name == "photos":
            album.append(data)
        else:
            fields |= {"data": data}
            if request.match_info["action"] in {"send_document", "send_audio"}:
                fields["name"] = part.filename
    return fields | ({"photos": album} if album else {})
