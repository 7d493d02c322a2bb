"""A desk's corrections bend the moods' log-odds, a little at first, and never without a reason."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.line1 import leaning
from bot.line1.head import EMOTIONS
from bot.line1.leaning import FURTHEST, SHIPPED, Judged, Leaning

moods = st.sampled_from(EMOTIONS)
judged = st.builds(
    Judged,
    st.fixed_dictionaries({mood: st.floats(0, 1) for mood in EMOTIONS}),
    moods,
    st.floats(0.25, 1),
)


@given(st.lists(judged, min_size=1, max_size=30))
def test_no_mood_is_moved_too_far(said: list[Judged]) -> None:
    assert all(abs(one) <= FURTHEST for one in leaning.fitted(said).offsets.values())


@given(moods)
def test_what_the_desk_hears_more_often_is_heard_more_readily(mood: str) -> None:
    unsure = dict.fromkeys(EMOTIONS, 0.3)
    offsets = leaning.fitted([Judged(unsure, mood)] * 20).offsets
    assert all(offsets[mood] > 0 > offsets[other] for other in EMOTIONS if other != mood)


def test_one_correction_changes_little() -> None:
    offsets = leaning.fitted([Judged({**dict.fromkeys(EMOTIONS, 0.02), "calm": 0.9}, "angry")]).offsets
    assert all(abs(one) < 0.3 for one in offsets.values())


def test_what_is_kept_is_what_is_read(tmp_path: Path) -> None:
    file = tmp_path / "moods.json"
    leaning.write(Leaning({"angry": 0.5}), file)
    assert leaning.read(file) == Leaning({"angry": 0.5})


@pytest.mark.parametrize("content", ["", "{}", "[]", "no json", '{"offsets": {"angry": "much"}}'])
def test_a_file_that_is_none_leaves_the_head_as_shipped(content: str, tmp_path: Path) -> None:
    file = tmp_path / "moods.json"
    file.write_text(content, "utf-8")
    assert leaning.read(file) == SHIPPED
