"""Who stands where: what the checks ask of lines, queues and staff, before anything is known to be right."""

from collections.abc import Sequence

from bot.config.problem import did_you_mean
from bot.config.rows import QueueRow, StaffRow, Written
from routing.desk import LineKind, Role


def kind_of(written: Written, queue: QueueRow) -> LineKind | None:
    """Who works on the queue's line; None when there is no such line, or another department works there."""
    if queue.is_outside:
        return None
    return next((line.kind for line in written.lines if line.id == queue.line), None)


def heights(written: Written) -> dict[str, int]:
    """How high each queue stands: its line's place in the config; queues on unknown lines are left out."""
    lines = [line.id for line in written.lines]
    return {queue.id: lines.index(queue.line) for queue in written.queues if queue.id and queue.line in lines}


def people_queues(written: Written) -> list[QueueRow]:
    """Queues on lines where people work, in config order."""
    return [queue for queue in written.queues if kind_of(written, queue) is LineKind.PEOPLE]


def front_queues(written: Written) -> list[str]:
    """Ids of the queues line 1 may hand to: people's on their lowest line, and on that above a reception."""
    high, people = heights(written), [queue.id for queue in people_queues(written) if queue.id]
    levels = sorted({high[queue] for queue in people})
    reception = bool(levels) and written.lines[levels[0]].reception is True
    return [queue for queue in people if high[queue] in levels[: 2 if reception else 1]]


def serving(written: Written, queue: str) -> list[StaffRow]:
    """Staff who serve the queue; an admin serves every one that is not restricted."""
    restricted = any(row.id == queue and row.restricted for row in written.queues)
    return [
        row for row in written.staff if queue in row.queues or (row.role is Role.ADMIN and not restricted)
    ]


def choice(known: Sequence[str], wrong: str = "") -> str:
    """The end of a sentence that says what to write instead: the nearest of the known words, or all."""
    everything = f"; choose from {', '.join(known)}" if known else "; there is none to choose yet"
    return did_you_mean(wrong, known, everything)
