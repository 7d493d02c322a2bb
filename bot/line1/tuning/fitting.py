"""Fits the head: logistic regression for each mood, all at once, by L-BFGS on scipy alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from bot.line1.head import COLUMNS, EMOTIONS, STEPS, counted
from bot.line1.tuning.data import Floats, Labelled
from kb.encoder import WIDTH
from kb.normalise import is_cyrillic

#: How strongly weights are held to zero: of the meaning, and of words in other scripts and in Cyrillic.
HELD_MEANING, HELD_LATIN, HELD_CYRILLIC, HELD_START = 1e-5, 1e-5, 1e-6, 1e-7
#: A rare mood's messages count for more: (typical share / its share) to this power; at 0 all count the same.
EVEN, TYPICAL = 0.5, 0.16
STEPS_AT_MOST = 150


@dataclass(frozen=True, slots=True)
class Material:
    """Labelled texts as numbers. `wordless` is the share of their worth given to a copy without words,
    so that the meaning learns to tell alone, as it must in a language whose words nobody labelled;
    `genre` sets apart texts whose style says more of where they are from than of a mood (news, books)."""

    labelled: Labelled
    meaning: Floats
    words: sparse.csr_array
    wordless: float = 0.0
    genre: bool = False

    def where(self, chosen: Sequence[int]) -> "Material":
        """Some of the texts."""
        rows = list(chosen)
        return Material(
            self.labelled.where(rows), self.meaning[rows], self.words[rows], self.wordless, self.genre
        )


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights by mood: of meaning, of words, where Latin and Cyrillic start; how rare each word is."""

    meaning: Floats
    words: Floats
    start: Floats
    rarity: Floats

    def log_odds(self, material: Material) -> Floats:
        """As Head.log_odds, for many texts at once."""
        starts = self.start[[int(is_cyrillic(text)) for text in material.labelled.texts]]
        return np.asarray(
            material.meaning @ self.meaning + _weighed(material.words, self.rarity) @ self.words + starts
        )

    def save(self, path: Path) -> None:
        """As Head reads it: a byte a word's weight, two for the rest."""
        scale = np.abs(self.words).max(axis=0) / STEPS
        np.savez_compressed(
            path,
            meaning=self.meaning.astype(np.float16),
            words=np.round(self.words / scale).astype(np.int8),
            scale=scale.astype(np.float32),
            rarity=self.rarity.astype(np.float16),
            start=self.start.astype(np.float32),
        )


def words_of(texts: Sequence[str]) -> sparse.csr_array:
    """A row of counted traits for each text."""
    rows = [counted(text) for text in texts]
    starts = np.cumsum([0, *(len(columns) for columns, _ in rows)])
    columns = np.concatenate([np.empty(0, dtype=np.int64), *(one for one, _ in rows)])
    values = np.concatenate([np.empty(0, dtype=np.float32), *(one for _, one in rows)])
    return sparse.csr_array((values, columns, starts), shape=(len(texts), COLUMNS))


def fitted(materials: Sequence[Material], steps: int = STEPS_AT_MOST) -> Fitted:
    """The weights of greatest likelihood, held to zero a little."""
    rarity = _rarity([one.words for one in materials])
    meaning, words, truth, worth = _stacked(materials, rarity)
    held = _held(meaning.shape[1])
    share = worth.sum() / len(EMOTIONS)
    turned = words.T.tocsr()

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(len(EMOTIONS), -1).astype(np.float32)
        of_meaning, of_words = weights[:, :-COLUMNS], weights[:, -COLUMNS:]
        odds = meaning @ of_meaning.T + words @ of_words.T
        wrong = worth * (1 / (1 + np.exp(-odds)) - truth) / share
        value = float((worth * (np.logaddexp(0, odds) - truth * odds)).sum()) / share
        slope = np.hstack([wrong.T @ meaning, (turned @ wrong).T]) + held * weights
        return value + float((held * weights**2).sum()) / 2, slope.ravel().astype(np.float64)

    began = np.zeros(len(EMOTIONS) * (meaning.shape[1] + COLUMNS))
    best = minimize(loss, began, jac=True, method="L-BFGS-B", options={"maxiter": steps, "maxcor": 8})
    weights = best.x.reshape(len(EMOTIONS), -1).astype(np.float32).T
    always, cyrillic = weights[WIDTH], weights[WIDTH + 1]
    return Fitted(weights[:WIDTH], weights[-COLUMNS:], np.stack([always, always + cyrillic]), rarity)


def _stacked(
    materials: Sequence[Material], rarity: Floats
) -> tuple[Floats, sparse.csr_array, Floats, Floats]:
    """All rows: [meaning, 1, is Cyrillic, is of another genre], words, truth, worth; copies follow."""
    meaning, words, truth, worth = list[Floats](), list[sparse.csr_array](), list[Floats](), list[Floats]()
    for one in materials:
        flags = [[1, is_cyrillic(text), one.genre] for text in one.labelled.texts]
        rows = np.hstack([one.meaning, np.array(flags, dtype=np.float32)])
        weighed = _weighed(one.words, rarity)
        for share, said in ((1 - one.wordless, weighed), (one.wordless, sparse.csr_array(weighed.shape))):
            if share:
                meaning.append(rows)
                words.append(said)
                truth.append(one.labelled.truth())
                worth.append(_worth(one.labelled) * share)
    return (
        np.vstack(meaning),
        sparse.vstack(words).tocsr().astype(np.float32),
        np.vstack(truth),
        np.vstack(worth).astype(np.float32),
    )


def _worth(labelled: Labelled) -> Floats:
    truth = labelled.truth()
    rare = (TYPICAL / np.maximum(truth.mean(axis=0), 1e-3)) ** EVEN
    worth = np.array([labelled.worth[mood] for mood in EMOTIONS], dtype=np.float32)
    return np.asarray(np.where(truth > 0, rare, 1) * worth)


def _held(width: int) -> Floats:
    held = np.full(width + COLUMNS, HELD_LATIN, dtype=np.float32)
    held[:WIDTH] = HELD_MEANING
    held[WIDTH:width] = HELD_START
    held[width + COLUMNS // 2 :] = HELD_CYRILLIC
    return held


def _rarity(words: Sequence[sparse.csr_array]) -> Floats:
    """The rarer a column, the more it says (inverse document frequency)."""
    rows = sum(one.shape[0] for one in words)
    seen = sum(np.bincount(one.indices, minlength=COLUMNS) for one in words)
    return np.asarray(np.log((1 + rows) / (1 + seen)) + 1, dtype=np.float32)


def _weighed(words: sparse.csr_array, rarity: Floats) -> sparse.csr_array:
    """Rows of length 1, rare columns heavier."""
    rows = words.copy()
    rows.data = rows.data * rarity[rows.indices]
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    rows.data /= np.repeat(np.where(lengths > 0, lengths, 1), np.diff(rows.indptr))
    return rows
