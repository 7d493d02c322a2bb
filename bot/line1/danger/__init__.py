"""Danger to life told by meaning, for words that no rule lists and languages that no rule knows."""

from importlib import resources
from pathlib import Path

import numpy as np

from bot.line1.head import Floats, meanings
from kb.encoder import Encoder

#: A text is about danger when its meaning is so near (cosine) to a known message about danger, so much nearer
#: than to any saying that only sounds like one, and when the line between danger and all else says so too.
#: Chosen so that comments (GoEmotions dev), questions and our own messages raise no false page.
NEAR, CLEARER, OVER_THE_LINE = 0.58, 0.12, 0.0
#: The meaning of longer texts is of too many things to tell this one.
LONGEST_WORDS = 40
#: The line: 512 numbers of meaning and where it starts; made by `python -m bot.line1.tuning FOLDER --save`.
LINE = Path(__file__).with_name("line.npy")


class Danger:
    """Messages about danger to life, and sayings about death, by meaning; encoded once (0.3 s)."""

    def __init__(self, encoder: Encoder, line: Path = LINE) -> None:
        self._danger = meanings(encoder, known())
        self._sayings = meanings(encoder, sayings())
        self._line: Floats = np.load(line).astype(np.float32)

    def told_by(self, text: str, meaning: Floats) -> str:
        """The text when its meaning is that of danger; empty when not."""
        if len(text.split()) > LONGEST_WORDS:
            return ""
        near = float((self._danger @ meaning).max())
        clear = near - float((self._sayings @ meaning).max())
        over = float(self._line[:-1] @ meaning + self._line[-1])
        return text if near >= NEAR and clear >= CLEARER and over >= OVER_THE_LINE else ""


def known() -> list[str]:
    """Messages about danger to life."""
    return [*_rows("en.txt"), *_rows("ru.txt")]


def sayings() -> list[str]:
    """Messages that only sound so."""
    return _rows("sayings.txt")


def _rows(name: str) -> list[str]:
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return [row for row in text.splitlines() if row.strip()]
