"""Planned works: a window set ahead; they begin, tell and end by the clock."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

from bot.actions import problems, telling
from bot.actions.problems import Facts
from bot.actions.scene import Scene
from routing.desk import Specialist
from routing.problems import Kind, Problem, ProblemRefused, Standing, check_window
from storage.history import LINE1, staff
from storage.outbox import DESK_BOT
from storage.timers import Timer

TIMER = "works"
_DAY = r"(?P<{0}day>\d{{4}}-\d\d-\d\d|\d{{1,2}}\.\d{{1,2}}(?:\.\d{{4}})?)"
_TIME = r"(?P<{0}time>\d{{1,2}}:\d\d)"
_WINDOW = re.compile(
    rf"\s*{_DAY.format('a')}\s+{_TIME.format('a')}\s*[-–—]?\s*(?:{_DAY.format('b')}\s+)?{_TIME.format('b')}\s*(?P<rest>.*)",
    re.DOTALL,
)


def window(written: str, now: datetime, zone: object) -> tuple[datetime, datetime, str]:
    """From, until and the words after them; days as 2026-11-26 or 26.11, times in the desk's zone."""
    found = _WINDOW.fullmatch(written)
    if not found:
        raise ProblemRefused("no_window")
    local = now.astimezone(zone)  # type: ignore[arg-type]
    try:
        starts = _moment(found["aday"], found["atime"], local)
        ends = _moment(found["bday"] or found["aday"], found["btime"], local)
    except ValueError:
        raise ProblemRefused("no_window") from None
    return starts, ends, found["rest"].strip()


def _moment(day: str, time: str, now: datetime) -> datetime:
    """Without a year, the next such day."""
    hour, minute = map(int, time.split(":"))
    if "-" in day:
        year, month, date = map(int, day.split("-"))
        return now.replace(
            year=year, month=month, day=date, hour=hour, minute=minute, second=0, microsecond=0, fold=0
        )
    date, month, *year_given = map(int, day.split("."))
    year = year_given[0] if year_given else now.year
    moment = now.replace(
        year=year, month=month, day=date, hour=hour, minute=minute, second=0, microsecond=0, fold=0
    )
    if not year_given and moment < now - timedelta(days=180):
        moment = moment.replace(year=now.year + 1)
    return moment


async def plan(
    scene: Scene, by: Specialist, starts: datetime, ends: datetime, title: str, queue: str, facts: Facts
) -> Problem:
    """Works between these moments: those whose tickets came from the area, where it is known, hear now."""
    if not by.leads:
        raise ProblemRefused("leads")
    if not by.serves(queue):
        raise ProblemRefused("not_yours", 0, queue)
    check_window(starts, ends, scene.now)
    if not title.strip():
        raise ProblemRefused("no_window")
    planned = Problem(
        Kind.WORKS,
        queue,
        by.id,
        scene.now,
        title=title.strip(),
        standing=Standing.PLANNED,
        severity=facts.severity,
        area=facts.area,
        device=facts.device,
        starts_at=starts,
        ends_at=ends,
    )
    problem = await problems.opened(scene, await scene.work.problems.add(planned), staff(by.id))
    await _arm(scene, problem, starts)
    if problem.area:
        await telling.begin(scene, problem)
    return problem


async def _arm(scene: Scene, problem: Problem, due: datetime) -> None:
    await scene.work.timers.arm(Timer(TIMER, str(problem.id), DESK_BOT, problem.owner, due))


async def came_due(scene: Scene, problem_id: int) -> None:
    """The window opens, or it ends."""
    problem = await scene.work.problems.get(problem_id)
    assert problem.starts_at
    assert problem.ends_at
    if problem.standing is Standing.PLANNED and scene.now >= problem.starts_at:
        await problems.happened(scene, problem, LINE1, "begin")
        begun = replace(problem.begun(), opened_at=problem.starts_at)
        await scene.work.problems.save(begun)
        await _arm(scene, begun, problem.ends_at)
        if owner := scene.rules.desk.person(problem.owner):
            await problems.show(scene, owner, begun)
    elif problem.standing is Standing.OPEN and scene.now >= problem.ends_at:
        problem = await problems.over(scene, problem, "", LINE1)
        if owner := scene.rules.desk.person(problem.owner):
            await problems.show(scene, owner, problem)
