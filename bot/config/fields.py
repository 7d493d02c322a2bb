"""Values a config may hold, each with the sentence said when it does not fit."""

import re
from collections.abc import Sized
from datetime import date, time
from functools import cache
from itertools import pairwise
from typing import Annotated, TypeVar
from zoneinfo import ZoneInfo, available_timezones

import babel
from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, StringConstraints, TypeAdapter

from bot.config import calendars
from bot.config.problem import did_you_mean, quoted
from routing.hours import Span
from routing.priority import LOWEST, Urgency

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
#: Every way to name days, `fri` and `mon-fri`, and the weekdays meant (Monday is 0).
DAY_KEYS = {day: range(place, place + 1) for place, day in enumerate(WEEKDAYS)} | {
    f"{first}-{last}": range(WEEKDAYS.index(first), WEEKDAYS.index(last) + 1)
    for first in WEEKDAYS
    for last in WEEKDAYS[WEEKDAYS.index(first) + 1 :]
}
#: What stands among the days of `hours` besides days.
HOURS_KEYS = ("holidays", "calendar", "working", "timezone", "urgent")
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,31}")
SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})", re.ASCII)
SHIFT = re.compile(r"\+?([0-2])|P([1-4])", re.ASCII)
DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
A_YEAR_OF_MINUTES = 366 * 24 * 60
Many = TypeVar("Many", bound=Sized)
Word = TypeVar("Word", bound=str)


def _id(value: str) -> str:
    # Ids are typed in commands (/move 17 network) and travel in buttons, which hold 64 bytes.
    if not ID.fullmatch(value):
        rule = "should be Latin letters, digits, `-` and `_` without spaces, at most 32"
        raise ValueError(f"{rule}, got {quoted(value)}")
    return value


def _one_row(value: str) -> str:
    if not value.isprintable():
        raise ValueError("should be one row of ordinary characters")
    return value


def _language(value: str) -> str:
    try:
        babel.Locale.parse(value.replace("_", "-"), sep="-")
    except (ValueError, babel.UnknownLocaleError):
        code = _codes_by_name().get(value.lower())
        advice = f"; did you mean `{code}`?" if code else "; use its code, such as en or ru"
        raise ValueError(f"no such language: {quoted(value)}{advice}") from None
    return value


@cache
def _codes_by_name() -> dict[str, str]:
    return {name.lower(): code for code, name in babel.Locale("en").languages.items()}


def _zone(value: object) -> ZoneInfo:
    if isinstance(value, ZoneInfo):
        return value
    # Membership first: ZoneInfo would take odd paths, and another case of letters on some systems.
    zones = available_timezones()
    if not isinstance(value, str) or value not in zones:
        advice = did_you_mean(str(value), sorted(zones), "; write area and city, such as Europe/Moscow")
        raise ValueError(f"no such time zone: {quoted(value)}{advice}")
    return ZoneInfo(value)


def _day(value: object) -> date:
    # Stricter than pydantic, which takes a number of seconds for a date.
    try:
        if isinstance(value, str) and DATE.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise ValueError(f"should be a day such as 2027-01-31, got {quoted(value)}")


def _span(value: object) -> Span:
    parts = SPAN.fullmatch(value.strip()) if isinstance(value, str) else None
    if not parts:
        raise ValueError(f"should be hours such as 09:00-18:00, got {quoted(value)}")
    begin, end = (_minutes(*parts.group(hour, hour + 1)) for hour in (1, 3))
    if begin is None or end is None or begin == 24 * 60:
        raise ValueError(f"no such hours: {quoted(value)}; a day goes from 00:00 to 24:00")
    if end and end <= begin:
        raise ValueError(
            f"{quoted(value)} ends before it begins; cut a night in two: "
            f"{_clock(begin)}-24:00 on one day, 00:00-{_clock(end)} on the next"
        )
    return Span(_time(begin), _time(end))


def _minutes(hour: str, minute: str) -> int | None:
    """Minutes since midnight, up to 24:00; None for a time no clock shows."""
    minutes = int(hour) * 60 + int(minute)
    return minutes if int(minute) < 60 and minutes <= 24 * 60 else None


def _time(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def one_or_many(value: object) -> object:
    """`10:00-16:00` is a list of one; `closed` and nothing are an empty list."""
    if value is None or value == "closed":
        return []
    return [value] if isinstance(value, str) else value


def _apart(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans of a day in order, none reaching into the next."""
    ordered = sorted(spans, key=lambda span: span.start)
    for earlier, later in pairwise(ordered):
        if earlier.end == time(0) or earlier.end > later.start:
            raise ValueError(f"the hours that begin at {later.start:%H:%M} overlap those before them")
    return tuple(ordered)


def _day_key(value: str, *besides: str) -> str:
    if value not in DAY_KEYS:
        advice = did_you_mean(value, [*DAY_KEYS, *besides], "; days are written mon, tue-thu, sat-sun")
        raise ValueError(f"unknown key `{quoted(value)}`{advice}")
    return value


def _hours_key(value: str) -> str:
    return _day_key(value, *HOURS_KEYS)


def _working(value: object) -> object:
    """Dates worked: a list, or each with its hours; nothing after a date means usual hours."""
    if isinstance(value, list):
        return {str(day): [] for day in value}
    return value


def some(values: Many) -> Many:
    """At least one of them."""
    # Not pydantic's min_length, which also counts what was refused and so tells of a second mistake.
    if not values:
        raise ValueError("should name at least one")
    return values


def unlike(values: tuple[Word, ...]) -> tuple[Word, ...]:
    """Each of them once."""
    for place, value in enumerate(values):
        if value in values[:place]:
            raise ValueError(f"`{quoted(value)}` is named twice")
    return values


def _unread(value: object) -> dict[str, object]:
    if value:
        raise ValueError("nothing reads this yet; take it out")
    return {}


def _address(value: str) -> str:
    name, _, host = value.rpartition("@")
    if not name or "." not in host or " " in value:
        raise ValueError(f"should be an e-mail address, got {quoted(value)}")
    return value


def _link(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]+\S*", value):
        raise ValueError(f"should be an address that begins with https://, got {quoted(value)}")
    return value


def _shift(value: object) -> Urgency:
    if found := SHIFT.fullmatch(str(value).strip()):
        return Urgency(steps=int(found[1] or 0), at_least=int(found[2] or LOWEST))
    raise ValueError(
        "should be `+1` (a step more urgent), `+2`, `0`, or `P1` to `P4` (at least that), "
        f"got {quoted(value)}"
    )


def _wordings(value: object) -> object:
    """One wording is a list of one."""
    return [value] if isinstance(value, str) else value


def _title(value: object) -> object:
    return (_BY_LANGUAGE if isinstance(value, dict) else _PLAIN).validate_python(value)


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4096)]
#: Several ways to say one thing.
Wordings = Annotated[tuple[Text, ...], BeforeValidator(_wordings), AfterValidator(some)]
#: How a priority moves: `+1`, or `P2` for at least so urgent.
Shift = Annotated[Urgency, PlainValidator(_shift)]
Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100), AfterValidator(_one_row)
]
Id = Annotated[str, AfterValidator(_id)]
Ids = Annotated[tuple[Id, ...], AfterValidator(unlike)]
Language = Annotated[str, AfterValidator(_language)]
Languages = Annotated[tuple[Language, ...], AfterValidator(unlike)]
SomeLanguages = Annotated[Languages, AfterValidator(some)]
Zone = Annotated[ZoneInfo, PlainValidator(_zone)]
Address = Annotated[str, StringConstraints(strip_whitespace=True, max_length=254), AfterValidator(_address)]
Link = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000), AfterValidator(_link)]
#: A telegram id; Telegram promises 52 bits, we keep 64.
TelegramId = Annotated[int, Field(gt=0, lt=2**63)]
Minutes = Annotated[int, Field(gt=0, le=A_YEAR_OF_MINUTES)]
Seconds = Annotated[float, Field(ge=0, le=60, allow_inf_nan=False)]
Days = Annotated[float, Field(ge=0, le=3650, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Day = Annotated[date, PlainValidator(_day)]
DayKey = Annotated[str, AfterValidator(_day_key)]
HoursKey = Annotated[str, AfterValidator(_hours_key)]
#: A country's public holidays, and its region's: `RU`, `DE-BY`.
Calendar = Annotated[str, AfterValidator(calendars.checked)]
Spans = Annotated[
    tuple[Annotated[Span, PlainValidator(_span)], ...], BeforeValidator(one_or_many), AfterValidator(_apart)
]
#: Dates worked although they would be free, with their hours (none: the usual ones).
Working = Annotated[dict[Day, Spans], BeforeValidator(_working)]
#: A contract key that waits for its feature.
Unread = Annotated[dict[str, object], PlainValidator(_unread)]
#: One name for all, or names by language.
Title = Annotated[str | dict[str, str], PlainValidator(_title)]
_PLAIN: TypeAdapter[str] = TypeAdapter(Name)
_BY_LANGUAGE: TypeAdapter[dict[str, str]] = TypeAdapter(Annotated[dict[Language, Name], AfterValidator(some)])
