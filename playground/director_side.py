"""What whoever directs the play may do over HTTP: set troubles, move the clock, play stories, ask why."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict
from typing import Any

from aiohttp import web
from pydantic import validate_call

from playground.advice import advised
from playground.faults import Faults
from playground.local import Playground
from playground.player import Player

Json = dict[str, Any]
#: Asked with a bot's username and a person's id: what the bot thought of their last message.
Explain = Callable[[str, int], Awaitable[list[str] | dict[str, Any]]]
add_fault = validate_call(Faults.add)
forward = validate_call(Playground.forward)
play = validate_call(Player.play)


class DirectorSide:
    """The routes; every answer is JSON, a mistake is a 400 with ``{"error": "what to do"}``."""

    def __init__(self, playground: Playground, player: Player, explain: Explain | None) -> None:
        self._playground = playground
        self._player = player
        self._explain = explain

    def add_to(self, router: web.UrlDispatcher) -> None:
        """Everything at a glance; troubles; the clock; stories; why; the journal of calls."""
        router.add_get("/user/all", advised(self._all))
        router.add_get("/user/faults", advised(self._faults))
        router.add_post("/user/faults", advised(self._add_fault))
        router.add_delete("/user/faults", advised(self._clear_faults))
        router.add_delete(r"/user/faults/{number:\d+}", advised(self._remove_fault))
        router.add_post("/user/clock", advised(self._move_clock))
        router.add_post("/user/story", advised(self._play))
        router.add_post("/user/story/{order}", advised(self._order))
        router.add_get(r"/user/{person:\d+}/{bot}/why", advised(self._why))
        router.add_get("/user/calls", advised(self._calls))

    async def _all(self, _: web.Request) -> web.StreamResponse:
        """What the page begins with, and the number of the last event before that."""
        world, stories = self._playground.world, self._player.stories.values()
        chats = [chat for chat in world.chats.values() if chat.person.id in world.people]
        return web.json_response(
            {
                "event": world.events.last,
                "people": [asdict(door.person) for door in self._playground.people],
                "bots": [{"username": bot.username, "name": bot.name} for bot in world.bots.values()],
                "chats": [summary(self._playground, chat.person.id, chat.bot.username) for chat in chats],
                "clock": self._playground.tell_clock(),
                "faults": [asdict(fault) for fault in self._playground.faults.set],
                "stories": [{"id": s.id, "title": dict(s.title), "steps": len(s.steps)} for s in stories],
                "scene": self._player.tell(),
                "explains": self._explain is not None,
            }
        )

    async def _faults(self, _: web.Request | None = None) -> web.StreamResponse:
        return web.json_response([asdict(fault) for fault in self._playground.faults.set])

    async def _add_fault(self, request: web.Request) -> web.StreamResponse:
        fault = add_fault(self._playground.faults, **await request.json())
        return web.json_response(asdict(fault))

    async def _clear_faults(self, _: web.Request) -> web.StreamResponse:
        self._playground.faults.clear()
        return await self._faults()

    async def _remove_fault(self, request: web.Request) -> web.StreamResponse:
        self._playground.faults.remove(int(request.match_info["number"]))
        return await self._faults()

    async def _move_clock(self, request: web.Request) -> web.StreamResponse:
        forward(self._playground, **await request.json())
        return web.json_response(self._playground.tell_clock())

    async def _play(self, request: web.Request) -> web.StreamResponse:
        await play(self._player, **await request.json())
        return web.json_response(self._player.tell())

    async def _order(self, request: web.Request) -> web.StreamResponse:
        order = request.match_info["order"]
        orders: Mapping[str, Callable[[], object]] = {
            "pause": self._player.pause, "go_on": self._player.go_on, "step": self._player.step
        }  # fmt: skip
        if order == "stop":
            await self._player.stop()
        elif order in orders:
            orders[order]()
        else:
            raise LookupError(f"a story cannot {order}; it can {', '.join(orders)}, stop")
        return web.json_response(self._player.tell())

    async def _why(self, request: web.Request) -> web.StreamResponse:
        if self._explain is None:
            raise LookupError("nobody explains here: start() was given no explain")
        person, bot = int(request.match_info["person"]), request.match_info["bot"]
        return web.json_response({"why": await self._explain(bot, person)})

    async def _calls(self, request: web.Request) -> web.StreamResponse:
        wanted = request.query.get("method")
        calls = [call for call in self._playground.calls if wanted in {None, call.method}]
        return web.json_response([asdict(call) for call in calls])


def summary(playground: Playground, person: int, bot: str) -> Json:
    """A chat as it stands in a list of chats: its last message, and how many there are."""
    messages = playground.person(person).chat(bot).messages
    last = messages[-1].as_json() if messages else None
    return {"person": person, "bot": bot, "count": len(messages), "last": last}
