"""Visits to customers: their life as one table, and times as people write them. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Self
from zoneinfo import ZoneInfo

from routing.errors import SlotRefused, VisitStepOver

#: How long a visit takes when only its beginning is told.
LENGTH = timedelta(hours=2)
#: No visit is planned further ahead.
FURTHEST = timedelta(days=365)
#: A day without a year that has passed means next year's only when that is near.
NEAR = timedelta(days=183)
#: Times offered at once at most: more buttons are no help.
MOST = 8


class VisitState(StrEnum):
    """How a visit stands."""

    OFFERED = "offered"  #: the customer has the times
    UNFIT = "unfit"  #: none of them fits, or the customer wants another: its owner offers others
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    DONE = "done"
    ABSENT = "absent"  #: nobody was there
    AGAIN = "again"  #: one more visit is needed
    DROPPED = "dropped"  #: the ticket ended before


class VisitStep(StrEnum):
    """What may happen to a visit."""

    OFFER = "offer"
    CHOOSE = "choose"
    NONE_FITS = "none_fits"
    MOVE = "move"
    CANCEL = "cancel"
    DONE = "done"
    ABSENT = "absent"
    AGAIN = "again"
    DROP = "drop"


#: Visits that are still to come, or whose result is not told yet.
LIVE = frozenset({VisitState.OFFERED, VisitState.UNFIT, VisitState.CONFIRMED})
#: The whole life of a visit: what is not here is not allowed.
STEPS: dict[tuple[VisitState, VisitStep], VisitState] = {
    **{(state, VisitStep.OFFER): VisitState.OFFERED for state in LIVE},
    **{(state, VisitStep.CANCEL): VisitState.CANCELLED for state in LIVE},
    **{(state, VisitStep.DROP): VisitState.DROPPED for state in LIVE},
    (VisitState.OFFERED, VisitStep.CHOOSE): VisitState.CONFIRMED,
    (VisitState.OFFERED, VisitStep.NONE_FITS): VisitState.UNFIT,
    (VisitState.CONFIRMED, VisitStep.MOVE): VisitState.UNFIT,
    (VisitState.CONFIRMED, VisitStep.DONE): VisitState.DONE,
    (VisitState.CONFIRMED, VisitStep.ABSENT): VisitState.ABSENT,
    (VisitState.CONFIRMED, VisitStep.AGAIN): VisitState.AGAIN,
}
#: What its owner may say came of a visit.
RESULTS = (VisitStep.DONE, VisitStep.ABSENT, VisitStep.AGAIN)


@dataclass(frozen=True, slots=True)
class Slot:
    """From when to when somebody comes; aware, UTC."""

    begins: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit on a ticket; `slot` is the time chosen, `place` where to, `result` what came of it."""

    ticket_id: int
    customer_id: int
    planned_by: int
    offered: tuple[Slot, ...]
    at: datetime
    state: VisitState = VisitState.OFFERED
    slot: Slot | None = None
    place: str | None = None
    result: str | None = None
    id: int = 0

    def after(self, step: VisitStep) -> Self:
        """The visit after the step; VisitStepOver when the table has no such row."""
        if (self.state, step) not in STEPS:
            raise VisitStepOver(self.ticket_id, self.state, step)
        return replace(self, state=STEPS[self.state, step])

    def offering(self, slots: tuple[Slot, ...]) -> Self:
        """With other times before the customer; the one chosen before is given up."""
        return replace(self.after(VisitStep.OFFER), offered=slots, slot=None)

    def chosen(self, slot: Slot) -> Self:
        """Agreed for this time."""
        return replace(self.after(VisitStep.CHOOSE), slot=slot)

    def unfit(self, step: VisitStep) -> Self:
        """Waiting for other times from its owner."""
        return replace(self.after(step), slot=None)

    def told(self, step: VisitStep, result: str) -> Self:
        """Over, with what came of it."""
        return replace(self.after(step), result=result or None)


def reminder(slot: Slot, now: datetime, zone: ZoneInfo, before: timedelta | None) -> datetime | None:
    """When both are reminded: so long before, or (None) at six the evening before; None when that is past.

    A visit agreed after that evening is reminded of two hours ahead, if there is so much time.
    """
    local = slot.begins.astimezone(zone)
    eve = datetime.combine(local.date() - timedelta(days=1), time(18), zone).astimezone(UTC)
    wished = [slot.begins - before] if before is not None else [eve, slot.begins - timedelta(hours=2)]
    return next((moment for moment in wished if moment > now), None)


_ADDRESS = re.compile(r"(?:^|[\s;,])(?:address|адрес)\s*:\s*(?P<place>.+)$", re.IGNORECASE | re.DOTALL)
_APART = re.compile(r"[,;\n]|\s(?:or|или)\s", re.IGNORECASE)
_DAYS_ON = {
    "today": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
    "day after tomorrow": 2,
    "сегодня": 0,
    "завтра": 1,
    "послезавтра": 2,
}
#: How a weekday begins, Monday first; the rest of the word is whatever case it stands in.
_WEEKDAYS = (
    ("mon", "понед", "пн"),
    ("tue", "вторн", "вт"),
    ("wed", "сред", "ср"),
    ("thu", "четв", "чт"),
    ("fri", "пятн", "пт"),
    ("sat", "субб", "сб"),
    ("sun", "воскр", "вс"),
)
_MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        [
            "jan янв",
            "feb фев",
            "mar мар",
            "apr апр",
            "may мая май",
            "jun июн",
            "jul июл",
            "aug авг",
            "sep сен",
            "oct окт",
            "nov ноя",
            "dec дек",
        ],
        1,
    )
    for name in names.split()
}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_DOTTED = re.compile(r"(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d{2}))?(?![\d:.])")
_NAMED = re.compile(r"(\d{1,2})\s+([a-zа-яё]{3,})\.?(?:\s+(\d{4}))?")
_WORD = re.compile(r"(?:on|next|во?|на)?\s*([a-zа-яё]+)")
_CLOCK = r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap]m)?"
_TIME = re.compile(
    rf"(?:at|from|в|во|с|со|к)?\s*{_CLOCK}(?:\s*(?:-|–|—|to|till|until|до|по)\s*{_CLOCK})?\s*(?:h|ч|час(?:а|ов)?)?"
)


def place_in(text: str) -> tuple[str, str | None]:
    """The text without its "address: ..." at the end, and that address."""
    found = _ADDRESS.search(text)
    if not found:
        return text.strip(), None
    return text[: found.start()].strip(" ,;\n"), found["place"].strip()


def read_slots(text: str, now: datetime, zone: ZoneInfo) -> tuple[Slot, ...]:
    """Times as written ("25.11 14:00-16:00, tomorrow at 10"), in order, each once.

    A part without a day is on the day of the part before it. SlotRefused says which part, and why.
    """
    today, slots = now.astimezone(zone).date(), list[Slot]()
    day = today
    for part in (one.strip() for one in _APART.split(text) if one.strip()):
        day, rest = _day(part.casefold(), day, today)
        slot = _slot(part, rest, day, zone)
        _check(part, slot, now)
        if slot not in slots:
            slots.append(slot)
    if not slots or len(slots) > MOST:
        raise SlotRefused(text.strip(), "many" if slots else "unread")
    return tuple(sorted(slots, key=lambda one: one.begins))


def _check(part: str, slot: Slot, now: datetime) -> None:
    if slot.begins <= now:
        raise SlotRefused(part, "past")
    if slot.begins > now + FURTHEST:
        raise SlotRefused(part, "far")
    if slot.ends <= slot.begins:
        raise SlotRefused(part, "order")


def _day(part: str, before: date, today: date) -> tuple[date, str]:
    """The day a part names (that of the part before when it names none), and what is left of it."""
    for found in _days(part, today):
        day, end = found
        return day, part[end:].strip()
    return before, part


def _days(part: str, today: date) -> Iterator[tuple[date, int]]:
    for words in sorted(_DAYS_ON, key=len, reverse=True):
        if re.match(rf"{words}(?!\w)", part):
            yield today + timedelta(days=_DAYS_ON[words]), len(words)
    try:
        if found := _ISO.match(part):
            yield date(*map(int, found.groups())), found.end()
        elif found := _DOTTED.match(part):
            yield _calendar(found[1], int(found[2]), found[3], today), found.end()
        elif (found := _NAMED.match(part)) and (month := _MONTHS.get(found[2][:3])):
            yield _calendar(found[1], month, found[3], today), found.end()
    except ValueError:
        return  # no such day: perhaps it was a time
    found = _WORD.match(part)
    weekday = _weekday(found[1]) if found else None
    if found and weekday is not None:
        yield today + timedelta(days=(weekday - today.weekday()) % 7), found.end()


def _weekday(word: str) -> int | None:
    for number, (english, russian, short) in enumerate(_WEEKDAYS):
        if word == short or word.startswith((english, russian)):
            return number
    return None


def _calendar(day: str, month: int, year: str | None, today: date) -> date:
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, int(day))
    this = date(today.year, month, int(day))
    following = date(today.year + 1, month, int(day)) if this < today else this
    return following if following - today <= NEAR else this


def _slot(part: str, rest: str, day: date, zone: ZoneInfo) -> Slot:
    found = _TIME.fullmatch(rest)
    begins = found and _moment(day, found[1], found[2], found[3] or found[6], zone)
    if not found or begins is None:
        raise SlotRefused(part, "unread")
    if found[4] is None:
        return Slot(begins, begins + LENGTH)
    ends = _moment(day, found[4], found[5], found[6], zone)
    if ends is None:
        raise SlotRefused(part, "unread")
    return Slot(begins, ends)


def _moment(day: date, hour: str, minute: str | None, half: str | None, zone: ZoneInfo) -> datetime | None:
    hours, minutes = int(hour), int(minute or 0)
    if half and not 1 <= hours <= 12:
        return None
    if half:
        hours = hours % 12 + (12 if half == "pm" else 0)
    if minutes > 59 or hours * 60 + minutes > 24 * 60:
        return None
    later = day + timedelta(days=1) if hours == 24 else day
    return datetime.combine(later, time(hours % 24, minutes), zone).astimezone(UTC)
