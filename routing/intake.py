"""What a queue wants to know before people get a matter: asked once, never what was said already."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from routing.rules import Pattern

#: Questions put to a customer before one hand-off, whatever queues want: no form stands before a person.
MOST = 4
#: Longest answer kept with a ticket, characters; the whole words are in the conversation.
ANSWER = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to choose: its value for rules, and how it is called by language."""

    id: str
    titles: Mapping[str, str] = field(default_factory=dict)

    def called(self, language: str) -> str:
        """As customers and staff read it."""
        return self.titles.get(language) or next(iter(self.titles.values()), self.id)


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to know: how it is asked and called by language, how an answer is read from words."""

    id: str
    ask: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    pattern: Pattern | None = None
    choices: tuple[Choice, ...] = ()

    def asked(self, language: str) -> str:
        """The question in the language, else in the first it has."""
        return self.ask.get(language) or next(iter(self.ask.values()), self.id)

    def called(self, language: str) -> str:
        """Its name for staff."""
        return self.titles.get(language) or next(iter(self.titles.values()), self.id)

    def told(self, answer: str, language: str) -> str:
        """An answer as people read it: a choice by its name."""
        return next((one.called(language) for one in self.choices if one.id == answer), answer)

    def found(self, text: str) -> str | None:
        """The answer as far as the text says it by itself: what the pattern finds."""
        match = self.pattern.search(text) if self.pattern else None
        if match is None:
            return None
        groups = match.groups()  # type: ignore[attr-defined]
        return str(next((one for one in groups if one), match.group(0)))[:ANSWER]  # type: ignore[attr-defined]

    def answered(self, text: str) -> str:
        """The answer in words that were meant as one: what the pattern finds, a choice, else as written."""
        plain = text.strip()
        if found := self.found(plain):
            return found
        by_number = plain.rstrip(".)")
        if self.choices and by_number.isdecimal() and 1 <= int(by_number) <= len(self.choices):
            return self.choices[int(by_number) - 1].id
        names = {name.casefold(): one.id for one in self.choices for name in (one.id, *one.titles.values())}
        return names.get(plain.casefold(), plain[:ANSWER])


def said_already(questions: Sequence[Question], text: str) -> dict[str, str]:
    """What the customer's words answer before anything is asked."""
    return {one.id: found for one in questions if (found := one.found(text))}


def next_question(
    questions: Sequence[Question], answers: Collection[str], asked: Collection[str]
) -> Question | None:
    """The first that is neither answered nor was asked; None when enough was asked."""
    if len(asked) >= MOST:
        return None
    return next((one for one in questions if one.id not in answers and one.id not in asked), None)
