"""Two matchers: by words alone, and by words and meaning together."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from kb.article import Audience, Library
from kb.confidence import MEANING, WORDS
from kb.encoder import Encoder
from kb.groups import Scores
from kb.known import Known
from kb.match import Match
from kb.nearness import Meaning, Wording
from kb.normalise import is_cyrillic, sentences
from kb.tfidf import pieces, words

# Beside 1 for the nearest phrasing. Chosen for the share of right first matches on drawn knowledge bases
# (kb.tuning), where 0.8 to 2 for the centre and 0.5 to 0.7 for the words differ by less than a point.
CENTRE, WORDING = 1.2, 0.65
TOTAL = 1 + CENTRE + WORDING
PIECES_SHARE = 0.8  # of the wording; the rest is whole words
ANSWER = 0.3  # on top: the answer's words break ties, and are too few to lift what is far

# Measured on kb/articles, each phrasing left out in turn together with its translation: these bring the
# mean score of right and of wrong articles across languages to where it is within one.
FOREIGN_BASE, FOREIGN_SLOPE = -0.05, 1.15


class _Wordings:
    """Pieces and whole words together."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._pieces, self._words = Wording(pieces, texts), Wording(words, texts)

    def scores(self, message: Sequence[str]) -> Scores:
        """0..1 for each text."""
        share = PIECES_SHARE
        return share * self._pieces.scores(message) + (1 - share) * self._words.scores(message)


class WordMatcher:
    """Knows an article by its words only: no model, no other language; for tests and tiny machines."""

    def __init__(self, library: Library, today: date, audience: Audience = Audience.PUBLIC) -> None:
        self._known = Known(library, today, audience)
        self._wordings = _Wordings(self._known.phrasings.texts)

    def match(self, text: str, today: date | None = None) -> list[Match]:
        """See Matcher."""
        message = sentences(text)
        if not message:
            return []
        by_text = self._wordings.scores(message)
        scores = self._known.phrasings.best(by_text)
        return self._known.matches(scores, by_text, {"words": scores}, WORDS, today)


class MeaningMatcher:
    """For articles with few phrasings: the nearest phrasing, the centre of all of them, and the words."""

    def __init__(
        self, library: Library, encoder: Encoder, today: date, audience: Audience = Audience.PUBLIC
    ) -> None:
        self._known = Known(library, today, audience)
        self._meaning = Meaning(encoder, self._known.phrasings)
        self._wordings = _Wordings(self._known.phrasings.texts)
        self._answers = Wording(words, self._known.answers)

    def match(self, text: str, today: date | None = None) -> list[Match]:
        """See Matcher."""
        message = sentences(text)
        if not message:
            return []
        to_texts, to_centres = self._meaning.scores(message)
        by_words = self._wordings.scores(message)
        best = self._known.phrasings.best
        parts = {
            "meaning": best(to_texts),
            "centre": to_centres,
            "words": best(by_words),
            "answer": self._answers.scores(message),
        }
        scores = self._fused(parts, self._known.only_foreign(is_cyrillic(" ".join(message))))
        return self._known.matches(scores, to_texts + by_words, parts, MEANING, today)

    def _fused(self, parts: Mapping[str, Scores], foreign: NDArray[np.bool_]) -> Scores:
        """Words of two scripts have nothing in common: there meaning alone is brought to the same scale."""
        meaning = parts["meaning"] + CENTRE * parts["centre"]
        own = (meaning + WORDING * parts["words"]) / TOTAL
        other = FOREIGN_BASE + FOREIGN_SLOPE * meaning / (1 + CENTRE)
        return np.asarray(np.where(foreign, other, own) + ANSWER / TOTAL * parts["answer"])
