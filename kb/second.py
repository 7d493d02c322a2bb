"""The second stage: another encoder votes on the messages that the first stage is unsure of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic

import numpy as np
from numpy.typing import NDArray

from kb.encoder import Encoder, Vectors
from kb.groups import Groups, Label, Scores
from kb.heads import Arrays
from kb.nearness import Meaning

# Below this the first stage is unsure: it would not answer (kb.confidence.ANSWER_AT). Below the other one
# hardly anything is asked that the knowledge base knows, and no time is spent on it. Between them are 37 % of
# the questions to banking77 with 10 phrasings.
UNSURE, LOST = 0.85, 0.1
LONGEST = 120  # characters; a longer message takes the other encoder more time than there is

# What its nearness adds where there are no heads; where there are, its nearness and its logits. Chosen on
# banking77 with 1 to 30 phrasings, where half and twice as much differ by less than half a point.
CENTRE = 1.2  # beside 1 for the nearest phrasing
NEARNESS = 0.7
NEAR, LEARNT = 5.0, 1.8


@dataclass(frozen=True, slots=True)
class Second:
    """What it keeps of a knowledge base."""

    vectors: Vectors  # of every phrasing, as the other encoder gave them
    meaning: NDArray[np.float32] | None = None  # a head of its own, where there are heads
    meaning_bias: NDArray[np.float32] | None = None

    @property
    def mean(self) -> Vectors:
        """What all texts share: this encoder has all of them in one corner."""
        return np.asarray(self.vectors.mean(axis=0))

    def arrays(self) -> Arrays:
        """As they are written to disk."""
        parts = {"vectors": self.vectors, "meaning": self.meaning, "meaning_bias": self.meaning_bias}
        return {name: array for name, array in parts.items() if array is not None}

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]]) -> "Second":
        """As they were read from disk."""
        return cls(arrays["vectors"], arrays.get("meaning"), arrays.get("meaning_bias"))


def is_worth_asking(sure: float) -> bool:
    """True if the first stage is that sure, and no surer."""
    return LOST <= sure < UNSURE


def can_be_asked(message: Sequence[str]) -> bool:
    """True if the message is one piece, and short enough."""
    return len(message) == 1 and len(message[0]) <= LONGEST


def centred(vectors: Vectors, mean: Vectors) -> Vectors:
    """Without what all texts share, of length 1 again."""
    left = vectors - mean
    return np.asarray(left / np.maximum(np.linalg.norm(left, axis=1, keepdims=True), 1e-6), dtype=np.float32)


class SecondStage(Generic[Label]):
    """Weighs a message with the other encoder, against the phrasings of each version."""

    def __init__(self, encoder: Encoder, groups: Groups[Label], kept: Second) -> None:
        self._kept = kept
        self._groups = groups
        self._encoder = encoder
        self._mean = kept.mean
        self._meaning = Meaning(encoder, groups, centred(kept.vectors, self._mean))

    def heard(self, message: str) -> tuple[Scores, Scores | None]:
        """Nearness -1..1 for each version; and logits for each article, where there are heads."""
        row = centred(self._encoder.encode([message]), self._mean)
        to_texts, to_centres = self._meaning.of(row)
        near = np.asarray((self._groups.best(to_texts) + CENTRE * to_centres) / (1 + CENTRE))
        if self._kept.meaning is None or self._kept.meaning_bias is None:
            return near, None
        return near, np.asarray(row[0] @ self._kept.meaning + self._kept.meaning_bias)
