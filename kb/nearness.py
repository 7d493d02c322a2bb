"""How near a message is to labelled texts: by its words, and by what it means."""

from collections.abc import Mapping, Sequence
from typing import Any, Generic

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from kb.encoder import Encoder, Vectors
from kb.groups import Groups, Label, Scores
from kb.heads import Arrays, matrix_of, parts_of
from kb.tfidf import Features, TfIdf

MANY = 30_000  # texts, beyond which only those of likely labels are looked at one by one
LIKELY = 300  # labels


class Wording:
    """TF-IDF cosine of a message to every text."""

    def __init__(self, tfidf: TfIdf, rows: sparse.csr_array) -> None:
        self.tfidf = tfidf
        self.rows = rows
        self._columns = rows.T.tocsr()

    @classmethod
    def of(cls, features: Features, texts: Sequence[str]) -> "Wording":
        """Learnt from the texts."""
        tfidf = TfIdf.of(features, texts)
        return cls(tfidf, tfidf.rows(texts))

    def row(self, message: Sequence[str]) -> sparse.csr_array:
        """One row for the message; the sentences of a long one are read as one."""
        return self.tfidf.rows([" ".join(message)])

    def to_texts(self, row: sparse.csr_array) -> Scores:
        """0..1 for each text."""
        return np.asarray(row.data @ self._columns[row.indices])  # half the time of row @ self._columns

    def scores(self, message: Sequence[str]) -> Scores:
        """0..1 for each text."""
        return self.to_texts(self.row(message))

    def arrays(self) -> Arrays:
        """As they are written to disk."""
        return {
            "vocabulary": rows_of(self.tfidf.vocabulary),
            "weights": self.tfidf.weights,
            **parts_of(self.rows, "rows"),
        }

    @classmethod
    def read(cls, features: Features, arrays: Arrays) -> "Wording":
        """As they were read from disk."""
        tfidf = TfIdf(features, texts_of(arrays["vocabulary"]), arrays["weights"])
        return cls(tfidf, matrix_of(arrays, "rows"))


class Meaning(Generic[Label]):
    """Cosine of a message to every text, and to the centre of every label's texts."""

    def __init__(self, encoder: Encoder, groups: Groups[Label], vectors: Vectors | None = None) -> None:
        self._encoder = encoder
        self._groups = groups
        self.vectors = encoder.encode(groups.texts) if vectors is None else vectors
        sums = groups.sums(self.vectors)
        self._centres = sums / np.linalg.norm(sums, axis=1, keepdims=True)

    def scores(self, message: Sequence[str]) -> tuple[Scores, Scores]:
        """-1..1 for each text, and -1..1 for each label.

        Of a long message, half counts its nearest sentence and half the whole: a question stands out,
        and eight sentences about nothing do not find something eight times as easily.
        """
        return self.of(self._encoder.encode(message))

    def of(self, rows: Vectors) -> tuple[Scores, Scores]:
        """The same from what the encoder made of the message."""
        to_centres = nearest_and_whole(self._centres.T, rows)
        if len(self.vectors) <= MANY:
            return nearest_and_whole(self.vectors.T, rows), to_centres
        return self._of_the_likely(rows, to_centres), to_centres

    def _of_the_likely(self, rows: Scores, to_centres: Scores) -> Scores:
        """The texts of the labels whose centres are nearest; the others count as far away."""
        likely = np.argsort(-to_centres)[:LIKELY]
        texts = np.concatenate([np.arange(*self._groups.ends(label)) for label in likely])
        scores = np.zeros(len(self.vectors), dtype=np.float32)
        scores[texts] = nearest_and_whole(self.vectors[texts].T, rows)
        return scores


def nearest_and_whole(columns: NDArray[np.floating[Any]], rows: Scores) -> Scores:
    """A score for each column, half from the row that scores highest there and half from all of them."""
    if len(rows) == 1:
        return np.asarray(rows[0] @ columns)
    to_rows = rows @ columns  # the one pass over megabytes: the whole is the sum of its rows
    whole = to_rows.sum(axis=0) / np.linalg.norm(rows.sum(axis=0))
    return np.asarray((to_rows.max(axis=0) + whole) / 2)


def parts_under(arrays: Mapping[str, NDArray[Any]], name: str) -> dict[str, NDArray[Any]]:
    """The arrays whose names begin with `name/`, without it."""
    return {
        key.removeprefix(f"{name}/"): value for key, value in arrays.items() if key.startswith(f"{name}/")
    }


def rows_of(texts: Sequence[str]) -> NDArray[np.uint8]:
    """Texts without line feeds as bytes of one array."""
    return np.frombuffer("\n".join(texts).encode("utf-8", "surrogatepass"), dtype=np.uint8)


def texts_of(rows: NDArray[Any]) -> list[str]:
    """The texts that `rows_of` joined."""
    told = bytes(rows).decode("utf-8", "surrogatepass")
    return told.split("\n") if told else []
