"""Labels spread from phrasings to the messages of a log that lie near them (Zhou et al. 2003)."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from kb.encoder import Vectors
from kb.groups import Scores

# Cosine to the nearest phrasing. With ten of each label of banking77, 98 % of its other messages are nearer,
# and 18 % of those of clinc150, which is in part about banking too.
ON_TOPIC = 0.55
NEIGHBOURS = 10
SHARPER = 6  # power of the cosines: near neighbours count much more than far ones
SPREAD = 0.8  # of a message's label comes from its neighbours, the rest from what it began with
GUESSED = 1.0  # times what the matcher makes of it without the log is a message's own label
ROUNDS = 20
PORTION = 1_000  # rows compared at once: a thousand of them to 20,000 take 80 MB


def on_topic(messages: Vectors, phrasings: Vectors) -> NDArray[np.bool_]:
    """For each message: True if some phrasing is near enough."""
    if not len(phrasings):
        return np.zeros(len(messages), dtype=bool)
    parts = [messages[n : n + PORTION] @ phrasings.T for n in range(0, len(messages), PORTION)]
    nearest = [part.max(axis=1) for part in parts]
    return np.concatenate(nearest) >= ON_TOPIC if nearest else np.zeros(0, dtype=bool)


def spread(
    phrasings: Vectors, owners: NDArray[np.int64], messages: Vectors, guesses: Scores
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The article of each message, and how surely 0..1; `guesses` are its chances (rows) without the log."""
    known, articles = len(phrasings), guesses.shape[1]
    started = np.zeros((known + len(messages), articles), dtype=np.float32)
    started[np.arange(known), owners] = 1
    started[known:] = GUESSED * guesses
    neighbours = _neighbours(np.concatenate([phrasings, messages]))
    labels = started.copy()
    for _ in range(ROUNDS):
        labels = SPREAD * (neighbours @ labels) + (1 - SPREAD) * started
    found = labels[known:]
    sums = found.sum(axis=1) + 1e-9
    return found.argmax(axis=1), np.asarray(found.max(axis=1) / sums, dtype=np.float32)


def _neighbours(vectors: Vectors) -> sparse.csr_array:
    """Nearness of each to its nearest ones, both ways, scaled so that it can be spread again and again."""
    count = min(NEIGHBOURS, len(vectors) - 1)
    columns, values = [], []
    for start in range(0, len(vectors), PORTION):
        near = vectors[start : start + PORTION] @ vectors.T
        own = np.arange(len(near))
        near[own, start + own] = -1
        best = np.argpartition(-near, count - 1, axis=1)[:, :count]
        columns.append(best)
        values.append(np.maximum(near[own[:, None], best], 0) ** SHARPER)
    rows = np.repeat(np.arange(len(vectors)), count)
    shape = (len(vectors), len(vectors))
    one_way = sparse.csr_array(
        (np.concatenate(values).ravel(), (rows, np.concatenate(columns).ravel())), shape=shape
    )
    both = one_way.maximum(one_way.T)
    scale = sparse.diags_array(1 / np.sqrt(np.asarray(both.sum(axis=1)).ravel() + 1e-9))
    return sparse.csr_array(scale @ both @ scale)
