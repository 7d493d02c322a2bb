"""From scores to probabilities: how sure is sure.

The curve is for the matcher that knows words only; the other one has the gates of kb.gate.
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


WORDS = Curve(-4.18, 7.68, 6.73)  # fitted on drawn knowledge bases of 12 to 76 articles, 2 to 5 phrasings

# For a gate fitted on the other domains than it is tried on (`python -m kb.tuning`, 28 November 2026): 3 to
# 150 articles, and 30 % of the questions are outside the knowledge base.
# With 2 to 60 phrasings, and a log with every other one: banking77 right 97.2 %, 63 % of those inside
# answered; clinc150 96.9 %, 78 %; our own articles 98.3 %, 68 %.
# Before anything is learnt, half of them with one text an article and with twins, of which nobody can tell
# which is right: 93.3 %, 26 %; 96.5 %, 37 %; 98.3 %, 48 %. WORDS needs 0.95.
ANSWER_AT = 0.85
SUGGEST_AT = 0.15  # "mail" alone stays below it: who names only a topic is asked what happened
