"""From scores to probabilities: how sure is sure.

Both curves were fitted by `python -m kb.tuning`, which says how and prints the figures below. Two draws of
knowledge bases gave the same curve to the second digit.
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
        return self.at(scores, margins(scores))

    def at(self, score: Scores, margin: Scores) -> Scores:
        """0..1 for each pair of score and margin."""
        return np.asarray(1 / (1 + np.exp(-(self.constant + self.score * score + self.margin * margin))))


def margins(scores: Scores) -> Scores:
    """How far each score is above the best of the others; below zero for all but the best."""
    if len(scores) < 2:
        return scores - ALONE
    second, first = np.partition(scores, -2)[-2:]
    return np.asarray(scores - np.where(scores == first, second, first))


MEANING = Curve(-5.35, 7.93, 14.9)
WORDS = Curve(-4.18, 7.68, 6.73)

# For MEANING, where 30 % of the questions are outside the knowledge base, on 60 of them for each domain
# (12 to 76 articles, 2 to 5 phrasings). Calibration error 1 %; fitted on the other domain only, 4 to 6 %.
ANSWER_AT = 0.9  # banking77: right 95.7 %, 32 % of those inside; clinc150: 97.6 %, 60 %. WORDS needs 0.95
SUGGEST_AT = 0.2  # reached by 94 to 95 % of those inside and by 33 to 36 % of those outside
