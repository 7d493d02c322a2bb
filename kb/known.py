"""The phrasings a matcher may look at, and how scores of versions become scores of articles."""

from dataclasses import replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from kb.article import Article, Audience, Library
from kb.groups import Groups, Scores
from kb.index import Texts
from kb.normalise import normalise
from kb.tongues import script

Key = tuple[str, str]  # article id, language


class Known:
    """Titles and phrasings of the versions an audience may see on a day, without the day's expired ones."""

    def __init__(self, library: Library, today: date, audience: Audience) -> None:
        shown = library.for_customers(today) if audience is Audience.PUBLIC else library.valid(today)
        articles = shown.articles.values()
        self._today = today
        self._until = np.array([_last_day(article) for article in articles], dtype=np.int64)
        self._versions = Groups({article.id: list(article.versions) for article in articles})
        said = {
            (article.id, version.language): (version.title, *version.phrasings)
            for article in articles
            for version in article.versions.values()
        }
        self.said = [text for texts in said.values() for text in texts]
        self.phrasings: Groups[Key] = Groups(
            {
                key: [normalise(text) or " ".join(text.lower().split()) for text in texts]
                for key, texts in said.items()
            }
        )
        self.answers = [normalise(v.body) for article in articles for v in article.versions.values()]
        self.owners = np.repeat(
            np.repeat(np.arange(self.articles), self._versions.sizes), self.phrasings.sizes
        )
        self._scripts = np.array([script(" ".join(texts)) for texts in said.values()], dtype=np.str_)

    def all_texts(self) -> Texts:
        """What an index is made of."""
        return Texts(self.phrasings.texts, self.owners.tolist(), self.answers)

    @property
    def articles(self) -> int:
        """How many there are."""
        return len(self._versions.labels)

    @property
    def crowd(self) -> float:
        """Texts for an article on average."""
        return len(self.phrasings.texts) / max(1, self.articles)

    def ids(self) -> list[str]:
        """Of the articles, in the order of every score by article."""
        return self._versions.labels

    def foreign(self, script: str) -> NDArray[np.bool_]:
        """For each version: True if no version of its article is in this script."""
        return np.repeat(self.foreign_articles(script), self._versions.sizes)

    def foreign_articles(self, script: str) -> NDArray[np.bool_]:
        """For each article: True if none of its versions is in this script."""
        return np.asarray(self._versions.best((self._scripts == script).astype(np.float32)) == 0)

    def alive(self, today: date | None) -> NDArray[np.int64]:
        """The articles that may still be shown on the day (without it: on the day of building)."""
        return np.flatnonzero(self._until >= (today or self._today).toordinal())

    def by_article(self, scores: Scores) -> Scores:
        """The highest of each article's versions."""
        return self._versions.best(scores)

    def version(self, scores: Scores, article: int) -> int:
        """The version of the article that scores highest."""
        return self._versions.nearest(scores, article)


def texts_of(
    library: Library, today: date, audience: Audience = Audience.PUBLIC, *, second: bool = False
) -> Texts:
    """What an index of the articles is made of, for the second stage too if that is wanted."""
    return replace(Known(library, today, audience).all_texts(), second=second)


def _last_day(article: Article) -> int:
    """As an ordinal; the article may be shown until its longest lasting version may."""
    return max((version.valid_until or date.max).toordinal() for version in article.versions.values())
