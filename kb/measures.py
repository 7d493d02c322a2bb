"""Figures of a matcher: what a list of guesses, each with how sure it is, is worth."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kb.match import Match

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Guess:
    """One question: what is right (None: nothing), what was found best first, how sure the first is 0..1."""

    text: str
    article: str | None
    found: Sequence[str]
    sure: float

    @classmethod
    def of(cls, text: str, article: str | None, matches: Sequence[Match]) -> "Guess":
        """From a matcher's answer."""
        sure = matches[0].confidence if matches else 0.0
        return cls(text, article, [match.article_id for match in matches], sure)

    @property
    def is_right(self) -> bool:
        """The first found is the one."""
        return self.article is not None and self.found[:1] == [self.article]


def among(guesses: Sequence[Guess], first: int) -> float:
    """Share of the questions that have an article whose article is among the first so many."""
    inside = [one.article in one.found[:first] for one in guesses if one.article is not None]
    return sum(inside) / max(1, len(inside))


def coverage(guesses: Sequence[Guess], precision: float) -> tuple[float, float]:
    """The greatest share of the answerable questions that can be answered this precisely, and from what."""
    order = sorted(guesses, key=lambda one: -one.sure)
    right = np.cumsum([one.is_right for one in order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(right >= precision)
    if not len(enough):
        return 0.0, 1.0
    answered = order[: enough[-1] + 1]
    inside = sum(one.article is not None for one in guesses)
    return sum(one.article is not None for one in answered) / max(1, inside), answered[-1].sure


@dataclass(frozen=True, slots=True)
class At:
    """What a threshold does: shares 0..1 of the answers given, of questions inside and of those outside."""

    precision: float
    covered: float
    answered_outside: float
    answers: int


def at(guesses: Sequence[Guess], threshold: float) -> At:
    """The figures of answering from this confidence on."""
    given = [one for one in guesses if one.sure >= threshold]
    inside = sum(one.article is not None for one in guesses)
    outside = len(guesses) - inside
    covered = sum(one.article is not None for one in given)
    right = sum(one.is_right for one in given)
    return At(
        right / max(1, len(given)),
        covered / max(1, inside),
        (len(given) - covered) / max(1, outside),
        len(given),
    )


def reliability(guesses: Sequence[Guess], bins: int = 10) -> list[tuple[float, float, int]]:
    """For each tenth of confidence that has any: how sure on average, how often right, how many."""
    sure = np.array([one.sure for one in guesses])
    right = np.array([one.is_right for one in guesses], dtype=np.float64)
    place = np.minimum((sure * bins).astype(int), bins - 1)
    found = [np.flatnonzero(place == n) for n in range(bins)]
    return [(float(sure[n].mean()), float(right[n].mean()), len(n)) for n in found if len(n)]


def calibration_error(guesses: Sequence[Guess]) -> float:
    """The mean distance between how sure and how often right."""
    return sum(abs(sure - right) * count for sure, right, count in reliability(guesses)) / max(
        1, len(guesses)
    )


def confusions(guesses: Sequence[Guess], most: int = 10) -> list[tuple[int, str, str]]:
    """How often, what was right, what came first instead; the most frequent ones."""
    pairs = [(one.article or "(outside)", one.found[0]) for one in guesses if one.found and not one.is_right]
    counted = [(pairs.count(pair), *pair) for pair in dict.fromkeys(pairs)]
    return sorted(counted, key=lambda row: (-row[0], row[1:]))[:most]
