"""The second stage: who is asked a second time, and what is kept for it."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kb import e5
from kb.article import Article, Library, Version
from kb.bridge import Bridged
from kb.building import built, kept
from kb.e5 import DIRECTIONS, E5Encoder
from kb.encoder import Encoder, UseEncoder, Vectors
from kb.known import texts_of
from kb.learning import learnt
from kb.matchers import MeaningMatcher
from kb.second import LONGEST, LOST, UNSURE
from tests.kb.conftest import TODAY
from tests.kb.test_learning import SAID, same

SMALL = Library.of(
    Article(name, {"en": Version("en", texts[0], "", tuple(texts[1:]))}) for name, texts in SAID.items()
)
TITLES = Library.of(Article(name, {"en": Version("en", texts[0], "")}) for name, texts in SAID.items())
SURE, UNSURE_ONE, STRANGE = "how do i pay", "money", "what is the capital of france"

installed = pytest.mark.skipif(not e5.is_installed(), reason="the package is for x86-64 Linux")


class Narrow:
    """Another encoder, as wide as that of the second stage; remembers what it was asked for."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.asked = list[str]()

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        vectors = self._encoder.encode(texts)[:, : e5.WIDTH]
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


@pytest.fixture(params=[SMALL, TITLES], ids=["heads", "titles alone"])
def small(request: pytest.FixtureRequest) -> Library:
    assert isinstance(request.param, Library)
    return request.param


def matcher(library: Library, encoder: UseEncoder, other: Encoder) -> MeaningMatcher:
    texts = texts_of(library, TODAY, second=True)
    index = learnt(texts, Bridged(encoder), other=Bridged(other, DIRECTIONS))
    return MeaningMatcher(library, encoder, TODAY, index=index, other=other)


def test_only_the_unsure_are_asked_a_second_time(small: Library, encoder: UseEncoder) -> None:
    first = MeaningMatcher(small, encoder, TODAY, index=learnt(texts_of(small, TODAY), Bridged(encoder)))
    other = Narrow(encoder)
    both = matcher(small, encoder, other)
    other.asked.clear()

    for text in (SURE, UNSURE_ONE, STRANGE):
        alone, again = first.match(text), both.match(text)
        unsure = LOST <= alone[0].confidence < UNSURE
        assert ("second" in again[0].parts) == unsure
        assert other.asked == ([text] if unsure else [])
        if not unsure:
            assert again == alone
        other.asked.clear()


def test_a_long_message_has_no_time_for_it(encoder: UseEncoder) -> None:
    other = Narrow(encoder)
    both = matcher(SMALL, encoder, other)
    other.asked.clear()

    matches = both.match("perhaps " * (LONGEST // 8 + 1))

    assert matches[0].confidence < UNSURE
    assert other.asked == []


def test_who_has_no_time_does_not_ask(encoder: UseEncoder) -> None:
    other = Narrow(encoder)
    both = matcher(SMALL, encoder, other)
    other.asked.clear()

    assert both.match(UNSURE_ONE, twice=False)[0].confidence < UNSURE
    assert other.asked == []


def test_an_index_without_it_is_used_until_it_is_learnt(encoder: UseEncoder) -> None:
    other = Narrow(encoder)
    early = MeaningMatcher(
        SMALL, encoder, TODAY, index=learnt(texts_of(SMALL, TODAY), Bridged(encoder)), other=other
    )

    assert not early.has_learnt()
    assert early.texts().second
    assert "second" not in early.match(UNSURE_ONE)[0].parts
    assert matcher(SMALL, encoder, other).has_learnt()
    assert MeaningMatcher(TITLES, encoder, TODAY).has_learnt()
    assert not MeaningMatcher(TITLES, encoder, TODAY, other=other).has_learnt()
    assert MeaningMatcher(Library.of([]), encoder, TODAY, other=other).has_learnt()


@installed
def test_the_child_learns_it_and_what_was_encoded_is_not_encoded_again(tmp_path: Path) -> None:
    texts = texts_of(SMALL, TODAY)
    wanted = replace(texts, second=True)

    plain = asyncio.run(built(texts, tmp_path))
    index = asyncio.run(built(wanted, tmp_path))

    assert plain.second is None
    assert index.second is not None
    assert index.second.vectors.shape == (len(texts.phrasings), e5.WIDTH)
    assert index.second.meaning is not None
    again = kept(wanted, tmp_path)
    assert again is not None
    same(index, again)
    other = replace(wanted, answers=["", "", "another"])
    rebuilt = asyncio.run(built(other, tmp_path))
    assert rebuilt.second is not None
    np.testing.assert_array_equal(rebuilt.second.vectors, index.second.vectors)


@installed
def test_what_means_the_same_is_near_in_both_languages() -> None:
    vectors = Bridged(E5Encoder(), DIRECTIONS).encode(
        ["the printer prints nothing", "принтер не печатает", "how do i pay by card"]
    )
    assert vectors[0] @ vectors[1] > max(vectors[0] @ vectors[2], vectors[1] @ vectors[2])
    assert E5Encoder().encode([]).shape == (0, e5.WIDTH)
