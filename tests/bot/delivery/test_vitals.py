"""What counts as a trouble, by the numbers alone."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.vitals import Trouble, Vitals, troubles
from storage import inbox, outbox
from tests.bot.delivery.outside import NOON

WELL = Vitals(NOON, inbox.Standing(0, None, 0), {"customer": outbox.Standing(0, None, 0)}, {}, 10**12)


def ago(**span: float) -> Vitals:
    """An inbox whose oldest update came so long ago."""
    return Vitals(NOON, inbox.Standing(2, NOON - timedelta(**span), 0), {}, {})


def test_a_desk_at_rest_has_no_troubles() -> None:
    assert troubles(WELL, 500) == ()


def test_an_update_may_wait_a_minute_and_no_longer() -> None:
    assert troubles(ago(seconds=60), 0) == ()
    assert [one.name for one in troubles(ago(seconds=61), 0)] == ["inbox_late"]


def test_what_was_set_aside_is_a_trouble_and_no_grave_one() -> None:
    found = troubles(Vitals(NOON, inbox.Standing(0, None, 3), {}, {}), 0)
    assert found == (Trouble("set_aside", amount=3, grave=False),)


@given(
    free=st.none() | st.integers(0, 10**13),
    budget=st.integers(0, 10**13),
    waited=st.timedeltas(timedelta(), timedelta(days=2)),
    silent=st.timedeltas(timedelta(), timedelta(days=2)),
)
def test_each_trouble_is_told_when_and_only_when_its_measure_is_over(
    free: int | None, budget: int, waited: timedelta, silent: timedelta
) -> None:
    vitals = Vitals(
        NOON,
        inbox.Standing(0, None, 0),
        {"desk": outbox.Standing(1, NOON - waited, 0)},
        {"customer": NOON - silent},
        free,
    )
    names = {one.name for one in troubles(vitals, budget)}
    assert ("disk_low" in names) == (free is not None and free < budget)
    assert ("outbox_late" in names) == (waited > timedelta(minutes=10))
    assert ("unheard" in names) == (silent > timedelta(minutes=2))
