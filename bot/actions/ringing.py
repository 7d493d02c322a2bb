"""What a timer does when it comes due: by its kind, with its key. Each checks that it is still wanted."""

from collections.abc import Awaitable, Callable

from bot.actions import (
    asking,
    consulting,
    ending,
    floods,
    holding,
    intake,
    mentoring,
    offering,
    offers,
    problems,
    promises,
    quiet,
    security,
    stranded,
    telling,
    ticking,
    upkeep,
    vendor,
    visits,
    works,
)
from bot.actions.scene import Scene

Ring = Callable[[Scene, str], Awaitable[None]]


async def _promise(scene: Scene, key: str) -> None:
    await promises.came_due(scene, int(key))


async def _clocks(scene: Scene, key: str) -> None:
    await ticking.came_due(scene, int(key))


async def _silence(scene: Scene, key: str) -> None:
    await ending.silence(scene, int(key))


async def _question(scene: Scene, key: str) -> None:
    await consulting.came_due(scene, int(key))


async def _draft(scene: Scene, key: str) -> None:
    await mentoring.came_due(scene, int(key))


async def _visit_soon(scene: Scene, key: str) -> None:
    await visits.remind(scene, int(key))


async def _visit_over(scene: Scene, key: str) -> None:
    await visits.over(scene, int(key))


async def _close_problem(scene: Scene, key: str) -> None:
    await problems.closing(scene, int(key))


async def _works(scene: Scene, key: str) -> None:
    await works.came_due(scene, int(key))


async def _look(_: Scene, __: str) -> None:
    """The lane has been looked at by now: updates go before timers."""


async def _chase(scene: Scene, key: str) -> None:
    await vendor.came_due(scene, int(key))


async def _intake(scene: Scene, key: str) -> None:
    await intake.silence(scene, int(key))


async def _offer_over(scene: Scene, key: str) -> None:
    await offering.came_due(scene, int(key))


async def _arrival(scene: Scene, key: str) -> None:
    await offering.somebody_came(scene, int(key))


async def _quiet(scene: Scene, key: str) -> None:
    await stranded.silent(scene, int(key), reminded=False)


async def _sweep(scene: Scene, _: str) -> None:
    await stranded.sweep(scene)


async def _quiet_still(scene: Scene, key: str) -> None:
    await stranded.silent(scene, int(key), reminded=True)


#: Timers that need no thinking; the turn's and the mood's are read outside first (bot/app.py).
RINGS: dict[str, Ring] = {
    promises.TIMER: _promise,
    ticking.TIMER: _clocks,
    ending.CLOSE_TIMER: _silence,
    problems.CLOSING: _close_problem,
    telling.TIMER: telling.came_due,
    floods.INFORMING: floods.informing,
    works.TIMER: _works,
    upkeep.LOOK: _look,
    vendor.TIMER: _chase,
    security.TIMER: security.came_due,
    consulting.TIMER: _question,
    holding.TIMER: _draft,
    visits.REMIND: _visit_soon,
    visits.END: _visit_over,
    asking.TIMER: _intake,
    offers.TIMER: _offer_over,
    offering.ARRIVAL: _arrival,
    quiet.TIMER: _quiet,
    quiet.AGAIN: _quiet_still,
    offering.SWEEP: _sweep,
}
