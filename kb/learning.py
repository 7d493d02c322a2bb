"""The child process of kb.building: `python -m kb.learning TEXTS.json MADE.npz LOG_FOLDER [EARLIER.npz]`."""

import json
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from kb import log
from kb.bridge import Bridged
from kb.e5 import DIRECTIONS, E5Encoder
from kb.encoder import Encoder, UseEncoder, Vectors
from kb.fitting import separators, softmax_regression
from kb.groups import Scores
from kb.heads import Heads, Voices
from kb.index import Index, Texts, read, write
from kb.log import Messages
from kb.nearness import Wording
from kb.propagation import on_topic, spread
from kb.second import Second, centred
from kb.tfidf import pieces, words

# Of a phrasing is what a surely labelled message of the log counts: 0.3 lifts banking77 half as far.
FROM_LOG = 1.0


class Resuming:
    """An encoder that knows what has been encoded earlier."""

    def __init__(self, encoder: Encoder, known: Mapping[str, Vectors]) -> None:
        self._encoder = encoder
        self._known = dict(known)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See Encoder."""
        new = list(dict.fromkeys(text for text in texts if text not in self._known))
        known = self._known | dict(zip(new, self._encoder.encode(new), strict=True))
        return np.array([known[text] for text in texts], dtype=np.float32).reshape(len(texts), -1)


def learnt(
    texts: Texts, encoder: Encoder, messages: Messages | None = None, other: Encoder | None = None
) -> Index:
    """The whole index; with heads if they can be learnt, from the messages of a log too if there are any.

    With the other encoder it is for the second stage too.

    Words are learnt in a thread beside the encoding: both take about ten seconds for 10,000 phrasings.
    """
    owners, by_words = np.array(texts.owners, dtype=np.int64), Wording.of(words, texts.phrasings)
    with ThreadPoolExecutor(1) as beside:
        words_head = beside.submit(separators, by_words.rows, owners) if texts.can_be_learnt() else None
        vectors = encoder.encode(texts.phrasings)
        answers, by_pieces = Wording.of(words, texts.answers), Wording.of(pieces, texts.phrasings)
        heads = None
        if words_head:
            heads = Heads(*softmax_regression(vectors, owners), *words_head.result())
    index = Index(texts.phrasings, vectors, by_words, by_pieces, answers, heads)
    if heads and messages:
        index = index.with_heads(replace(heads, lifted=lifted(index, heads, owners, messages)))
    return replace(index, second=_second(texts, owners, other)) if other and texts.phrasings else index


def _second(texts: Texts, owners: NDArray[np.int64], encoder: Encoder) -> Second:
    kept = Second(encoder.encode(texts.phrasings))
    if not texts.can_be_learnt():
        return kept
    return Second(kept.vectors, *softmax_regression(centred(kept.vectors, kept.mean), owners))


def lifted(index: Index, heads: Heads, owners: NDArray[np.int64], messages: Messages) -> Heads | None:
    """Heads learnt anew from the phrasings and the messages that lie near them, if any do.

    A message counts by how surely it has a label.
    """
    near = messages.only(on_topic(messages.vectors, index.vectors))
    if not len(near.vectors):
        return None
    rows = near.rows(index.words.tfidf)
    voices = Voices.of(len(owners) / heads.articles)
    guesses = _chances(heads.by_meaning(near.vectors) + voices.words * heads.by_words(rows))
    labels, sure = spread(index.vectors, owners, near.vectors, guesses)
    counts = np.concatenate([np.ones(len(owners), dtype=np.float32), FROM_LOG * sure])
    labels = np.concatenate([owners, labels])
    meaning = softmax_regression(np.concatenate([index.vectors, near.vectors]), labels, counts)
    told = np.concatenate([np.ones(len(owners), dtype=bool), np.diff(rows.indptr) > 0])
    every = sparse.csr_array(sparse.vstack([index.words.rows, rows]))[np.flatnonzero(told)]
    return Heads(*meaning, *separators(every, labels[told], counts[told]))


def _chances(logits: Scores) -> Scores:
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def main(request: Path, made: Path, folder: Path, earlier: Path | None) -> None:
    """Read the texts, learn, write the index."""
    texts = Texts(**json.loads(request.read_text("utf-8")))
    before = read(earlier) if earlier else None
    encoder = Resuming(Bridged(UseEncoder()), _encoded(before))
    other = Resuming(Bridged(E5Encoder(), DIRECTIONS), _encoded(before, second=True))
    write(learnt(texts, encoder, log.read(folder), other if texts.second else None), made)


def _encoded(index: Index | None, *, second: bool = False) -> Mapping[str, Vectors]:
    if index is None or (second and index.second is None):
        return {}
    vectors = index.second.vectors if second and index.second else index.vectors
    return dict(zip(index.phrasings, vectors, strict=True))


if __name__ == "__main__":
    paths = [Path(argument) for argument in sys.argv[1:]]
    main(paths[0], paths[1], paths[2], paths[3] if len(paths) > 3 else None)
