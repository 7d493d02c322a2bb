"""A ticket's history: what each event changed, and the ticket put together again from nothing else."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import datetime
from enum import StrEnum
from typing import Any, get_args, get_type_hints

from routing.ticket import Ticket

#: Not facts about the matter: the number stands beside the changes, the version counts writes.
_APART = {"id", "version"}
_FIELDS = tuple(one.name for one in fields(Ticket) if one.name not in _APART)


def changed(before: Ticket | None, after: Ticket) -> dict[str, Any]:
    """What differs, by field, as JSON has it: moments in ISO 8601, states by name. No before: all."""
    return {
        name: _plain(getattr(after, name))
        for name in _FIELDS
        if before is None or getattr(before, name) != getattr(after, name)
    }


def rebuilt(ticket_id: int, changes: Iterable[Mapping[str, Any]]) -> Ticket:
    """The ticket as the changes, oldest first, left it; its version is 0, since no row was read."""
    facts: dict[str, Any] = {}
    for change in changes:
        facts |= change
    return Ticket(**{name: _READ[name](value) for name, value in facts.items()}, id=ticket_id)


def _plain(value: object) -> object:
    match value:
        case datetime():
            return value.isoformat()
        case StrEnum():
            return value.value
        case tuple():
            return list(value)
        case _:
            return value


def _reader(hint: Any) -> Any:
    kinds = [kind for kind in (hint, *get_args(hint)) if isinstance(kind, type)]
    if datetime in kinds:
        return lambda value: value and datetime.fromisoformat(value)
    if enum := next((kind for kind in kinds if issubclass(kind, StrEnum)), None):
        return lambda value: None if value is None else enum(value)
    if getattr(hint, "__origin__", None) is tuple:
        return tuple
    return lambda value: value


_READ = {name: _reader(hint) for name, hint in get_type_hints(Ticket).items()}
