"""Fits the curves of kb.confidence and prints how honest they are: `python -m kb.tuning FOLDER`.

FOLDER holds banking77/ (Casanueva et al. 2020) and clinc150/ (Larson et al. 2019), training halves only.
A curve is fitted on both domains; `elsewhere` is the calibration error of one fitted on one domain and
tried on the other, which is what a desk with questions of its own should expect.
"""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray

from kb.article import Library
from kb.confidence import Curve
from kb.encoder import UseEncoder
from kb.groups import Scores
from kb.match import Match, Matcher
from kb.matchers import MeaningMatcher, WordMatcher
from kb.tuning.trials import Trial, labelled, trials

Numbers = NDArray[np.float64]

TODAY = date(2026, 11, 22)
SHOWN = 3  # suggestions a customer sees
THRESHOLDS = (0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.7, 0.8, 0.85, 0.9, 0.95)


def main(folder: Annotated[Path, typer.Argument(exists=True, file_okay=False)], count: int = 60) -> None:
    """Fit and print; about three minutes on one core."""
    domains = {
        "banking77": labelled(folder / "banking77/train.csv"),
        "clinc150": labelled(folder / "clinc150/train.csv"),
    }
    files = [folder / f"clinc150/out_of_scope_{half}.csv" for half in ("train", "validation")]
    outside = [text for texts in labelled(*files).values() for text in texts]
    drawn = list(trials(domains, outside, count))
    encoder = UseEncoder()
    _report("WORDS", drawn, lambda library: WordMatcher(library, TODAY))
    _report("MEANING", drawn, lambda library: MeaningMatcher(library, encoder, TODAY))


def _report(name: str, drawn: Sequence[Trial], built: Callable[[Library], Matcher]) -> None:
    rows = np.array([row for trial in drawn for row in _outcomes(trial, built(trial.library))])
    domain = np.array([trial.domain for trial in drawn for _ in trial.questions])
    features, right, shown, inside = rows[:, :2], rows[:, 2], rows[:, 3], rows[:, 4] > 0
    curve = fitted(features, right)
    sure = curve.at(*features.T)
    typer.echo(f"{name} = {curve}")
    typer.echo(f"right first {right[inside].mean():.3f}, calibration error {_error(sure, right):.3f}")
    for one in sorted(set(domain)):
        here, there = domain == one, domain != one
        error = _error(fitted(features[there], right[there]).at(*features[here].T), right[here])
        typer.echo(
            f"{one}: right first {right[here & inside].mean():.3f}, error fitted elsewhere {error:.3f}"
        )
        for at in THRESHOLDS:
            over = here & (sure >= at)
            typer.echo(
                f"  at {at:.2f}: {over.sum() / here.sum():6.1%} of all, right {right[over].mean():6.1%},"
                f" among {SHOWN} {shown[over].mean():6.1%};"
                f" of those inside {(over & inside).sum() / (here & inside).sum():6.1%},"
                f" of those outside {(over & ~inside).sum() / (here & ~inside).sum():6.1%}"
            )


def _outcomes(trial: Trial, matcher: Matcher) -> list[tuple[float, float, bool, bool, bool]]:
    """For each question: score and margin of the first match; is it right, one of the first right, inside."""
    found = [(matcher.match(text), article) for text, article in trial.questions]
    return [
        (
            *_first(matches),
            bool(matches) and matches[0].article_id == article,
            article in [match.article_id for match in matches[:SHOWN]],
            article is not None,
        )
        for matches, article in found
    ]


def _first(matches: Sequence[Match]) -> tuple[float, float]:
    return (matches[0].parts["score"], matches[0].parts["margin"]) if matches else (0.0, 0.0)


def fitted(features: Numbers, right: Numbers, steps: int = 30) -> Curve:
    """The logistic curve of greatest likelihood, by Newton's method."""
    rows = np.column_stack([np.ones(len(features)), features])
    weights = np.zeros(3)
    for _ in range(steps):
        sure = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - sure)
        bend = (rows.T * (sure * (1 - sure))) @ rows
        weights += np.linalg.solve(bend, slope)
    return Curve(*(round(float(weight), 2) for weight in weights))


def _error(sure: Scores, right: Numbers, bins: int = 10) -> float:
    """Expected calibration error over bins of equal size."""
    parts = np.array_split(np.argsort(sure), bins)
    return float(sum(abs(sure[part].mean() - right[part].mean()) * len(part) for part in parts) / len(sure))


if __name__ == "__main__":
    typer.run(main)
