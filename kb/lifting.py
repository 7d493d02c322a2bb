"""The child process of `firstline kb learn`: `python -m kb.lifting LOG_FOLDER`, a Request on its input.

What a log lifts is measured on phrasings held out: each fifth is asked of what the other four and the titles
taught, without the log and with it. Only if no fewer come out right is anything kept.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from random import Random

from kb import log
from kb.article import Article, Library
from kb.bridge import Bridged
from kb.encoder import Encoder, UseEncoder
from kb.known import texts_of
from kb.learning import Resuming, learnt
from kb.lift import Lift, Request, Row
from kb.loading import read
from kb.log import Messages
from kb.matchers import MeaningMatcher
from kb.measures import Guess
from kb.normalise import sentences
from kb.propagation import on_topic
from kb.tfidf import TfIdf, words

FOLDS = 5
ASKED = 1_000  # phrasings held out at most: more take minutes and tell nothing new


def main(request: Request, folder: Path) -> Lift:
    """Try it, keep what the messages mean if it helps, and tell."""
    library, _ = read(Path(request.articles), request.language)
    today = date.fromisoformat(request.today)
    encoder = UseEncoder()
    texts = texts_of(library, today)
    vectors = Bridged(encoder).encode(texts.phrasings)
    messages = messages_of(request.messages, Bridged(encoder), TfIdf.of(words, texts.phrasings))
    near = messages.only(on_topic(messages.vectors, vectors))
    known = Resuming(Bridged(encoder), dict(zip(texts.phrasings, vectors, strict=True)))
    before, after = list[Row](), list[Row]()
    for fewer, asked in _folds(library.for_customers(today)):
        for rows, heard in ((before, None), (after, near)):
            index = learnt(texts_of(fewer, today), known, heard)
            matcher = MeaningMatcher(fewer, encoder, today, index=index)
            rows += [_row(Guess.of(text, article, matcher.match(text))) for text, article in asked]
    lift = Lift(len(near.vectors), before, after)
    if lift.helps:
        log.write(near, folder)
    return lift


def messages_of(said: Sequence[str], encoder: Encoder, known: TfIdf) -> Messages:
    """Those that have words; of a long one, its first sentence."""
    texts = [pieces[0] for message in said if (pieces := sentences(message))]
    return Messages.of(encoder.encode(texts), texts, known)


def _folds(library: Library) -> list[tuple[Library, list[tuple[str, str]]]]:
    """Five times the articles without a fifth of their phrasings, and these; titles stay."""
    return [_without(library, fold) for fold in range(FOLDS)]


def _without(library: Library, fold: int) -> tuple[Library, list[tuple[str, str]]]:
    asked = [
        (text, article.id)
        for article in library.articles.values()
        for version in article.versions.values()
        for n, text in enumerate(version.phrasings)
        if n % FOLDS == fold
    ]
    fewer = Library.of(_fewer(article, fold) for article in library.articles.values())
    return fewer, Random(fold).sample(asked, min(len(asked), ASKED // FOLDS))  # noqa: S311 drawn, not secret


def _fewer(article: Article, fold: int) -> Article:
    left = {
        language: replace(v, phrasings=tuple(t for n, t in enumerate(v.phrasings) if n % FOLDS != fold))
        for language, v in article.versions.items()
    }
    return replace(article, versions=left)


def _row(guess: Guess) -> Row:
    return guess.text, guess.article, list(guess.found), guess.sure


if __name__ == "__main__":
    print(json.dumps(asdict(main(Request(**json.load(sys.stdin)), Path(sys.argv[1])))))  # noqa: T201
