"""Which queue a matter belongs to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from routing.desk import Desk, Queue

#: Likeness to a queue's examples below which it says nothing: on the sample desk messages of a profile
#: reached 0.44 and more, those of none 0.39 and less (20 messages, two languages, 2026-11-22).
CLEAR_MEANING = 0.42


@dataclass(frozen=True, slots=True)
class QueueChoice:
    """The queue, why it was chosen, and how sure that is (0..1)."""

    queue: str
    reason: str
    confidence: float


def choose_queue(desk: Desk, topics: Sequence[str | None], scores: Mapping[str, float]) -> QueueChoice:
    """By the topic of the best articles, else by meaning, else the default queue.

    `topics` are queues named by matching articles, best first; `scores` is the likeness (0..1) of the
    words to each queue's examples. Only queues that line 1 may hand to are chosen; equal scores go to
    the queue named first in the config.
    """
    front = {queue.id: queue for queue in desk.front_queues()}
    for topic in topics:
        if topic in front:
            return QueueChoice(topic, f"topic of the nearest article: {topic}", 0.5)
    by_meaning = _nearest(front, scores)
    if by_meaning and by_meaning.confidence >= CLEAR_MEANING:
        return by_meaning
    default = desk.default_queue().id
    return QueueChoice(default, "no profile is clear: the default queue", 0.0)


def _nearest(front: Mapping[str, Queue], scores: Mapping[str, float]) -> QueueChoice | None:
    known = [queue for queue in front if queue in scores]
    if not known:
        return None
    best = max(known, key=lambda queue: scores[queue])
    return QueueChoice(best, f"meaning: like the examples of {best}", max(0.0, min(1.0, scores[best])))
