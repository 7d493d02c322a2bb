"""Small knowledge bases drawn from labelled messages, with questions whose right article is known."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kb.article import Article, Library, Version

QUESTIONS = 240  # to each knowledge base
OUTSIDE = 0.3  # of the questions: a third each from neighbouring labels, another domain, no domain

Labelled = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Trial:
    """A knowledge base and questions to it, each with the id of its article or None."""

    domain: str
    library: Library
    questions: Sequence[tuple[str, str | None]]


def labelled(*files: Path) -> Labelled:
    """Texts by label, from CSV files with the columns text and label."""
    texts = defaultdict[str, list[str]](list)
    for file in files:
        with file.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                texts[row["label"]].append(row["text"])
    return texts


def trials(domains: Mapping[str, Labelled], outside: Sequence[str], count: int) -> Iterator[Trial]:
    """`count` of them for each domain, always the same ones."""
    random = np.random.default_rng(7)
    for name, labels in domains.items():
        elsewhere = [
            text for other, them in domains.items() if other != name for t in them.values() for text in t
        ]
        for _ in range(count):
            yield _trial(random, name, labels, [elsewhere, list(outside)])


def _trial(random: np.random.Generator, name: str, labels: Labelled, far: Sequence[Sequence[str]]) -> Trial:
    """12 to 76 articles of 2 to 5 phrasings; the label's own words are the title."""
    chosen = random.choice(sorted(labels), random.integers(12, 77), replace=False).tolist()
    known = int(random.integers(2, 6))
    shuffled = {label: random.permutation(labels[label]).tolist() for label in chosen}
    inside = [(text, label) for label, texts in shuffled.items() for text in texts[known:]]
    neighbours = [text for label, texts in labels.items() if label not in shuffled for text in texts]
    strangers = [
        text for pool in (neighbours, *far) for text in random.permutation(pool)[: _third()].tolist()
    ]
    asked = [inside[n] for n in random.permutation(len(inside))[: QUESTIONS - len(strangers)]]
    library = Library.of(_article(label, texts[:known]) for label, texts in shuffled.items())
    return Trial(name, library, [*asked, *((text, None) for text in strangers)])


def _third() -> int:
    return round(QUESTIONS * OUTSIDE / 3)


def _article(label: str, phrasings: Sequence[str]) -> Article:
    return Article(label, {"en": Version("en", label.replace("_", " "), "", tuple(phrasings))})
