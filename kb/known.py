"""The phrasings a matcher may look at, and how scores of versions become matches of articles."""

from collections.abc import Mapping
from datetime import date

import numpy as np
from numpy.typing import NDArray

from kb.article import Article, Audience, Library
from kb.confidence import Curve, margins
from kb.groups import Groups, Scores
from kb.match import MOST, Match
from kb.normalise import is_cyrillic, normalise

Key = tuple[str, str]  # article id, language

DIGITS = 6  # beyond these the sums of equal texts may differ by their place in the batch


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
        self._said = [text for texts in said.values() for text in texts]
        self.phrasings: Groups[Key] = Groups(
            {key: [normalise(text) or text.lower() for text in texts] for key, texts in said.items()}
        )
        self.answers = [normalise(v.body) for article in articles for v in article.versions.values()]
        self._cyrillic = np.array([is_cyrillic(" ".join(texts)) for texts in said.values()], dtype=bool)

    def only_foreign(self, cyrillic: bool) -> NDArray[np.bool_]:
        """For each version: True if no version of its article is in this script."""
        readable = self._versions.best((self._cyrillic == cyrillic).astype(np.float32)) > 0
        return np.repeat(~readable, self._versions.sizes)

    def matches(
        self, scores: Scores, texts: Scores, parts: Mapping[str, Scores], curve: Curve, today: date | None
    ) -> list[Match]:
        """The best MOST articles; `scores` and `parts` are by version, `texts` by phrasing."""
        alive = np.flatnonzero(self._until >= (today or self._today).toordinal())
        by_article = np.round(self._versions.best(scores)[alive], DIGITS)
        confidence, margin = curve.confidence(by_article), margins(by_article)

        def match(n: int) -> Match:
            version = self._versions.nearest(scores, alive[n])
            article_id, language = self.phrasings.labels[version]
            told = {name: float(values[version]) for name, values in parts.items()}
            told |= {"score": float(by_article[n]), "margin": float(margin[n])}
            phrasing = self._said[self.phrasings.nearest(texts, version)]
            return Match(article_id, language, float(confidence[n]), phrasing, told)

        return [match(n) for n in np.argsort(-by_article, kind="stable")[:MOST]]


def _last_day(article: Article) -> int:
    """As an ordinal; the article may be shown until its longest lasting version may."""
    return max((version.valid_until or date.max).toordinal() for version in article.versions.values())
