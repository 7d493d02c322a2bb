"""The legal clocks of a personal-data breach: they run by the wall clock and stop for nothing."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from routing.cases import DayUnclear

#: The first reminder comes when this part of a clock is left.
LEFT = 6


@dataclass(frozen=True, slots=True)
class Breach:
    """When it became known, the hours within which it must be told of, and who has been told when."""

    known_at: datetime
    queue: str
    hours: tuple[int, ...]
    told: Mapping[int, datetime] = field(default_factory=dict)
    off: bool = False

    @property
    def running(self) -> tuple[int, ...]:
        """Clocks that nothing has stopped: neither a word to the authority nor a false alarm."""
        return () if self.off else tuple(one for one in self.hours if one not in self.told)

    def deadline(self, hours: int) -> datetime:
        """When the clock of so many hours ends."""
        return self.known_at + timedelta(hours=hours)

    def look(self, hours: int, now: datetime) -> datetime | None:
        """When to remind next: before the end, then at it; None once it has passed."""
        end = self.deadline(hours)
        before = end - timedelta(hours=hours) / LEFT
        return next((moment for moment in (before, end) if moment > now), None)

    def told_of(self, hours: int, at: datetime) -> Self:
        """The authority has heard within that clock."""
        return replace(self, told={**self.told, hours: at})


def rebuilt(events: Iterable[tuple[str, datetime, Mapping[str, object]]]) -> Breach | None:
    """The breach as the ticket's events (what, when, data) tell it; None without one."""
    found: Breach | None = None
    for what, at, data in events:
        if what == "breach":
            hours = data["hours"]
            assert isinstance(hours, list)
            found = Breach(datetime.fromisoformat(str(data["known_at"])), str(data["queue"]), tuple(hours))
        elif found and what == "breach_told":
            found = found.told_of(int(str(data["hours"])), at)
        elif found and what == "breach_off":
            found = replace(found, off=True)
    return found


_SINCE = re.compile(
    r"\A(?:since|с|со)\s+(?:(?P<day>\d{1,2}\.\d{1,2}(?:\.\d{2,4})?|\d{4}-\d\d-\d\d)\s+)?(?P<hour>\d{1,2}):(?P<minute>\d\d)[\s,.;:-]*",
    re.IGNORECASE,
)


def known_since(text: str, now: datetime, zone: ZoneInfo) -> tuple[datetime, str]:
    """Since when it is known, "since 24.11 10:00 ..." or now, and the rest of the words.

    DayUnclear for a moment that no clock shows or that has not come.
    """
    found = _SINCE.match(text)
    if not found:
        return now, text
    local, written = now.astimezone(zone), found[0].strip()
    try:
        on = _past_day(found["day"], local) if found["day"] else local.date()
        at = datetime(on.year, on.month, on.day, int(found["hour"]), int(found["minute"]), tzinfo=zone)
    except ValueError:
        raise DayUnclear(written) from None
    if at > now:
        raise DayUnclear(written)
    return at, text[found.end() :]


def _past_day(written: str, local: datetime) -> date:
    """The day, of this year or of the last one when this year's has not come."""
    numbers = [int(part) for part in re.split(r"[.-]", written)]
    if written[:4].isdigit():
        return date(*numbers)
    if len(numbers) == 3:
        return date(numbers[2] + (2000 if numbers[2] < 100 else 0), numbers[1], numbers[0])
    found = date(local.year, numbers[1], numbers[0])
    return found if found <= local.date() else date(local.year - 1, numbers[1], numbers[0])
