"""The head that is fitted is the head that is shipped, and its figures are what they say."""

import random
from pathlib import Path

import numpy as np
import pytest

from bot.line1.danger import Danger
from bot.line1.head import COLUMNS, EMOTIONS, Head, column, head, meanings, traits
from bot.line1.tuning.danger import fitted, heard, spoken
from bot.line1.tuning.data import Labelled, own, public
from bot.line1.tuning.figures import macro_f1, negative_auroc
from bot.line1.tuning.fitting import Heads, Material, heads, words_of
from tests.bot.house import encoder

MESSAGES = """\
# angry
This is outrageous
Безобразие какое-то
# calm
Where is the invoice?
Где взять счёт?
# positive
Thank you so much
Спасибо большое
"""


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Material:
    file = tmp_path_factory.mktemp("messages") / "en.txt"
    file.write_text(MESSAGES, "utf-8")
    labelled = own(file)
    return Material(labelled, meanings(encoder(), labelled.texts), words_of(labelled.texts), wordless=0.3)


@pytest.fixture(scope="module")
def small_head(material: Material) -> Heads:
    return heads([material], material, [material], steps=10)


def test_a_fitted_head_hears_what_it_was_fitted_on(material: Material, small_head: Heads) -> None:
    heard = small_head.log_odds(material)
    assert [EMOTIONS[one] for one in heard.argmax(axis=1)] == [
        "angry", "angry", "calm", "calm", "positive", "positive",
    ]  # fmt: skip


def test_the_shipped_file_says_the_same_in_bytes(
    material: Material, small_head: Heads, tmp_path: Path
) -> None:
    small_head.save(tmp_path / "head.npz")
    head, labelled = Head(tmp_path / "head.npz"), material.labelled
    shipped = [head.log_odds(text, row) for text, row in zip(labelled.texts, material.meaning, strict=True)]
    assert np.allclose(shipped, small_head.log_odds(material), atol=0.05)


def test_comments_are_read_as_moods_of_a_desk(tmp_path: Path) -> None:
    file = tmp_path / "comments.csv"
    file.write_text('text,emotions\n"Oh, no",anger|annoyance\nHm,curiosity\nYes,joy|neutral\n', "utf-8")
    labels = {"angry": "anger annoyance", "positive": "joy", "calm": "neutral"}
    labelled = public("comments", file, labels, 1.0)
    assert list(labelled.texts) == ["Oh, no", "Yes"]
    assert list(labelled.moods) == [frozenset({"angry"}), frozenset({"positive", "calm"})]
    assert labelled.scored() == [0]


def test_figures_of_a_perfect_and_of_a_blind_hearer() -> None:
    moods = [frozenset({mood}) for mood in EMOTIONS if mood != "frustrated"]
    labelled = Labelled("all", [""] * len(moods), moods, {})
    perfect = labelled.truth()
    assert macro_f1(labelled, perfect) == 1
    assert negative_auroc(labelled, perfect) == 1
    assert negative_auroc(labelled, np.zeros_like(perfect)) == 0.5


def test_scripts_never_share_a_column_and_capitals_tell_nothing() -> None:
    latin, cyrillic = (
        {column(one) for one in traits("no bread")},
        {column(one) for one in traits("нет хлеба")},
    )
    assert max(latin) < COLUMNS // 2 <= min(cyrillic)
    assert list(traits("КАССА Стоит")) == list(traits("касса стоит"))


def test_a_row_of_choices_is_spoken_in_different_ways() -> None:
    said = spoken("{my father|a guest} {fell|fainted}{|, help}", random.Random(0))
    assert len(set(said)) == len(said) == 8
    assert "a guest fainted, help" in said
    assert spoken("a guest fell", random.Random(0)) == ["a guest fell"]


def test_the_shipped_network_says_what_was_fitted(tmp_path: Path) -> None:
    danger, harmless = (
        ["he has a knife", "у него нож"],
        ["where is the invoice", "где счёт", "kill the process"],
    )
    material = heard([*danger, *harmless] * 60, ([True] * 2 + [False] * 3) * 60, [1] * 300)
    network = fitted(material)
    network.save(1.0, tmp_path / "danger.npz")
    shipped, told = Danger(tmp_path / "danger.npz"), network.log_odds(material)[:5]
    for text, meaning, odds in zip([*danger, *harmless], material.meaning, told, strict=False):
        assert abs(shipped.over(meaning, *head().words(text)) - (odds - 1.0)) < 0.1
    assert min(told[:2]) > max(told[2:])
