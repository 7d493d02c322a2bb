"""Fits the gates of kb.gate and prints how honest they are: `python -m kb.tuning FOLDER`.

FOLDER holds banking77/ (Casanueva et al. 2020) and clinc150/ (Larson et al. 2019), training halves only; of
the out-of-scope questions only the training half is used, the other one is for measuring. The third domain is
our own articles with the tuning half of asked.csv, the only one in Russian. The figures of a domain are those
of a gate fitted on the others, which is what a desk with questions of its own should expect; what is written
to gate.json is fitted on all.
"""

import csv
import json
from collections.abc import Sequence
from itertools import chain, product
from math import exp
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from kb.bridge import Bridged
from kb.confidence import ANSWER_AT
from kb.e5 import DIRECTIONS, E5Encoder
from kb.encoder import UseEncoder
from kb.gate import FILE, Gate
from kb.loading import load
from kb.second import is_worth_asking
from kb.tuning.gates import Numbers, Outcome, Remembering, gate, outcomes, sure_of, told
from kb.tuning.languages import ARTICLES
from kb.tuning.trials import OWN, labelled, own_trials, trials

THRESHOLDS = (0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.85, 0.9, 0.95)
TEXTS = ((1, 2.5), (2.5, 5), (5, 15), (15, 99))  # an article, from and below
ASKED = Path(__file__).with_name("asked.csv")
PHRASINGS = {"near": (1, 8), "learnt": (2, 60)}


def main(folder: Annotated[Path, typer.Argument(exists=True, file_okay=False)], count: int = 60) -> None:
    """Fit, print and write; about twenty minutes on one core, most of it for the second stage."""
    domains = {name: labelled(folder / f"{name}/train.csv") for name in ("banking77", "clinc150")}
    outside = labelled(folder / "clinc150/out_of_scope_train.csv")["oos"]
    encoder, other = Remembering(Bridged(UseEncoder())), Remembering(Bridged(E5Encoder(), DIRECTIONS))
    written = dict[str, dict[str, dict[str, list[float]]]]()
    for name, phrasings in PHRASINGS.items():
        drawn = trials(domains, outside, count, phrasings, bare=name == "near")
        seen = list(outcomes(chain(drawn, own_trials(load(ARTICLES), _asked())), encoder, name, other))
        for domain in (*domains, OWN):
            _report(name, domain, seen)
        first, second = fitted(seen)
        written |= {name: _told(first), f"second {name}": _told(second)}
    FILE.write_text(json.dumps(written, indent=1) + "\n", "utf-8")


def _asked() -> list[tuple[str, str | None]]:
    """The tuning half of the questions to our own articles."""
    with ASKED.open(encoding="utf-8", newline="") as rows:
        return [
            (row["text"], row["article"] or None) for row in csv.DictReader(rows) if row["half"] == "tuning"
        ]


def fitted(seen: Sequence[Outcome]) -> tuple[Gate, Gate]:
    """The gate after the first stage, and the one after the second, from those it is asked about."""
    first = gate(seen)
    return first, gate([one.again for one in seen if one.again and is_worth_asking(sure_of(first, one))])


def _told(one: Gate) -> dict[str, dict[str, list[float]]]:
    return {"scope": told(one.scope), "right": told(one.right)}


def _report(name: str, domain: str, seen: Sequence[Outcome]) -> None:
    """Of the first stage alone, and of both; by gates fitted on the other domain."""
    first, second = fitted([one for one in seen if one.domain != domain])
    here = [one for one in seen if one.domain == domain]
    sure = [sure_of(first, one) for one in here]
    _figures(f"{name}, {domain}", here, sure)
    asked = [one.again if is_worth_asking(s) else None for one, s in zip(here, sure, strict=True)]
    _figures(
        f"{name}, {domain}, {sum(map(bool, asked)) / len(here):.0%} asked a second time",
        [again or one for one, again in zip(here, asked, strict=True)],
        [sure_of(second, again) if again else s for again, s in zip(asked, sure, strict=True)],
    )


def _figures(name: str, here: Sequence[Outcome], of_each: Sequence[float]) -> None:
    sure = np.array(of_each)
    right, shown, inside = (
        np.array(told) for told in zip(*((o.right, o.shown, o.inside) for o in here), strict=True)
    )
    typer.echo(
        f"{name}: right first {right[inside].mean():.3f},"
        f" calibration error {calibration_error(sure, right):.3f}"
    )
    for at in THRESHOLDS:
        over = sure >= at
        typer.echo(
            f"  at {at:.2f}: {over.mean():6.1%} of all, right {right[over].mean():6.1%},"
            f" among the first three {shown[over].mean():6.1%};"
            f" of those inside {(over & inside).sum() / inside.sum():6.1%},"
            f" of those outside {(over & ~inside).sum() / (~inside).sum():6.1%}"
        )
    for (least, most), logged in product(TEXTS, (0.0, 1.0)):
        here_too = [least <= exp(one.numbers["phrasings"]) < most for one in here]
        log = [one.numbers.get("logged", 0.0) == logged for one in here]
        some = np.array(here_too) & np.array(log)
        over = some & (sure >= ANSWER_AT)
        if over.any():
            typer.echo(
                f"  {least:g} to {most:g} texts an article{', a log' if logged else ''}, {some.sum()} asked:"
                f" {over.sum()} answered, right {right[over].mean():6.1%};"
                f" of those inside {(over & inside).sum() / (some & inside).sum():6.1%}"
            )


def calibration_error(sure: Numbers, right: Numbers, bins: int = 10) -> float:
    """Expected calibration error over bins of equal size."""
    parts = np.array_split(np.argsort(sure), bins)
    return float(sum(abs(sure[part].mean() - right[part].mean()) * len(part) for part in parts) / len(sure))


if __name__ == "__main__":
    typer.run(main)
