"""Orders to vendors as people write them, days that are promised, and a case's life."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.cases import (
    Case,
    CaseOver,
    CaseState,
    DayUnclear,
    Order,
    day,
    end_of,
    next_look,
    order,
    working_days_after,
)
from routing.hours import Hours, Span

TODAY = date(2026, 11, 24)  # a Tuesday
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
MOSCOW = ZoneInfo("Europe/Moscow")
WEEK = Hours(MOSCOW, ((Span(time(9), time(17)),),) * 5 + ((),) * 2, frozenset({date(2026, 11, 27)}))
VENDORS = ["maker", "Router Works"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("maker R-5120 It restarts.", Order("maker", "R-5120", "It restarts.")),
        ("MAKER #5120 It restarts.", Order("MAKER", "5120", "It restarts.")),
        ("Router Works R-1 Fix it", Order("Router Works", "R-1", "Fix it")),
        ("maker It restarts, see error 5", Order("maker", None, "It restarts, see error 5")),
        ("maker - It restarts", Order("maker", None, "It restarts")),
        ("R-5120 It restarts by 28.11", Order("", "R-5120", "It restarts", date(2026, 11, 28))),
        ("Cisco SR-7 Fix до 2026-12-01.", Order("Cisco", "SR-7", "Fix", date(2026, 12, 1))),
        ("The firmware leaks memory", Order("", None, "The firmware leaks memory")),
        ("maker R-1", Order("maker", "R-1", "")),
        ("maker: It restarts, by 28.11", Order("maker", None, "It restarts", date(2026, 11, 28))),
        ("maker R-1 – It restarts, see 5.", Order("maker", "R-1", "It restarts, see 5.")),
        ("", Order("", None, "")),
    ],
)
def test_an_order_is_taken_apart(written: str, expected: Order) -> None:
    assert order(written, VENDORS, TODAY) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("24.11", TODAY),
        ("28.11.26", date(2026, 11, 28)),
        ("1.2", date(2027, 2, 1)),
        ("2027-01-05", date(2027, 1, 5)),
    ],
)
def test_a_day_without_a_year_is_the_next_one(written: str, expected: date) -> None:
    assert day(written, TODAY) == expected


@pytest.mark.parametrize("written", ["23.11", "31.11", "29.2.2027", "2026-11-23", "0.1", "99.99"])
def test_a_day_that_cannot_be_is_refused(written: str) -> None:
    with pytest.raises(DayUnclear):
        day(written, TODAY)


def test_working_days_leave_out_weekends_and_days_off() -> None:
    """From Tuesday: Wednesday, Thursday, not Friday (off), not the weekend, Monday."""
    assert [working_days_after(NOW, days, WEEK) for days in (1, 2, 3)] == [
        date(2026, 11, 25),
        date(2026, 11, 26),
        date(2026, 11, 30),
    ]


def test_a_promised_day_ends_when_people_leave() -> None:
    assert end_of(date(2026, 11, 25), WEEK) == datetime(2026, 11, 25, 17, tzinfo=MOSCOW)
    assert end_of(date(2026, 11, 28), WEEK) == datetime(2026, 11, 28, 18, tzinfo=MOSCOW)


def test_it_is_chased_at_the_day_promised_and_then_each_so_many_working_days() -> None:
    promised = datetime(2026, 11, 26, 14, tzinfo=UTC)
    case = Case(1, "maker", 1006, NOW, promised=promised)
    assert next_look(case, NOW, 2, WEEK) == promised
    assert next_look(case, promised, 1, WEEK) == datetime(2026, 11, 30, 17, tzinfo=MOSCOW)


def _after(case: Case, move: str, now: datetime) -> Case:
    if move == "reminded":
        return case.reminded()
    return case.answered("2.5", now) if move == "answered" else case.closed(now)


@given(st.lists(st.sampled_from(["answered", "closed", "reminded"]), max_size=8))
def test_a_case_is_over_once_and_stays_so(moves: list[str]) -> None:
    case, over = Case(1, "maker", 1006, NOW), 0
    for minute, move in enumerate(moves):
        now = NOW + timedelta(minutes=minute)
        with suppress(CaseOver):
            was_open = case.is_open
            case = _after(case, move, now)
            over += was_open and not case.is_open
    assert over <= 1
    assert case.is_open == (over == 0)
    assert (case.state is CaseState.ANSWERED) == (case.answer is not None)
