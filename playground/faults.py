"""Trouble on demand: what may go wrong between a bot and Telegram, chosen by match, count and chance."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count as numbers_from
from random import Random
from typing import Any


class Kind(StrEnum):
    """The first nine befall a call, the last three an update on its way to the bot."""

    TOO_MANY = "429"
    FORBIDDEN = "403"
    BAD_REQUEST = "400"
    SERVER_ERROR = "500"
    BAD_GATEWAY = "502"
    GARBAGE = "garbage"
    HANG = "hang"
    DROP_BEFORE = "drop_before"
    DROP_AFTER = "drop_after"
    DUPLICATE = "duplicate"
    DELAY = "delay"
    REORDER = "reorder"


OF_UPDATES = frozenset({Kind.DUPLICATE, Kind.DELAY, Kind.REORDER})


@dataclass(slots=True)
class Fault:
    """One kind of trouble.

    ``method`` is a Bot API method or ``*`` (updates: ``message``, ``callback_query``... or ``*``);
    ``match`` compares parameters: words must be contained, all else be equal;
    ``count`` is how often it may still strike (None: for ever), ``probability`` how likely each time;
    ``seconds`` is how long a hang (None: until the caller gives up, and then nothing was done), a delay
    or a reordering lasts, or how long ``drop_after`` keeps the caller waiting first;
    ``description`` is what a 400, 403 or 500 says ("Forbidden: user is deactivated"...);
    ``number`` tells it from the others that are set.
    """

    kind: Kind
    method: str = "*"
    match: Mapping[str, Any] = field(default_factory=dict)
    count: int | None = None
    probability: float = 1.0
    retry_after: int = 1
    seconds: float | None = None
    description: str | None = None
    struck: int = 0
    number: int = 0

    def meets(self, method: str, params: Mapping[str, Any]) -> bool:
        """Whether the method and the parameters are the ones this trouble waits for."""
        return (
            self.count != 0
            and self.method in {"*", method}
            and all(_agrees(params.get(name), wanted) for name, wanted in self.match.items())
        )


def _agrees(value: Any, wanted: Any) -> bool:
    if isinstance(wanted, str):
        return isinstance(value, str) and wanted in value
    return bool(value == wanted)


class Faults:
    """The troubles now set; the same seed gives the same chances."""

    def __init__(self, seed: int = 0) -> None:
        self._random = Random(seed)  # noqa: S311 - chance that can be repeated is the point
        self._numbers = numbers_from(1)
        self.set: list[Fault] = []
        self.changed: Callable[[], None] = lambda: None

    def add(
        self,
        kind: str,
        method: str = "*",
        *,
        match: Mapping[str, Any] | None = None,
        count: int | None = None,
        probability: float = 1.0,
        retry_after: int = 1,
        seconds: float | None = None,
        description: str | None = None,
    ) -> Fault:
        """Set a trouble (see ``Fault``); ValueError if the kind is unknown or the chance is not 0 to 1."""
        if not 0 <= probability <= 1:
            raise ValueError(f"probability is between 0 and 1, got {probability}")
        fault = Fault(
            Kind(kind), method, dict(match or {}), count, probability, retry_after, seconds, description
        )
        fault.number = next(self._numbers)
        self.set.append(fault)
        self.changed()
        return fault

    def remove(self, number: int) -> None:
        """Set one trouble aside; nothing happens if it is gone already."""
        self.set[:] = [fault for fault in self.set if fault.number != number]
        self.changed()

    def clear(self) -> None:
        """All is well again."""
        self.set.clear()
        self.changed()

    def for_call(self, method: str, params: Mapping[str, Any]) -> Fault | None:
        """The trouble that befalls this call, counted; the one set first wins."""
        return self._strike(method, params, of_updates=False)

    def for_update(self, kind: str, params: Mapping[str, Any]) -> Fault | None:
        """The trouble that befalls this update; ``params`` are chat_id and text."""
        return self._strike(kind, params, of_updates=True)

    def _strike(self, method: str, params: Mapping[str, Any], *, of_updates: bool) -> Fault | None:
        for fault in self.set:
            fits = (fault.kind in OF_UPDATES) is of_updates and fault.meets(method, params)
            if fits and self._chance(fault):
                fault.struck += 1
                fault.count = None if fault.count is None else fault.count - 1
                self.changed()
                return fault
        return None

    def _chance(self, fault: Fault) -> bool:
        return fault.probability == 1 or self._random.random() < fault.probability
