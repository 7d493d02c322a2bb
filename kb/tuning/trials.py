"""Knowledge bases drawn from labelled messages, with questions whose right article is known."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import numpy as np

from kb.article import Article, Library, Version

QUESTIONS = 240  # to each knowledge base
OUTSIDE = 0.3  # of the questions: a third each from neighbouring labels, another domain, no domain
TWINS = 3  # articles of one label, where they have no phrasings
ARTICLES = (3, 150)  # as many as there are labels at most

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


def trials(
    domains: Mapping[str, Labelled], outside: Sequence[str], count: int, phrasings: tuple[int, int]
) -> Iterator[Trial]:
    """`count` of them for each domain, always the same ones; phrasings for an article from least to most."""
    random = np.random.default_rng(7)
    for name, labels in domains.items():
        elsewhere = [
            text for other, them in domains.items() if other != name for t in them.values() for text in t
        ]
        for _ in range(count):
            yield _trial(random, name, labels, [elsewhere, list(outside)], phrasings)


def _trial(
    random: np.random.Generator,
    name: str,
    labels: Labelled,
    far: Sequence[Sequence[str]],
    phrasings: tuple[int, int],
) -> Trial:
    """The label's own words are the title."""
    chosen = random.choice(sorted(labels), _size(random, len(labels)), replace=False).tolist()
    known = _between(random, phrasings)
    shuffled = {label: random.permutation(labels[label]).tolist() for label in chosen}
    kept = {label: min(known, len(texts) // 2) for label, texts in shuffled.items()}
    inside = [(text, label) for label, texts in shuffled.items() for text in texts[kept[label] :]]
    neighbours = [text for label, texts in labels.items() if label not in shuffled for text in texts]
    strangers = [
        text for pool in (neighbours, *far) for text in random.permutation(pool)[: _third()].tolist()
    ]
    asked = [inside[n] for n in random.permutation(len(inside))[: QUESTIONS - len(strangers)]]
    if known == 1:
        twins = int(random.integers(1, TWINS + 1))
        return _bare(random, name, shuffled, twins, [*asked, *((text, None) for text in strangers)])
    library = Library.of(_article(label, texts[: kept[label]]) for label, texts in shuffled.items())
    return Trial(name, library, [*asked, *((text, None) for text in strangers)])


def _bare(
    random: np.random.Generator,
    name: str,
    texts: Labelled,
    twins: int,
    questions: Sequence[tuple[str, str | None]],
) -> Trial:
    """Each article has its title alone, and up to TWINS are of one label: which is right, nobody can tell.

    So it is where customers' letters were filed under hundreds of answers that say nearly the same.
    """
    articles = [
        Article(f"{label}#{n}", {"en": Version("en", some[n], "")})
        for label, some in texts.items()
        for n in range(twins)
    ]
    known = {text for some in texts.values() for text in some[:twins]}
    asked = [
        (text, f"{label}#{random.integers(twins)}" if label else None)
        for text, label in questions
        if text not in known
    ]
    return Trial(name, Library.of(articles), asked)


def _size(random: np.random.Generator, labels: int) -> int:
    """As many small knowledge bases as large ones; most leave some neighbours outside."""
    return min(labels, _between(random, ARTICLES))


def _between(random: np.random.Generator, ends: tuple[int, int]) -> int:
    """A whole number from one end to the other; its logarithm is uniform."""
    least, most = ends
    return round(float(np.exp(random.uniform(log(least), log(most)))))


def _third() -> int:
    return round(QUESTIONS * OUTSIDE / 3)


def _article(label: str, phrasings: Sequence[str]) -> Article:
    return Article(label, {"en": Version("en", label.replace("_", " "), "", tuple(phrasings))})
