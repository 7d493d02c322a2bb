"""Knowledge bases drawn from labelled messages, with questions whose right article is known."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log
from pathlib import Path

import numpy as np

from kb.article import Article, Library, Version

QUESTIONS = 240  # to each knowledge base
OUTSIDE = 0.3  # of the questions: a third each from neighbouring labels, another domain, no domain
TWINS = 3  # articles of one label, where they have hardly any phrasings
TWINNED = 4  # every so many of them
ARTICLES = (3, 150)  # as many as there are labels at most
LOG = (300, 5000)  # messages, with every LOGGED knowledge base
LOGGED = 3
STRANGE = 0.2  # of them are of another domain

Labelled = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Trial:
    """A knowledge base and questions to it, each with the id of its article or None."""

    domain: str
    library: Library
    questions: Sequence[tuple[str, str | None]]
    log: Sequence[str] = ()  # other messages of the domain, and some of another one


def labelled(*files: Path) -> Labelled:
    """Texts by label, from CSV files with the columns text and label."""
    texts = defaultdict[str, list[str]](list)
    for file in files:
        with file.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                texts[row["label"]].append(row["text"])
    return texts


def trials(
    domains: Mapping[str, Labelled],
    outside: Sequence[str],
    count: int,
    phrasings: tuple[int, int],
    *,
    bare: bool = True,
) -> Iterator[Trial]:
    """`count` of them for each domain, always the same ones; phrasings for an article from least to most.

    If they may be bare, one phrasing is the title alone; if not, every TWINNED has a title and one phrasing.
    """
    random = np.random.default_rng(7)
    for name, labels in domains.items():
        elsewhere = [
            text for other, them in domains.items() if other != name for t in them.values() for text in t
        ]
        for n in range(count):
            ends = (1, 1) if n % TWINNED == 1 and not bare else phrasings
            trial = _trial(random, name, labels, [elsewhere, list(outside)], ends, bare=bare)
            yield trial if n % LOGGED or bare else _with_log(random, trial, labels, elsewhere)


def _trial(
    random: np.random.Generator,
    name: str,
    labels: Labelled,
    far: Sequence[Sequence[str]],
    phrasings: tuple[int, int],
    *,
    bare: bool,
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
    questions = [*asked, *((text, None) for text in strangers)]
    if known == 1:
        return _twins(random, name, shuffled, questions, texts_each=1 if bare else 2)
    library = Library.of(_article(label, texts[: kept[label]]) for label, texts in shuffled.items())
    return Trial(name, library, questions)


def _with_log(random: np.random.Generator, trial: Trial, labels: Labelled, elsewhere: Sequence[str]) -> Trial:
    articles = trial.library.articles.values()
    seen = {text for text, _ in trial.questions}
    seen |= {text for a in articles for v in a.versions.values() for text in (v.title, *v.phrasings)}
    others = [text for texts in labels.values() for text in texts if text not in seen]
    messages = _between(random, LOG)
    far = [text for text in elsewhere if text not in seen]
    strange = random.permutation(far)[: round(STRANGE * messages)].tolist()
    near = random.permutation(others)[: messages - len(strange)].tolist()
    return replace(trial, log=[*near, *strange])


def _twins(
    random: np.random.Generator,
    name: str,
    labels: Labelled,
    questions: Sequence[tuple[str, str | None]],
    texts_each: int,
) -> Trial:
    """Each article has so few texts, and up to TWINS are of one label: which is right, nobody can tell.

    So it is where customers' letters were filed under hundreds of answers that say nearly the same.
    """
    twins = int(random.integers(1, TWINS + 1))
    own = {
        f"{label}#{n}": texts[n * texts_each : (n + 1) * texts_each]
        for label, texts in labels.items()
        for n in range(twins)
    }
    library = Library.of(
        Article(key, {"en": Version("en", texts[0], "", tuple(texts[1:]))}) for key, texts in own.items()
    )
    known = {text for texts in own.values() for text in texts}
    asked = [
        (text, f"{label}#{random.integers(twins)}" if label else None)
        for text, label in questions
        if text not in known
    ]
    return Trial(name, library, asked)


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
