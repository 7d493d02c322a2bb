"""What is learnt from a few texts of each article: a vote by meaning, and a vote by words."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from kb.groups import Scores

Arrays = Mapping[str, NDArray[Any]]

LIFTED = "lifted-"  # before the names of what an imported log lifted


@dataclass(frozen=True, slots=True)
class Heads:
    """Two linear classifiers with a column for each article."""

    meaning: NDArray[np.float32]  # (width of the embedding, articles)
    meaning_bias: NDArray[np.float32]
    words: sparse.csr_array  # (words known, articles); weights near zero are left out
    words_bias: NDArray[np.float32]
    # From an imported log too: these order the articles. How sure that is the others tell first, which saw
    # labels that people gave; these are sure of their own guesses.
    lifted: "Heads | None" = None

    @property
    def articles(self) -> int:
        """How many they tell apart."""
        return len(self.meaning_bias)

    def by_meaning(self, rows: Scores) -> Scores:
        """Logits: softmax over them gives the chance of each article, were it one of them."""
        return np.asarray(rows @ self.meaning + self.meaning_bias)

    def by_words(self, rows: sparse.csr_array) -> Scores:
        """About -1 for "surely not" to 1 for "surely"."""
        return np.asarray((rows @ self.words).toarray() + self.words_bias)

    def arrays(self) -> Arrays:
        """As they are written to disk."""
        lifted = self.lifted.arrays() if self.lifted else {}
        return {
            **{f"{LIFTED}{name}": array for name, array in lifted.items()},
            "meaning": self.meaning,
            "meaning_bias": self.meaning_bias,
            "words_bias": self.words_bias,
            **parts_of(self.words, "words"),
        }

    @classmethod
    def of(cls, arrays: Arrays) -> "Heads":
        """As they were read from disk."""
        words = matrix_of(arrays, "words")
        own = {key.removeprefix(LIFTED): array for key, array in arrays.items() if key.startswith(LIFTED)}
        lifted = cls.of(own) if own else None
        return cls(arrays["meaning"], arrays["meaning_bias"], words, arrays["words_bias"], lifted)


@dataclass(frozen=True, slots=True)
class Voices:
    """How much the words' votes and the nearest phrasing count beside 1 for the logits by meaning.

    More the more texts an article has: on banking77 and clinc150, the best weights grow so.
    """

    words: float
    nearest: float

    @classmethod
    def of(cls, texts: float) -> "Voices":
        """With so many texts for an article on average."""
        size = log(max(1.0, texts))
        return cls(0.45 * size, 2 * max(0.0, size - 1))


def parts_of(matrix: sparse.csr_array, name: str) -> Arrays:
    """A sparse matrix as plain arrays, each under a name of its own."""
    return {
        f"{name}.data": matrix.data.astype(np.float32),
        f"{name}.indices": matrix.indices.astype(np.int32),
        f"{name}.starts": matrix.indptr.astype(np.int32),
        f"{name}.shape": np.array(matrix.shape, dtype=np.int64),
    }


def matrix_of(arrays: Arrays, name: str) -> sparse.csr_array:
    """The matrix that `parts_of` took apart."""
    data, indices, starts = (arrays[f"{name}.{part}"] for part in ("data", "indices", "starts"))
    rows, columns = arrays[f"{name}.shape"].tolist()
    return sparse.csr_array((data, indices, starts), shape=(rows, columns))
