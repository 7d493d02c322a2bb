"""Texts as sparse rows of weighed words and pieces of words (TF-IDF)."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from math import log

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from kb.normalise import stems

Features = Callable[[str], Iterable[str]]

PIECES = range(2, 6)  # characters
MANY = 30_000  # texts, beyond which features that say little are left out to save time
COMMON = 0.01  # of the texts have such a feature


def words(text: str) -> Iterable[str]:
    """Stems, and pairs of neighbouring stems, of a normalised text."""
    found = stems(text)
    return [*found, *(f"{a} {b}" for a, b in pairwise(found))]


def pieces(text: str) -> Iterable[str]:
    """2 to 5 characters in a row, never across words; a space marks where a word begins and ends."""
    padded = [f" {word} " for word in text.split()]
    return [word[at : at + n] for word in padded for n in PIECES for at in range(len(word) - n + 1)]


class TfIdf:
    """A vocabulary and its weights, learnt once from texts (all normalised)."""

    def __init__(self, features: Features, vocabulary: Sequence[str], weights: NDArray[np.float32]) -> None:
        self._features = features
        self.vocabulary = vocabulary
        self.weights = weights
        self._column = {feature: n for n, feature in enumerate(vocabulary)}

    @classmethod
    def of(cls, features: Features, texts: Sequence[str]) -> "TfIdf":
        """Learnt from these texts."""
        seen = Counter(feature for text in texts for feature in set(features(text)))
        if len(texts) > MANY:
            seen = Counter({feature: n for feature, n in seen.items() if n <= COMMON * len(texts)})
        vocabulary = sorted(seen)
        weights = [1 + log((1 + len(texts)) / (1 + seen[feature])) for feature in vocabulary]
        return cls(features, vocabulary, np.array(weights, dtype=np.float32))

    def known(self, text: str) -> float:
        """The share 0..1 of the text's features that are in the vocabulary."""
        found = list(self._features(text))
        return sum(feature in self._column for feature in found) / max(1, len(found))

    def counted(self, text: str) -> Counter[str]:
        """How often the text has each feature of the vocabulary that it has."""
        return Counter(feature for feature in self._features(text) if feature in self._column)

    def rows(self, texts: Sequence[str]) -> sparse.csr_array:
        """A row of length 1 for each text, empty if it shares nothing with the vocabulary."""
        counted = [
            Counter(c for f in self._features(t) if (c := self._column.get(f)) is not None) for t in texts
        ]
        starts = np.cumsum([0, *(len(counts) for counts in counted)], dtype=np.int32)
        columns = np.array([c for counts in counted for c in counts], dtype=np.int32)
        times = np.array([n for counts in counted for n in counts.values()], dtype=np.float32)
        shape = (len(texts), len(self.vocabulary))
        return self.weighed(sparse.csr_array((times, columns, starts), shape=shape))

    def weighed(self, counts: sparse.csr_array) -> sparse.csr_array:
        """The same from how often each text (row) has each feature (column), zeros left out."""
        values = (1 + np.log(counts.data)) * self.weights[counts.indices] if counts.nnz else counts.data
        values = values / np.repeat(_lengths(values, counts.indptr), np.diff(counts.indptr))
        parts = (values.astype(np.float32), counts.indices, counts.indptr)
        return sparse.csr_array(parts, shape=counts.shape)


def _lengths(values: NDArray[np.float32], starts: NDArray[np.int32]) -> NDArray[np.float64]:
    sums = np.concatenate([[0.0], np.cumsum(values.astype(np.float64) ** 2)])
    return np.asarray(np.sqrt(sums[starts[1:]] - sums[starts[:-1]]))
