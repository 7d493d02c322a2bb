"""The phrasings a matcher may look at, and how scores of versions become matches of articles."""

from collections.abc import Mapping
from datetime import date

import numpy as np
from numpy.typing import NDArray

from kb.article import Audience, Library
from kb.confidence import Curve, margins
from kb.groups import Groups, Scores
from kb.match import MOST, Match
from kb.normalise import is_cyrillic, normalise

Key = tuple[str, str]  # article id, language

DIGITS = 6  # beyond these the sums of equal texts may differ by their place in the batch


class Known:
    """Titles and phrasings of the versions an audience may see on a day, without the day's expired ones."""

    def __init__(self, library: Library, today: date, audience: Audience) -> None:
        shown = library.for_customers(today) if audience is Audience.PUBLIC else library
        self._articles = shown.articles
        self._today = today
        said = {
            (article.id, version.language): (version.title, *version.phrasings)
            for article in shown.articles.values()
            for version in article.versions.values()
        }
        self._said = [text for texts in said.values() for text in texts]
        self.phrasings: Groups[Key] = Groups(
            {key: [normalise(text) or text.lower() for text in texts] for key, texts in said.items()}
        )
        self.answers = [normalise(self._articles[id_].versions[language].body) for id_, language in said]
        self._cyrillic = np.array([is_cyrillic(" ".join(texts)) for texts in said.values()], dtype=bool)
        self._versions = Groups({article.id: list(article.versions) for article in shown.articles.values()})

    def only_foreign(self, cyrillic: bool) -> NDArray[np.bool_]:
        """For each version: True if no version of its article is in this script."""
        readable = self._versions.best((self._cyrillic == cyrillic).astype(np.float32)) > 0
        return np.repeat(~readable, self._versions.sizes)

    def matches(
        self, scores: Scores, texts: Scores, parts: Mapping[str, Scores], curve: Curve, today: date | None
    ) -> list[Match]:
        """The best MOST articles; `scores` and `parts` are by version, `texts` by phrasing."""
        by_article = np.round(self._versions.best(scores), DIGITS)
        confidence, margin = curve.confidence(by_article), margins(by_article)
        found = list[Match]()
        for n in np.argsort(-by_article, kind="stable"):
            if len(found) < MOST and self._articles[self._versions.labels[n]].valid(today or self._today):
                version = self._versions.nearest(scores, n)
                article_id, language = self.phrasings.labels[version]
                told = {name: float(values[version]) for name, values in parts.items()}
                told |= {"score": float(by_article[n]), "margin": float(margin[n])}
                phrasing = self._said[self.phrasings.nearest(texts, version)]
                found.append(Match(article_id, language, float(confidence[n]), phrasing, told))
        return found
