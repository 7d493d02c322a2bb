"""Who gets a waiting ticket: skill, language, shift, capacity, least loaded, longest idle. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from routing.desk import Desk, Specialist
from routing.duty import present

#: Somebody who never got a ticket has been idle since before any.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Need:
    """What a ticket asks of whoever gets it."""

    queue: str
    language: str
    skills: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Loads:
    """How busy people are: tickets each holds or is being offered, and when each got the last one."""

    held: Mapping[int, int] = field(default_factory=dict)
    last: Mapping[int, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Give:
    """This specialist shall have it, for these reasons."""

    person: Specialist
    reason: str


@dataclass(frozen=True, slots=True)
class Wait:
    """Nobody can have it now; the reason is the first thing that nobody meets."""

    reason: str


NOBODY_HERE, NO_SKILL, NO_LANGUAGE, ALL_FULL, ALL_ASKED = (
    "nobody on shift",
    "nobody with the skills",
    "nobody who speaks the language",
    "all at capacity",
    "all were asked",
)


def choose_specialist(
    desk: Desk,
    need: Need,
    at: datetime,
    loads: Loads,
    away: Collection[int] = (),
    asked: Collection[int] = (),
) -> Give | Wait:
    """Serves the queue and is there, has the skills, speaks the language, below capacity, not asked before.

    Of those the least loaded, then the longest idle, then by id: equal inputs give equal answers. Leads get
    a ticket only when no specialist can.
    """
    fit = present(desk, need.queue, at, away)
    skills = need.skills | desk.shown(need.queue).skills
    for reason, kept in (
        (NOBODY_HERE, fit),
        (NO_SKILL, fit := [one for one in fit if skills <= one.skills]),
        (NO_LANGUAGE, fit := [one for one in fit if not one.languages or need.language in one.languages]),
        (ALL_FULL, fit := [one for one in fit if loads.held.get(one.id, 0) < one.capacity]),
        (ALL_ASKED, fit := [one for one in fit if one.id not in asked]),
    ):
        if not kept:
            return Wait(reason)
    best = min(fit, key=lambda one: _order(one, loads))
    held = loads.held.get(best.id, 0)
    return Give(best, f"least loaded: {held} of {best.capacity}")


def _order(person: Specialist, loads: Loads) -> tuple[bool, int, datetime, int]:
    return (person.leads, loads.held.get(person.id, 0), loads.last.get(person.id, NEVER), person.id)
