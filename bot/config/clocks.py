"""What the clocks go by, put together from `sla`, and whether it makes sense."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from bot.config.plan import choice, people_queues
from bot.config.rows import QueueRow, Written
from bot.config.sla import OwnSlaRow
from bot.config.source import Loc
from routing.desk import LineKind
from routing.targets import Breach, Promised, Targets

PRIORITIES = range(1, 5)
CLOCKS = ("first_word", "next_word", "resolution", "line")
Minutes = Mapping[str, int | None]


def promised(written: Written) -> Promised:
    """Targets and what follows a breach, by queue where a queue or its line has its own."""
    rows = {queue.id: _own(written, queue) for queue in written.queues}
    rows = {queue: own for queue, own in rows.items() if own}
    breach = {queue: _breach(written, own) for queue, own in rows.items()}
    return Promised(
        usual=_targets(written, []),
        own={queue: _targets(written, own) for queue, own in rows.items()},
        breach=frozenset(written.sla.breach),
        own_breach=breach,
    )


def _own(written: Written, queue: QueueRow) -> list[OwnSlaRow]:
    """What is said of the queue's line, then of the queue: the last word counts."""
    said = written.sla.lines.get(queue.line), written.sla.queues.get(queue.id)
    return [row for row in said if row]


def _targets(written: Written, own: list[OwnSlaRow]) -> dict[int, Targets]:
    return {priority: _target(written, own, priority) for priority in PRIORITIES}


def _target(written: Written, own: list[OwnSlaRow], priority: int) -> Targets:
    said = _minutes(written, own, priority)
    spans = {clock: timedelta(minutes=length) for clock, length in said.items() if length}
    warn = [written.sla.warn_percent, *(row.warn_percent for row in own if row.warn_percent)][-1]
    return Targets(
        spans["first_word"], spans["next_word"], spans.get("resolution"), spans.get("line"), warn / 100
    )


def _minutes(written: Written, own: list[OwnSlaRow], priority: int) -> Minutes:
    rows = [getattr(row, f"P{priority}") for row in (written.sla, *own)]
    return {
        clock: next((length for row in rows[::-1] if (length := getattr(row, f"{clock}_minutes"))), None)
        for clock in CLOCKS
    }


def _breach(written: Written, own: list[OwnSlaRow]) -> frozenset[Breach]:
    said = [row.breach for row in own if row.breach is not None]
    return frozenset([written.sla.breach, *said][-1])


def lines_and_queues_are_known(written: Written) -> Iterator[tuple[Loc, str]]:
    """Own targets belong to lines of people and their queues."""
    lines = [line.id for line in written.lines if line.kind is LineKind.PEOPLE]
    queues = [queue.id for queue in people_queues(written)]
    for section, named, known in (
        ("lines", written.sla.lines, lines),
        ("queues", written.sla.queues, queues),
    ):
        for name in named:
            if name not in known:
                loc = ("sla", section, name)
                yield loc, f"there is no such {section[:-1]} of people{choice(known, name)}"


def targets_make_sense(written: Written) -> Iterator[tuple[Loc, str]]:
    """The first word comes before the solution, and a line's part is no longer than the whole."""
    places: list[tuple[Loc, list[OwnSlaRow]]] = [
        (("sla",), []),
        *((("sla", "lines", line), [row]) for line, row in written.sla.lines.items()),
        *(
            (("sla", "queues", queue.id), _own(written, queue))
            for queue in written.queues
            if queue.id in written.sla.queues
        ),
    ]
    for loc, own in places:
        for priority in PRIORITIES:
            said = getattr(own[-1] if own else written.sla, f"P{priority}")
            if said.model_fields_set:
                yield from _contradictions((*loc, f"P{priority}"), _minutes(written, own, priority))


def _contradictions(loc: Loc, minutes: Minutes) -> Iterator[tuple[Loc, str]]:
    first, solution, line = minutes["first_word"], minutes["resolution"], minutes["line"]
    if first and solution and solution < first:
        yield (
            loc,
            f"a solution in {solution} minutes, the first word in {first}: the first word comes "
            f"before the solution; write first_word_minutes of at most {solution}",
        )
    if line and solution and line > solution:
        yield (
            loc,
            f"a line has {line} minutes of the {solution} until the solution; write line_minutes of "
            f"at most {solution}",
        )


def next_lines_exist(written: Written) -> Iterator[tuple[Loc, str]]:
    """`next_line` is for queues that escalate to people."""
    people = {queue.id for queue in people_queues(written)}
    up = {queue.id for queue in written.queues if queue.escalates_to in people}
    advice = "names a queue of people in `escalates_to`; name one, or take `next_line` out"
    if Breach.NEXT_LINE in written.sla.breach and not up:
        yield ("sla", "breach"), f"`next_line` leads nowhere: no queue {advice}"
    for line, row in written.sla.lines.items():
        here = {queue.id for queue in written.queues if queue.line == line}
        if Breach.NEXT_LINE in (row.breach or ()) and not here & up:
            yield ("sla", "lines", line, "breach"), f"`next_line` leads nowhere: no queue of {line} {advice}"
    for queue, row in written.sla.queues.items():
        if Breach.NEXT_LINE in (row.breach or ()) and queue in people - up:
            loc = ("sla", "queues", queue, "breach")
            yield loc, f"`next_line` leads nowhere: {queue} names no queue of people in `escalates_to`"


def slower_when_more_urgent(written: Written) -> Iterator[tuple[Loc, str]]:
    """What is allowed but may surprise: a more urgent ticket may wait longer."""
    for priority in PRIORITIES[:-1]:
        more, less = (_minutes(written, [], one) for one in (priority, priority + 1))
        for clock in CLOCKS:
            urgent, other = more[clock], less[clock]
            if urgent and other and urgent > other:
                loc = ("sla", f"P{priority}", f"{clock}_minutes")
                yield loc, f"{urgent} minutes, and P{priority + 1} has {other}: the more urgent waits longer"
