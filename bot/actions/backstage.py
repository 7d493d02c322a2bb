"""What a ticket's history tells of work that customers do not see."""

from collections.abc import Sequence

from bot.actions.scene import Scene
from bot.texts.experts import Backstage
from routing.stages import Part, Record
from routing.ticket import Move, Ticket
from storage.history import Event

#: Events that tell of the work; a judgement says how the last test ended, whatever its words were.
STAGE, JUDGED = "stage", "judged"


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


def backstage(scene: Scene, ticket: Ticket, events: Sequence[Event]) -> Backstage:
    """What the ticket's card tells of it."""
    return Backstage(
        upper=scene.rules.desk.is_upper(ticket.queue), stage=ticket.stage, record=record_of(events)
    )
