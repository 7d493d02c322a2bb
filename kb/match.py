"""What the desk asks a matcher, and what it hears."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kb.reading import Reading

MOST = 10  # matches told for a message


@dataclass(frozen=True, slots=True)
class Match:
    """An article and how surely the message asks for it.

    `language` and `phrasing` are those of the nearest phrasing; `parts` are the scores behind the
    confidence by name (the higher the nearer, most within 0..1).
    """

    article_id: str
    language: str
    confidence: float  # probability 0..1 that this article is the right one
    phrasing: str
    parts: Mapping[str, float]


class Matcher(Protocol):
    """Finds the articles a message asks for."""

    def read(self, text: str) -> Reading:
        """The message as it was meant, and what had to be put right in it."""
        ...

    def match(self, text: str, today: date | None = None) -> list[Match]:
        """Up to MOST matches, the surest first, ties by article id; none if the text has no words.

        Articles that are past their day on `today` are left out (without it: on the day of building).
        """
        ...


def explained(reading: Reading, matches: Sequence[Match], most: int = 2) -> list[str]:
    """How a message was read, and how the parts voted on the first articles, in rows for people."""
    fixes = [f"{fix.kind}: “{fix.before}” read as “{fix.after}”" for fix in reading.fixes]
    return [*fixes, *(f"{match.article_id}: {_votes(match.parts)}" for match in matches[:most])]


def _votes(parts: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {value:.2f}" for name, value in parts.items())
