from datetime import date
from pathlib import Path

import pytest

from kb.article import Audience, Library
from kb.bridge import Bridged
from kb.encoder import UseEncoder
from kb.known import Known
from kb.learning import learnt
from kb.loading import load
from kb.matchers import MeaningMatcher, WordMatcher

ARTICLES = Path(__file__).parents[2] / "kb" / "articles"
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def library() -> Library:
    return load(ARTICLES)


@pytest.fixture(scope="session")
def encoder() -> UseEncoder:
    return UseEncoder()


@pytest.fixture(scope="session")
def by_meaning(library: Library, encoder: UseEncoder) -> MeaningMatcher:
    known = Known(library, TODAY, Audience.PUBLIC)
    return MeaningMatcher(library, encoder, TODAY, index=learnt(known.all_texts(), Bridged(encoder)))


@pytest.fixture(scope="session")
def by_words(library: Library) -> WordMatcher:
    return WordMatcher(library, TODAY)
