"""What `firstline kb learn` asks of the child process kb.lifting, and what it hears."""

from collections.abc import Sequence
from dataclasses import dataclass

from kb.measures import Guess

Row = tuple[str, str | None, Sequence[str], float]  # a kb.measures.Guess


@dataclass(frozen=True, slots=True)
class Request:
    """The articles, the day they are asked on, and the messages, masked."""

    articles: str
    language: str
    today: str
    messages: Sequence[str]


@dataclass(frozen=True, slots=True)
class Lift:
    """How many messages were near an article; what the held-out phrasings found without and with them."""

    near: int
    before: Sequence[Row]
    after: Sequence[Row]

    @property
    def helps(self) -> bool:
        """True if no fewer came out right, of any."""
        return bool(self.near) and _right(self.after) >= _right(self.before)

    def guesses(self) -> tuple[list[Guess], list[Guess]]:
        """Before and after, for kb.measures."""
        return [Guess(*row) for row in self.before], [Guess(*row) for row in self.after]


def _right(rows: Sequence[Row]) -> int:
    return sum(Guess(*row).is_right for row in rows)
