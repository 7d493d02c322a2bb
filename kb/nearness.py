"""How near a message is to labelled texts: by its words, and by what it means."""

from collections.abc import Sequence
from typing import Generic

import numpy as np

from kb.encoder import Encoder
from kb.groups import Groups, Label, Scores
from kb.tfidf import Features, TfIdf


class Wording:
    """TF-IDF cosine of a message to every text."""

    def __init__(self, features: Features, texts: Sequence[str]) -> None:
        self._tfidf = TfIdf(features, texts)
        self._columns = self._tfidf.rows(texts).T.tocsr()

    def scores(self, message: Sequence[str]) -> Scores:
        """0..1 for each text; the sentences of a long message are read as one."""
        return np.asarray((self._tfidf.rows([" ".join(message)]) @ self._columns).toarray()[0])


class Meaning(Generic[Label]):
    """Cosine of a message to every text, and to the centre of every label's texts."""

    def __init__(self, encoder: Encoder, groups: Groups[Label]) -> None:
        self._encoder = encoder
        self._vectors = encoder.encode(groups.texts)
        sums = groups.sums(self._vectors)
        self._centres = sums / np.linalg.norm(sums, axis=1, keepdims=True)

    def scores(self, message: Sequence[str]) -> tuple[Scores, Scores]:
        """-1..1 for each text, and -1..1 for each label.

        Of a long message, half counts its nearest sentence and half the whole: a question stands out,
        and eight sentences about nothing do not find something eight times as easily.
        """
        rows = self._encoder.encode(message)
        if len(rows) == 1:
            return self._vectors @ rows[0], self._centres @ rows[0]
        whole = rows.sum(axis=0)
        whole /= np.linalg.norm(whole)
        return _nearest_and_whole(self._vectors, rows, whole), _nearest_and_whole(self._centres, rows, whole)


def _nearest_and_whole(known: Scores, rows: Scores, whole: Scores) -> Scores:
    return np.asarray(((known @ rows.T).max(axis=1) + known @ whole) / 2)
