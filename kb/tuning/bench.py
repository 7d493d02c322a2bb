"""All figures of matching in one run: `make bench-matching DATA=../shared/data`.

Only training halves are read. BANKING77 full: a tenth of each label is held out, three times; 10 phrasings:
drawn three times, 1,000 others asked, 5,000 more are the log, and half of them beside 2,500 of CLINC150.
CLINC150: learnt from the training half, asked the validation half with its out-of-scope questions. The gate
is the shipped one; under "frozen" it is one fitted on the other domain.
"With e5" is the second stage beside, where its package is installed.
Questions about our own articles are those of CSV files (text, article; only the test half where there is a
column `half`).
"""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path
from random import Random
from typing import Annotated

import numpy as np
import typer

from kb.article import Article, Audience, Library, Version
from kb.bridge import Bridged
from kb.e5 import DIRECTIONS, E5Encoder, is_installed
from kb.encoder import Encoder, UseEncoder
from kb.known import Known
from kb.learning import learnt
from kb.lifting import messages_of
from kb.loading import load
from kb.matchers import MeaningMatcher
from kb.measures import At, Guess, among, at, calibration_error, coverage
from kb.tfidf import TfIdf, words
from kb.tuning import speed
from kb.tuning.baselines import Guesser, by_letters, by_nearest, by_regression
from kb.tuning.disturbing import in_latin, in_wrong_layout, with_slips
from kb.tuning.gates import TODAY, Remembering, gate, outcomes, sure_of
from kb.tuning.languages import ARTICLES
from kb.tuning.trials import Labelled, labelled, trials

Asked = Sequence[tuple[str, str | None]]

DRAWS, ASKED, LOGGED = 3, 1000, 5000
FROZEN_AT = 0.85
TONGUES = Path(__file__).with_name("tongues.csv")


def main(
    folder: Annotated[Path, typer.Argument(exists=True, file_okay=False)],
    own: Annotated[list[Path] | None, typer.Option(help="Questions about our own articles.")] = None,
    times: Annotated[bool, typer.Option(help="Measure time and memory too.")] = True,
) -> None:
    """Print everything; about twenty minutes on one core."""
    encoder, other = Remembering(UseEncoder()), Remembering(E5Encoder()) if is_installed() else None
    banking, clinc = (labelled(folder / f"{name}/train.csv") for name in ("banking77", "clinc150"))
    outside = labelled(folder / "clinc150/out_of_scope_train.csv")["oos"]
    _banking_with_few(10, banking, clinc, encoder, other)
    _banking_with_few(3, banking, clinc, encoder, other)
    _banking_full(banking, encoder, other)
    _clinc(clinc, folder, encoder, other)
    _frozen({"banking77": banking, "clinc150": clinc}, outside, encoder)
    for file in own or ():
        _own(file, encoder, other)
    if own:
        _tongues(encoder)
    for articles in (1_000, 10_000) if times else ():
        speed.report(folder, articles)
    if times and other:
        speed.report(folder, 1_000, second=True)


def _banking_with_few(
    few: int, labels: Labelled, others: Labelled, encoder: Encoder, other: Encoder | None
) -> None:
    strange = [text for texts in others.values() for text in texts]
    rows: dict[str, list[Guess]] = {}
    for draw in range(DRAWS):
        known, rest = _split(labels, Random(draw), lambda _: few)
        asked = Random(draw).sample(rest, ASKED)
        ours = _ours(known, encoder)
        for name, guesser in _beside(known, encoder, ours, other):
            rows.setdefault(name, []).extend(_all(guesser, asked))
        rows.setdefault("ours, slips in 20 % of words", []).extend(_all(ours, asked, _slipping(draw)))
        rows.setdefault("ours, capitals", []).extend(_all(ours, asked, str.upper))
        log = Random(draw).sample(sorted({text for text, _ in rest} - {text for text, _ in asked}), LOGGED)
        mixed = [*log[: LOGGED // 2], *Random(draw).sample(strange, LOGGED // 2)]
        for name, heard in (("a log", log), ("a log, half of it strange", mixed)):
            rows.setdefault(f"ours with {name}", []).extend(_all(_ours(known, encoder, heard), asked))
        if other:
            both = _ours(known, encoder, log, other)
            rows.setdefault("ours with a log, with e5", []).extend(_all(both, asked))
    _title(f"BANKING77, {few} phrasings, {DRAWS} draws, {ASKED} questions each, logs of {LOGGED}")
    for name, guesses in rows.items():
        _row(name, guesses)


def _beside(
    known: Labelled, encoder: Encoder, ours: Guesser, other: Encoder | None
) -> list[tuple[str, Guesser]]:
    """Ours and what it should be better than."""
    both = [("ours, with e5", _ours(known, encoder, other=other))] if other else []
    return [
        ("rapidfuzz", by_letters(known)),
        ("USE nearest", by_nearest(known, encoder)),
        ("regression beside support vectors", by_regression(known, encoder)),
        ("ours", ours),
        *both,
    ]


def _slipping(seed: int) -> Callable[[str], str]:
    random = Random(seed)
    return lambda text: with_slips(text, random)


def _banking_full(labels: Labelled, encoder: Encoder, other: Encoder | None) -> None:
    rows: dict[str, list[Guess]] = {}
    for draw in range(1, DRAWS + 1):
        known, asked = _split(labels, Random(draw), lambda count: count - max(1, count // 10))
        for name, guesser in _beside(known, encoder, _ours(known, encoder), other):
            rows.setdefault(name, []).extend(_all(guesser, asked))
    _title(f"BANKING77, full: nine tenths learnt, {len(asked)} questions, {DRAWS} draws")
    for name, guesses in rows.items():
        _row(name, guesses)


def _clinc(labels: Labelled, folder: Path, encoder: Encoder, other: Encoder | None) -> None:
    inside = [
        (text, label)
        for label, texts in labelled(folder / "clinc150/validation.csv").items()
        for text in texts
    ]
    strange = [(text, None) for text in labelled(folder / "clinc150/out_of_scope_validation.csv")["oos"]]
    _title(f"CLINC150, {len(inside)} questions inside, {len(strange)} outside")
    for name, guesser in _beside(labels, encoder, _ours(labels, encoder), other)[1:]:
        guesses = _all(guesser, [*inside, *strange])
        told = [f"right first {among(guesses, 1):.1%}"]
        for wanted in (0.95, 0.94, 0.92):
            threshold = _threshold_keeping(guesses, wanted)
            refused = 1 - at(guesses, threshold).answered_outside
            told.append(f"accepted and right {wanted:.0%}: out-of-scope refused {refused:.1%}")
        print(f"  {name}: {'; '.join(told)}")


def _threshold_keeping(guesses: Sequence[Guess], wanted: float) -> float:
    """The highest threshold that keeps this share of the questions inside accepted and right."""
    inside = sum(one.article is not None for one in guesses)
    sure = sorted((one.sure for one in guesses if one.is_right), reverse=True)
    needed = int(np.ceil(wanted * inside))
    return sure[needed - 1] if needed <= len(sure) else 0.0


def _frozen(domains: Mapping[str, Labelled], outside: Sequence[str], encoder: Encoder) -> None:
    drawn = trials(domains, outside, 25, (10, 10), bare=False)
    seen = list(outcomes(drawn, Bridged(encoder), "learnt"))
    _title(
        f"Frozen gate at {FROZEN_AT}, fitted on the other domain, 10 phrasings, 30 % of the questions outside"
    )
    for domain, logged in product(domains, (0.0, 1.0)):
        curve = gate([one for one in seen if one.domain != domain])
        here = [one for one in seen if one.domain == domain and one.numbers["logged"] == logged]
        guesses = [
            Guess("", "a" if one.inside else None, ["a" if one.right else "b"], sure_of(curve, one))
            for one in here
        ]
        _row(f"{domain}, with a log" if logged else domain, guesses)


def _own(file: Path, encoder: Encoder, other: Encoder | None) -> None:
    library = load(ARTICLES)
    with file.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row.get("half", "test") == "test"]
    asked = [(row["text"], row["article"] or None) for row in rows]
    ours = _matching(library, encoder)
    inside = [one for one in asked if one[1]]
    russian = [
        (text, article) for text, article in inside if any("а" <= letter <= "я" for letter in text.lower())
    ]
    english = [one for one in inside if one not in russian]
    _title(
        f"Our own articles, {file.name}: {len(inside)} questions inside, {len(asked) - len(inside)} outside"
    )
    _row("all", _all(ours, asked))
    if other:
        _row("all, with e5", _all(_matching(library, encoder, other=other), asked))
    for name, some in (("Russian", russian), ("English", english)):
        _row(name, _all(ours, some))
        _row("  slips in 20 % of words", _all(ours, some * DRAWS, _slipping(7)))
        _row("  capitals", _all(ours, some, str.upper))
        _row("  wrong layout", _all(ours, some, in_wrong_layout))
    _row("  Russian in Latin letters", _all(ours, russian, in_latin))
    for language, same, cross in (("en", english, russian), ("ru", russian, english)):
        for name, second in [("", None), (", with e5", other)][: 2 if other else 1]:
            only = _matching(_only(library, language), encoder, other=second)
            _row(f"articles only in {language}, same language{name}", _all(only, same))
            _row(f"articles only in {language}, the other language{name}", _all(only, cross))
        for name, second in [("", None), (", with e5", other)][: 2 if other else 1]:
            bare = _matching(_only(library, language, bare=True), encoder, other=second)
            _row(f"titles alone, only in {language}, same language{name}", _all(bare, same))


def _tongues(encoder: Encoder) -> None:
    """The same twenty questions in thirteen languages, to articles in English alone."""
    english = _matching(_only(load(ARTICLES), "en"), encoder)
    with TONGUES.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    _title(f"{len(rows)} questions in each language, articles only in English")
    for language in (name for name in rows[0] if name != "article"):
        _row(language, _all(english, [(row[language], row["article"]) for row in rows]))


def _only(library: Library, language: str, *, bare: bool = False) -> Library:
    """Each article in this language alone, where it has it; with its title alone if it is to be bare."""

    def kept(version: Version) -> Version:
        return replace(version, phrasings=()) if bare else version

    return Library.of(
        Article(
            a.id,
            {key: kept(v) for key, v in a.versions.items() if key == language or language not in a.versions},
            a.audience,
            a.queue,
        )
        for a in library.articles.values()
    )


def _split(
    labels: Labelled, random: Random, kept: Callable[[int], int]
) -> tuple[Labelled, list[tuple[str, str]]]:
    shuffled = {label: random.sample(list(texts), len(texts)) for label, texts in sorted(labels.items())}
    known = {label: texts[: kept(len(texts))] for label, texts in shuffled.items()}
    return known, [(text, label) for label, texts in shuffled.items() for text in texts[len(known[label]) :]]


def _all(guesser: Guesser, asked: Asked, disturbed: Callable[[str], str] = str) -> list[Guess]:
    guesses = ((guesser(disturbed(text)), article) for text, article in asked)
    return [Guess(guess.text, article, guess.found, guess.sure) for guess, article in guesses]


def _ours(
    labels: Labelled, encoder: Encoder, log: Sequence[str] = (), other: Encoder | None = None
) -> Guesser:
    library = Library.of(_article(label, texts) for label, texts in labels.items())
    return _matching(library, encoder, log, other)


def _article(label: str, texts: Sequence[str]) -> Article:
    return Article(label, {"en": Version("en", label.replace("_", " "), "", tuple(texts))})


def _matching(
    library: Library, encoder: Encoder, log: Sequence[str] = (), other: Encoder | None = None
) -> Guesser:
    texts, bridged = Known(library, TODAY, Audience.PUBLIC).all_texts(), Bridged(encoder)
    heard = messages_of(log, bridged, TfIdf.of(words, texts.phrasings)) if log else None
    index = learnt(texts, bridged, heard, other and Bridged(other, DIRECTIONS))
    matcher = MeaningMatcher(library, encoder, TODAY, index=index, other=other)
    return lambda text: Guess.of(text, None, matcher.match(text))


def _title(text: str) -> None:
    print(f"\n{text}", flush=True)


def _row(name: str, guesses: Sequence[Guess]) -> None:
    covered, threshold = coverage(guesses, 0.95)
    shipped: At = at(guesses, FROZEN_AT)
    print(
        f"  {name}: right first {among(guesses, 1):.1%}, among three {among(guesses, 3):.1%},"
        f" coverage at 95 % right {covered:.1%} (from {threshold:.2f}),"
        f" at {FROZEN_AT} right {shipped.precision:.1%} covering {shipped.covered:.1%},"
        f" calibration error {calibration_error(guesses):.3f}",
        flush=True,
    )


if __name__ == "__main__":
    typer.run(main)
