"""Counts the letters of kb.letters: `python -m kb.tuning.letters FOLDER`.

FOLDER holds cedr/ (Sboev et al. 2021) for Russian, goemotions/, banking77/ and clinc150/ for English; our own
articles are counted with them. What is written are probabilities of three letters in a row, no text.
"""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray

from kb.letters import ALPHABETS, FILE, UNIT, Letters
from kb.loading import load

SOURCES = {
    "ru": ["cedr/train.csv"],
    "en": ["goemotions/train.csv", "banking77/train.csv", "clinc150/train.csv"],
}
LEAST = 0.02  # of each probability is spread over all letters, most by how common the letter is
ARTICLES = Path(__file__).parents[1] / "articles"


def main(folder: Annotated[Path, typer.Argument(exists=True, file_okay=False)]) -> None:
    """Count and write."""
    library = load(ARTICLES)
    tables = {}
    for language, files in SOURCES.items():
        versions = [article.versions.get(language) for article in library.articles.values()]
        own = [text for v in versions if v for text in (v.title, *v.phrasings, v.body)]
        tables[language] = counted(language, [*own, *(t for name in files for t in _texts(folder / name))])
    np.savez_compressed(FILE, allow_pickle=False, **tables)


def counted(language: str, texts: Iterable[str]) -> NDArray[np.uint8]:
    """A table of bits, from texts of the language."""
    alphabet = ALPHABETS[language]
    size = len(alphabet) + 1
    counts = np.zeros((size, size, size))
    reader = Letters(alphabet, counts.astype(np.uint8))
    for text in texts:
        places = reader.places(" ".join(text.lower().replace("ё", "е").split()))
        np.add.at(counts, (places[:-2], places[1:-1], places[2:]), 1)
    single = counts.sum(axis=(0, 1)) / counts.sum()
    pairs = counts.sum(axis=0) + 20 * single
    pairs /= pairs.sum(axis=1, keepdims=True)
    triples = counts + 5 * pairs[None]
    triples /= triples.sum(axis=2, keepdims=True)
    chance = (1 - LEAST) * triples + LEAST * (0.9 * single + 0.1 / size)
    bits: NDArray[np.float64] = np.round(-np.log2(chance) * UNIT)
    return np.clip(bits, 0, 255).astype(np.uint8)


def _texts(file: Path) -> list[str]:
    with file.open(encoding="utf-8", newline="") as rows:
        return [row["text"] for row in csv.DictReader(rows)]


if __name__ == "__main__":
    typer.run(main)
