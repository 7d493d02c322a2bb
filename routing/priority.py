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

    def of(self, usual: int = USUAL) -> int:
        """1 to 4, where matters are usually `usual`; never less urgent than that."""
        return max(HIGHEST, min(usual - self.steps, self.at_least, usual))


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


#: What being somebody the desk takes special care of asks for, and having to come again.
VIP = REPEAT = Urgency(steps=1)


@dataclass(frozen=True, slots=True)
class Standing:
    """What raises a priority besides mood and signals.

    `queue` is what its queue usually gives, `incident` the priority of the incident it belongs to; `repeat`:
    the customer comes again about a matter that was solved lately.
    """

    queue: int | None = None
    incident: int | None = None
    vip: bool = False
    repeat: bool = False


@dataclass(frozen=True, slots=True)
class Priority:
    """A priority and what decided it ("head: detail"); `reasons` is everything that moved it."""

    value: int
    reason: str
    reasons: tuple[str, ...] = ()


def choose_priority(
    emotion: str,
    signals: Collection[str],
    urgency: Mapping[str, Urgency] = URGENCY,
    standing: Standing = Standing(),
) -> Priority:
    """The most urgent of what is asked for; reasons do not add up, and capitals, no signal, are none."""
    usual = USUAL if standing.queue is None else standing.queue
    asked = [Priority(urgency[name].of(usual), f"signal: {name}") for name in signals if name in urgency]
    if emotion in urgency:
        asked.append(Priority(urgency[emotion].of(usual), f"mood: {emotion}"))
    asked += _of_standing(standing, usual)
    moved = [one for one in asked if one.value != usual]
    first = Priority(usual, "usual" if usual == USUAL else "usual for the queue")
    best = min(moved, key=lambda one: one.value, default=first)
    return Priority(best.value, best.reason, tuple(one.reason for one in moved) or (first.reason,))


def _of_standing(standing: Standing, usual: int) -> list[Priority]:
    found = []
    if standing.incident is not None:
        found.append(Priority(min(standing.incident, usual), "incident"))
    if standing.vip:
        found.append(Priority(VIP.of(usual), "vip"))
    if standing.repeat:
        found.append(Priority(REPEAT.of(usual), "repeat"))
    return found
