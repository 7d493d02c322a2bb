"""Articles that may answer, and the several questions of one turn: each is answered or offered for. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.line1.phrases import asks_something

#: Suggestions shown at once.
SUGGESTIONS = 3
#: How likely a runner-up must be, as a share of what earns a menu: most wrong firsts are put right there.
RUNNER_UP = 0.08


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may answer, and the probability 0..1 that it does."""

    article: str
    confidence: float
    queue: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One of several questions of a turn: its words and the articles that may answer it, best first."""

    text: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """A question of the same turn that is taken up next, and the articles to offer for it."""

    question: str
    articles: tuple[str, ...]


def asking(parts: Sequence[Part], at_least: float) -> list[Part]:
    """The parts that each ask something of their own which an article may answer; none if fewer than two do.

    A story in several sentences asks for one thing: all but the first must ask by their form.
    """
    found: dict[str, Part] = {}
    for part in parts:
        best = part.candidates[0] if part.candidates else None
        if best and best.confidence >= at_least and (not found or asks_something(part.text)):
            found.setdefault(best.article, part)
    return list(found.values()) if len(found) > 1 else []


def left(parts: Sequence[Part], tried: Sequence[str], at_least: float) -> tuple[Left, ...]:
    """Of these parts, those whose best article was not tried yet."""
    fresh = [part for part in parts if part.candidates[0].article not in tried]
    menus = [(part.text, worth_suggesting(part.candidates, tried, at_least)) for part in fresh]
    return tuple(Left(text, articles) for text, articles in menus if articles)


def sure_of_each(asked: Sequence[Candidate], given: Sequence[str], at_least: float) -> tuple[str, ...]:
    """The articles of a turn that surely asks for several; none if it asks for one, or for an old one."""
    sure_first = sorted(asked, key=lambda one: -one.confidence)
    sure = tuple(dict.fromkeys(one.article for one in sure_first if one.confidence >= at_least))
    return sure if len(sure) > 1 and not set(sure) & set(given) else ()


def worth_suggesting(
    candidates: Sequence[Candidate], tried: Sequence[str], at_least: float
) -> tuple[str, ...]:
    """The articles of a menu, best first; none if not even the best is likely enough."""
    fresh = [one for one in candidates if one.article not in tried]
    if not fresh or fresh[0].confidence < at_least:
        return ()
    # A menu helps by its runners-up too: they may be much less likely than what earns the menu.
    return tuple(one.article for one in fresh[:SUGGESTIONS] if one.confidence >= at_least * RUNNER_UP)
