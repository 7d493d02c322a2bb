from collections.abc import Mapping
from pathlib import Path

import pytest

from kb.article import Article, Audience, Ending, Library, Version
from kb.loading import load
from tests.kb.conftest import ARTICLES

QUEUES = {"tills", "network", "mail", "billing", None}
PHONE_SCREEN = 900  # characters
BUTTON = 45  # characters a customer can read on one


def articles() -> list[Article]:
    return list(load(ARTICLES).articles.values())


def test_most_articles_are_in_both_languages_and_some_in_one(library: Library) -> None:
    languages = ["+".join(sorted(article.versions)) for article in library.articles.values()]

    assert languages.count("en+ru") >= 50
    assert languages.count("en") >= 2
    assert languages.count("ru") >= 2


def test_some_articles_are_for_staff_only(library: Library) -> None:
    assert sum(article.audience is Audience.INTERNAL for article in library.articles.values()) == 3


def test_guided_articles_come_to_an_end_from_every_step(library: Library) -> None:
    """Each step can be reached from the first one, none leads back, and the short answer is there too."""
    guided = [v for article in library.articles.values() for v in article.versions.values() if v.steps]

    assert len(guided) >= 4
    for version in guided:
        place = {step.id: n for n, step in enumerate(version.steps)}
        chosen = {choice.to for step in version.steps for choice in step.choices}
        assert chosen - set(Ending) == set(place) - {version.steps[0].id}
        assert set(Ending) <= chosen
        assert ways_back(version, place) == []
        assert version.body


def ways_back(version: Version, place: Mapping[str, int]) -> list[str]:
    """Steps that lead to one above them or to themselves."""
    return [s.id for s in version.steps for choice in s.choices if place.get(choice.to, 99) <= place[s.id]]


@pytest.mark.parametrize("article", articles(), ids=lambda article: article.id)
def test_an_article_can_be_found_routed_and_read_on_a_phone(article: Article) -> None:
    assert article.queue in QUEUES
    for version in article.versions.values():
        assert len(version.phrasings) >= 4
        assert len(version.body) <= PHONE_SCREEN
        assert max(len(text) for text in (version.title, *(b.title for b in version.buttons))) <= BUTTON


def test_the_sample_lies_where_the_package_is() -> None:
    assert list(Path(ARTICLES).glob("*.ru.md"))
