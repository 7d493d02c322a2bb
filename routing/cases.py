"""A case with a vendor: what is waited for, since when, and how an order to open one is written."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Self

from routing.errors import RoutingError
from routing.hours import Hours


class CaseState(StrEnum):
    """Where a case stands."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"  #: its ticket ended before the vendor answered


class CaseOver(RoutingError):
    """The case waits for nothing any more."""

    def __init__(self, case_id: int) -> None:
        super().__init__(f"case {case_id} is over")
        self.case_id = case_id


class DayUnclear(RoutingError):
    """A day that no calendar has, or that has passed."""

    def __init__(self, written: str) -> None:
        super().__init__(f"{written!r} is no day to come")
        self.written = written


@dataclass(frozen=True, slots=True)
class Case:
    """A matter put to a vendor. `sent` is the package that went to it, `chased` how often it was reminded."""

    ticket_id: int
    vendor: str
    opened_by: int
    opened_at: datetime
    id: int = 0
    queue: str | None = None
    reference: str | None = None
    sent: str = ""
    promised: datetime | None = None
    chased: int = 0
    answer: str | None = None
    answered_at: datetime | None = None
    closed_at: datetime | None = None

    @property
    def state(self) -> CaseState:
        """Where it stands."""
        if self.answered_at:
            return CaseState.ANSWERED
        return CaseState.CLOSED if self.closed_at else CaseState.OPEN

    @property
    def is_open(self) -> bool:
        """The vendor owes an answer."""
        return self.state is CaseState.OPEN

    def answered(self, answer: str, now: datetime) -> Self:
        """The vendor answered; CaseOver when nothing was waited for."""
        return replace(self._open(), answer=answer, answered_at=now)

    def closed(self, now: datetime) -> Self:
        """Its ticket ended."""
        return replace(self._open(), closed_at=now)

    def reminded(self) -> Self:
        """Once more the owner was told to chase it."""
        return replace(self._open(), chased=self.chased + 1)

    def _open(self) -> Self:
        if not self.is_open:
            raise CaseOver(self.id)
        return self


@dataclass(frozen=True, slots=True)
class Order:
    """What was written behind `/vendor 17`; `vendor` as written, "" when the first word named none."""

    vendor: str
    reference: str | None
    text: str
    by: date | None = None


_BY = re.compile(
    r"(?:\A|(?<=\s))(?:by|until|до|к)\s+(?P<day>\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?)(?=[\s,.;!]|\Z)[,.;]?",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"[#№]?(?=[^\s]*\d)[^\s:,;]{1,60}|-")


def order(written: str, vendors: Sequence[str], today: date) -> Order:
    """An order taken apart: the vendor, if the first word is one of `vendors` or a name; its reference, if
    the next word holds a digit; "by 28.11"; the rest are words. DayUnclear for a day that cannot be.
    """
    by, rest = _by(written.strip(), today)
    first, _, after = rest.partition(" ")
    known = {name.lower(): name for name in vendors}
    if named := _named(rest, known):
        vendor, rest = named, rest[len(named) :].strip()
    elif first and not _REFERENCE.fullmatch(first) and _REFERENCE.fullmatch(after.split(" ")[0] or "x"):
        vendor, rest = first, after.strip()
    else:
        vendor = ""
    head, _, tail = rest.partition(" ")
    if _REFERENCE.fullmatch(head):
        return Order(vendor, None if head == "-" else head.lstrip("#№"), _whole(tail), by)
    return Order(vendor, None, _whole(rest), by)


def _whole(text: str) -> str:
    """The words without what joined them to a name, a number or a day beside them."""
    return re.sub(r"\A(?:[:,;]|[-–—](?=\s))+", "", text.strip()).strip().rstrip(",;:").rstrip()


def _named(text: str, known: Mapping[str, str]) -> str:
    """The longest known vendor that the text begins with, as written."""
    low = text.lower()
    fitting = [name for name in known if low == name or low.startswith((f"{name} ", f"{name}\n", f"{name}:"))]
    return text[: len(max(fitting, key=len))] if fitting else ""


def _by(text: str, today: date) -> tuple[date | None, str]:
    found = list(_BY.finditer(text))
    if not found:
        return None, text
    last = found[-1]
    rest = " ".join((text[: last.start()] + " " + text[last.end() :]).split(" ")).strip()
    return day(last["day"], today), re.sub(r"[^\S\n]{2,}", " ", rest)


def day(written: str, today: date) -> date:
    """A day such as 28.11, 28.11.2026 or 2026-11-28; without a year the next one there is, half a year ahead
    at most. DayUnclear for one that no calendar has or that has passed.
    """
    numbers = [int(part) for part in re.split(r"[./-]", written)]
    try:
        if written[:4].isdigit():
            found = date(*numbers)
        elif len(numbers) == 3:
            found = date(numbers[2] + (2000 if numbers[2] < 100 else 0), numbers[1], numbers[0])
        else:
            found = date(today.year, numbers[1], numbers[0])
            if today - found > timedelta(days=182):
                found = date(today.year + 1, numbers[1], numbers[0])
    except ValueError:
        raise DayUnclear(written) from None
    if found < today:
        raise DayUnclear(written)
    return found


#: A day promised is over at this hour, where the desk does not close earlier.
EVENING = time(18)


def end_of(promised: date, hours: Hours) -> datetime:
    """The last working minute of the day, 18:00 at the latest; on a day off 18:00 too. UTC."""
    evening = datetime.combine(promised, EVENING, hours.zone)
    closing = hours.closing(promised)
    return min(evening, closing) if closing else evening


def working_days_after(start: datetime, days: int, hours: Hours) -> date:
    """The local day that many working days after the one of `start`."""
    at = start.astimezone(hours.zone).date()
    left = days
    for _ in range(3 * 366):
        at += timedelta(days=1)
        left -= hours.closing(at) is not None
        if left <= 0:
            return at
    return start.astimezone(hours.zone).date() + timedelta(days=days)


def next_look(case: Case, now: datetime, chase_days: int, hours: Hours) -> datetime:
    """When to remind of the case: at the day promised, then each so many working days."""
    if case.promised and case.promised > now:
        return case.promised
    return end_of(working_days_after(now, chase_days, hours), hours)
