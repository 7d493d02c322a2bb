"""What can be wrong with a knowledge base."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in one file: where it is and what to write instead."""

    file: str
    row: int  # from 1
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.row} {self.text}"


class KbError(Exception):
    """The root of every refusal of this folder."""


class IndexFailed(KbError):
    """The child process that builds an index ended without one; the text is the last it said."""


class ArticlesWrong(KbError):
    """The articles cannot be used; `problems` holds every mistake of every file."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
