"""The child process of kb.building: `python -m kb.learning TEXTS.json MADE.npz LOG_FOLDER [EARLIER.npz]`."""

import json
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from kb import log
from kb.bridge import Bridged
from kb.encoder import Encoder, UseEncoder, Vectors
from kb.fitting import separators, softmax_regression
from kb.groups import Scores
from kb.heads import Heads
from kb.index import Index, Texts, read, write
from kb.log import Messages
from kb.nearness import Wording
from kb.propagation import on_topic, spread
from kb.tfidf import pieces, words

# Of a phrasing is what a surely labelled message of the log counts: 0.3 lifts banking77 half as far.
FROM_LOG = 1.0
VOTES = 2.0  # as kb.fusion has it


class Resuming:
    """An encoder that knows what an earlier index has encoded."""

    def __init__(self, encoder: Encoder, earlier: Index | None) -> None:
        self._encoder = encoder
        self._known = dict(zip(earlier.phrasings, earlier.vectors, strict=True)) if earlier else {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See Encoder."""
        new = list(dict.fromkeys(text for text in texts if text not in self._known))
        known = self._known | dict(zip(new, self._encoder.encode(new), strict=True))
        return np.array([known[text] for text in texts], dtype=np.float32).reshape(len(texts), -1)


def learnt(texts: Texts, encoder: Encoder, messages: Messages | None = None) -> Index:
    """The whole index; with heads if they can be learnt, from the messages of a log too if there are any.

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
    if heads is None or messages is None:
        return index
    return index.with_heads(replace(heads, lifted=lifted(index, heads, owners, messages)))


def lifted(index: Index, heads: Heads, owners: NDArray[np.int64], messages: Messages) -> Heads | None:
    """Heads learnt anew from the phrasings and the messages that lie near them, if any do.

    A message counts by how surely it has a label.
    """
    near = messages.only(on_topic(messages.vectors, index.vectors))
    if not len(near.vectors):
        return None
    rows = near.rows(index.words.tfidf)
    guesses = _chances(heads.by_meaning(near.vectors) + VOTES * heads.by_words(rows))
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
    encoder = Resuming(Bridged(UseEncoder()), read(earlier) if earlier else None)
    write(learnt(texts, encoder, log.read(folder)), made)


if __name__ == "__main__":
    paths = [Path(argument) for argument in sys.argv[1:]]
    main(paths[0], paths[1], paths[2], paths[3] if len(paths) > 3 else None)
