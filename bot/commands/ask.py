"""`firstline ask`: what line 1 would do with each message on standard input, and why."""

import asyncio
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TextIO

from bot.actions import choosing
from bot.commands.minding import think_ready
from bot.commands.opening import desk, said_plainly
from bot.line1 import conversation as line1
from bot.line1 import reasons
from bot.line1.conversation import Talk, Understanding
from bot.line1.several import Candidate
from bot.rules import Rules, rules_of
from routing.priority import Standing, choose_priority
from storage.customers import Step

#: Candidates told for a message (DESIGN.md section 6).
CANDIDATES = 10
#: Said after the last message to a person; a program reads it in docs/running.md.
NO_PAST = "(Tickets of the past are not read here: with them the running desk may choose another queue.)"


@said_plainly
def run(config_path: Path, *, as_json: bool) -> int:
    """Print an answer per row of standard input; 0, or 1 when config or articles are wrong."""
    config, library = desk(config_path)
    rules = rules_of(config, library)
    today = datetime.now(UTC).astimezone(rules.hours.zone).date()
    thinker = think_ready(rules, library, config)
    asyncio.run(thinker.learn(config.index_folder))
    _speak_utf8()
    for text in rows(sys.stdin):
        heard = thinker.think(text, (), rules.languages[0], today)
        told = explain(rules, heard)
        print(json.dumps(told, ensure_ascii=False) if as_json else _plain(told), flush=True)  # noqa: T201
    if not as_json:
        print(NO_PAST, flush=True)  # noqa: T201
    return 0


def _speak_utf8() -> None:
    """Messages are UTF-8 whatever the terminal's language; bytes that are no text become "�"."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def rows(stream: TextIO) -> Iterator[str]:
    """Messages, one a row; an empty row is an empty message."""
    for row in stream:
        yield row.rstrip("\r\n")


def explain(rules: Rules, heard: Understanding) -> dict[str, Any]:
    """What line 1 would do with a first message, in the form DESIGN.md section 6 fixes."""
    decision = line1.decide(heard, Talk(), rules.thresholds, rules.policy)
    signals = list(heard.feeling.names)
    queue = choosing.choice(
        rules, _step(rules, heard), choosing.first_matter(rules, heard.text, heard.language)
    )
    usual = Standing(queue=rules.desk.queue(queue.queue).priority)
    priority = choose_priority(heard.feeling.emotion, signals, rules.policy.urgency, usual)
    candidates = _candidates(heard, decision)
    best = candidates[0] if candidates else None
    return {
        "text": heard.text,
        "language": heard.language,
        "emotion": heard.feeling.emotion,
        "emotions": dict(heard.feeling.emotions),
        "intensity": heard.feeling.intensity,
        "signals": signals,
        "decision": line1.NAMES[type(decision)],
        "article": decision.article if isinstance(decision, line1.Answer) else None,
        "confidence": round(best.confidence, 4) if best else 0.0,
        "candidates": [
            {"article": one.article, "confidence": round(one.confidence, 4)}
            for one in candidates[:CANDIDATES]
        ],
        "queue": queue.queue,
        "priority": priority.value,
        "reasons": [decision.reason, *reasons.routed(queue, priority), *reasons.felt(heard), *heard.why],
    }


def _step(rules: Rules, heard: Understanding) -> Step:
    """Where the talk stands after this one message."""
    return Step(
        emotion=heard.feeling.emotion,
        signals={one.name: one.words for one in heard.feeling.signals},
        scores=dict(heard.queue_scores),
        topics=heard.topics(rules.thresholds.suggest),
        learned=dict(heard.learned),
    )


def _candidates(heard: Understanding, decision: line1.Decision) -> list[Candidate]:
    """Best first; where each question of a turn is answered, those that answer one count as sure as there."""
    several = heard.asked if isinstance(decision, line1.Answer) and decision.also else ()
    found = sorted((*several, *heard.candidates), key=lambda one: -one.confidence)
    first = {one.article: one for one in reversed(found)}
    return [one for one in found if first[one.article] is one]


def _plain(told: dict[str, Any]) -> str:
    """The same for a person: the message, the decision, the reasons, the nearest articles."""
    near = ", ".join(f"{one['article']} {one['confidence']:.2f}" for one in told["candidates"][:3])
    head = f"{told['text']!r} [{told['language']}, {told['emotion']}]"
    what = f"  → {told['decision']}" + (f": {told['article']}" if told["article"] else "")
    return "\n".join(
        [head, what, *(f"    {reason}" for reason in told["reasons"]), f"    nearest: {near or '–'}"]
    )
