"""Why line 1 does what it does, as rows a person can read: the same for `firstline ask` and the demo."""

from collections.abc import Mapping
from typing import Any

from bot.line1.conversation import NAMES, Decision, Understanding
from routing.choice import QueueChoice
from routing.priority import Priority

#: Articles named as the nearest.
NEAREST = 3


def decided(decision: Decision) -> str:
    """What line 1 does and the reason that settled it."""
    return f"{NAMES[type(decision)]}: {decision.reason}"


def felt(heard: Understanding) -> list[str]:
    """The words the mood and the signals were read from; nothing for a calm turn."""
    signals = [f"signal {one.name}: “{one.words}”" for one in heard.feeling.signals]
    return [*(f"mood {reason}" for reason in heard.feeling.reasons), *signals]


def matched(heard: Understanding) -> str:
    """The nearest articles and how sure the match is."""
    near = ", ".join(f"{one.article} {one.confidence:.2f}" for one in heard.candidates[:NEAREST])
    return f"nearest: {near or '–'}"


def routed(queue: QueueChoice, priority: Priority) -> list[str]:
    """Where the matter goes, and how urgent it is."""
    return [
        f"queue {queue.queue}: {queue.reason} ({queue.confidence:.2f})",
        f"priority {priority.value}: {priority.reason}",
    ]


def told(opening: Mapping[str, Any]) -> list[str]:
    """The same from what a ticket's history keeps of its opening."""
    queue = QueueChoice(opening["queue"], opening["queue_reason"], opening["queue_confidence"])
    return routed(queue, Priority(opening["priority"], opening["priority_reason"]))
