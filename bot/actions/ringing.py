"""What a timer does when it comes due: by its kind, with its key. Each checks that it is still wanted."""

from collections.abc import Awaitable, Callable

from bot.actions import ending, promises, security, upkeep, vendor
from bot.actions.scene import Scene

Ring = Callable[[Scene, str], Awaitable[None]]


async def _promise(scene: Scene, key: str) -> None:
    await promises.came_due(scene, int(key))


async def _silence(scene: Scene, key: str) -> None:
    await ending.silence(scene, int(key))


async def _look(_: Scene, __: str) -> None:
    """The lane has been looked at by now: updates go before timers."""


async def _chase(scene: Scene, key: str) -> None:
    await vendor.came_due(scene, int(key))


#: Timers that need no thinking; the turn's and the mood's are read outside first (bot/app.py).
RINGS: dict[str, Ring] = {
    promises.TIMER: _promise,
    ending.CLOSE_TIMER: _silence,
    upkeep.LOOK: _look,
    vendor.TIMER: _chase,
    security.TIMER: security.came_due,
}
