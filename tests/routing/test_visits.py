"""Visits: their life, and times as people write them."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.errors import SlotRefused, VisitStepOver
from routing.visits import LIVE, Slot, Visit, VisitState, VisitStep, place_in, read_slots, reminder

MOSCOW = ZoneInfo("Europe/Moscow")
NOON = datetime(2026, 11, 24, 9, tzinfo=UTC)  # a Tuesday's noon in Moscow
TEN = datetime(2026, 11, 25, 7, tzinfo=UTC)
SLOT = Slot(TEN, TEN + timedelta(hours=2))


def local(slot: Slot) -> str:
    begins, ends = slot.begins.astimezone(MOSCOW), slot.ends.astimezone(MOSCOW)
    return f"{begins:%d.%m.%y %H:%M}-{ends:%H:%M}"


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("25.11 14:00-16:00, 26.11 10:00", ["25.11.26 14:00-16:00", "26.11.26 10:00-12:00"]),
        ("tomorrow 14:00", ["25.11.26 14:00-16:00"]),
        ("завтра в 14:00", ["25.11.26 14:00-16:00"]),
        ("Завтра с 10 до 12; 15:00", ["25.11.26 10:00-12:00", "25.11.26 15:00-17:00"]),
        ("послезавтра в 10 или 28.11 10:00-11:00", ["26.11.26 10:00-12:00", "28.11.26 10:00-11:00"]),
        ("on Friday at 2pm", ["27.11.26 14:00-16:00"]),
        ("в пятницу 9–11", ["27.11.26 09:00-11:00"]),
        ("1 декабря 14:00", ["01.12.26 14:00-16:00"]),
        ("2026-12-01 22:00-24:00", ["01.12.26 22:00-00:00"]),
        ("05.01 10:00", ["05.01.27 10:00-12:00"]),
        ("26.11 10:00, 25.11 10:00, 26.11 10:00", ["25.11.26 10:00-12:00", "26.11.26 10:00-12:00"]),
        ("2pm-4pm", ["24.11.26 14:00-16:00"]),
    ],
)
def test_times_are_read_as_people_write_them(text: str, slots: list[str]) -> None:
    assert [local(one) for one in read_slots(text, NOON, MOSCOW)] == slots


@pytest.mark.parametrize(
    ("text", "part", "why"),
    [
        ("23.11 10:00", "23.11 10:00", "past"),
        ("25.11 10:00, today 11:00", "today 11:00", "past"),
        ("25.11.2027 10:00", "25.11.2027 10:00", "far"),
        ("завтра 16:00-14:00", "завтра 16:00-14:00", "order"),
        ("whenever you like", "whenever you like", "unread"),
        ("10.12", "10.12", "unread"),
        ("31.02 10:00", "31.02 10:00", "unread"),
        ("завтра в 25:00", "завтра в 25:00", "unread"),
        ("", "", "unread"),
        (", ".join(f"25.11 {hour}:00" for hour in range(10, 20)), None, "many"),
    ],
)
def test_a_time_that_cannot_be_is_refused_with_its_part(text: str, part: str | None, why: str) -> None:
    with pytest.raises(SlotRefused) as refused:
        read_slots(text, NOON, MOSCOW)
    assert refused.value.why == why
    assert part is None or refused.value.part == part


@given(st.text(max_size=80))
def test_whatever_is_written_is_a_time_to_come_or_refused(text: str) -> None:
    with suppress(SlotRefused):
        for slot in read_slots(text, NOON, MOSCOW):
            assert NOON < slot.begins < slot.ends


@pytest.mark.parametrize(
    ("text", "rest", "place"),
    [
        ("25.11 10:00, address: Lenina 5", "25.11 10:00", "Lenina 5"),
        ("завтра в 10; Адрес: Ленина 5, кв. 2", "завтра в 10", "Ленина 5, кв. 2"),
        ("завтра в 10", "завтра в 10", None),
    ],
)
def test_an_address_may_stand_at_the_end(text: str, rest: str, place: str | None) -> None:
    assert place_in(text) == (rest, place)


@given(st.lists(st.sampled_from(VisitStep), max_size=15))
def test_a_visit_has_a_time_exactly_while_it_is_agreed_and_never_comes_back(steps: list[VisitStep]) -> None:
    visit, over = Visit(1, 9, 1001, (SLOT,), NOON), False
    for step in steps:
        with suppress(VisitStepOver):
            visit = does(visit, step)
            assert not over
        over = visit.state not in LIVE
        if visit.state in {VisitState.OFFERED, VisitState.UNFIT}:
            assert visit.slot is None
        if visit.state in {VisitState.CONFIRMED, VisitState.DONE, VisitState.ABSENT, VisitState.AGAIN}:
            assert visit.slot == SLOT


def does(visit: Visit, step: VisitStep) -> Visit:
    match step:
        case VisitStep.OFFER:
            return visit.offering((SLOT,))
        case VisitStep.CHOOSE:
            return visit.chosen(SLOT)
        case VisitStep.NONE_FITS | VisitStep.MOVE:
            return visit.unfit(step)
        case _:
            return visit.told(step, "")


def test_both_are_reminded_the_evening_before_or_as_the_desk_wishes() -> None:
    evening = datetime(2026, 11, 24, 15, tzinfo=UTC)  # six in Moscow
    assert reminder(SLOT, NOON, MOSCOW, None) == evening
    assert reminder(SLOT, evening, MOSCOW, None) == TEN - timedelta(hours=2)
    assert reminder(SLOT, TEN - timedelta(hours=1), MOSCOW, None) is None
    assert reminder(SLOT, NOON, MOSCOW, timedelta(hours=3)) == TEN - timedelta(hours=3)
