"""The local Telegram: a Bot API server that bots reach by its address, and people by Python or ``/user``."""

import asyncio
import errno
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiohttp import web

from playground.calls import Call, decode, read
from playground.door import PersonDoor
from playground.faults import Fault, Faults, Kind
from playground.files import UPLOAD_LIMIT
from playground.limits import Gate, Limits
from playground.methods import METHODS
from playground.people import Bot, Person
from playground.refusal import TelegramRefusal, too_many_requests
from playground.world import World

Json = dict[str, Any]
HOST = "127.0.0.1"
CALLS_KEPT = 50_000
UNLIMITED = frozenset({"sendChatAction", "sendMessageDraft"})
BAD_GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>"


class PortTaken(OSError):
    """Another program listens on the port; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Journal:
    """One call as it went: ``outcome`` is "ok", the error code, or the kind of trouble that befell it."""

    bot: str
    method: str
    params: Json
    outcome: str
    description: str = ""


class Playground:
    """A running local Telegram."""

    def __init__(self, world: World, limits: Limits | None) -> None:
        self.world = world
        self.faults: Faults = world.faults
        self.calls: deque[Journal] = deque(maxlen=CALLS_KEPT)
        self.unknown_parameters: set[str] = set()
        self.url = ""
        self._gate = Gate(limits)
        self._people: dict[int, PersonDoor] = {}

    def person(
        self,
        person_id: int,
        first_name: str = "",
        *,
        last_name: str | None = None,
        username: str | None = None,
        language: str | None = "en",
    ) -> PersonDoor:
        """The person of that id, made on first use; LookupError if there is none and no name is given."""
        if person_id not in self._people:
            if not first_name:
                raise LookupError(f"nobody has the id {person_id}; give a name to make them")
            person = Person(person_id, first_name, last_name, username, language)
            self.world.people[person_id] = person
            self._people[person_id] = PersonDoor(self.world, person)
        return self._people[person_id]

    @property
    def people(self) -> list[PersonDoor]:
        """Everybody, in the order they came."""
        return list(self._people.values())

    # --- the Bot API -------------------------------------------------------------------------

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """``/bot<token>/<method>``."""
        try:
            bot = self._bot(request)
            call = decode(bot, request.match_info["method"], *(await read(request)))
        except TelegramRefusal as refusal:
            return refused(refusal)
        self.unknown_parameters.update(f"{call.method}.{name}" for name in call.unknown)
        fault = self.faults.for_call(call.method, call.params)
        if fault is None or fault.kind is Kind.DROP_AFTER:
            return await self._execute(request, call, drop=fault is not None)
        self._note(call, fault.kind)
        return await self._trouble(request, call, fault)

    async def _execute(self, request: web.Request, call: Call, *, drop: bool = False) -> web.StreamResponse:
        try:
            result = await self._result(call)
        except TelegramRefusal as refusal:
            self._note(call, str(refusal.code), refusal.description)
            return refused(refusal)
        if drop:
            self._note(call, Kind.DROP_AFTER)
            return dropped(request)
        self._note(call, "ok")
        return web.json_response({"ok": True, "result": result})

    async def _result(self, call: Call) -> Any:
        if call.method == "getUpdates":
            return await self._poll(call)
        if call.method not in METHODS:
            raise TelegramRefusal(501, f"Not Implemented: the local Telegram has no {call.method} yet")
        self._pass_limits(call)
        return METHODS[call.method](self.world, call)

    async def _poll(self, call: Call) -> list[Json]:
        updates, params = call.bot.updates, call.params
        updates.allow(params.get("allowed_updates"))
        return await updates.poll(params.get("offset", 0), params.get("limit", 100), params.get("timeout", 0))

    def _pass_limits(self, call: Call) -> None:
        counted = call.method.startswith(("send", "edit", "copy", "forward")) and call.method not in UNLIMITED
        chat_id = call.params.get("chat_id")
        if counted and isinstance(chat_id, int):
            messages = len(call.params.get("media") or [0])
            wait = self._gate.pass_(call.bot.id, chat_id, messages, self.world.tick())
            if wait:
                raise too_many_requests(wait)

    async def _trouble(self, request: web.Request, call: Call, fault: Fault) -> web.StreamResponse:
        match fault.kind:
            case Kind.TOO_MANY:
                return refused(too_many_requests(fault.retry_after))
            case Kind.BAD_GATEWAY:
                return web.Response(status=502, text=BAD_GATEWAY, content_type="text/html")
            case Kind.GARBAGE:
                return web.Response(text='{"ok": tru\x00', content_type="application/json")
            case Kind.HANG:
                await (asyncio.Event().wait() if fault.seconds is None else asyncio.sleep(fault.seconds))
                return await self._execute(request, call)
            case Kind.DROP_BEFORE:
                return dropped(request)
        return refused(TelegramRefusal(int(fault.kind), fault.description or DESCRIPTIONS[fault.kind]))

    async def file(self, request: web.Request) -> web.StreamResponse:
        """``/file/bot<token>/<path>``: only what this bot got by getFile."""
        try:
            bot = self._bot(request)
        except TelegramRefusal as refusal:
            return refused(refusal)
        file = self.world.files.at(bot.id, request.match_info["path"])
        if file is None:
            return refused(TelegramRefusal(404, "Not Found"))
        return web.Response(body=file.data, content_type="application/octet-stream")

    def _bot(self, request: web.Request) -> Bot:
        bot = self.world.bots.get(request.match_info["token"])
        if bot is None:
            raise TelegramRefusal(401, "Unauthorized")
        return bot

    def _note(self, call: Call, outcome: str, description: str = "") -> None:
        self.calls.append(Journal(call.bot.username, call.method, call.params, str(outcome), description))


DESCRIPTIONS = {
    Kind.FORBIDDEN: "Forbidden: bot was blocked by the user",
    Kind.BAD_REQUEST: "Bad Request: can't parse entities: Unsupported start tag",
    Kind.SERVER_ERROR: "Internal Server Error",
}


def refused(refusal: TelegramRefusal) -> web.Response:
    """Telegram's "no" over HTTP."""
    return web.json_response(refusal.as_json(), status=refusal.code)


def dropped(request: web.Request) -> web.Response:
    """The connection breaks; what is returned reaches nobody."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


@asynccontextmanager
async def start(
    bots: Mapping[str, str],
    port: int = 0,
    *,
    limits: Limits | None = None,
    now: Callable[[], datetime] | None = None,
    seed: int = 0,
    topics: bool = True,
) -> AsyncIterator[Playground]:
    """A local Telegram on 127.0.0.1 with these bots (token: username), as long as the block runs.

    Port 0 takes a free one (``url`` tells); PortTaken if the port is in use.
    """
    playground = Playground(World.of(bots, now, seed, topics=topics), limits)
    app = web.Application(client_max_size=2 * UPLOAD_LIMIT)
    app.router.add_route("*", "/bot{token}/{method}", playground.answer)
    app.router.add_get("/file/bot{token}/{path:.+}", playground.file)
    # A caller who hangs up ends its call: a long poll, a hang.
    runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    try:
        playground.url = await _listen(runner, port)
        yield playground
    finally:
        await runner.cleanup()


async def _listen(runner: web.AppRunner, port: int) -> str:
    try:
        await web.TCPSite(runner, HOST, port).start()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortTaken(
                f"port {port} on {HOST} is in use: stop what listens there or choose another port"
            ) from error
        raise
    return f"http://{HOST}:{runner.addresses[0][1]}"
