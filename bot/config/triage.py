"""`line1.triage`: what line 1 does about a mood or a signal; what is left out keeps its default."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pydantic import Field

from bot.config.fields import Id, Language, Shift, Wordings
from bot.config.row import Row
from bot.line1.head import EMOTIONS
from bot.line1.policy import DEFAULTS, Course, Knowledge, Policy, Tell
from bot.line1.signals import SIGNALS
from routing.priority import Urgency


class CourseRow(Row):
    """A mood or a signal: first words, how far to try the knowledge base, how urgent, who hears."""

    first: dict[Language, Wordings] = Field(default={})
    knowledge: Knowledge | None = None
    priority: Shift | None = Field(default=None, examples=["+1"])
    queue: Id | None = None
    tell: Tell | None = None
    rate: bool | None = None

    def course(self, default: Course) -> Course:
        """The default with what is written here."""
        urgency = default.urgency if self.priority is None else self.priority
        return replace(
            default,
            knowledge=self.knowledge or default.knowledge,
            urgency=urgency if urgency != Urgency() else None,
            tell=self.tell or default.tell,
            rate=default.rate if self.rate is None else self.rate,
            queue=self.queue or default.queue,
            first=self.first or default.first,
        )


class DangerRow(Row):
    """Danger to life has one course; only the queue can be named."""

    queue: Id | None = None


class TriageRow(Row):
    """By emotion and by signal."""

    calm: CourseRow = CourseRow()
    confused: CourseRow = CourseRow()
    anxious: CourseRow = CourseRow()
    frustrated: CourseRow = CourseRow()
    angry: CourseRow = CourseRow()
    distressed: CourseRow = CourseRow()
    positive: CourseRow = CourseRow()
    danger_to_life: DangerRow = DangerRow()
    security: CourseRow = CourseRow()
    data_loss: CourseRow = CourseRow()
    outage: CourseRow = CourseRow()
    legal_threat: CourseRow = CourseRow()
    claim: CourseRow = CourseRow()
    churn_threat: CourseRow = CourseRow()
    abuse: CourseRow = CourseRow()
    profanity: CourseRow = CourseRow()
    repeat_contact: CourseRow = CourseRow()
    asks_human: CourseRow = CourseRow()
    exclamations: CourseRow = CourseRow()

    def courses(self) -> Mapping[str, CourseRow]:
        """Every mood and signal but danger to life, as written."""
        rows = ((name, getattr(self, name)) for name in (*EMOTIONS, *SIGNALS))
        return {name: row for name, row in rows if isinstance(row, CourseRow)}

    def queues(self) -> Iterator[tuple[str, str]]:
        """Each queue named here, and for which mood or signal."""
        for name in (*EMOTIONS, *SIGNALS):
            if queue := getattr(self, name).queue:
                yield name, queue

    def policy(self) -> Policy:
        """The courses in force."""
        courses = {name: row.course(DEFAULTS.get(name, Course())) for name, row in self.courses().items()}
        danger = replace(DEFAULTS["danger_to_life"], queue=self.danger_to_life.queue)
        return Policy({**courses, "danger_to_life": danger})
