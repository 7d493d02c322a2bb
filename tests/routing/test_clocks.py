"""Golden tables of clocks, and what holds for any history."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.clocks import (
    BREACH,
    WARNING,
    Clock,
    Reading,
    WaitsOn,
    alarms,
    intervals,
    read,
    soonest,
    spent_on,
    stays,
)
from routing.hours import Hours
from tests.routing.lives import (
    ACTS,
    BERLIN,
    MOSCOW,
    NIGHT,
    ST_JOHNS,
    VLADIVOSTOK,
    Desk,
    Event,
    lived,
    office,
)

FIRST, NEXT, SOLVED, LINE = Clock.FIRST_WORD, Clock.NEXT_WORD, Clock.RESOLUTION, Clock.LINE
EAST = Desk(office(MOSCOW), own_hours={"mail": office(VLADIVOSTOK)})
BY_NIGHT = Desk(Hours(BERLIN, (NIGHT,) * 7))
YEARS_END = Desk(office(MOSCOW, date(2026, 12, 31), date(2027, 1, 1), working=(date(2026, 12, 26),)))


def at(text: str, zone: ZoneInfo = MOSCOW) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def reading(desk: Desk, clock: Clock, events: list[Event], now: datetime) -> Reading:
    return {one.clock: one for one in read(intervals(events), desk, now)}[clock]


def minutes(span: timedelta) -> float:
    return span / timedelta(minutes=1)


# Each row: terms, zone, history, clock, the moment, minutes used by then, when it is due (None: it stands).
GOLDEN = {
    "over lunch": (
        EAST, MOSCOW, ["2026-11-23 12:30 open"], FIRST, "2026-11-23 14:10", 40, "2026-11-23 14:30",
    ),
    "over the weekend": (
        EAST, MOSCOW, ["2026-11-27 17:30 open"], FIRST, "2026-11-30 09:10", 40, "2026-11-30 09:30",
    ),
    "at night it stands": (
        EAST, MOSCOW, ["2026-11-23 20:00 open"], FIRST, "2026-11-24 03:00", 0, "2026-11-24 10:00",
    ),
    "over a holiday": (
        YEARS_END, MOSCOW, ["2026-12-30 17:30 open"], FIRST, "2027-01-01 12:00", 30, "2027-01-04 09:30",
    ),
    "on a Saturday worked": (
        YEARS_END, MOSCOW, ["2026-12-25 17:30 open"], FIRST, "2026-12-26 09:20", 50, "2026-12-26 09:30",
    ),
    "a night of one hour less": (
        BY_NIGHT, BERLIN, ["2026-03-28 22:00 open"], SOLVED, "2026-03-29 06:00", 420, "2026-03-29 23:00",
    ),
    "a night of one hour more": (
        BY_NIGHT, BERLIN, ["2026-10-24 22:00 open"], SOLVED, "2026-10-25 06:00", 540, "2026-10-25 05:00",
    ),
    "the first word waits for no one": (
        EAST, MOSCOW, ["2026-11-23 09:00 open", "2026-11-23 09:10 take", "2026-11-23 09:20 maker"],
        FIRST, "2026-11-23 09:50", 50, "2026-11-23 10:00",
    ),
    "the customer's clock stands while they are asked": (
        EAST, MOSCOW, ["2026-11-23 09:00 open", "2026-11-23 10:00 ask"], SOLVED, "2026-11-24 17:00", 60, None,
    ),
    "and goes on when they answer": (
        EAST, MOSCOW, ["2026-11-23 09:00 open", "2026-11-23 10:00 ask", "2026-11-24 17:00 hear"],
        SOLVED, "2026-11-24 17:30", 90, "2026-11-25 16:00",
    ),
    "a pause over midnight costs the night nothing": (
        EAST, MOSCOW, ["2026-11-23 17:00 open", "2026-11-23 17:30 ask", "2026-11-24 09:30 hear"],
        SOLVED, "2026-11-24 10:00", 60, "2026-11-24 18:00",
    ),
    "a pause that begins and ends at night": (
        EAST, MOSCOW, ["2026-11-23 17:00 open", "2026-11-23 20:00 ask", "2026-11-24 08:00 hear"],
        SOLVED, "2026-11-24 10:00", 120, "2026-11-24 17:00",
    ),
    "the customer's clock runs while the maker works": (
        EAST, MOSCOW, ["2026-11-23 09:00 open", "2026-11-23 10:00 word", "2026-11-23 10:00 maker"],
        SOLVED, "2026-11-23 12:00", 180, "2026-11-23 18:00",
    ),
    "the line's does not": (
        EAST, MOSCOW, ["2026-11-23 09:00 open", "2026-11-23 10:00 word", "2026-11-23 10:00 maker"],
        LINE, "2026-11-23 12:00", 60, None,
    ),
    "the line's goes on with the maker's answer": (
        EAST, MOSCOW, ["2026-11-23 09:00 open", "2026-11-23 10:00 maker", "2026-11-24 09:00 answer"],
        LINE, "2026-11-24 10:00", 120, "2026-11-24 12:00",
    ),
    "another line has a clock and a target of its own": (
        EAST, MOSCOW, ["2026-11-23 09:00 open", "2026-11-23 12:00 up"],
        LINE, "2026-11-23 15:00", 120, "2026-11-24 10:00",
    ),
    "another queue of the line goes on": (
        Desk(office(MOSCOW)), MOSCOW, ["2026-11-23 09:00 open", "2026-11-23 12:00 mail"],
        LINE, "2026-11-23 12:30", 210, "2026-11-23 13:00",
    ),
    "back on a line begins anew": (
        EAST, MOSCOW, ["2026-11-23 09:00 open", "2026-11-23 12:00 up", "2026-11-23 15:00 down"],
        LINE, "2026-11-23 16:00", 60, "2026-11-24 10:00",
    ),
    "the solution's clock goes through lines": (
        EAST, MOSCOW, ["2026-11-23 09:00 open", "2026-11-23 12:00 up", "2026-11-23 15:00 down"],
        SOLVED, "2026-11-23 16:00", 360, "2026-11-23 18:00",
    ),
    "a raised priority keeps the time used": (
        EAST, MOSCOW, ["2026-11-23 09:00 open", "2026-11-23 09:10 P1"],
        FIRST, "2026-11-23 09:12", 12, "2026-11-23 09:15",
    ),
    "raised too late it is due at once, not before": (
        EAST, MOSCOW, ["2026-11-23 09:00 open", "2026-11-23 09:50 P1"],
        FIRST, "2026-11-23 09:55", 55, "2026-11-23 09:50",
    ),
    "a lowered one too": (
        EAST, MOSCOW, ["2026-11-23 09:00 open", "2026-11-23 09:50 P4"],
        FIRST, "2026-11-23 09:55", 55, "2026-11-23 13:00",
    ),
    "a longer policy keeps the time used": (
        replace(EAST, resolution={3: 600}), MOSCOW, ["2026-11-23 09:00 open", "2026-11-23 10:00 word"],
        SOLVED, "2026-11-23 12:00", 180, "2026-11-24 11:00",
    ),
    "and a shorter one": (
        replace(EAST, resolution={3: 120}), MOSCOW, ["2026-11-23 09:00 open", "2026-11-23 10:00 word"],
        SOLVED, "2026-11-23 12:00", 180, "2026-11-23 11:00",
    ),
    "other hours count what they would have": (
        Desk(Hours(MOSCOW, office(MOSCOW).week[:5] + office(MOSCOW).week[:2])), MOSCOW,
        ["2026-11-27 17:00 open"], SOLVED, "2026-11-28 10:00", 120, "2026-11-28 17:00",
    ),
    "the first word of a reopened one begins anew": (
        EAST, MOSCOW,
        ["2026-11-23 09:00 open", "2026-11-23 10:00 solve", "2026-11-24 09:00 reopen"],
        FIRST, "2026-11-24 09:30", 30, "2026-11-24 10:00",
    ),
    "the solution's goes on where it stood": (
        EAST, MOSCOW,
        ["2026-11-23 09:00 open", "2026-11-23 12:00 solve", "2026-11-26 09:00 reopen"],
        SOLVED, "2026-11-26 10:00", 240, "2026-11-26 15:00",
    ),
    "and the line's": (
        EAST, MOSCOW,
        ["2026-11-23 09:00 open", "2026-11-23 12:00 close", "2026-11-26 09:00 reopen"],
        LINE, "2026-11-26 09:30", 210, "2026-11-26 10:00",
    ),
    "the next word from when it is owed": (
        EAST, MOSCOW, ["2026-11-23 09:00 open", "2026-11-23 10:00 word", "2026-11-23 12:30 hear"],
        NEXT, "2026-11-23 14:10", 40, "2026-11-23 14:30",
    ),
    "more words of the customer do not put it off": (
        EAST, MOSCOW,
        ["2026-11-23 09:00 open", "2026-11-23 10:00 word", "2026-11-23 11:00 hear", "2026-11-23 11:30 hear"],
        NEXT, "2026-11-23 11:40", 40, "2026-11-23 12:00",
    ),
    "at the maker it stands": (
        EAST, MOSCOW,
        ["2026-11-23 09:00 open", "2026-11-23 10:00 word", "2026-11-23 11:00 hear", "2026-11-23 11:30 maker"],
        NEXT, "2026-11-23 12:00", 30, None,
    ),
    "Vladivostok opens at two in the morning of Moscow": (
        EAST, MOSCOW, ["2026-11-23 17:00 open", "2026-11-23 17:30 mail"],
        FIRST, "2026-11-24 02:10", 40, "2026-11-24 02:30",
    ),
    "St. John's is half an hour off": (
        Desk(office(ST_JOHNS)), MOSCOW, ["2026-11-23 15:00 open"],
        FIRST, "2026-11-23 15:45", 15, "2026-11-23 16:30",
    ),
    "Berlin has changed its clocks, Moscow never does": (
        Desk(office(BERLIN)), MOSCOW, ["2026-10-23 18:30 open"],
        FIRST, "2026-10-26 11:15", 45, "2026-10-26 11:30",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("desk", "zone", "rows", "clock", "moment", "used", "due"), GOLDEN.values(), ids=GOLDEN.keys()
)
def test_clocks(
    desk: Desk, zone: ZoneInfo, rows: list[str], clock: Clock, moment: str, used: int, due: str | None
) -> None:
    shown = reading(desk, clock, lived(zone, *rows), at(moment, zone))
    assert (minutes(shown.used), shown.due) == (used, at(due, zone) if due else None)


@pytest.mark.parametrize(
    ("last", "clock", "stands_for"),
    [
        ("ask", SOLVED, WaitsOn.CUSTOMER),
        ("ask", LINE, WaitsOn.CUSTOMER),
        ("maker", SOLVED, None),
        ("maker", LINE, WaitsOn.VENDOR),
        ("word", SOLVED, None),
    ],
)
def test_a_clock_says_for_whom_it_stands(last: str, clock: Clock, stands_for: WaitsOn | None) -> None:
    events = lived(MOSCOW, "2026-11-23 09:00 open", "2026-11-23 09:30 word", f"2026-11-23 10:00 {last}")
    shown = reading(EAST, clock, events, at("2026-11-23 11:00"))
    assert (shown.stands_for, shown.runs) == (stands_for, stands_for is None)


def test_what_is_ours_has_the_clock_of_its_line_alone() -> None:
    opened, *later = lived(MOSCOW, "2026-11-23 09:00 open", "2026-11-23 10:00 take", "2026-11-24 09:00 up")
    ours = replace(opened, changes={**opened.changes, "customer_id": None, "promised": None})
    theirs = replace(opened, changes={**opened.changes, "customer_id": 7})
    now = at("2026-11-24 10:00")
    assert [one.clock for one in read(intervals([ours, *later]), EAST, now)] == [LINE]
    assert {SOLVED, LINE} < {one.clock for one in read(intervals([theirs, *later]), EAST, now)}


@pytest.mark.parametrize(("word", "late"), [("09:59", False), ("10:00", False), ("10:01", True)])
def test_a_word_at_the_very_moment_is_in_time(word: str, late: bool) -> None:
    events = lived(MOSCOW, "2026-11-23 09:00 open", f"2026-11-23 {word} word")
    shown = reading(EAST, FIRST, events, at("2026-11-25 10:00"))
    assert (shown.ended, shown.breached(at("2026-11-25 10:00"))) == (True, late)


def test_a_ticket_from_before_histories_counts_from_its_opening() -> None:
    """Its history begins with how it stood."""
    kept = Event(
        at("2026-11-25 09:00"),
        {"state": "taken", "queue": "network", "priority": 3, "opened_at": "2026-11-23T06:00:00+00:00"},
    )
    shown = reading(EAST, SOLVED, [kept], at("2026-11-23 12:00"))
    assert shown.used == timedelta(hours=3)


def test_each_stay_on_a_line_stands_alone() -> None:
    history = intervals(
        lived(
            MOSCOW,
            "2026-11-23 09:00 open",
            "2026-11-23 10:00 take",
            "2026-11-23 12:00 up",
            "2026-11-23 15:00 down",
        )
    )
    assert [[one.queue for one in stay] for stay in stays(history, EAST)] == [
        ["network", "network"],
        ["core"],
        ["network"],
    ]


def test_the_soonest_of_the_running_clocks() -> None:
    events = lived(MOSCOW, "2026-11-23 09:00 open")
    now = at("2026-11-23 09:30")
    assert soonest(read(intervals(events), EAST, now)) == at("2026-11-23 10:00")
    asked = lived(MOSCOW, "2026-11-23 09:00 open", "2026-11-23 09:20 ask")
    assert soonest(read(intervals(asked), EAST, now)) is None


def test_a_warning_comes_at_its_share_then_the_breach_each_once() -> None:
    """Four fifths of an hour; what has rung in this life of the clock does not ring again."""
    events, now = lived(MOSCOW, "2026-11-23 09:00 open"), at("2026-11-23 09:30")
    rung: list[Event] = []
    heard = []
    for _ in range(3):
        rings = [
            one for one in alarms(read(intervals(events), EAST, now), rung) if one.reading.clock is FIRST
        ]
        heard += [(one.what, one.at) for one in rings]
        rung += [Event(one.at, {}, one.what, {"clock": "first_word"}) for one in rings]
    assert heard == [(WARNING, at("2026-11-23 09:48")), (BREACH, at("2026-11-23 10:00"))]
    again = lived(MOSCOW, "2026-11-23 09:00 open", "2026-11-23 12:00 solve", "2026-11-24 09:00 reopen")
    rings = alarms(read(intervals(again), EAST, at("2026-11-24 09:10")), rung)
    assert [one.at for one in rings if one.reading.clock is FIRST] == [at("2026-11-24 09:48")]


def test_what_stands_or_is_over_rings_no_alarm() -> None:
    for last in ("ask", "solve", "close"):
        events = lived(MOSCOW, "2026-11-23 09:00 open", "2026-11-23 09:30 word", f"2026-11-23 10:00 {last}")
        assert alarms(read(intervals(events), EAST, at("2026-12-01 10:00")), []) == []


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Any acts in any order at any moments, even with a clock that was set back."""
    start = draw(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)))
    steps = draw(
        st.lists(
            st.tuples(st.timedeltas(timedelta(minutes=-5), timedelta(days=4)), st.sampled_from(sorted(ACTS))),
            max_size=12,
        )
    )
    events = lived(UTC, f"{start:%Y-%m-%d %H:%M} open")  # type: ignore[arg-type]
    for gap, act in steps:
        events.append(Event(events[-1].at + gap, ACTS[act]))
    return events


DESKS = st.sampled_from([EAST, BY_NIGHT, YEARS_END, Desk(office(ST_JOHNS))])
LATER = st.timedeltas(timedelta(), timedelta(days=10))


@given(events=histories(), desk=DESKS, later=LATER, more=LATER)
def test_clocks_are_never_negative_and_never_run_back(
    events: list[Event], desk: Desk, later: timedelta, more: timedelta
) -> None:
    history = intervals(events)
    now = history[-1].begin + later
    before, after = read(history, desk, now), read(history, desk, now + more)
    for one, then in zip(before, after, strict=True):
        assert timedelta() <= one.used <= then.used
        assert timedelta() <= then.left <= one.left
        assert one.due == then.due
        assert one.runs or one.used == then.used
        assert not (one.breached(now) and not then.breached(now + more))


@given(events=histories(), desk=DESKS, later=LATER)
def test_when_a_running_clock_is_due_its_time_is_used_up(
    events: list[Event], desk: Desk, later: timedelta
) -> None:
    history = intervals(events)
    for one in read(history, desk, history[-1].begin + later):
        if one.runs:
            assert one.due is not None
            then = {that.clock: that for that in read(history, desk, one.due)}[one.clock]
            assert then.used >= one.target
            assert then.breached(one.due)


@given(events=histories(), desk=DESKS, later=LATER)
def test_the_parts_are_the_whole(events: list[Event], desk: Desk, later: timedelta) -> None:
    """Nothing is lost between the intervals, nor counted twice."""
    history = intervals(events)
    now = history[-1].begin + later
    parts = spent_on(history, desk, now)
    assert sum((part.wall for part in parts.values()), timedelta()) == now - history[0].begin
    assert all(timedelta() <= part.business <= part.wall for part in parts.values())
    solved = {one.clock: one for one in read(history, desk, now)}[SOLVED]
    assert solved.used == parts[WaitsOn.TEAM].business + parts[WaitsOn.VENDOR].business
    assert [one for stay in stays(history, desk) for one in stay] == history


@given(events=histories(), desk=DESKS, cut=st.integers(0, 12))
def test_what_is_written_down_changes_nothing_before_it(events: list[Event], desk: Desk, cut: int) -> None:
    """Intervals of a history's beginning are those of the whole, so no clock can drift."""
    part = intervals(events[: cut + 1])
    whole = intervals(events)
    assert whole[: len(part) - 1] == part[:-1]
    assert whole[len(part) - 1].begin == part[-1].begin
