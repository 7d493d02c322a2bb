"""The bots' side: the Bot API over HTTP, with Telegram's checks, limits and whatever trouble is set."""

import asyncio
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from playground.calls import Call, decode, read
from playground.faults import Fault, Kind
from playground.limits import Gate, Limits
from playground.methods import METHODS
from playground.people import Bot
from playground.refusal import TelegramRefusal, too_many_requests
from playground.world import World

Json = dict[str, Any]
CALLS_KEPT = 50_000
UNLIMITED = frozenset({"sendChatAction", "sendMessageDraft"})
BAD_GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>"
DESCRIPTIONS = {
    Kind.FORBIDDEN: "Forbidden: bot was blocked by the user",
    Kind.BAD_REQUEST: 'Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 0',
    Kind.SERVER_ERROR: "Internal Server Error",
}


@dataclass(frozen=True, slots=True)
class JournalRow:
    """One call as it went: ``outcome`` is "ok", the error code, or the kind of trouble that befell it."""

    bot: str
    method: str
    params: Json
    outcome: str
    description: str = ""


class BotApi:
    """Answers calls and notes them; ``unknown_parameters`` are names that no call of the Bot API has."""

    def __init__(self, world: World, limits: Limits | None) -> None:
        self.calls: list[JournalRow] = []
        self.unknown_parameters: set[str] = set()
        self._world = world
        self._gate = Gate(limits)

    def add_to(self, router: web.UrlDispatcher) -> None:
        """The addresses both frameworks use."""
        router.add_route("*", "/bot{token}/{method}", self.answer)
        router.add_get("/file/bot{token}/{path:.+}", self.file)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """``/bot<token>/<method>``."""
        try:
            bot = self._bot(request)
            call = decode(bot, request.match_info["method"], *(await read(request)))
        except TelegramRefusal as refusal:
            return refused(refusal)
        self.unknown_parameters.update(f"{call.method}.{name}" for name in call.unknown)
        fault = self._world.faults.for_call(call.method, call.params)
        if fault is None or fault.kind is Kind.DROP_AFTER:
            return await self._execute(request, call, fault)
        self._note(call, fault.kind)
        return await self._trouble(request, call, fault)

    async def _execute(
        self, request: web.Request, call: Call, drop_after: Fault | None = None
    ) -> web.StreamResponse:
        try:
            result = await self._result(call)
        except TelegramRefusal as refusal:
            self._note(call, str(refusal.code), refusal.description)
            return refused(refusal)
        if drop_after is not None:
            self._note(call, Kind.DROP_AFTER)
            await asyncio.sleep(drop_after.seconds or 0)
            return dropped(request)
        self._note(call, "ok")
        return web.json_response({"ok": True, "result": result})

    async def _result(self, call: Call) -> Any:
        if call.method == "getUpdates":
            return await self._poll(call)
        if call.method not in METHODS:
            raise TelegramRefusal(501, f"Not Implemented: the local Telegram has no {call.method} yet")
        self._pass_limits(call)
        return METHODS[call.method](self._world, call)

    async def _poll(self, call: Call) -> list[Json]:
        updates, params = call.bot.updates, call.params
        updates.allow(params.get("allowed_updates"))
        return await updates.poll(params.get("offset", 0), params.get("limit", 100), params.get("timeout", 0))

    def _pass_limits(self, call: Call) -> None:
        counted = call.method.startswith(("send", "edit", "copy", "forward")) and call.method not in UNLIMITED
        chat_id = call.params.get("chat_id")
        if counted and isinstance(chat_id, int):
            messages = len(call.params.get("media") or [0])
            wait = self._gate.pass_(call.bot.id, chat_id, messages, self._world.tick())
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
        file = self._world.files.at(bot.id, request.match_info["path"])
        if file is None:
            return refused(TelegramRefusal(404, "Not Found"))
        return web.Response(body=file.data, content_type="application/octet-stream")

    def _bot(self, request: web.Request) -> Bot:
        bot = self._world.bots.get(request.match_info["token"])
        if bot is None:
            raise TelegramRefusal(401, "Unauthorized")
        return bot

    def _note(self, call: Call, outcome: str, description: str = "") -> None:
        if len(self.calls) >= CALLS_KEPT:
            del self.calls[: CALLS_KEPT // 2]
        self.calls.append(JournalRow(call.bot.username, call.method, call.params, str(outcome), description))


def refused(refusal: TelegramRefusal) -> web.Response:
    """Telegram's "no" over HTTP."""
    return web.json_response(refusal.as_json(), status=refusal.code)


def dropped(request: web.Request) -> web.Response:
    """The connection breaks; what is returned reaches nobody."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
