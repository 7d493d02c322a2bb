"""Fits the heads: logistic regression for each output, all at once, by L-BFGS on scipy alone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from bot.line1.head import BANKS, COLUMNS, EMOTIONS, PROSE, STEPS, counted, mixed
from bot.line1.tuning.data import Floats, Labelled
from kb.encoder import WIDTH
from kb.normalise import is_cyrillic


@dataclass(frozen=True, slots=True)
class Held:
    """How strongly weights are held to zero: of the meaning, of words in other scripts and in Cyrillic."""

    meaning: float = 1e-5
    latin: float = 1e-5
    cyrillic: float = 1e-6
    start: float = 1e-7


#: Few Russian texts are labelled, so their words are held more. Chosen on parts of CEDR and the translation
#: that the figures are not measured on.
CHAT_HELD = Held(cyrillic=1e-5)
PROSE_HELD = Held(meaning=3e-4, latin=1e-5, cyrillic=3e-5)
GENRE_HELD = Held()
#: What other Russian texts are worth beside prose in the head for prose.
CHATTY_WORTH = 0.2
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
    """Weights by output: of meaning, of words, where Latin and Cyrillic start; how rare each word is."""

    meaning: Floats
    words: Floats
    start: Floats
    rarity: Floats

    def log_odds(self, material: Material) -> Floats:
        """As Bank.log_odds, for many texts at once."""
        starts = self.start[[int(is_cyrillic(text)) for text in material.labelled.texts]]
        return np.asarray(
            material.meaning @ self.meaning + _weighed(material.words, self.rarity) @ self.words + starts
        )

    def only(self, outputs: Sequence[str]) -> "Fitted":
        """Some of the outputs."""
        at = [EMOTIONS.index(mood) for mood in outputs]
        return Fitted(self.meaning[:, at], self.words[:, at], self.start[:, at], self.rarity)

    def kept(self, name: str) -> dict[str, np.ndarray]:
        """As a bank of head.npz: a byte a word's weight, two for the rest."""
        scale = np.maximum(np.abs(self.words).max(axis=0), 1e-9) / STEPS
        return {
            f"{name}_meaning": self.meaning.astype(np.float16),
            f"{name}_words": np.round(self.words / scale).astype(np.int8),
            f"{name}_scale": scale.astype(np.float32),
            f"{name}_start": self.start.astype(np.float32),
        }


@dataclass(frozen=True, slots=True)
class Heads:
    """All three: for chats, for prose, and which of them a text is."""

    chat: Fitted
    prose: Fitted
    genre: Fitted

    def log_odds(self, material: Material) -> Floats:
        """As Head.log_odds, for many texts at once."""
        chat = self.chat.log_odds(material)
        whole = mixed(chat, self.prose.log_odds(material), self.genre.log_odds(material))
        cyrillic = np.array([is_cyrillic(text) for text in material.labelled.texts])[:, None]
        return np.where(cyrillic, whole, chat)

    def save(self, path: Path) -> None:
        """As Head reads it."""
        banks = dict(zip(BANKS, (self.chat, self.prose, self.genre), strict=True))
        kept = {name: one for bank, head in banks.items() for name, one in head.kept(bank).items()}
        kept["rarity"] = self.chat.rarity.astype(np.float16)
        np.savez_compressed(path, allow_pickle=False, **kept)


def heads(
    chats: Sequence[Material], prose: Material, chatty: Sequence[Material], steps: int = STEPS_AT_MOST
) -> Heads:
    """All three; `chatty` are Russian texts that are no prose, from which the genre is learnt.

    They have a small say in the head for prose as well: a chat taken for prose must not be misheard.
    """
    rarity = rarity_of([*chats, prose])
    russian = [replace(prose, genre=False, wordless=0.0), *(_lighter(one, CHATTY_WORTH) for one in chatty)]
    genre = [_of_genre(prose, prose=True), *(_of_genre(one, prose=False) for one in chatty)]
    return Heads(
        fitted(chats, rarity, steps),
        fitted(russian, rarity, steps, PROSE_HELD).only(PROSE),
        fitted(genre, rarity, steps, GENRE_HELD).only(["angry"]),
    )


def _lighter(material: Material, share: float) -> Material:
    worth = {mood: one * share for mood, one in material.labelled.worth.items()}
    return replace(material, labelled=replace(material.labelled, worth=worth), wordless=0.0)


def _of_genre(material: Material, *, prose: bool) -> Material:
    """The same texts, labelled by genre alone, as if prose were anger."""
    texts = material.labelled.texts
    moods = [frozenset({"angry"} if prose else {"calm"})] * len(texts)
    worth = {mood: float(mood == "angry") for mood in EMOTIONS}
    labelled = Labelled(material.labelled.name, texts, moods, worth)
    return Material(labelled, material.meaning, material.words)


def words_of(texts: Sequence[str]) -> sparse.csr_array:
    """A row of counted traits for each text."""
    rows = [counted(text) for text in texts]
    starts = np.cumsum([0, *(len(columns) for columns, _ in rows)])
    columns = np.concatenate([np.empty(0, dtype=np.int64), *(one for one, _ in rows)])
    values = np.concatenate([np.empty(0, dtype=np.float32), *(one for _, one in rows)])
    return sparse.csr_array((values, columns, starts), shape=(len(texts), COLUMNS))


def fitted(
    materials: Sequence[Material], rarity: Floats, steps: int = STEPS_AT_MOST, held_to_zero: Held = CHAT_HELD
) -> Fitted:
    """The weights of greatest likelihood, held to zero a little."""
    meaning, words, truth, worth = _stacked(materials, rarity)
    held = _held(meaning.shape[1], held_to_zero)
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


def _held(width: int, by: Held) -> Floats:
    held = np.full(width + COLUMNS, by.latin, dtype=np.float32)
    held[:WIDTH] = by.meaning
    held[WIDTH:width] = by.start
    held[width + COLUMNS // 2 :] = by.cyrillic
    return held


def rarity_of(materials: Sequence[Material]) -> Floats:
    """The rarer a column, the more it says (inverse document frequency)."""
    rows = sum(one.words.shape[0] for one in materials)
    seen = sum(np.bincount(one.words.indices, minlength=COLUMNS) for one in materials)
    return np.asarray(np.log((1 + rows) / (1 + seen)) + 1, dtype=np.float32)


def _weighed(words: sparse.csr_array, rarity: Floats) -> sparse.csr_array:
    """Rows of length 1, rare columns heavier."""
    rows = words.copy()
    rows.data = rows.data * rarity[rows.indices]
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    rows.data /= np.repeat(np.where(lengths > 0, lengths, 1), np.diff(rows.indptr))
    return rows
