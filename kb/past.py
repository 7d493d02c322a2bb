"""Where tickets like a message ended: nearest neighbours over the tickets of the past."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from kb.bridge import Bridged
from kb.encoder import Encoder, Vectors
from kb.normalise import sentences

MOST = 5_000  # tickets remembered, the newest
NEAREST = 8  # tickets asked
LIKE = 0.5  # cosine from which a ticket is like the message; the nearest of another matter reach 0.45
LEAST = 3  # like tickets, below which nothing is said: one alone may have gone astray
PORTION = 64  # texts encoded at once: 0.1 s, so that messages do not wait long


class Past:
    """Tickets by what they were about and the label they ended with: the newest MOST."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = Bridged(encoder)
        self._labels = list[str]()
        self._vectors: Vectors = np.empty((0, 0), dtype=np.float32)

    def __len__(self) -> int:
        return len(self._labels)

    def add(self, tickets: Iterable[tuple[str, str]]) -> None:
        """Remember (text, label), oldest first; those without words are left out."""
        told = [(pieces[0], label) for text, label in tickets if (pieces := sentences(text))]
        for start in range(0, len(told), PORTION):
            self._remember(told[start : start + PORTION])

    def _remember(self, told: Sequence[tuple[str, str]]) -> None:
        new = self._encoder.encode([text for text, _ in told])
        old = self._vectors if len(self._labels) else new[:0]
        self._vectors = np.concatenate([old, new])[-MOST:]
        self._labels = [*self._labels, *(label for _, label in told)][-MOST:]

    def scores(self, text: str) -> Mapping[str, float]:
        """The share 0..1 of like tickets that ended with each label, near ones count more; empty if few."""
        pieces = sentences(text)
        if not pieces or len(self) < LEAST:
            return {}
        cosines = (self._encoder.encode(pieces) @ self._vectors.T).max(axis=0)
        near = np.argsort(-cosines, kind="stable")[:NEAREST]
        like = [(self._labels[n], float(cosines[n])) for n in near if cosines[n] >= LIKE]
        if len(like) < LEAST:
            return {}
        total = sum(cosine for _, cosine in like)
        shares = dict.fromkeys((label for label, _ in like), 0.0)
        for label, cosine in like:
            shares[label] += cosine / total
        return shares
