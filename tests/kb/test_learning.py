import asyncio
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from kb.building import built, kept
from kb.calibration import LEAST, SHIPPED, Calibration, fitted, read, write
from kb.encoder import UseEncoder, Vectors
from kb.errors import IndexFailed
from kb.index import Index, Texts
from kb.learning import Resuming, learnt

SAID = {
    "pay": ["how do i pay", "where can i pay the bill", "paying by card"],
    "wifi": ["wifi is slow", "the wireless network crawls", "slow internet over wifi"],
    "mail": ["no emails arrive", "mail does not come", "my inbox stays empty"],
}
TEXTS = Texts(
    [text for texts in SAID.values() for text in texts],
    [n for n, texts in enumerate(SAID.values()) for _ in texts],
    ["", "", ""],
)


class Counting:
    """An encoder that remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked = list[str]()

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return np.ones((len(texts), 4), dtype=np.float32)


def test_heads_know_their_phrasings(encoder: UseEncoder) -> None:
    index = learnt(TEXTS, encoder)

    assert index.heads is not None
    by_meaning = index.heads.by_meaning(index.vectors).argmax(axis=1)
    by_words = index.heads.by_words(index.words.rows).argmax(axis=1)
    assert by_meaning.tolist() == by_words.tolist() == TEXTS.owners


@pytest.mark.parametrize("texts", [Texts([], [], []), Texts(["a b", "c d"], [0, 1], ["", ""])])
def test_nothing_is_learnt_from_too_little(texts: Texts, encoder: UseEncoder) -> None:
    assert learnt(texts, encoder).heads is None


def test_an_index_is_built_by_a_child_kept_and_found_again(tmp_path: Path, encoder: UseEncoder) -> None:
    assert kept(TEXTS, tmp_path) is None

    index = asyncio.run(built(TEXTS, tmp_path))

    again = kept(TEXTS, tmp_path)
    assert again is not None
    same(index, again)
    other = Texts([*TEXTS.phrasings[:-1], "changed"], TEXTS.owners, TEXTS.answers)
    assert kept(other, tmp_path) is None


def same(one: Index, other: Index) -> None:
    ours, theirs = one.arrays(), other.arrays()
    assert ours.keys() == theirs.keys()
    for name, array in ours.items():
        np.testing.assert_array_equal(array, theirs[name])


def test_a_child_that_fails_is_told(tmp_path: Path) -> None:
    broken = Texts(["a", "b", "c"] * 3, [0, 1, 2], [])  # fewer owners than phrasings

    with pytest.raises(IndexFailed):
        asyncio.run(built(broken, tmp_path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not an index", b"\x93NUMPY"])
def test_a_broken_file_in_the_folder_is_no_index(content: bytes, tmp_path: Path) -> None:
    (tmp_path / TEXTS.file).write_bytes(content)

    assert kept(TEXTS, tmp_path) is None


def test_only_what_is_new_is_encoded_again(encoder: UseEncoder) -> None:
    counting = Counting()
    earlier = dict.fromkeys(TEXTS.phrasings, np.ones(4, dtype=np.float32))

    vectors = Resuming(counting, earlier).encode([*TEXTS.phrasings, "something new", "something new"])

    assert counting.asked == ["something new"]
    assert vectors.shape == (len(TEXTS.phrasings) + 2, 4)


def test_a_desk_that_is_right_more_often_than_it_is_sure_becomes_surer() -> None:
    random = np.random.default_rng(3)
    sure = random.uniform(0.05, 0.95, 400)
    right = random.uniform(size=400) < np.minimum(1, sure * 1.4)

    line = fitted(sure.tolist(), right.tolist())

    assert line.of(0.6) > 0.7
    assert 0 < line.of(0.1) < line.of(0.5) < line.of(0.9) < 1


def test_one_confidence_that_is_wrong_half_the_time_becomes_a_half() -> None:
    """Where all messages are equally sure, a step too long would end anywhere."""
    line = fitted([0.999] * 200, [True, False] * 100)

    assert abs(line.of(0.999) - 0.5) < 0.1
    assert abs(line.undone(line.of(0.999)) - 0.999) < 1e-4


def test_few_messages_hardly_change_the_shipped_confidence() -> None:
    line = fitted([0.5, 0.5], [True, True])

    assert 0.5 < line.of(0.5) < 0.65
    assert LEAST > 2


def test_a_calibration_is_kept_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "confidence.json"

    assert read(file) == SHIPPED
    write(Calibration(1.2, -0.1), file)
    assert read(file) == Calibration(1.2, -0.1)
    file.write_text("{")
    assert read(file) == SHIPPED
