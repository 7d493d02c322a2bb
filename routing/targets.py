"""What is promised: how long each clock may run, when to warn, and what follows a breach."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Breach(StrEnum):
    """What follows when a clock has run out."""

    TELL_LEAD = "tell_lead"
    RAISE_PRIORITY = "raise_priority"  #: one step, not beyond P1
    NEXT_LINE = "next_line"  #: to the queue this one escalates to, where people work


@dataclass(frozen=True, slots=True)
class Targets:
    """Working time for each clock, None for nothing promised; `warn` is the share that warns (1: none)."""

    first_word: timedelta
    next_word: timedelta
    resolution: timedelta | None = None
    line: timedelta | None = None
    warn: float = 0.8


@dataclass(frozen=True, slots=True)
class Promised:
    """Targets and what follows a breach: by queue and priority, else by priority for the whole desk."""

    usual: Mapping[int, Targets]
    own: Mapping[str, Mapping[int, Targets]]
    breach: frozenset[Breach]
    own_breach: Mapping[str, frozenset[Breach]]

    def targets(self, queue: str, priority: int) -> Targets:
        """What is promised for a ticket of this priority while it is in the queue."""
        return self.own.get(queue, self.usual)[priority]

    def after_breach(self, queue: str) -> frozenset[Breach]:
        """What follows a breach in the queue."""
        return self.own_breach.get(queue, self.breach)
