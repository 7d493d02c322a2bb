"""Whether what queues say of rules, intake, skills and other departments fits the rest. Pure."""

from collections.abc import Callable, Iterator

from bot.config.plan import choice, front_queues, kind_of, serving
from bot.config.rows import BESIDE, QueueRow, Written
from bot.config.source import Loc
from routing.desk import LineKind

Mistake = tuple[Loc, str]
EXAMPLE = "reach: {when: 10:00-18:00, how: +7 495 000-00-00}"


def _lines_have_queues(written: Written) -> Iterator[Mistake]:
    used = {queue.line for queue in written.queues}
    for place, line in enumerate(written.lines):
        if line.kind is not LineKind.BOT and line.id and line.id not in used:
            loc = ("lines", place)
            yield loc, f"no queue stands on it; add one with `line: {line.id}`, or take the line out"


def _one_reception(written: Written) -> Iterator[Mistake]:
    """Line 1's own people stand right above the bot, and what fits no profile goes to them."""
    people = [line.id for line in written.lines if line.kind is LineKind.PEOPLE]
    default = next((queue for queue in written.queues if queue.default), None)
    for place, line in enumerate(written.lines):
        if not line.reception:
            continue
        loc = ("lines", place, "reception")
        if people[:1] != [line.id]:
            yield loc, f"only the first line of people can be the reception{choice(people[:1])}"
        elif default and default.line != line.id:
            yield loc, "what fits no profile goes there; move `default: true` to its queue"
        elif len(people) < 2:
            yield loc, "there is no line of people above it to take clear matters; take `reception` out"


def _outside_is_reached(written: Written) -> Iterator[Mistake]:
    for place, queue in enumerate(written.queues):
        loc = ("queues", place)
        if not queue.is_outside:
            if queue.reach:
                yield (*loc, "reach"), "only a queue with `kind: outside` is reached so; add that"
            continue
        if queue.reach is None:
            yield loc, f"say when and how customers reach it: `{EXAMPLE}`"
        elif queue.reach.email and written.integrations.alarm.email is None:
            yield (
                (*loc, "reach", "email"),
                "there is no mail server to send it by; name one in `integrations.alarm.email`",
            )
        yield from _not_for_outside(queue, loc)


def _not_for_outside(queue: QueueRow, loc: Loc) -> Iterator[Mistake]:
    if queue.line and queue.line != BESIDE:
        yield (*loc, "line"), "another department stands on no line; take it out"
    for key in ("escalates_to", "default", "intake", "skills", "quiet_minutes"):
        if getattr(queue, key):
            yield (*loc, key), "nobody of ours works on another department's queue; take it out"


def _nobody_serves_outside(written: Written) -> Iterator[Mistake]:
    outside = [queue.id for queue in written.queues if queue.is_outside]
    for place, row in enumerate(written.staff):
        for queue in row.queues:
            if queue in outside:
                yield ("staff", place, "queues"), f"`{queue}` is another department; take it out"


def _rules_say_something(written: Written) -> Iterator[Mistake]:
    fields = {one.id: one for queue in written.queues for one in queue.intake}
    for place, queue in enumerate(written.queues):
        for number, rule in enumerate(queue.rules):
            loc = ("queues", place, "rules", number)
            if rule.is_empty:
                yield loc, "says nothing; write for instance `{words: [invoice, refund]}`"
            for field, values in rule.intake.items():
                known = list(fields[field].choices) if field in fields else []
                if field not in fields:
                    yield (
                        (*loc, "intake", field),
                        f"no queue asks for `{field}`{choice(list(fields), field)}",
                    )
                for value in [one for one in values if known and one not in known]:
                    yield (
                        (*loc, "intake", field),
                        f"`{value}` is no choice of `{field}`{choice(known, value)}",
                    )
            for code in rule.languages:
                if code not in written.desk.languages:
                    yield (
                        (*loc, "languages"),
                        f"the desk does not speak {code}{choice(written.desk.languages, code)}",
                    )


def _line_1_chooses_in_front(written: Written) -> Iterator[Mistake]:
    front = front_queues(written)
    for place, queue in enumerate(written.queues):
        for key in ("rules", "intake"):
            if getattr(queue, key) and front and queue.id not in front and not queue.is_outside:
                loc = ("queues", place, key)
                yield loc, f"line 1 does not hand over to it{choice(front)}"


def _questions_differ(written: Written) -> Iterator[Mistake]:
    for place, queue in enumerate(written.queues):
        ids = [one.id for one in queue.intake]
        for number, name in enumerate(ids):
            if name and name in ids[:number]:
                loc = ("queues", place, "intake", number, "id")
                yield loc, f"{name} is asked above already; give each question its own"


def _somebody_has_the_skills(written: Written) -> Iterator[Mistake]:
    for place, queue in enumerate(written.queues):
        staff = serving(written, queue.id) if kind_of(written, queue) is LineKind.PEOPLE else []
        if queue.skills and staff and not any(set(queue.skills) <= set(row.skills) for row in staff):
            loc = ("queues", place, "skills")
            yield (
                loc,
                f"nobody who serves it has {', '.join(queue.skills)}; write `skills` in somebody's row",
            )


_STANDING = ("lines.id", "lines.kind", "queues.id", "queues.line", "queues.kind")
#: Every check, with the parts it takes for granted.
QUEUE_CHECKS: dict[Callable[[Written], Iterator[Mistake]], tuple[str, ...]] = {
    _lines_have_queues: ("lines.id", "lines.kind", "queues.line"),
    _one_reception: (*_STANDING, "lines.reception", "queues.default"),
    _outside_is_reached: ("queues.kind", "queues.reach", "integrations"),
    _nobody_serves_outside: ("queues.id", "queues.kind"),
    _rules_say_something: ("queues.rules", "queues.intake", "desk.languages"),
    _line_1_chooses_in_front: (*_STANDING, "queues.rules", "queues.intake"),
    _questions_differ: ("queues.intake",),
    _somebody_has_the_skills: (*_STANDING, "queues.skills", "staff.skills", "staff.queues", "staff.role"),
}
