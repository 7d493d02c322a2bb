"""pydantic's complaints in plain English."""

from collections.abc import Iterator, Mapping
from typing import get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from bot.config.problem import did_you_mean, nearest, quoted
from bot.config.rows import Written
from bot.config.source import Loc

A_MAPPING = "should be a mapping (`key: value`)"
A_LIST = "should be a list (`[one, two]`, or rows that begin with `- `)"
#: What was expected, by pydantic's error type; the braces are filled from the error's own facts.
EXPECTED = {
    "int_parsing": "should be a whole number",
    "int_parsing_size": "should be a smaller number",
    "int_type": "should be a whole number",
    "int_from_float": "should be a whole number",
    "float_parsing": "should be a number",
    "float_type": "should be a number",
    "bool_parsing": "should be true or false",
    "bool_type": "should be true or false",
    "string_type": "should be text",
    "string_too_short": "should not be empty",
    "string_too_long": "should be at most {max_length} characters",
    "enum": "should be {expected}",
    "literal_error": "should be {expected}",
    "greater_than": "should be greater than {gt}",
    "greater_than_equal": "should be {ge} or more",
    "less_than": "should be less than {lt}",
    "less_than_equal": "should be at most {le}",
    "tuple_type": A_LIST,
    "dict_type": A_MAPPING,
    "model_type": A_MAPPING,
    "finite_number": "should be an ordinary number",
}
SECRETS = ("token", "password", "secret", "database_url", "proxy")


def mistake(error: ErrorDetails) -> tuple[Loc, str]:
    """Where the mistake is, and what to do about it."""
    loc, kind = error["loc"], error["type"]
    if kind == "extra_forbidden":
        return loc, _told_unknown(loc)
    if kind == "missing":
        return loc, f"is missing; write for instance `{loc[-1]}: {_example(loc)}`"
    facts = {name: _plain(fact) for name, fact in error.get("ctx", {}).items()}
    if kind == "value_error":
        return _without_key_mark(loc), facts["error"]
    expected = EXPECTED.get(kind, "does not fit here").format_map(facts)
    return _without_key_mark(loc), f"{expected}, got {quoted(error['input'])}"


def spoilt_part(error: ErrorDetails) -> str:
    """What is not to be trusted after this mistake: a section, or its part such as `staff.queues`."""
    loc = error["loc"]
    if error["type"] == "extra_forbidden":
        loc = *loc[:-1], nearest(str(loc[-1]), list(_fields(loc[:-1]))) or str(loc[-1])
    return ".".join([step for step in loc if isinstance(step, str)][:2])


def _told_unknown(loc: Loc) -> str:
    key, known = quoted(loc[-1]), list(_fields(loc[:-1]))
    if any(word in key.lower() for word in SECRETS):
        return (
            f"unknown key `{key}`; secrets come from the environment only: take it out (see docs/config.md)"
        )
    return f"unknown key `{key}`" + did_you_mean(key, known, f"; the keys here are {', '.join(known)}")


def _example(loc: Loc) -> str:
    field = _fields(loc[:-1]).get(str(loc[-1]))
    return str(field.examples[0]) if field and field.examples else "..."


def _fields(loc: Loc) -> Mapping[str, FieldInfo]:
    """The keys that may stand at this place."""
    model: type[BaseModel] = Written
    for step in loc:
        if isinstance(step, str) and step in model.model_fields:
            model = next(models_in(model.model_fields[step].annotation), model)
    return model.model_fields


def models_in(annotation: object) -> Iterator[type[BaseModel]]:
    """Models inside `tuple[Model, ...]`, `Model | None` and the like."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from models_in(inner)


def _plain(fact: object) -> str:
    return f"{fact:g}" if isinstance(fact, float) else str(fact)


def _without_key_mark(loc: Loc) -> Loc:
    """pydantic ends the place of a wrong key with the word `[key]`."""
    return loc[:-1] if loc and loc[-1] == "[key]" else loc
