"""Articles: what line 1 knows, in one or several languages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path


class Audience(StrEnum):
    """Who may read an article."""

    PUBLIC = "public"
    INTERNAL = "internal"


class Ending(StrEnum):
    """How a guided article may end; a choice leads to one of these or to another step."""

    SOLVED = "solved"
    NOT_SOLVED = "not_solved"


@dataclass(frozen=True, slots=True)
class Button:
    """A button under the answer: it opens a page or another article, one of the two is set."""

    title: str
    url: str | None = None
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A button under a step; `to` is the id of a step or an Ending."""

    title: str
    to: str


@dataclass(frozen=True, slots=True)
class Step:
    """One question or one thing to try of a guided article."""

    id: str
    text: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """An article in one language; the body is the answer in Markdown."""

    language: str
    title: str
    body: str
    phrasings: tuple[str, ...] = ()
    buttons: tuple[Button, ...] = ()
    attachments: tuple[Path, ...] = ()
    valid_until: date | None = None  # the last day it may be shown
    steps: tuple[Step, ...] = ()

    def is_valid(self, today: date) -> bool:
        """True up to and on the day of `valid_until`."""
        return self.valid_until is None or today <= self.valid_until


@dataclass(frozen=True, slots=True)
class Article:
    """One answer of the knowledge base; it has at least one version."""

    id: str
    versions: Mapping[str, Version]  # language -> version
    audience: Audience = Audience.PUBLIC
    queue: str | None = None

    def version(self, *languages: str) -> Version:
        """The version in the first of these languages that there is, else the first there is at all.

        Which one it became is in its `language`.
        """
        for language in languages:
            if language in self.versions:
                return self.versions[language]
        return next(iter(self.versions.values()))

    def valid(self, today: date) -> "Article | None":
        """The article with the versions that may be shown on this day; None if there is none left."""
        versions = {language: v for language, v in self.versions.items() if v.is_valid(today)}
        return replace(self, versions=versions) if versions else None


@dataclass(frozen=True, slots=True)
class Library:
    """All articles by id, as loaded."""

    articles: Mapping[str, Article]

    @classmethod
    def of(cls, articles: Iterable[Article]) -> "Library":
        """A library of these articles, in the order of their ids."""
        return cls({article.id: article for article in sorted(articles, key=lambda a: a.id)})

    def get(self, article_id: str) -> Article | None:
        """The article, or None if there is none with this id."""
        return self.articles.get(article_id)

    def valid(self, today: date) -> "Library":
        """Without the versions, and the articles, that are past their day."""
        return Library.of(still for article in self.articles.values() if (still := article.valid(today)))

    def for_customers(self, today: date) -> "Library":
        """What customers may see on this day: neither internal articles nor versions past their day."""
        public = (a for a in self.articles.values() if a.audience is Audience.PUBLIC)
        return Library.of(public).valid(today)
