"""Danger to life told by meaning, for words that no rule lists and languages that no rule knows."""

from importlib import resources

from bot.line1.head import Floats, meanings
from kb.encoder import Encoder

#: Cosine to the nearest message about danger from which a text counts as one, and how much further any
#: saying that only sounds so must be: chosen so that comments (GoEmotions dev) raise no false page.
NEAR, CLEARER = 0.75, 0.12
#: The meaning of longer texts is of too many things to tell this one.
LONGEST_WORDS = 40


class Danger:
    """Messages about danger to life, and sayings about death, by meaning; encoded once (0.2 s)."""

    def __init__(self, encoder: Encoder) -> None:
        self._danger = meanings(encoder, [*_rows("en.txt"), *_rows("ru.txt")])
        self._sayings = meanings(encoder, _rows("sayings.txt"))

    def told_by(self, text: str, meaning: Floats) -> str:
        """The text when its meaning is that of danger; empty when not."""
        if len(text.split()) > LONGEST_WORDS:
            return ""
        near = float((self._danger @ meaning).max())
        clear = near - float((self._sayings @ meaning).max())
        return text if near >= NEAR and clear >= CLEARER else ""


def _rows(name: str) -> list[str]:
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return [row for row in text.splitlines() if row.strip()]
