"""What is wrong with a config, told so that its writer can put it right."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

#: The look of a token from @BotFather. Such a thing is never repeated to anyone.
TOKEN = re.compile(r"[0-9]{6,}:[A-Za-z0-9_-]{20,}")
LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: the file, its row (from 1; 0 when it is about the whole file), and advice."""

    file: str
    row: int
    text: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.row}" if self.row else f"{self.file}:"
        return f"{place} {self.text}"


class ConfigError(Exception):
    """Root of everything wrong with what an administrator set."""


class ConfigWrong(ConfigError):
    """The config has mistakes; `problems` holds every one of them, in the order of the file."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = list(problems)


def presentable(text: str) -> str:
    """The text in one row, without tokens and without characters that would play with a terminal."""
    hidden = " ".join(TOKEN.sub("(hidden)", text).split())
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in hidden)


def quoted(value: object) -> str:
    """A value as a message may repeat it: short, or only its kind."""
    match value:
        case None | "":
            return "nothing"
        case dict():
            return "a mapping of keys"
        case list():
            return "a list"
    # Hidden before it is cut: half a token is still a secret.
    text = presentable(str(value))
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"


def nearest(wrong: str, known: Sequence[str]) -> str | None:
    """The known word most like the wrong one, or None when none is near."""
    folded = {word.lower(): word for word in known}
    near = difflib.get_close_matches(wrong.lower()[:100], folded, n=1)
    return folded[near[0]] if near else None


def did_you_mean(wrong: str, known: Sequence[str], otherwise: str = "") -> str:
    """The end of a sentence that says what to write instead."""
    near = nearest(wrong, known)
    return f"; did you mean `{near}`?" if near else otherwise
