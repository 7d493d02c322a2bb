"""The course of a mood: smoothed, slow to calm, and noticed when it gets worse."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.line1.head import EMOTIONS
from bot.line1.mood import SHOWN, TROUBLED, Reading, after, calmer, shown, worsens

turns = st.lists(st.tuples(st.sampled_from(EMOTIONS), st.floats(0, 1)), max_size=12)


def course(said: list[tuple[str, float]]) -> list[Reading]:
    readings: list[Reading] = []
    for emotion, intensity in said:
        readings.append(after(readings, emotion, intensity))
    return readings


@given(turns)
def test_the_level_stays_between_calm_and_worst(said: list[tuple[str, float]]) -> None:
    assert all(0 <= one.level <= 1 for one in course(said))


@given(turns)
def test_a_calm_turn_never_raises_the_level(said: list[tuple[str, float]]) -> None:
    before = course(said)
    assert after(before, "calm", 0.0).level <= (before[-1].level if before else 0.0)


@given(turns)
def test_only_a_troubled_and_rising_course_worsens(said: list[tuple[str, float]]) -> None:
    readings = course(said)
    if worsens(readings):
        assert readings[-1].level >= TROUBLED
        assert readings[-1].level > readings[-2].level
        assert readings[-1].emotion in {"frustrated", "angry", "distressed"}


@given(st.floats(0.7, 1), st.floats(0.7, 1))
def test_anger_that_rises_twice_is_noticed(first: float, second: float) -> None:
    assert worsens(course([("frustrated", first), ("angry", second)]))


@given(turns)
def test_few_moods_are_shown_and_none_twice_in_a_row(said: list[tuple[str, float]]) -> None:
    moods = shown(course(said))
    assert len(moods) <= SHOWN
    assert all(one != other for one, other in pairwise(moods))
    assert moods[-1:] == tuple(emotion for emotion, _ in said[-1:])


def test_who_came_angry_and_left_calm_ended_calmer() -> None:
    assert calmer(course([("angry", 1.0), ("angry", 0.9), ("calm", 0.0), ("positive", 0.9)]))
    assert calmer(course([("calm", 0.0), ("angry", 1.0), ("angry", 1.0)])) is False
    assert calmer(course([("calm", 0.0), ("confused", 0.5)])) is None
