"""What the desk's config and knowledge base say, as the values that actions decide by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.config import Config
from bot.line1.conversation import Thresholds
from bot.line1.policy import EMERGENCY, Policy
from bot.texts.catalogue import Words
from kb.article import Library
from kb.confidence import ANSWER_AT, SUGGEST_AT
from routing.desk import Desk
from routing.duty import staffed_from
from routing.hours import Hours
from routing.likeness import Flood
from routing.targets import Promised, Targets


@dataclass(frozen=True, slots=True)
class Rules:
    """One version of the rules; a reload makes a new one. Spans of time are business time."""

    name: str
    languages: tuple[str, ...]
    desk: Desk
    hours: Hours
    library: Library
    thresholds: Thresholds
    promised: Promised
    burst: timedelta
    reopen_days: float
    close_after: timedelta
    flood: Flood = field(default_factory=Flood)
    urgent_phone: str | None = None
    consult_after: timedelta = timedelta(minutes=60)
    visit_reminder: timedelta | None = None  # None: the evening before
    help_lines: Mapping[str, str] = field(default_factory=dict)
    policy: Policy = field(default_factory=Policy)
    own_hours: Mapping[str, Hours] = field(default_factory=dict)  # by queue; the others keep the desk's
    breach_hours: tuple[int, ...] = (24, 72)

    def words(self, language: str) -> Words:
        """Words for someone who speaks the language."""
        return Words(language, self.hours.zone)

    def help_line(self, language: str) -> str:
        """Whom a person in danger is told to call."""
        return self.help_lines.get(language, EMERGENCY)

    def hours_of(self, queue: str | None) -> Hours:
        """When people work on the queue (None: at the desk)."""
        return self.own_hours.get(queue, self.hours) if queue else self.hours

    def line_of(self, queue: str) -> str:
        """The id of the queue's line; blank for a queue that left the config."""
        return next((one.line for one in self.desk.queues if one.id == queue), "")

    def targets(self, queue: str | None, priority: int) -> Targets:
        """What is promised for a ticket of this priority in the queue (None: at the desk)."""
        return self.promised.targets(queue or "", priority)

    def first_word_due(self, priority: int, now: datetime, queue: str | None = None) -> datetime:
        """When the first human word is due for a ticket that waits in the queue since now.

        Counted from when somebody who serves the queue is on shift: others' hours are no use to it.
        """
        now = staffed_from(self.desk, queue, now) if queue else now
        return self.hours_of(queue).due(now, self.targets(queue, priority).first_word)

    def next_word_due(self, priority: int, now: datetime, queue: str | None = None) -> datetime:
        """When the owner's next word is due."""
        return self.hours_of(queue).due(now, self.targets(queue, priority).next_word)


def rules_of(config: Config, library: Library) -> Rules:
    """The rules a config and its articles make."""
    line1 = config.line1
    return Rules(
        name=config.desk.name,
        languages=tuple(config.desk.languages),
        desk=config.routing_desk(),
        hours=config.working_hours(),
        library=library,
        thresholds=Thresholds(
            answer=ANSWER_AT if line1.thresholds.answer is None else line1.thresholds.answer,
            suggest=SUGGEST_AT if line1.thresholds.suggest is None else line1.thresholds.suggest,
        ),
        promised=config.promised(),
        burst=timedelta(seconds=line1.burst_seconds),
        reopen_days=line1.reopen_days,
        close_after=timedelta(days=line1.close_after_days),
        consult_after=timedelta(minutes=config.sla.consult_minutes),
        visit_reminder=timedelta(hours=config.desk.visit_reminder_hours)
        if config.desk.visit_reminder_hours
        else None,
        flood=line1.incidents.rule(),
        urgent_phone=config.hours.urgent if config.hours else None,
        help_lines=line1.help_lines,
        policy=line1.triage.policy(),
        own_hours=config.own_hours(),
        breach_hours=config.privacy.breach_hours,
    )
