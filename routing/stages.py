"""What an expert does with a ticket, stage by stage, and one message that tells several of them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self


class Stage(StrEnum):
    """The six steps of an expert's work, in order."""

    RECEIVED = "received"
    ANALYSIS = "analysis"
    SOLUTION = "solution"
    TESTING = "testing"
    DOCUMENTING = "documenting"
    FEEDBACK = "feedback"


class Part(StrEnum):
    """What a message may tell; several make one stage."""

    RECEIVED = "received"
    CAUSE = "cause"
    PLAN = "plan"
    DONE = "done"
    STAND = "stand"  #: the mock-up of the customer's place on which it was tested
    CHECKED = "checked"
    DOCUMENTED = "documented"
    FEEDBACK = "feedback"


STAGE_OF = {
    Part.RECEIVED: Stage.RECEIVED,
    Part.CAUSE: Stage.ANALYSIS,
    Part.PLAN: Stage.SOLUTION,
    Part.DONE: Stage.SOLUTION,
    Part.CHECKED: Stage.TESTING,
    Part.STAND: Stage.TESTING,
    Part.DOCUMENTED: Stage.DOCUMENTING,
    Part.FEEDBACK: Stage.FEEDBACK,
}
#: What tells that a stage is through. A plan is no solution yet, a stand alone is no test.
TELLS = {
    Stage.RECEIVED: Part.RECEIVED,
    Stage.ANALYSIS: Part.CAUSE,
    Stage.SOLUTION: Part.DONE,
    Stage.TESTING: Part.CHECKED,
    Stage.DOCUMENTING: Part.DOCUMENTED,
    Stage.FEEDBACK: Part.FEEDBACK,
}
#: How people begin a row, in English and Russian.
LABELS: dict[str, Part] = {
    **dict.fromkeys(("received", "принято", "получено"), Part.RECEIVED),
    **dict.fromkeys(
        ("cause", "root cause", "reason", "analysis", "причина", "анализ", "диагноз"), Part.CAUSE
    ),
    **dict.fromkeys(("plan", "план"), Part.PLAN),
    **dict.fromkeys(("done", "solution", "fix", "сделано", "сделали", "решение"), Part.DONE),
    **dict.fromkeys(
        ("checked", "how checked", "test", "tested", "testing", "check", "проверено", "проверка"),
        Part.CHECKED,
    ),
    **dict.fromkeys(("тест", "тестирование", "как проверено"), Part.CHECKED),
    **dict.fromkeys(("stand", "test stand", "стенд", "тестовый стенд"), Part.STAND),
    **dict.fromkeys(("documented", "documenting", "задокументировано", "документирование"), Part.DOCUMENTED),
    **dict.fromkeys(("feedback", "обратная связь", "отзыв"), Part.FEEDBACK),
}
_NAMES = "|".join(sorted((re.escape(name).replace(r"\ ", r"\s+") for name in LABELS), key=len, reverse=True))
_ROW = re.compile(rf"(?:\A|[\n;]|(?<=[.,!?])\s)\s*[-–—•*]?\s*(?P<label>{_NAMES})\s*[:：]", re.IGNORECASE)
_STAGE = re.compile(rf"(?P<label>{_NAMES})\b\s*[:：]?\s*(?P<text>.*)", re.IGNORECASE | re.DOTALL)
_FAILED = re.compile(
    r"\A\W*(?:не\s+прош\w+|не\s+пройден\w*|провал\w*|fail\w*|did\s+not\s+pass|didn[’']t\s+pass|not\s+passed)"
    r"|(?<!not )(?<!never )\b(?:failed|не\s+прош(?:[её]л|ла|ло|ли))\W*\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """What one message told; `rest` are words before its first row, `passed` None without a test."""

    parts: Mapping[Part, str]
    rest: str = ""
    passed: bool | None = None

    @property
    def stage(self) -> Stage | None:
        """The furthest stage it speaks of; a failed test leads back to the solution."""
        if self.passed is False:
            return Stage.SOLUTION
        order = list(Stage)
        reached = [STAGE_OF[part] for part in self.parts]
        return max(reached, key=order.index) if reached else None


def read(text: str) -> Told:
    """The rows of a message: "cause: ...; done: ...; checked: ...", in any order and either language.

    A row ends where the next begins; a label that comes twice tells both. No rows: all of it is `rest`.
    """
    found = list(_ROW.finditer(text))
    parts: dict[Part, str] = {}
    for place, row in enumerate(found):
        end = found[place + 1].start() if place + 1 < len(found) else len(text)
        part, words = _part(row["label"]), text[row.end() : end].strip(" \t\r\n;")
        if words:
            parts[part] = f"{parts[part]}; {words}" if part in parts else words
    rest = text[: found[0].start()] if found else text
    return _judged(Told(parts, rest.strip()))


def read_stage(text: str) -> Told | None:
    """One stage as a command names it, "analysis the power supply"; None when no stage is named."""
    named = _STAGE.fullmatch(text.strip())
    if named is None or not named["text"].strip():
        return None
    return _judged(Told({_part(named["label"]): named["text"].strip()}))


def _part(label: str) -> Part:
    return LABELS[" ".join(label.lower().split())]


def _judged(told: Told) -> Told:
    checked = told.parts.get(Part.CHECKED)
    return told if checked is None else replace(told, passed=not _FAILED.search(checked))


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of the work so far: the newest words of each part, and how many tests failed."""

    parts: Mapping[Part, str] = field(default_factory=dict)
    failures: int = 0

    def after(self, parts: Mapping[Part, str], passed: bool | None) -> Self:
        """With what was told since. A failed test undoes the solution it tested: there must be another."""
        known = {**self.parts, **parts}
        if passed is False:
            known = {part: text for part, text in known.items() if part not in {Part.DONE, Part.CHECKED}}
        return replace(self, parts=known, failures=self.failures + (passed is False))

    def missing(self, required: Iterable[Stage]) -> list[Stage]:
        """Required stages that nothing was told of, in their order; who has a ticket has received it."""
        wanted = set(required) - {Stage.RECEIVED}
        return [stage for stage in Stage if stage in wanted and TELLS[stage] not in self.parts]
