from pathlib import Path

import pytest

from kb.article import Article, Audience, Library
from kb.loading import load
from tests.kb.conftest import ARTICLES

QUEUES = {"tills", "network", "mail", "billing", None}
PHONE_SCREEN = 900  # characters


def articles() -> list[Article]:
    return list(load(ARTICLES).articles.values())


def test_most_articles_are_in_both_languages_and_some_in_one(library: Library) -> None:
    languages = ["+".join(sorted(article.versions)) for article in library.articles.values()]

    assert languages.count("en+ru") >= 16
    assert languages.count("en") >= 2
    assert languages.count("ru") >= 2


def test_some_article_is_for_staff_only(library: Library) -> None:
    assert any(article.audience is Audience.INTERNAL for article in library.articles.values())


@pytest.mark.parametrize("article", articles(), ids=lambda article: article.id)
def test_an_article_can_be_found_routed_and_read_on_a_phone(article: Article) -> None:
    assert article.queue in QUEUES
    for version in article.versions.values():
        assert len(version.phrasings) >= 4
        assert len(version.body) <= PHONE_SCREEN


def test_the_sample_lies_where_the_package_is() -> None:
    assert list(Path(ARTICLES).glob("*.ru.md"))
