"""A desk's own labelled messages bend the shipped confidence to what is true at that desk (Platt 1999)."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kb.groups import Scores

SURE_ENOUGH = 1e-6  # confidences are kept this far from 0 and 1, where a logit would be endless
WISH = 4.0  # for leaving the shipped confidence as it is: outweighed by some fifty messages
LEAST = 30  # labelled messages, below which nothing is fitted


@dataclass(frozen=True, slots=True)
class Calibration:
    """A straight line in logits; 1 and 0 change nothing."""

    slope: float = 1.0
    offset: float = 0.0

    def of(self, sure: float) -> float:
        """The confidence 0..1 as this desk's messages had it; never changes an order."""
        return float(self.each(np.array([sure]))[0])

    def undone(self, sure: float) -> float:
        """What the confidence was before."""
        logit = float(_logits(np.array([sure]))[0])
        return float(1 / (1 + np.exp(-np.clip((logit - self.offset) / self.slope, -30, 30))))

    def each(self, sure: Scores) -> Scores:
        """The same for many."""
        return np.asarray(1 / (1 + np.exp(-np.clip(self.slope * _logits(sure) + self.offset, -30, 30))))


SHIPPED = Calibration()


def fitted(sure: Sequence[float], right: Sequence[bool], steps: int = 30) -> Calibration:
    """Of greatest likelihood, drawn towards what is shipped; by Newton's method, no step making it worse."""
    x = np.column_stack([_logits(np.array(sure)), np.ones(len(sure))])
    shipped, hit = np.array([1.0, 0.0]), np.array(right, dtype=float)
    line = shipped.copy()

    def loss(at: NDArray[np.float64]) -> float:
        logits = x @ at
        missed = np.logaddexp(0, logits) - hit * logits
        return float(missed.sum() + WISH / 2 * ((at - shipped) ** 2).sum())

    for _ in range(steps):
        chance = 1 / (1 + np.exp(-np.clip(x @ line, -30, 30)))
        slope = x.T @ (hit - chance) - WISH * (line - shipped)
        bend = (x.T * (chance * (1 - chance))) @ x + WISH * np.eye(2)
        step = np.linalg.solve(bend, slope)
        while loss(line + step) > loss(line) and np.abs(step).max() > 1e-9:
            step = step / 2
        line = line + step
    return Calibration(max(0.05, float(line[0])), float(line[1]))


def read(file: Path) -> Calibration:
    """As it was written, or the shipped one if there is none."""
    try:
        return Calibration(**json.loads(file.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return SHIPPED


def write(calibration: Calibration, file: Path) -> None:
    """As `read` reads it."""
    file.write_text(json.dumps(asdict(calibration)) + "\n", "utf-8")


def _logits(sure: Scores) -> Scores:
    kept = np.clip(sure, SURE_ENOUGH, 1 - SURE_ENOUGH)
    return np.asarray(np.log(kept / (1 - kept)))
