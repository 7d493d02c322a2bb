"""Rules that send a matter to a queue whatever else is known of it: words, patterns, answers, where from."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Protocol

import snowballstemmer

#: Words of a matter that rules look at, from its beginning: nobody's subject stands further down.
WORDS = 400
_WORD = re.compile(r"\w+")
_CYRILLIC = re.compile(r"[а-яё]")


class Pattern(Protocol):
    """A compiled pattern, of google-re2 or of anything alike."""

    def search(self, text: str) -> object | None:
        """What was found, or None."""
        ...


@dataclass(frozen=True, slots=True)
class Matter:
    """What is known of a matter when its queue is chosen.

    `source` is the /start link's payload, `answers` are intake fields, `articles` those given or offered.
    """

    text: str = ""
    language: str = ""
    source: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    articles: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """Conditions that must all hold; of each, one of its values is enough. An empty one holds always.

    `words` are phrases in any grammatical form; a `source` that ends in `*` is the beginning of one.
    """

    words: tuple[str, ...] = ()
    patterns: tuple[tuple[str, Pattern], ...] = ()
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    articles: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    def holds(self, matter: Matter, text: "Stems") -> str | None:
        """What in the matter made it hold, for people to read; None when it does not."""
        found = [
            self.words and _words(self.words, text),
            self.patterns and _pattern(self.patterns, matter.text),
            self.articles and _among(self.articles, matter.articles),
            self.languages and _among(self.languages, [matter.language]),
            self.sources and _source(self.sources, matter.source),
            *(_answer(name, wanted, matter.answers) for name, wanted in self.answers.items()),
        ]
        if None in found:
            return None
        return ", ".join(str(one) for one in found if one) or None


@dataclass(frozen=True, slots=True)
class Stems:
    """A text's words by their stems, in order and as a set."""

    order: tuple[str, ...]
    known: frozenset[str]


def stems(text: str) -> Stems:
    """The first WORDS of a text by their stems: `кассы` and `кассу` are one, so are `till` and `tills`."""
    order = tuple(map(_stem, _WORD.findall(text.lower().replace("ё", "е"))[:WORDS]))
    return Stems(order, frozenset(order))


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    language = "russian" if _CYRILLIC.search(word) else "english"
    return str(_stemmer(language).stemWord(word))


@cache
def _stemmer(language: str) -> "snowballstemmer.stemmer":
    return snowballstemmer.stemmer(language)


@lru_cache(maxsize=20_000)
def _phrase(words: str) -> tuple[str, ...]:
    return stems(words).order


def _words(phrases: Iterable[str], text: Stems) -> str | None:
    return next((f"“{one}”" for one in phrases if _says(text, _phrase(one))), None)


def _says(text: Stems, phrase: tuple[str, ...]) -> bool:
    if not phrase or not text.known.issuperset(phrase):
        return False
    last = len(text.order) - len(phrase)
    return len(phrase) == 1 or any(
        text.order[at : at + len(phrase)] == phrase for at in range(last + 1) if text.order[at] == phrase[0]
    )


def _pattern(patterns: Iterable[tuple[str, Pattern]], text: str) -> str | None:
    return next((name for name, pattern in patterns if pattern.search(text)), None)


def _among(wanted: Sequence[str], there: Iterable[str]) -> str | None:
    return next((one for one in there if one in wanted), None)


def _source(wanted: Iterable[str], source: str) -> str | None:
    fits = any(source.startswith(one[:-1]) if one.endswith("*") else source == one for one in wanted)
    return source if source and fits else None


def _answer(name: str, wanted: Sequence[str], answers: Mapping[str, str]) -> str | None:
    given = answers.get(name, "")
    return f"{name}: {given}" if given and given.casefold() in {one.casefold() for one in wanted} else None
