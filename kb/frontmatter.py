"""The front matter of an article: the keys that may stand there and what each must be."""

from datetime import date
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    model_validator,
)

from kb.article import Audience, Button, Choice, Ending, Step

ID_BYTES = 48  # an id travels in callback data, 64 bytes at most (Bot API, InlineKeyboardButton)


def _id(value: str) -> str:
    if any(c.isspace() or c in "/\\" or not c.isprintable() for c in value):
        raise ValueError(f"should have no spaces or slashes, as in `till-offline`, got `{value}`")
    if len(value.encode()) > ID_BYTES:
        raise ValueError(f"should be at most {ID_BYTES} bytes, got {len(value.encode())}: shorten it")
    return value


def language_code(value: str) -> str:
    """The value if it is a code such as `ru` or `pt-BR` (ISO 639, a region may follow); else ValueError."""
    parts = value.split("-")
    letters = all(part.isascii() and part.isalpha() for part in parts)
    if not (letters and 1 <= len(parts) <= 2 and len(parts[0]) in {2, 3} and len(parts[-1]) in {2, 3}):
        raise ValueError(f"should be a language code such as `ru` or `en`, got `{value}`")
    return value


def _day(value: object) -> object:
    """Only a written date: pydantic by itself would take `12` for twelve seconds after 1970."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        raise ValueError(f"should be a day such as 2027-01-31, got `{value}`") from None


def _address(value: str) -> str:
    if not value.startswith(("https://", "http://", "tg://")):
        raise ValueError(f"should start with https:// (or tg://), got `{value}`")
    return value


def _only_audience(value: object) -> object:
    if isinstance(value, str) and value not in set(Audience):
        raise ValueError(f"should be `public` or `internal`, got `{value}`")
    return value


Id = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_id)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ButtonRow(_Model):
    """A button under the answer: exactly one of url and article."""

    title: Text
    url: Annotated[str, AfterValidator(_address)] | None = None
    article: Id | None = None

    @model_validator(mode="after")
    def _leads_to_one_place(self) -> Self:
        if (self.url is None) == (self.article is None):
            raise ValueError("a button needs either `url: https://...` or `article: <id>`")
        return self

    def value(self) -> Button:
        """The same as the rest of the desk sees it."""
        return Button(self.title, self.url, self.article)


class ChoiceRow(_Model):
    """A button under a step."""

    title: Text
    to: Text


class StepRow(_Model):
    """A step of a guided article."""

    id: Id
    text: Text
    choices: tuple[ChoiceRow, ...]

    def value(self) -> Step:
        """The same as the rest of the desk sees it."""
        return Step(self.id, self.text, tuple(Choice(choice.title, choice.to) for choice in self.choices))


class FrontMatter(_Model):
    """What stands above the answer; only `id` and `title` are required."""

    id: Id
    title: Text
    phrasings: tuple[Text, ...] = ()
    audience: Annotated[Audience, BeforeValidator(_only_audience)] | None = None
    queue: Text | None = None
    language: Annotated[str, AfterValidator(language_code)] | None = None
    buttons: tuple[ButtonRow, ...] = ()
    attachments: tuple[Text, ...] = ()
    valid_until: Annotated[date, BeforeValidator(_day)] | None = None
    steps: tuple[StepRow, ...] = ()

    def wrong_turns(self) -> list[tuple[tuple[int | str, ...], str]]:
        """Choices that lead nowhere: the place, and what to write instead."""
        known = [step.id for step in self.steps] + list(Ending)
        return [
            (("steps", s, "choices", c, "to"), f"no step `{choice.to}`: the steps are {', '.join(known)}")
            for s, step in enumerate(self.steps)
            for c, choice in enumerate(step.choices)
            if choice.to not in known
        ]


KEYS: dict[str, type[_Model]] = {"buttons": ButtonRow, "steps": StepRow, "choices": ChoiceRow}


def known_keys(loc: tuple[int | str, ...]) -> list[str]:
    """The keys allowed beside the one at `loc`."""
    model = next(
        (KEYS[step] for step in reversed(loc[:-1]) if isinstance(step, str) and step in KEYS), FrontMatter
    )
    return list(model.model_fields)
