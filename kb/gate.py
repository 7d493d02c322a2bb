"""The gate: from evidence to a probability that the first match is right.

Two questions, two curves: is it about anything we know, and if so, is the first article the one. Both are
logistic in the numbers of kb.evidence; `python -m kb.tuning` fitted them on drawn knowledge bases and wrote
gate.json, where each number has its mean, its spread and its weight.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FILE = Path(__file__).with_name("gate.json")
CLIP = 3.0  # spreads: a number farther out than it ever was in fitting counts as this far


@dataclass(frozen=True, slots=True)
class Logistic:
    """A probability from named numbers."""

    names: Sequence[str]
    means: NDArray[np.float64]
    spreads: NDArray[np.float64]
    weights: NDArray[np.float64]
    constant: float

    def at(self, numbers: Mapping[str, float]) -> float:
        """0..1."""
        row = np.array([numbers[name] for name in self.names])
        return sigmoid(float(self.standard(row) @ self.weights) + self.constant)

    def standard(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """In spreads from the mean."""
        return np.asarray(np.clip((rows - self.means) / self.spreads, -CLIP, CLIP))


@dataclass(frozen=True, slots=True)
class Gate:
    """How sure: `scope` that the knowledge base has an answer, `right` that it is the first one."""

    scope: Logistic
    right: Logistic

    def of(self, numbers: Mapping[str, float]) -> tuple[float, float]:
        """The scope, and if it is inside the right, each 0..1."""
        return self.scope.at(numbers), self.right.at(numbers)


def sigmoid(logit: float) -> float:
    """0..1."""
    return float(1 / (1 + np.exp(-np.clip(logit, -30, 30))))


@cache
def shipped(name: str) -> Gate:
    """The gate of this name: `near` without heads, `learnt` with them; `second near`, `second learnt`."""
    told = json.loads(FILE.read_text("utf-8"))[name]
    return Gate(logistic(told["scope"]), logistic(told["right"]))


def logistic(told: Mapping[str, Sequence[float]]) -> Logistic:
    """From `{name: [mean, spread, weight], "constant": [0, 1, weight]}`."""
    names = [name for name in told if name != "constant"]
    rows = np.array([told[name] for name in names], dtype=np.float64)
    return Logistic(names, rows[:, 0], rows[:, 1], rows[:, 2], float(told["constant"][2]))
