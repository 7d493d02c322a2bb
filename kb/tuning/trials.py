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
TWINS = (2, 4)  # articles of one label: which of them is meant, nobody can tell
TWINNED = (0.2, 0.5, 1.0)  # of the labels have twins, where some have; the first where much can be learnt
FEW = 4  # phrasings: with more, only texts that are the same make twins, and those no gate is asked about
TITLED = 0.5  # of the knowledge bases have a customer's words for a title, the others the label's own
ARTICLES = (3, 150)  # as many as there are labels at most
LOG = (300, 5000)  # messages, with every other knowledge base that learns
STRANGE = (0.0, 0.2, 0.5)  # of them are of another domain

OWN = "own"
LANGUAGES = (("ru",), ("en",), ("ru", "en"))
KEPT = (0, 1, 3, 99)  # phrasings of a version, beside its title

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

    If they may be bare, half of them have the least, and twins; if not, every other one has a log, and every
    other one with FEW phrasings has twins.
    """
    random = np.random.default_rng(7)
    for name, labels in domains.items():
        elsewhere = [
            text for other, them in domains.items() if other != name for t in them.values() for text in t
        ]
        for n in range(count):
            lone = bare and n % 4 > 1
            known = phrasings[0] if lone else _between(random, phrasings)
            drawn = lone if bare else n % 4 in (1, 2)
            share = float(random.choice(TWINNED if bare else TWINNED[:1])) if drawn else 0.0
            share = share if bare or known <= FEW else 0.0
            trial = _trial(random, name, labels, [elsewhere, list(outside)], known, share)
            yield trial if n % 2 or bare else _with_log(random, trial, labels, elsewhere)


def _trial(
    random: np.random.Generator,
    name: str,
    labels: Labelled,
    far: Sequence[Sequence[str]],
    known: int,
    twinned: float,
) -> Trial:
    chosen = random.choice(sorted(labels), _size(random, len(labels)), replace=False).tolist()
    titled, said, inside = random.uniform() < TITLED, dict[str, list[str]](), list[tuple[str, str | None]]()
    for label in chosen:
        texts = random.permutation(labels[label]).tolist()
        twins = int(random.integers(*TWINS, endpoint=True)) if random.uniform() < twinned else 1
        each = max(1, min(known, len(texts) // (2 * twins)))
        title = [] if titled or twins > 1 else [label.replace("_", " ")]
        said |= {f"{label}#{n}": [*title, *texts[n * each : (n + 1) * each]] for n in range(twins)}
        inside += [(text, f"{label}#{random.integers(twins)}") for text in texts[twins * each :]]
    neighbours = [text for label, texts in labels.items() if label not in chosen for text in texts]
    strangers = [
        text for pool in (neighbours, *far) for text in random.permutation(pool)[: _third()].tolist()
    ]
    asked = [inside[n] for n in random.permutation(len(inside))[: QUESTIONS - len(strangers)]]
    library = Library.of(_article(key, texts) for key, texts in said.items())
    seen = {text for texts in said.values() for text in texts}
    questions = [*asked, *((text, None) for text in strangers)]
    return Trial(name, library, [(text, article) for text, article in questions if text not in seen])


def own_trials(library: Library, asked: Sequence[tuple[str, str | None]]) -> Iterator[Trial]:
    """Our own articles in one language and in both, with all their phrasings and with few of them."""
    for languages in LANGUAGES:
        for most in KEPT:
            fewer = Library.of(_fewer(article, languages, most) for article in library.articles.values())
            yield Trial(OWN, fewer, asked)


def _fewer(article: Article, languages: Sequence[str], most: int) -> Article:
    """An article in none of the languages stays as it is, lest its question has no answer."""
    left = {key: v for key, v in article.versions.items() if key in languages} or article.versions
    return replace(
        article, versions={key: replace(v, phrasings=v.phrasings[:most]) for key, v in left.items()}
    )


def _with_log(random: np.random.Generator, trial: Trial, labels: Labelled, elsewhere: Sequence[str]) -> Trial:
    articles = trial.library.articles.values()
    seen = {text for text, _ in trial.questions}
    seen |= {text for a in articles for v in a.versions.values() for text in (v.title, *v.phrasings)}
    others = [text for texts in labels.values() for text in texts if text not in seen]
    messages = _between(random, LOG)
    far = [text for text in elsewhere if text not in seen]
    strange = random.permutation(far)[: round(float(random.choice(STRANGE)) * messages)].tolist()
    near = random.permutation(others)[: messages - len(strange)].tolist()
    return replace(trial, log=[*near, *strange])


def _size(random: np.random.Generator, labels: int) -> int:
    """As many small knowledge bases as large ones; most leave some neighbours outside."""
    return min(labels, _between(random, ARTICLES))


def _between(random: np.random.Generator, ends: tuple[int, int]) -> int:
    """A whole number from one end to the other; its logarithm is uniform."""
    least, most = ends
    return round(float(np.exp(random.uniform(log(least), log(most)))))


def _third() -> int:
    return round(QUESTIONS * OUTSIDE / 3)


def _article(key: str, texts: Sequence[str]) -> Article:
    return Article(key, {"en": Version("en", texts[0], "", tuple(texts[1:]))})
