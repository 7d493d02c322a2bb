"""How well feelings are heard, in the figures that others publish."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from scipy.stats import rankdata

from bot.line1.head import EMOTIONS
from bot.line1.tuning.data import SCORED, Floats, Labelled

#: Moods a desk must not miss, as far as the public data labels them; being confused is no suffering.
NEGATIVE = ("anxious", "angry", "distressed")
_COLUMNS = [EMOTIONS.index(mood) for mood in SCORED]


def macro_f1(labelled: Labelled, heard: Floats) -> float:
    """Mean F1 of the six scored moods on texts with exactly one; the guess is the likeliest of all seven."""
    rows = labelled.scored()
    truth, guess = labelled.truth()[rows].argmax(axis=1), heard[rows].argmax(axis=1)
    return float(np.mean([_f1(truth == column, guess == column) for column in _COLUMNS]))


def _f1(truth: np.ndarray, guess: np.ndarray) -> float:
    return float(2 * (truth & guess).sum() / max(1, truth.sum() + guess.sum()))


def negative_auroc(labelled: Labelled, heard: Floats, *, alone: bool = True) -> float:
    """How often a text with a negative mood looks more negative than one without; `alone`: one mood each."""
    rows = labelled.scored() if alone else list(range(len(labelled.texts)))
    columns = [EMOTIONS.index(mood) for mood in NEGATIVE]
    bad = labelled.truth()[rows][:, columns].any(axis=1)
    ranks = rankdata(heard[rows][:, columns].sum(axis=1))
    count = int(bad.sum())
    return float((ranks[bad].sum() - count * (count + 1) / 2) / (count * (len(rows) - count)))


def calibration_error(labelled: Labelled, heard: Floats, bins: int = 10) -> float:
    """Mean distance between probability and truth over bins of equal size, averaged over the six moods."""
    rows = labelled.scored()
    truth, told = labelled.truth()[rows], heard[rows]
    errors = [_distance(told[:, column], truth[:, column], bins) for column in _COLUMNS]
    return float(np.mean(errors))


def _distance(told: np.ndarray, truth: np.ndarray, bins: int) -> float:
    parts = np.array_split(np.argsort(told), bins)
    return float(sum(abs(told[part].mean() - truth[part].mean()) * len(part) for part in parts) / len(told))


def right(labelled: Labelled, heard: Floats) -> float:
    """Share of texts whose likeliest mood is their own."""
    return float((labelled.truth().argmax(axis=1) == heard.argmax(axis=1)).mean())


Row = tuple[str, Mapping[str, float]]


def table(rows: Sequence[Row], say: Callable[[str], None]) -> None:
    """The figures a row a way of hearing, a column a measure."""
    measures = list(dict.fromkeys(name for _, figures in rows for name in figures))
    width = max(len(name) for name, _ in rows)
    for measure in measures:
        say(measure)
        for name, figures in rows:
            if measure in figures:
                say(f"  {name:<{width}}  {figures[measure]:.3f}")
