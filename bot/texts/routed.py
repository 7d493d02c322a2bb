"""Why a ticket is where it is, who answers for it while it waits, and what was asked before it came."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from bot.texts.catalogue import Words
from bot.texts.feelings import signal_name
from bot.texts.markup import clipped
from routing.intake import Question

#: Characters of one intake answer shown.
ANSWER = 80


@dataclass(frozen=True, slots=True)
class Waiting:
    """What staff see of a waiting ticket: who answers for it, whom it is offered to, why it is here."""

    lead: str | None = None
    offered: str | None = None
    until: datetime | None = None
    why: str = ""
    sure: float = 0.0


def rows(words: Words, waiting: Waiting | None, now: datetime) -> list[Markup]:
    """On the card, while the ticket waits."""
    if waiting is None:
        return []
    told = []
    if waiting.offered and waiting.until:
        until = words.clock(waiting.until, now)
        told.append(words.say("Offered to {name} until {until}.", name=waiting.offered, until=until))
    if waiting.lead:
        told.append(words.say("{name} answers for it.", name=waiting.lead))
    if waiting.why:
        why, percent = why_queue(words, waiting.why), round(waiting.sure * 100)
        told.append(words.say("Why this queue: {why} (sure: {percent} %).", why=why, percent=percent))
    return told


def why_queue(words: Words, reason: str) -> str:
    """The reason of a choice of queue in the reader's language; its detail as it is."""
    head, _, detail = reason.partition(": ")
    known = {
        "rule": words.say("the rule {detail}", detail=detail),
        "topic of the nearest article": words.say("the topic of the nearest article"),
        "meaning": words.say("the words are like its examples"),
        "past tickets": words.say("like tickets were solved there"),
        "named for such matters in line1.triage": words.say("set for such moods and signals"),
        "reception": words.say("asked for a person, or is upset"),
        "split": words.say("split off a question of this queue"),
        "no profile is clear": words.say("no queue is clear, this is the default"),
    }
    return known.get(head, reason)


def why_priority(words: Words, reason: str) -> str:
    """The reason of a priority; a mood is personal and is not named here."""
    head, _, detail = reason.partition(": ")
    known = {
        "mood": words.say("the mood"),
        "signal": words.say("what was said ({detail})", detail=signal_name(words, detail)),
        "incident": words.say("an incident"),
        "vip": words.say("a VIP"),
        "repeat": words.say("came again about it"),
        "usual for the queue": words.say("usual for the queue"),
        "usual": words.say("usual"),
    }
    return known.get(head, reason)


def intake(words: Words, answers: Mapping[str, str], questions: Mapping[str, Question]) -> list[Markup]:
    """What the customer answered before the ticket came, a row each."""
    return [
        Markup("{}: {}").format(
            questions[name].called(words.language) if name in questions else name,
            clipped(questions[name].told(answer, words.language) if name in questions else answer, ANSWER),
        )
        for name, answer in answers.items()
    ]
