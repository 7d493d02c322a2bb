"""How urgent a ticket is: 1 (first) to 4."""

from collections.abc import Collection
from dataclasses import dataclass

HIGHEST, USUAL, LOWEST = 1, 3, 4

#: Signals that set a priority by themselves, whatever the mood.
SIGNAL_PRIORITY = {"danger_to_life": 1, "security": 1, "outage": 2, "data_loss": 2, "legal_threat": 2}
#: Moods that move a ticket one step up (PEERS: "angry: priority +1", "distressed: a person now").
URGENT_MOODS = frozenset({"angry", "distressed"})


@dataclass(frozen=True, slots=True)
class Priority:
    """A priority and why it is so."""

    value: int
    reason: str


def choose_priority(emotion: str, signals: Collection[str]) -> Priority:
    """The most urgent of what mood and signals ask for; never from capitals, which are no signal."""
    asked = [
        Priority(SIGNAL_PRIORITY[name], f"signal: {name}") for name in signals if name in SIGNAL_PRIORITY
    ]
    if emotion in URGENT_MOODS:
        asked.append(Priority(USUAL - 1, f"mood: {emotion}"))
    return min(asked, key=lambda one: one.value, default=Priority(USUAL, "usual"))
