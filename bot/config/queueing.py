"""What a queue row may hold besides its name and place: rules, intake questions, another department."""

from typing import Annotated, Literal

import re2
from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, StringConstraints, TypeAdapter

from bot.config.fields import Address, Id, Ids, Language, Languages, Link, Name, Text, Title, some
from bot.config.problem import quoted
from bot.config.row import Row
from routing.rules import Pattern

#: Longest pattern; google-re2 matches any in time that grows with the text only.
LONGEST = 500


def compiled(pattern: str) -> Pattern:
    """The pattern of a config: capitals are no difference."""
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    found: Pattern = re2.compile(pattern, options)
    return found


def _pattern(value: str) -> str:
    try:
        compiled(value)
    except re2.error as wrong:
        said = wrong.args[0].decode() if wrong.args and isinstance(wrong.args[0], bytes) else str(wrong)
        raise ValueError(
            f"is no pattern ({said}), got {quoted(value)}; see github.com/google/re2/wiki/Syntax"
        ) from None
    return value


def _one_or_many(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _by_language(value: object) -> object:
    return (_MANY if isinstance(value, dict) else _ONE).validate_python(value)


#: A sentence for all, or by language.
Told = Annotated[str | dict[str, str], PlainValidator(_by_language)]
_ONE: TypeAdapter[str] = TypeAdapter(Text)
_MANY: TypeAdapter[dict[str, str]] = TypeAdapter(Annotated[dict[Language, Text], AfterValidator(some)])
PatternText = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST), AfterValidator(_pattern)]
Words = Annotated[tuple[Name, ...], BeforeValidator(_one_or_many)]
Patterns = Annotated[tuple[PatternText, ...], BeforeValidator(_one_or_many)]
ManyIds = Annotated[Ids, BeforeValidator(_one_or_many)]
ManyLanguages = Annotated[Languages, BeforeValidator(_one_or_many)]
Usual = Literal["P1", "P2", "P3", "P4"]


class RuleRow(Row):
    """Conditions that must all hold; of each, one of its values is enough."""

    words: Words = ()
    patterns: Patterns = ()
    intake: dict[Id, Words] = Field(default={})
    articles: Words = ()
    languages: ManyLanguages = ()
    sources: Words = ()

    @property
    def is_empty(self) -> bool:
        """Nothing is asked: it would hold for everything."""
        return not (
            self.words or self.patterns or self.intake or self.articles or self.languages or self.sources
        )


class IntakeRow(Row):
    """One thing to know before people get a matter."""

    id: Id = Field(examples=["order"])
    ask: Told = Field(examples=['"What is the order number?"'])
    title: Title | None = None
    pattern: PatternText | None = None
    choices: dict[Id, Title] = Field(default={})


class ReachRow(Row):
    """Another department: whom, when and how customers reach it, and where their words are forwarded."""

    whom: Told | None = None
    when: Told = Field(examples=["mon-fri 10:00-18:00"])
    how: Told = Field(examples=["+7 495 000-00-00"])
    email: Address | None = None
    webhook: Link | None = None
