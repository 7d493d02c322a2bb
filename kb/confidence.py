"""From scores to probabilities: how sure is sure.

Both curves were fitted by `python -m kb.tuning` (which says how); the figures are printed by it.
"""

from dataclasses import dataclass

import numpy as np

from kb.groups import Scores

ALONE = 0.4  # stands for the next best score where there is only one article: what a wrong one usually has


@dataclass(frozen=True, slots=True)
class Curve:
    """Logistic (Platt) in an article's score and in its margin over the best other article."""

    constant: float
    score: float
    margin: float

    def confidence(self, scores: Scores) -> Scores:
        """0..1 for each article, rising with its score; one score for each article."""
        odds = self.constant + self.score * scores + self.margin * margins(scores)
        return np.asarray(1 / (1 + np.exp(-odds)))


def margins(scores: Scores) -> Scores:
    """How far each score is above the best of the others; below zero for all but the best."""
    if len(scores) < 2:
        return scores - ALONE
    second, first = np.partition(scores, -2)[-2:]
    return np.asarray(scores - np.where(scores == first, second, first))


MEANING = Curve(-5.7, 8.8, 15.2)
WORDS = Curve(-4.3, 8.3, 6.9)

ANSWER_AT = 0.88
SUGGEST_AT = 0.2
