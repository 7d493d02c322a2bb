"""Texts kept side by side by label, so that scores of texts become scores of labels."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.floating[Any]]
Label = TypeVar("Label", bound=Hashable)


class Groups(Generic[Label]):
    """The texts of each label, one label after another; each has at least one."""

    def __init__(self, texts: Mapping[Label, Sequence[str]]) -> None:
        assert all(texts.values()), "a label without a text"
        self.labels = list(texts)
        self.texts = [text for group in texts.values() for text in group]
        self.sizes = np.array([len(group) for group in texts.values()], dtype=np.int64)
        self.starts = np.cumsum(self.sizes) - self.sizes

    def best(self, scores: Scores) -> Scores:
        """The highest score of each label, from a score for each text."""
        return np.maximum.reduceat(scores, self.starts) if self.labels else scores

    def nearest(self, scores: Scores, label: int) -> int:
        """Which text gave the label its highest score, the first of equals."""
        start = self.starts[label]
        return int(start + scores[start : start + self.sizes[label]].argmax())

    def ends(self, label: int) -> tuple[int, int]:
        """Where the label's texts begin, and where the next one's do."""
        start = int(self.starts[label])
        return start, start + int(self.sizes[label])

    def sums(self, rows: Scores) -> Scores:
        """The sum of the rows of each label, from a row for each text."""
        return np.add.reduceat(rows, self.starts, axis=0) if self.labels else rows
