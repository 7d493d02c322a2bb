"""Linear heads that hear feelings: [meaning of the words, the words themselves] to a probability a mood.

Their weights lie beside it (`head.npz`; figures, data and licences in `head.md`) and are made by
`python -m bot.line1.tuning`. One head serves English and Russian; in other languages only the meaning tells.
Russian prose (news, books, diaries) tells its moods in other words than chats do: a second head hears it, as
far as a third takes the text for prose.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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
COLUMNS = 2**18
#: What the head for prose hears; being confused or frustrated is not labelled in prose.
PROSE = ("calm", "anxious", "angry", "distressed", "positive")
#: Letters of a text that are read; feelings are told early or not at all.
LONGEST = 2000
PIECES = (3, 4, 5)

#: The three heads as head.npz names them.
BANKS = ("chat", "prose", "genre")

_AT = [EMOTIONS.index(mood) for mood in PROSE]
Floats = NDArray[np.float32]
Words = tuple[NDArray[np.int64], Floats]
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


@dataclass(frozen=True, slots=True)
class Bank:
    """Weights of one head, a column an output; `scale` turns the bytes of `words` into log-odds."""

    meaning: Floats
    words: NDArray[np.int8]
    scale: Floats
    start: Floats

    def log_odds(self, columns: NDArray[np.int64], values: Floats, meaning: Floats, script: int) -> Floats:
        """For each output; `values` are of length 1, `script` is 1 for Cyrillic."""
        said: Floats = values @ self.words[columns].astype(np.float32) * self.scale
        return np.asarray(meaning @ self.meaning + said + self.start[script])


class Head:
    """The weights, read once."""

    def __init__(self, path: Path = WEIGHTS) -> None:
        with np.load(path) as kept:
            self._rarity: Floats = kept["rarity"].astype(np.float32)
            self._chat, self._prose, self._genre = (_bank(kept, name) for name in BANKS)

    def words(self, text: str) -> Words:
        """The text's columns and how much each weighs in it, rare ones more; together of length 1."""
        columns, values = counted(text)
        values = values * self._rarity[columns]
        return columns, np.asarray(values / (float(np.linalg.norm(values)) or 1.0))

    def log_odds(self, text: str, meaning: Floats, words: Words | None = None) -> Floats:
        """For each of EMOTIONS; `meaning` is the text's row of `meanings`, `words` are its own if known."""
        columns, values = words or self.words(text)
        script = int(is_cyrillic(text))
        odds = self._chat.log_odds(columns, values, meaning, script)
        if not script:
            return odds
        prose = self._prose.log_odds(columns, values, meaning, script)
        genre = self._genre.log_odds(columns, values, meaning, script)
        return np.asarray(mixed(odds[None], prose[None], genre[None])[0])

    def telling(self, text: str, mood: str) -> tuple[str, ...]:
        """The text's words that speak for the mood, the most telling first; often the meaning alone does."""
        at = EMOTIONS.index(mood)
        said = {token: column(token) for token in _tokens(text) if token.isalpha()}
        weights = {token: float(self._chat.words[one, at] * self._rarity[one]) for token, one in said.items()}
        heaviest = sorted(weights, key=lambda token: -weights[token])[:TELLING]
        return tuple(token for token in heaviest if weights[token] > max(weights.values()) / 3 > 0)


def mixed(chat: Floats, prose: Floats, genre: Floats) -> Floats:
    """Log-odds of EMOTIONS, a row a text: those of PROSE as far as it is prose, the others as in a chat."""
    share = 1 / (1 + np.exp(-genre))
    odds = chat.copy()
    odds[:, _AT] += share * (prose - chat[:, _AT])
    return np.asarray(odds)


def _bank(kept: Mapping[str, np.ndarray], name: str) -> Bank:
    return Bank(
        kept[f"{name}_meaning"].astype(np.float32),
        kept[f"{name}_words"],
        kept[f"{name}_scale"].astype(np.float32),
        kept[f"{name}_start"].astype(np.float32),
    )


def probabilities(log_odds: Floats) -> Mapping[str, float]:
    """By emotion, 0..1; several may hold, so they need not add up to 1."""
    return {mood: float(one) for mood, one in zip(EMOTIONS, 1 / (1 + np.exp(-log_odds)), strict=True)}


@cache
def head() -> Head:
    """The head as shipped."""
    return Head()
