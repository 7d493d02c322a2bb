"""The config as the rest of the desk sees it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from bot.config import calendars, clocks
from bot.config.queues import queue_of
from bot.config.rows import LineRow, StaffRow, Written
from bot.config.teamwork import with_teamwork
from bot.config.weeks import OwnHoursRow
from routing.desk import Contact, Desk, Line, LineKind, Specialist
from routing.hours import Hours, around_the_clock
from routing.targets import Promised

#: Whether a line's words reach the customer when the config does not say.
CONTACT = {LineKind.BOT: Contact.RELAYED, LineKind.PEOPLE: Contact.RELAYED, LineKind.VENDOR: Contact.NONE}

Given = TypeVar("Given")


class Config(Written):
    """A config without mistakes, and the folder its file is in."""

    folder: Path

    @property
    def articles_folder(self) -> Path:
        """Where the articles are; a relative path in the config starts from the config's folder."""
        return self.folder / self.kb.articles

    @property
    def index_folder(self) -> Path:
        """Where what line 1 learns from the articles is kept; it can be deleted at any time."""
        return self.folder / "firstline.kb"

    @property
    def calibration_file(self) -> Path:
        """What `firstline eval --fit` found out about how sure line 1 may be at this desk."""
        return self.folder / "firstline.confidence.json"

    @property
    def leaning_file(self) -> Path:
        """What `firstline eval --fit` learnt from corrected moods: seven numbers, no words."""
        return self.folder / "firstline.moods.json"

    def routing_desk(self) -> Desk:
        """Lines, queues and staff as routing takes them."""
        return Desk(
            lines=tuple(_line(row, height) for height, row in enumerate(self.lines)),
            queues=tuple(
                with_teamwork(queue_of(row, self.desk.languages[0], self.lines[0].id), row)
                for row in self.queues
            ),
            staff=tuple(self._specialist(row) for row in self.staff),
        )

    def _barred(self, row: StaffRow) -> frozenset[str]:
        restricted = {queue.id for queue in self.queues if queue.restricted}
        return frozenset(restricted.difference(row.queues))

    def working_hours(self) -> Hours:
        """When people work; without `hours` the desk never sleeps."""
        return self._hours([self.hours])

    def own_hours(self) -> Mapping[str, Hours]:
        """Hours of the queues that have their own, or stand on a line with its own."""
        lines = {line.id: line.hours for line in self.lines}
        rows = {queue.id: (lines.get(queue.line), queue.hours) for queue in self.queues}
        return {queue: self._hours([self.hours, *own]) for queue, own in rows.items() if any(own)}

    def _hours(self, rows: Sequence[OwnHoursRow | None]) -> Hours:
        """What the rows say together: of each thing the last word counts."""
        given = [row for row in rows if row]
        zone = _last(row.timezone for row in given) or self.desk.timezone
        week = _last(row.week() for row in given if row.days)
        calendar = _last(row.calendar for row in given)
        off, moved = calendars.days(calendar) if calendar else (frozenset(), frozenset())
        own_off = frozenset(_last(row.holidays for row in given) or ())
        working = dict.fromkeys(moved - own_off, ()) | (_last(row.working for row in given) or {})
        return Hours(zone, week or around_the_clock(zone).week, off | own_off, working)

    def promised(self) -> Promised:
        """How long each clock may run, and what follows a breach."""
        return clocks.promised(self)

    def _specialist(self, row: StaffRow) -> Specialist:
        """A day off of the desk's is everybody's, except for who is on call then."""
        hours = self.working_hours()
        return Specialist(
            id=row.telegram_id,
            name=row.name,
            role=row.role,
            queues=frozenset(row.queues),
            languages=frozenset(row.languages or self.desk.languages),
            capacity=row.capacity,
            mentor=row.mentor,
            shift=replace(hours, week=row.shift.week()) if row.shift else hours,
            skills=frozenset(row.skills),
            on_call=replace(hours, week=row.on_call.week(), days_off=frozenset()) if row.on_call else None,
            barred=self._barred(row),
        )


def _line(row: LineRow, height: int) -> Line:
    contact = row.contact or CONTACT[row.kind]
    return Line(row.id, row.title, row.kind, contact, height, row.reception, row.stages)


def _last(values: Iterable[Given | None]) -> Given | None:
    """The last of them that was given."""
    return next((value for value in reversed([*values]) if value is not None), None)
