"""Business time: when people work, and what "in an hour" means at night."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

#: How far ahead opening hours are looked for; a desk that never opens in a year is a config mistake.
HORIZON_DAYS = 370


@dataclass(frozen=True, slots=True)
class Span:
    """Working time within a day, local; `end` of midnight means the end of the day."""

    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Hours:
    """A week of working spans (Monday first), local days off, and the zone they are meant in.

    `working` are dates worked although the week or a calendar has them free, with their spans; none
    means those of the first day of the week that has any. They come before `days_off`.
    """

    zone: ZoneInfo
    week: tuple[tuple[Span, ...], ...]
    days_off: frozenset[date] = frozenset()
    working: Mapping[date, tuple[Span, ...]] = field(default_factory=dict, hash=False)

    def is_open(self, at: datetime) -> bool:
        """Whether people work at this moment; at the minute they leave they do not."""
        return any(start <= at < end for start, end in self._day(at.astimezone(self.zone).date()))

    def opens(self, at: datetime) -> datetime:
        """The moment itself when open, else the next opening, UTC."""
        return self.due(at, timedelta())

    def due(self, start: datetime, working: timedelta) -> datetime:
        """When so much working time will have passed since `start`, UTC.

        The minute people leave is still in time; no working time at all means now, or the next opening.
        Time is counted in UTC, so a night when clocks change costs no one an hour. A desk that is not open
        long enough within HORIZON_DAYS is taken to be always open.
        """
        at, left = start.astimezone(UTC), working
        for begin, end in self._spans(at):
            at = max(at, begin)
            if at >= end:
                continue
            if left <= end - at:
                return at + left
            left -= end - at
            at = end
        return start.astimezone(UTC) + working

    def spent(self, start: datetime, end: datetime) -> timedelta:
        """How much working time lies between the two, never negative; `due` is its other direction.

        Of a week without hours all time counts, as it does for `due`.
        """
        begin, until = start.astimezone(UTC), end.astimezone(UTC)
        if begin >= until:
            return timedelta()
        if not self.working and not any(self.week):
            return until - begin
        total = timedelta()
        for opens, closes in self._spans(begin, (until - begin).days + 2):
            if opens >= until:
                break
            total += max(min(closes, until) - max(opens, begin), timedelta())
        return total

    def closing(self, day: date) -> datetime | None:
        """When the last people leave on that local day, UTC; None on a day off."""
        return max((end for _, end in self._day(day)), default=None)

    def _spans(self, since: datetime, days: int = HORIZON_DAYS) -> Iterator[tuple[datetime, datetime]]:
        """Working spans in UTC from the local day of `since` on, in order."""
        first = since.astimezone(self.zone).date()
        for offset in range(days):
            yield from self._day(first + timedelta(days=offset))

    def _day(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        for span in self._hours_of(day):
            yield self._moment(day, span.start), self._end(day, span.end)

    def _hours_of(self, day: date) -> tuple[Span, ...]:
        if day in self.working:
            return self.working[day] or next((spans for spans in self.week if spans), ())
        return () if day in self.days_off else self.week[day.weekday()]

    def _end(self, day: date, end: time) -> datetime:
        return self._moment(day + timedelta(days=1) if end == time(0) else day, end)

    def _moment(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, self.zone).astimezone(UTC)


def around_the_clock(zone: ZoneInfo) -> Hours:
    """Hours of a desk that never sleeps."""
    return Hours(zone, ((Span(time(0), time(0)),),) * 7)
