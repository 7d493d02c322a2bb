"""All that a matcher computes once from a knowledge base's texts; it can be kept on disk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from kb.encoder import Encoder, Vectors
from kb.heads import Heads
from kb.nearness import Wording, parts_under, rows_of, texts_of
from kb.second import Second
from kb.tfidf import pieces, words

FORMAT = 3  # counts up when what is kept, or how it is learnt, changes
ENOUGH = 3  # texts for an article, its title among them, from which classifiers see more than neighbours do
LEAST_ARTICLES = 3  # two have nothing to tell them from "neither"
MOST_ARTICLES = 3_000  # a classifier of more is out of reach: it would take minutes and gigabytes
WORDINGS = {"words": words, "pieces": pieces, "answers": words}


@dataclass(frozen=True, slots=True)
class Texts:
    """What an index is made of, all normalised."""

    phrasings: Sequence[str]
    owners: Sequence[int]  # the article of each phrasing, from 0, in order
    answers: Sequence[str]  # of each version
    second: bool = False  # for the second stage too

    @property
    def articles(self) -> int:
        """How many have phrasings."""
        return self.owners[-1] + 1 if self.owners else 0

    @property
    def file(self) -> str:
        """A name that is the same for the same texts in the same order, whatever else changed."""
        stages = ("second",) if self.second else ()
        told = repr((FORMAT, self.phrasings, self.owners, self.answers, *stages))
        return f"{sha256(told.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}.npz"

    def can_be_learnt(self) -> bool:
        """True if there is enough to learn from, and not too much."""
        enough = len(self.phrasings) >= ENOUGH * self.articles
        return enough and LEAST_ARTICLES <= self.articles <= MOST_ARTICLES


@dataclass(frozen=True, slots=True)
class Index:
    """Vectors and words of every phrasing, the words of every answer, and the heads if they were learnt."""

    phrasings: Sequence[str]
    vectors: Vectors
    words: Wording
    pieces: Wording
    answers: Wording
    heads: Heads | None = None
    second: Second | None = None

    def arrays(self) -> dict[str, NDArray[Any]]:
        """As they are written to disk."""
        kept = {f"{name}/{key}": a for name in WORDINGS for key, a in getattr(self, name).arrays().items()}
        heads = {f"heads/{key}": array for key, array in (self.heads.arrays() if self.heads else {}).items()}
        stage = {f"second/{key}": a for key, a in (self.second.arrays() if self.second else {}).items()}
        return {"phrasings": rows_of(self.phrasings), "vectors": self.vectors, **kept, **heads, **stage}

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]]) -> "Index":
        """As they were read from disk."""
        wordings = {
            name: Wording.read(features, parts_under(arrays, name)) for name, features in WORDINGS.items()
        }
        heads, second = parts_under(arrays, "heads"), parts_under(arrays, "second")
        return cls(
            texts_of(arrays["phrasings"]),
            arrays["vectors"],
            heads=Heads.of(heads) if heads else None,
            second=Second.of(second) if second else None,
            **wordings,
        )

    def with_heads(self, heads: Heads) -> "Index":
        """The same, with what was learnt."""
        return replace(self, heads=heads)


def indexed(texts: Texts, encoder: Encoder) -> Index:
    """The index without heads: at once for a small knowledge base."""
    of_words, of_pieces = Wording.of(words, texts.phrasings), Wording.of(pieces, texts.phrasings)
    vectors = encoder.encode(texts.phrasings)
    return Index(texts.phrasings, vectors, of_words, of_pieces, Wording.of(words, texts.answers))


def read(file: Path) -> Index | None:
    """The index kept in the file; None if there is none that can be used."""
    try:
        with file.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
            return Index.of(dict(arrays))
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return None


def write(index: Index, file: Path) -> None:
    """As `read` reads it."""
    with file.open("wb") as stream:
        np.savez(stream, allow_pickle=False, **index.arrays())
