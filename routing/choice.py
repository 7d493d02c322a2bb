"""Which queue a matter belongs to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from routing.desk import Desk, Queue
from routing.rules import Matter, Stems, stems

#: Likeness to a queue's examples below which it says nothing: on the sample desk messages of a profile
#: reached 0.44 and more, those of none 0.39 and less (20 messages, two languages, 2026-11-22).
CLEAR_MEANING = 0.42
#: The share of like past tickets that must have ended in one queue before they say something.
CLEAR_PAST = 0.5
NOTHING_LEARNT: Mapping[str, float] = MappingProxyType({})
UNKNOWN = Matter()


@dataclass(frozen=True, slots=True)
class QueueChoice:
    """The queue, why it was chosen, and how sure that is (0..1).

    The reason is "head: detail", its heads known to bot/texts/routed.py.
    """

    queue: str
    reason: str
    confidence: float


def choose_queue(
    desk: Desk,
    topics: Sequence[str | None],
    scores: Mapping[str, float],
    learned: Mapping[str, float] = NOTHING_LEARNT,
    matter: Matter = UNKNOWN,
    *,
    reception: bool = False,
    people: bool = False,
) -> QueueChoice:
    """By rules, the topic of the best articles, meaning, what past tickets teach; else the default queue.

    `topics` are queues named by matching articles, best first; `scores` is the likeness (0..1) of the
    words to each queue's examples, `learned` the share of like past tickets that ended in each queue.
    Only queues that line 1 may hand to are chosen; equal scores go to the queue named first in the config.
    Somebody who wants the `reception` gets it where there is one; who needs `people`, no other department.
    """
    if reception and (own := desk.reception()):
        return QueueChoice(own.id, "reception", 1.0)
    front = {queue.id: queue for queue in desk.front_queues() if not (people and queue.outside)}
    if by_rule := _by_rules(front, matter, scores):
        return by_rule
    for topic in topics:
        if topic in front:
            return QueueChoice(topic, f"topic of the nearest article: {topic}", 0.5)
    by_meaning = _best(front, scores, "meaning: like the examples of")
    if by_meaning and by_meaning.confidence >= CLEAR_MEANING:
        return by_meaning
    by_past = _best(front, learned, "past tickets: like those of")
    if by_past and by_past.confidence >= CLEAR_PAST:
        return by_past
    return QueueChoice(desk.default_queue().id, "no profile is clear: the default queue", 0.0)


def _by_rules(front: Mapping[str, Queue], matter: Matter, scores: Mapping[str, float]) -> QueueChoice | None:
    """The queue whose rule holds; where several do, the one the words are most like, and less sure of it."""
    ruled = [queue for queue in front.values() if queue.rules]
    if not ruled:
        return None
    text = stems(matter.text)
    held = {queue.id: why for queue in ruled if (why := _why(queue, matter, text))}
    if not held:
        return None
    best = max(held, key=lambda queue: scores.get(queue, 0.0))
    return QueueChoice(best, f"rule: {held[best]}", 1.0 if len(held) == 1 else 0.7)


def _why(queue: Queue, matter: Matter, text: Stems) -> str | None:
    return next((why for rule in queue.rules if (why := rule.holds(matter, text))), None)


def _best(front: Collection[str], scores: Mapping[str, float], why: str) -> QueueChoice | None:
    known = [queue for queue in front if queue in scores]
    if not known:
        return None
    best = max(known, key=lambda queue: scores[queue])
    return QueueChoice(best, f"{why} {best}", max(0.0, min(1.0, scores[best])))
