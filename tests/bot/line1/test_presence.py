"""When somebody in danger hears line 1 again."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.line1.presence import LONG, SHORT, speaks_again

silences = st.timedeltas(timedelta(), timedelta(hours=2))


@given(silences, st.booleans(), st.booleans())
def test_nobody_in_danger_waits_long_for_a_word(silent: timedelta, pressing: bool, person: bool) -> None:
    assert speaks_again(silent, pressing=pressing, person_spoke=person) or silent < LONG


@given(silences)
def test_danger_and_questions_are_answered_sooner_unless_a_person_is_there(silent: timedelta) -> None:
    assert speaks_again(silent, pressing=True, person_spoke=False) is (silent >= SHORT)
    assert speaks_again(silent, pressing=True, person_spoke=True) is (silent >= LONG)
