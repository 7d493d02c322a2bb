from datetime import date
from pathlib import Path

import pytest

from kb.article import Library
from kb.encoder import UseEncoder
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
    return MeaningMatcher(library, encoder, TODAY)


@pytest.fixture(scope="session")
def by_words(library: Library) -> WordMatcher:
    return WordMatcher(library, TODAY)
