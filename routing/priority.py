"""How urgent a ticket is: 1 (first) to 4."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

HIGHEST, USUAL, LOWEST = 1, 3, 4


@dataclass(frozen=True, slots=True)
class Urgency:
    """What a mood or a signal asks for: so many steps up from the usual, and at least this priority."""

    steps: int = 0
    at_least: int = LOWEST

    @property
    def priority(self) -> int:
        """1 to 4."""
        return max(HIGHEST, min(USUAL - self.steps, self.at_least))


#: What each mood and signal asks for when the desk says nothing else (PEERS: "angry: priority +1",
#: "distressed: a person now"); the others ask for nothing.
URGENCY: Mapping[str, Urgency] = MappingProxyType(
    {
        "danger_to_life": Urgency(at_least=1),
        "security": Urgency(at_least=1),
        "outage": Urgency(at_least=2),
        "data_loss": Urgency(at_least=2),
        "legal_threat": Urgency(at_least=2),
        "claim": Urgency(at_least=2),
        "angry": Urgency(steps=1),
        "distressed": Urgency(steps=1),
    }
)


@dataclass(frozen=True, slots=True)
class Priority:
    """A priority and why it is so."""

    value: int
    reason: str


def choose_priority(
    emotion: str, signals: Collection[str], urgency: Mapping[str, Urgency] = URGENCY
) -> Priority:
    """The most urgent of what mood and signals ask for; never from capitals, which are no signal."""
    asked = [Priority(urgency[name].priority, f"signal: {name}") for name in signals if name in urgency]
    if emotion in urgency:
        asked.append(Priority(urgency[emotion].priority, f"mood: {emotion}"))
    moved = [one for one in asked if one.value != USUAL]
    return min(moved, key=lambda one: one.value, default=Priority(USUAL, "usual"))
