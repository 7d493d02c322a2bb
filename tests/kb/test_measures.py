import pytest

from kb.measures import Guess, among, at, calibration_error, confusions, coverage, reliability

RIGHT, WRONG = Guess("a", "x", ["x", "y"], 0.9), Guess("b", "y", ["x", "y"], 0.6)
OUTSIDE = Guess("c", None, ["x"], 0.3)
ALL = [OUTSIDE, WRONG, RIGHT]


def test_what_is_right_is_counted_among_questions_that_have_an_article() -> None:
    assert among(ALL, 1) == 0.5
    assert among(ALL, 2) == 1


def test_coverage_is_what_can_be_answered_as_precisely_as_wanted() -> None:
    assert coverage(ALL, 0.95) == (0.5, 0.9)
    assert coverage(ALL, 0.5) == (1.0, 0.6)
    assert coverage([WRONG], 0.95) == (0.0, 1.0)


def test_a_threshold_tells_precision_coverage_and_answers_to_what_is_outside() -> None:
    shares = at(ALL, 0.2)

    assert shares.precision == pytest.approx(1 / 3)
    assert (shares.covered, shares.answered_outside, shares.answers) == (1.0, 1.0, 3)
    assert at(ALL, 0.95).answers == 0


def test_reliability_puts_like_confidences_together() -> None:
    ((sure, right, count),) = reliability([RIGHT, Guess("d", "x", ["y"], 0.92)])

    assert sure == pytest.approx(0.91)
    assert (right, count) == (0.5, 2)
    assert calibration_error([Guess("e", "x", ["x"], 1.0)]) == 0


def test_confusions_are_told_the_most_frequent_first() -> None:
    assert confusions([*ALL, WRONG]) == [(2, "y", "x"), (1, "(outside)", "x")]
