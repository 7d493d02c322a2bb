"""Fits what hears danger to life: `python -m bot.line1.tuning.danger FOLDER`, about ten minutes on one core.

FOLDER holds goemotions/, cedr/, banking77/ and clinc150/, as for the head, whose words' rarities are used.
Danger is told from messages that only sound so and from everything else people write. Which threshold is
taken is chosen on comments and messages that the network at hand has not seen (cross-validation).
"""

import csv
import random
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from scipy import sparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier

from bot.line1.danger import WEIGHTS
from bot.line1.head import COLUMNS, STEPS, head, meanings
from bot.line1.homographs import told_apart
from bot.line1.signals import danger, plain
from bot.line1.tuning.data import OWN, Floats
from kb.encoder import UseEncoder

MESSAGES = OWN / "danger"
LANGUAGES = ("en", "ru", "other")
#: How often a message counts: one written out, one spoken from a row of choices, and one beside a plain one.
WRITTEN, SPOKEN, MIXED, HARMLESS = 6, 2, 2, 4
#: Messages spoken from one `{my father|a guest} {fell|fainted}`; share of messages with a plain one beside.
A_ROW, BESIDE = 16, 0.6
WIDE, NETS, ROUNDS, HELD = 128, 2, 20, 1e-4
#: What the words say counts for this much of what logistic regression would make of it alone.
WORDS_SAY, WORDS_HELD = 0.5, 1 / 30
PARTS = 4
#: Of 43,410 comments so many may call somebody beside those with the words of a rule; half of them are real.
MAY_CALL = 20

_CHOICES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Heard:
    """Texts as numbers, whether each is about danger, and how often it counts."""

    meaning: Floats
    words: sparse.csr_array
    danger: np.ndarray
    counts: np.ndarray

    def where(self, chosen: np.ndarray) -> "Heard":
        """Some of the texts."""
        return Heard(self.meaning[chosen], self.words[chosen], self.danger[chosen], self.counts[chosen])


@dataclass(frozen=True, slots=True)
class Network:
    """A hidden layer over the meaning, its outputs, and a number a hashed word."""

    hidden: Floats
    start: Floats
    out: Floats
    words: Floats
    always: float

    def log_odds(self, heard: Heard) -> Floats:
        """As Danger.over, for many texts at once and before the threshold."""
        inside = np.maximum(heard.meaning @ self.hidden + self.start, 0)
        return np.asarray(inside @ self.out + heard.words @ self.words + self.always)

    def save(self, least: float, path: Path = WEIGHTS) -> None:
        """As Danger reads it."""
        scale = float(np.abs(self.words).max()) / STEPS
        np.savez_compressed(
            path,
            allow_pickle=False,
            hidden=self.hidden.astype(np.float16),
            start=self.start.astype(np.float16),
            out=self.out.astype(np.float16),
            words=np.round(self.words / scale).astype(np.int8),
            scale_and_least=np.array([scale, least - self.always], dtype=np.float32),
        )


def fitted(heard: Heard) -> Network:
    """Some networks over the meaning, side by side, and logistic regression over the words."""
    often = np.repeat(np.arange(len(heard.counts)), heard.counts)
    nets = [_net(seed, heard.meaning[often], heard.danger[often]) for seed in range(NETS)]
    line = LogisticRegression(C=1 / WORDS_HELD, max_iter=100)
    line.fit(heard.words, heard.danger, sample_weight=heard.counts)
    return Network(
        hidden=np.hstack([net.coefs_[0] for net in nets]),
        start=np.concatenate([net.intercepts_[0] for net in nets]),
        out=np.hstack([net.coefs_[1][:, 0] / NETS for net in nets]),
        words=line.coef_[0] * WORDS_SAY,
        always=float(np.mean([net.intercepts_[1][0] for net in nets]) + line.intercept_[0] * WORDS_SAY),
    )


def _net(seed: int, meaning: Floats, danger: np.ndarray) -> MLPClassifier:
    net = MLPClassifier((WIDE,), alpha=HELD, max_iter=ROUNDS, random_state=seed, batch_size=256)
    with warnings.catch_warnings():  # that the rounds are few is meant
        warnings.simplefilter("ignore", ConvergenceWarning)
        return net.fit(meaning, danger)


def spoken(row: str, chance: random.Random, most: int = A_ROW) -> list[str]:
    """Different messages that a row of choices can say; the row itself if it has none."""
    said = (_CHOICES.sub(lambda one: chance.choice(one[1].split("|")), row) for _ in range(3 * most))
    return list(dict.fromkeys(" ".join(one.split()) for one in said))[:most]


def messages(kind: str, chance: random.Random) -> Iterator[tuple[str, int]]:
    """Our messages about danger or harmless ones, and how often each counts."""
    written = HARMLESS if kind == "harmless" else WRITTEN
    for language in LANGUAGES:
        plain = _rows(OWN / f"{language}.txt") if language != "other" else []
        for row in _rows(MESSAGES / f"{kind}.{language}.txt"):
            if "{" in row:
                yield from ((one, SPOKEN) for one in spoken(row, chance))
                continue
            yield row, written
            if plain and chance.random() < BESIDE:
                pair = [row, chance.choice(plain)]
                chance.shuffle(pair)
                yield chance.choice([". ", ", ", " "]).join(pair), MIXED


def _rows(file: Path) -> list[str]:
    return [row for row in file.read_text(encoding="utf-8").splitlines() if row and not row.startswith("# ")]


def others(folder: Path) -> dict[str, list[str]]:
    """What people write of anything else: public data and our own messages, by the name of the set."""
    files = {
        "comments": (folder / "goemotions/train.csv", 1),
        "prose": (folder / "cedr/train.csv", 1),
        "questions": (folder / "banking77/train.csv", 2),
        "requests": (folder / "clinc150/train.csv", 2),
    }
    public = {name: _texts(file)[::every] for name, (file, every) in files.items()}
    return public | {"plain": [row for code in ("en", "ru") for row in _rows(OWN / f"{code}.txt")]}


def _texts(file: Path) -> list[str]:
    """Those that speak of danger by the rules take no part: some are real."""
    with file.open(encoding="utf-8", newline="") as rows:
        return [row["text"] for row in csv.DictReader(rows) if not danger(plain(row["text"]))]


def heard(texts: Sequence[str], danger: Sequence[bool], counts: Sequence[int]) -> Heard:
    """The texts as triage hears them."""
    said = [told_apart(text) for text in texts]
    rows = [head().words(text) for text in said]
    starts = np.cumsum([0, *(len(columns) for columns, _ in rows)])
    columns, values = (np.concatenate([row[part] for row in rows]) for part in (0, 1))
    words = sparse.csr_array((values, columns, starts), shape=(len(rows), COLUMNS))
    encoder = UseEncoder()
    return Heard(meanings(encoder, said), words, np.array(danger, dtype=int), np.array(counts))


def least(everything: Heard, among: np.ndarray) -> float:
    """The log-odds that MAY_CALL of the comments exceed, each heard by a network that has not seen it.

    `among` tells which of everything are comments.
    """
    part = np.random.default_rng(0).integers(PARTS, size=len(among))
    told = [
        fitted(everything.where(~among | (part != out))).log_odds(everything.where(among & (part == out)))
        for out in range(PARTS)
    ]
    return float(np.sort(np.concatenate(told))[-MAY_CALL - 1])


def main(folder: Annotated[Path, typer.Argument(exists=True, file_okay=False)]) -> None:
    """Fit, choose the threshold, write the weights."""
    chance = random.Random(0)  # noqa: S311
    ours = [(kind, *one) for kind in ("danger", "harmless") for one in messages(kind, chance)]
    theirs = [(name, text, 1) for name, texts in others(folder).items() for text in texts]
    names, texts, counts = zip(*ours, *theirs, strict=True)
    everything = heard(texts, [name == "danger" for name in names], counts)
    over = least(everything, np.array([name == "comments" for name in names]))
    fitted(everything).save(over)
    typer.echo(f"{WEIGHTS}: {WEIGHTS.stat().st_size / 1e6:.2f} MB, from log-odds {over:.2f} on")


if __name__ == "__main__":
    typer.run(main)
