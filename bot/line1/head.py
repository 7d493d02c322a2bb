"""A linear head that hears feelings: [meaning of the words, the words themselves] to a probability a mood.

Its weights lie beside it (`head.npz`; figures, data and licences in `head.md`) and are made by
`python -m bot.line1.tuning`. One head serves English and Russian; in other languages only the meaning tells.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from kb.encoder import WIDTH, Encoder
from kb.normalise import is_cyrillic, sentences

EMOTIONS = ("calm", "confused", "anxious", "frustrated", "angry", "distressed", "positive")
WEIGHTS = Path(__file__).with_name("head.npz")
#: Columns of the hashed words: a half each for Cyrillic and all other scripts, so that they never collide.
COLUMNS = 2**16
#: Letters of a text that are read; feelings are told early or not at all.
LONGEST = 2000
PIECES = (3, 4, 5)

Floats = NDArray[np.float32]
_TOKEN = re.compile(r"\w+|[^\w\s]")
_CYRILLIC = re.compile("[а-я]")
#: Words named as the reason for a mood.
TELLING = 3
#: The heaviest log-odds a word's weight may take when it is stored in a byte.
STEPS = 127


def traits(text: str) -> Iterable[str]:
    """Words and signs, pairs of them, and pieces of words; capitals are a habit and tell nothing."""
    tokens = _tokens(text)
    yield from tokens
    yield from (f"{one} {two}" for one, two in pairwise(tokens))
    for token in tokens:
        if len(token) > 2 and token.isalpha():
            word = f"<{token}>"
            yield from (f"~{word[at : at + n]}" for n in PIECES for at in range(len(word) - n + 1))


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text[:LONGEST].lower().replace("ё", "е").replace("’", "'"))


def column(trait: str) -> int:
    """Where the trait is kept."""
    half = COLUMNS // 2
    return crc32(trait.encode()) % half + (half if _CYRILLIC.search(trait) else 0)


def counted(text: str) -> tuple[NDArray[np.int64], Floats]:
    """The text's columns and 1 + the logarithm of how often each stands in it."""
    counts = Counter(map(column, traits(text)))
    times = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
    return np.fromiter(counts.keys(), dtype=np.int64, count=len(counts)), 1 + np.log(times)


def meanings(encoder: Encoder, texts: Sequence[str]) -> Floats:
    """A row of length 1 for each text, the mean of its sentences as the matcher reads it; zeros for none."""
    rows = np.zeros((len(texts), WIDTH), dtype=np.float32)
    for at, text in enumerate(texts):
        if pieces := sentences(text):
            mean = encoder.encode(pieces).mean(axis=0)
            rows[at] = mean / np.linalg.norm(mean)
    return rows


class Head:
    """The weights, read once."""

    def __init__(self, path: Path = WEIGHTS) -> None:
        with np.load(path) as kept:
            self._meaning: Floats = kept["meaning"].astype(np.float32)
            self._words: NDArray[np.int8] = kept["words"]
            self._scale: Floats = kept["scale"].astype(np.float32)
            self._rarity: Floats = kept["rarity"].astype(np.float32)
            self._start: Floats = kept["start"].astype(np.float32)

    def log_odds(self, text: str, meaning: Floats) -> Floats:
        """For each of EMOTIONS; `meaning` is the text's row of `meanings`."""
        columns, values = counted(text)
        values = values * self._rarity[columns]
        length = float(np.linalg.norm(values)) or 1.0
        said: Floats = (values / length) @ self._words[columns].astype(np.float32) * self._scale
        return np.asarray(meaning @ self._meaning + said + self._start[int(is_cyrillic(text))])

    def telling(self, text: str, mood: str) -> tuple[str, ...]:
        """The text's words that speak for the mood, the most telling first; often the meaning alone does."""
        at = EMOTIONS.index(mood)
        said = {token: column(token) for token in _tokens(text) if token.isalpha()}
        weights = {token: float(self._words[one, at] * self._rarity[one]) for token, one in said.items()}
        heaviest = sorted(weights, key=lambda token: -weights[token])[:TELLING]
        return tuple(token for token in heaviest if weights[token] > max(weights.values()) / 3 > 0)


def probabilities(log_odds: Floats) -> Mapping[str, float]:
    """By emotion, 0..1; several may hold, so they need not add up to 1."""
    return {mood: float(one) for mood, one in zip(EMOTIONS, 1 / (1 + np.exp(-log_odds)), strict=True)}


@cache
def head() -> Head:
    """The head as shipped."""
    return Head()
