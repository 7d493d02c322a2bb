"""Business time: nights, lunches, days off, and nights when the clocks change."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.hours import Hours, Span, around_the_clock

BERLIN = ZoneInfo("Europe/Berlin")
DAY = (Span(time(9), time(13)), Span(time(14), time(18)))
NIGHT = (Span(time(0), time(6)), Span(time(22), time(0)))
#: Nine to six with an hour's lunch; closed on weekends and on two days of Christmas.
OFFICE = Hours(BERLIN, (DAY,) * 5 + ((), ()), frozenset({date(2026, 12, 25), date(2026, 12, 26)}))
#: Open exactly when the clocks change.
NIGHTS = Hours(BERLIN, (NIGHT,) * 7)
NEVER = Hours(BERLIN, ((),) * 7)

MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
DURATIONS = st.timedeltas(timedelta(microseconds=1), timedelta(days=5))


def at(text: str) -> datetime:
    """A moment of Berlin's clocks."""
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def minutes(count: int) -> timedelta:
    """So many minutes."""
    return timedelta(minutes=count)


@st.composite
def weeks(draw: st.DrawFn) -> Hours:
    """Any week that is open at some time, its spans in order and apart."""
    week = []
    for _ in range(7):
        clock = draw(st.lists(st.times(), max_size=6, unique=True).map(sorted))
        week.append(tuple(Span(*pair) for pair in zip(clock[::2], clock[1::2], strict=False)))
    week[draw(st.integers(0, 6))] = DAY
    return Hours(draw(st.sampled_from([BERLIN, ZoneInfo("America/St_Johns"), ZoneInfo("UTC")])), tuple(week))


@given(hours=weeks(), start=MOMENTS, working=DURATIONS)
def test_due_is_never_outside_working_time(hours: Hours, start: datetime, working: timedelta) -> None:
    """It may be the minute people leave, not a moment after."""
    due = hours.due(start, working)
    assert hours.is_open(due) or hours.is_open(due - timedelta(microseconds=1))
    assert due >= start + working


@given(hours=weeks(), start=MOMENTS, first=DURATIONS, then=DURATIONS)
def test_working_time_adds_up(hours: Hours, start: datetime, first: timedelta, then: timedelta) -> None:
    assert hours.due(hours.due(start, first), then) == hours.due(start, first + then)


@given(hours=weeks(), start=MOMENTS, short=DURATIONS, more=DURATIONS)
def test_more_work_is_due_later(hours: Hours, start: datetime, short: timedelta, more: timedelta) -> None:
    assert hours.due(start, short) < hours.due(start, short + more)


@given(hours=weeks(), start=MOMENTS)
def test_opening_is_now_or_the_next_time_people_come(hours: Hours, start: datetime) -> None:
    opens = hours.opens(start)
    assert hours.is_open(opens)
    assert (opens == start) == hours.is_open(start)
    assert not hours.is_open(opens - timedelta(microseconds=1)) or opens == start


@given(hours=weeks(), start=MOMENTS, working=DURATIONS)
def test_time_spent_until_it_is_due_is_the_time_given(
    hours: Hours, start: datetime, working: timedelta
) -> None:
    assert hours.spent(start, hours.due(start, working)) == working


@given(hours=weeks(), moments=st.lists(MOMENTS, min_size=3, max_size=3).map(sorted))
def test_time_spent_is_the_sum_of_its_parts_and_never_more_than_passed(
    hours: Hours, moments: list[datetime]
) -> None:
    start, middle, end = moments
    assert hours.spent(start, middle) + hours.spent(middle, end) == hours.spent(start, end)
    assert timedelta() <= hours.spent(start, end) <= end - start
    assert hours.spent(end, start) == timedelta()


@pytest.mark.parametrize(
    ("start", "end", "spent"),
    [
        ("2026-11-23 12:30", "2026-11-23 14:30", 60),  # over lunch
        ("2026-11-23 13:10", "2026-11-23 13:50", 0),  # at lunch
        ("2026-11-27 17:30", "2026-11-30 09:30", 60),  # over the weekend
        ("2026-12-24 17:00", "2026-12-28 10:00", 120),  # over Christmas
        ("2026-03-27 17:30", "2026-03-30 09:30", 60),  # over a night of one hour less
        ("2026-02-20 17:30", "2026-02-23 09:30", 60 + 480),  # over a Saturday worked, a Sunday free
        ("2026-12-25 09:00", "2026-12-26 15:00", 120),  # over a holiday worked in short hours
    ],
)
def test_time_spent_at_the_office(start: str, end: str, spent: int) -> None:
    """A worked Saturday has the hours of the week's first day, or its own."""
    working = {date(2026, 2, 21): (), date(2026, 12, 26): (Span(time(12), time(14)),)}
    hours = replace(OFFICE, working=working if "-12-25" in start or "-02-" in start else {})
    assert hours.spent(at(start), at(end)) == minutes(spent)


def test_of_a_week_without_hours_all_time_counts() -> None:
    start = at("2026-11-23 12:00")
    assert NEVER.spent(start, start + minutes(30)) == minutes(30)


@given(start=MOMENTS, working=DURATIONS)
def test_around_the_clock_time_just_passes(start: datetime, working: timedelta) -> None:
    assert around_the_clock(BERLIN).due(start, working) == start + working


@given(start=MOMENTS, working=DURATIONS)
def test_the_zone_a_moment_is_told_in_does_not_matter(start: datetime, working: timedelta) -> None:
    due = OFFICE.due(start, working)
    assert OFFICE.due(start.astimezone(ZoneInfo("Asia/Tokyo")), working) == due
    assert due.tzinfo is UTC


@pytest.mark.parametrize(
    ("start", "working", "due"),
    [
        ("2026-11-23 10:00", 30, "2026-11-23 10:30"),  # within the morning
        ("2026-11-23 12:30", 30, "2026-11-23 13:00"),  # the minute lunch begins is still in time
        ("2026-11-23 12:30", 31, "2026-11-23 14:01"),  # over lunch
        ("2026-11-23 13:30", 10, "2026-11-23 14:10"),  # asked at lunch
        ("2026-11-23 17:50", 30, "2026-11-24 09:20"),  # over night
        ("2026-11-23 03:00", 60, "2026-11-23 10:00"),  # asked at night
        ("2026-11-27 17:50", 30, "2026-11-30 09:20"),  # over the weekend
        ("2026-11-28 12:00", 480, "2026-11-30 18:00"),  # a whole day's work
        ("2026-12-24 17:00", 120, "2026-12-28 10:00"),  # over Christmas and the weekend behind it
        ("2026-11-23 10:00", 0, "2026-11-23 10:00"),  # nothing to do, now
        ("2026-11-23 23:00", 0, "2026-11-24 09:00"),  # nothing to do, at the next opening
        ("2026-11-23 18:00", 0, "2026-11-24 09:00"),  # the minute people left
        ("2026-03-27 17:30", 60, "2026-03-30 09:30"),  # a weekend with a night of one hour less
        ("2026-10-23 17:30", 60, "2026-10-26 09:30"),  # and with one more
    ],
)
def test_office_hours(start: str, working: int, due: str) -> None:
    assert OFFICE.due(at(start), minutes(working)) == at(due)


@pytest.mark.parametrize(
    ("start", "working", "due"),
    [
        ("2026-03-28 22:00", 120, "2026-03-29 00:00"),
        ("2026-03-28 22:00", 300, "2026-03-29 04:00"),  # from 2:00 the clocks jump to 3:00
        ("2026-10-24 22:00", 300, "2026-10-25 02:00"),  # at 3:00 they go back to 2:00: the second one
        ("2026-10-24 22:00", 540, "2026-10-25 06:00"),  # nine hours in a night that shows eight
    ],
)
def test_nights_when_the_clocks_change_cost_nobody_an_hour(start: str, working: int, due: str) -> None:
    assert NIGHTS.due(at(start), minutes(working)) == at(due).replace(fold=1).astimezone(UTC)


def test_a_break_in_the_hour_that_does_not_exist_is_not_counted_twice() -> None:
    early = Hours(BERLIN, ((Span(time(1), time(2, 30)), Span(time(3), time(5))),) * 7)
    assert early.due(at("2026-03-29 01:00"), minutes(120)) == at("2026-03-29 04:00")


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-23 08:59", False),
        ("2026-11-23 09:00", True),
        ("2026-11-23 13:00", False),
        ("2026-11-23 14:00", True),
        ("2026-11-23 18:00", False),
        ("2026-11-22 12:00", False),
        ("2026-12-25 12:00", False),
    ],
)
def test_when_people_work(moment: str, is_open: bool) -> None:
    assert OFFICE.is_open(at(moment)) is is_open


def test_a_desk_that_never_opens_still_gives_a_time() -> None:
    start = at("2026-11-23 12:00")
    assert not NEVER.is_open(start)
    assert NEVER.due(start, minutes(30)) == start + minutes(30)


def test_people_whose_hours_have_worked_days_can_be_told_apart() -> None:
    """Who is to hear of something is often a set of people."""
    worked = {date(2026, 11, 28): (Span(time(9), time(18)),)}
    hours = Hours(ZoneInfo("Europe/Moscow"), ((),) * 7, working=worked)
    assert len({hours, replace(hours), replace(hours, working={})}) == 2
