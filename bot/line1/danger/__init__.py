"""Danger to life heard by a small network over the meaning and the words, where no rule lists them."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.line1.head import Floats

#: Made by `python -m bot.line1.tuning.danger FOLDER`; figures, data and licences in head.md.
WEIGHTS = Path(__file__).with_name("danger.npz")
#: So far below the threshold the words of a rule are believed no more ("suicide squad blu-ray has no
#: subtitles": -17); no message about danger that a rule tells of lies there ("the router is smoking": -13).
NEVER = -14.0


class Danger:
    """The weights, read once: a hidden layer over the meaning, and a number for each hashed word."""

    def __init__(self, path: Path = WEIGHTS) -> None:
        with np.load(path) as kept:
            self._hidden: Floats = kept["hidden"].astype(np.float32)
            self._start: Floats = kept["start"].astype(np.float32)
            self._out: Floats = kept["out"].astype(np.float32)
            self._words: NDArray[np.int8] = kept["words"]
            self._scale, self._least = (float(one) for one in kept["scale_and_least"])

    def over(self, meaning: Floats, columns: NDArray[np.int64], values: Floats) -> float:
        """How far the log-odds of danger lie over those at which somebody is called; below zero nobody is.

        `meaning` is the text's row of `head.meanings`, the rest its row of `Head.words`.
        """
        hidden = np.maximum(meaning @ self._hidden + self._start, 0)
        said = float(values @ self._words[columns].astype(np.float32)) * self._scale
        return float(hidden @ self._out) + said - self._least
