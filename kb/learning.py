"""The child process of kb.building: `python -m kb.learning TEXTS.json MADE.npz [EARLIER.npz]`."""

import json
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from kb.bridge import Bridged
from kb.encoder import Encoder, UseEncoder, Vectors
from kb.fitting import separators, softmax_regression
from kb.heads import Heads
from kb.index import Index, Texts, read, write
from kb.nearness import Wording
from kb.tfidf import pieces, words


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


def learnt(texts: Texts, encoder: Encoder) -> Index:
    """The whole index; with heads if they can be learnt.

    Words are learnt in a thread beside the encoding: both take about ten seconds for 10,000 phrasings.
    """
    owners, by_words = np.array(texts.owners, dtype=np.int64), Wording.of(words, texts.phrasings)
    with ThreadPoolExecutor(1) as beside:
        words_head = beside.submit(separators, by_words.rows, owners) if texts.can_be_learnt() else None
        vectors = encoder.encode(texts.phrasings)
        answers, by_pieces = Wording.of(words, texts.answers), Wording.of(pieces, texts.phrasings)
        heads = None
        if words_head:
            meaning, bias = softmax_regression(vectors, owners)
            heads = Heads(meaning, bias, *words_head.result())
    return Index(texts.phrasings, vectors, by_words, by_pieces, answers, heads)


def main(request: Path, made: Path, earlier: Path | None) -> None:
    """Read the texts, learn, write the index."""
    texts = Texts(**json.loads(request.read_text("utf-8")))
    encoder = Resuming(Bridged(UseEncoder()), read(earlier) if earlier else None)
    write(learnt(texts, encoder), made)


if __name__ == "__main__":
    paths = [Path(argument) for argument in sys.argv[1:]]
    main(paths[0], paths[1], paths[2] if len(paths) > 2 else None)
