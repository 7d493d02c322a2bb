"""What a ticket's history tells of work that customers do not see."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.actions.scene import Scene
from bot.texts.experts import Backstage
from routing.breach import rebuilt
from routing.desk import LineKind
from routing.stages import Part, Record
from routing.ticket import Move, Ticket
from storage.history import Event

#: Events that tell of the work; a judgement says how the last test ended, whatever its words were.
STAGE, JUDGED = "stage", "judged"
#: The ticket ended as a project.
PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Project:
    """Where it lives, what shall be done, and who does it."""

    link: str
    plan: str
    members: tuple[str, ...] = ()


def record_of(events: Sequence[Event]) -> Record:
    """What is known of the work since the ticket was last opened."""
    told: list[tuple[dict[Part, str], bool | None]] = []
    for event in events:
        if event.what == Move.REOPEN:
            told = []
        elif event.what == STAGE:
            told.append(({Part(event.data["part"]): event.text}, event.data.get("passed")))
        elif event.what == JUDGED and told:
            last = max((place for place, one in enumerate(told) if one[1] is not None), default=None)
            if last is not None:
                told[last] = told[last][0], bool(event.data["passed"])
    record = Record()
    for parts, passed in told:
        record = record.after(parts, passed)
    return record


def told_of(events: Sequence[Event]) -> Record:
    """The same for a card: what was known before the ticket was opened again stands until it is told anew."""
    ends = [place for place, one in enumerate(events) if one.what == Move.REOPEN]
    before = record_of([one for one in events[: ends[-1]] if one.what != Move.REOPEN]) if ends else Record()
    now = record_of(events)
    return replace(now, parts={**before.parts, **now.parts})


def solved_before(events: Sequence[Event]) -> str:
    """The last solution, once the ticket was opened again; nothing while it holds."""
    solution, found = "", ""
    for event in events:
        if event.what == Move.RESOLVE:
            solution, found = event.text, ""
        elif event.what == Move.REOPEN:
            found = solution
    return found


def project_of(events: Sequence[Event]) -> Project | None:
    """The project that the ticket became, None when it has become none or was opened again since."""
    found: Project | None = None
    for event in events:
        if event.what == PROJECT:
            found = Project(str(event.data["link"]), event.text, tuple(event.data["members"]))
        elif event.what == Move.REOPEN:
            found = None
    return found


async def backstage(scene: Scene, ticket: Ticket, events: Sequence[Event]) -> Backstage:
    """What the ticket's card tells of it."""
    desk = scene.rules.desk
    project = project_of(events)
    return Backstage(
        upper=desk.is_upper(ticket.queue),
        staged=desk.is_staged(ticket.queue),
        stage=ticket.stage,
        restricted=desk.shown(ticket.queue).restricted,
        vendors=any(line.kind is LineKind.VENDOR for line in desk.lines),
        cases=tuple(await scene.work.cases.of(ticket.id)),
        breach=rebuilt((event.what, event.at, event.data) for event in events),
        project=(project.link, project.plan, project.members) if project else None,
        record=told_of(events),
        solved=solved_before(events),
    )
