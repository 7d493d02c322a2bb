"""What the config says of work together: causes, evidence, mentors."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.config.plan import choice
from bot.config.rows import QueueRow, StaffRow, Written
from bot.config.source import Loc
from routing.desk import Named, Queue, Role


def with_teamwork(queue: Queue, row: QueueRow) -> Queue:
    """The queue with the causes and the evidence of its row."""
    return replace(queue, causes=tuple(map(named, row.causes)), evidence=tuple(map(named, row.evidence)))


def named(title: str | Mapping[str, str]) -> Named:
    """One name for all, or names by language, kept by the first of them."""
    return Named(title) if isinstance(title, str) else Named(next(iter(title.values())), title)


def mentors_fit(written: Written) -> Iterator[tuple[Loc, str]]:
    """A mentor is a colleague who serves a queue of the newcomer's, and in the end nobody's own newcomer."""
    people = {row.telegram_id: row for row in written.staff}
    for place, row in enumerate(written.staff):
        if row.mentor is None:
            continue
        loc, mentor = ("staff", place, "mentor"), people.get(row.mentor)
        if mentor is None:
            others = [f"{one.telegram_id} ({one.name})" for one in written.staff if one is not row]
            yield loc, f"nobody in `staff` has the telegram_id {row.mentor}{choice(others[:10])}"
        elif mentor is row:
            yield loc, "nobody is their own mentor; write a colleague's telegram_id, or take it out"
        elif _in_a_circle(row, people):
            yield loc, "mentors in a circle: each would wait for the other; take one of them out"
        elif mentor.role is not Role.ADMIN and not set(row.queues) & set(mentor.queues):
            yield loc, f"{mentor.name} serves none of {row.name}'s queues; choose somebody who does"


def _in_a_circle(row: StaffRow, people: Mapping[int, StaffRow]) -> bool:
    seen, at = set[int](), row.mentor
    while at is not None and at not in seen:
        if at == row.telegram_id:
            return True
        seen.add(at)
        above = people.get(at)
        at = above.mentor if above else None
    return False
