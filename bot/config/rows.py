"""The shape of config.yaml, section by section: which keys there are and what they hold."""

from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from bot.config.fields import (
    Address,
    Days,
    Id,
    Ids,
    Language,
    Languages,
    Link,
    Minutes,
    Name,
    Seconds,
    Share,
    SomeLanguages,
    TelegramId,
    Text,
    Title,
    Unread,
    Zone,
    some,
)
from bot.config.queueing import IntakeRow, ReachRow, RuleRow, Usual
from bot.config.row import SALVAGE, Row
from bot.config.sla import SlaRow
from bot.config.triage import TriageRow
from bot.config.weeks import HoursRow, OwnHoursRow, WeekRow
from routing.desk import Assign, Contact, LineKind, Role
from routing.likeness import Flood
from routing.stages import Stage

__all__ = ["SALVAGE", "Row", "Written"]
#: Where queues of other departments stand: beside the lines.
BESIDE = "outside"


class DeskRow(Row):
    """Who we are. The first language is the one used when a customer's is not known."""

    name: Name = Field(examples=["Acme"])
    languages: SomeLanguages = Field(examples=["[en, ru]"])
    timezone: Zone = Field(examples=["Europe/Moscow"])
    visit_reminder_hours: Annotated[int, Field(gt=0, le=168)] | None = None


class LineRow(Row):
    """A line of support; unless told, people's words are relayed to the customer and a vendor's are not."""

    id: Id = Field(examples=["L2"])
    title: Name = Field(examples=["Specialists"])
    kind: LineKind = Field(examples=["people"])
    contact: Contact | None = None
    hours: OwnHoursRow | None = None
    reception: bool = False
    stages: tuple[Stage, ...] = ()


class VendorRow(Row):
    """What a vendor's queue knows of the vendor; days are working days."""

    name: Name | None = None
    contract: Name | None = None
    serial: Name | None = None
    promised_days: int | None = Field(default=None, ge=1, le=365)
    chase_days: int = Field(default=2, ge=1, le=365)


class QueueRow(Row):
    """A queue of one profile on one line, or another department, which stands on none."""

    id: Id = Field(examples=["network"])
    line: Id = Field(examples=["L2"])
    title: Title = Field(examples=["Network"])
    examples: tuple[Text, ...] = ()
    escalates_to: Id | None = None
    default: bool = False
    hours: OwnHoursRow | None = None
    causes: tuple[Title, ...] = ()
    evidence: tuple[Title, ...] = ()
    kind: Literal["people", "outside"] = "people"
    reach: ReachRow | None = None
    rules: tuple[RuleRow, ...] = ()
    priority: Usual | None = None
    skills: Ids = ()
    assign: Assign = Assign.PULL
    offer_minutes: Annotated[int, Field(gt=0, le=1440)] = 5
    quiet_minutes: Minutes | None = None
    intake: tuple[IntakeRow, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _stands_beside(cls, value: Any) -> Any:
        """Another department needs no line."""
        outside = isinstance(value, dict) and value.get("kind") == "outside"
        return {"line": BESIDE, **value} if outside else value

    @property
    def is_outside(self) -> bool:
        """Whether it is another department."""
        return self.kind == "outside"

    stages: tuple[Stage, ...] | None = None
    restricted: bool = False
    vendor: VendorRow | None = None


class StaffRow(Row):
    """A member of staff; no languages means all of the desk's, no shift the desk's hours."""

    telegram_id: TelegramId = Field(examples=["1001"])
    name: Name = Field(examples=["Anna"])
    role: Role = Role.SPECIALIST
    queues: Ids = ()
    languages: Languages = ()
    capacity: int = Field(default=5, gt=0, le=1000)
    shift: WeekRow | None = None
    mentor: TelegramId | None = None
    skills: Ids = ()
    on_call: WeekRow | None = None


class KbRow(Row):
    """Where the knowledge base is."""

    articles: Text = "kb/articles"


class Thresholds(Row):
    """Confidence from which line 1 answers, and from which it suggests; None is the matcher's own."""

    answer: Share | None = None
    suggest: Share | None = None

    @model_validator(mode="after")
    def _suggests_before_it_answers(self) -> Self:
        if self.answer is not None and self.suggest is not None and self.suggest > self.answer:
            raise ValueError(f"suggest ({self.suggest}) should not be above answer ({self.answer})")
        return self


class SecondStage(StrEnum):
    """Who is asked about the messages that line 1 is unsure of."""

    NONE = "none"
    E5 = "e5"


class IncidentsRow(Row):
    """When like tickets are offered to the lead as an incident: so many customers, so fast, so alike."""

    tickets: int = Field(default=5, ge=2, le=1000)
    minutes: Annotated[Minutes, Field(gt=0)] = 15
    likeness: Share = 0.45
    known: Share = 0.65

    def rule(self) -> Flood:
        """As routing takes it."""
        return Flood(self.tickets, timedelta(minutes=self.minutes), self.likeness, self.known)


class Line1Row(Row):
    """How line 1 behaves: the pause that ends a turn, when it answers, what ends a ticket."""

    burst_seconds: Seconds = 1.5
    thresholds: Thresholds = Thresholds()
    second_stage: SecondStage = SecondStage.NONE
    triage: TriageRow = TriageRow()
    incidents: IncidentsRow = IncidentsRow()
    help_lines: dict[Language, Text] = Field(default={})
    reopen_days: Days = 7
    close_after_days: Annotated[Days, Field(gt=0)] = 3


class EmailRow(Row):
    """Mail for alarms; the server's password stands in FIRSTLINE_SMTP_PASSWORD."""

    to: Annotated[tuple[Address, ...], AfterValidator(some)] = Field(examples=["[admin@example.com]"])
    sender: Address = Field(examples=["desk@example.com"])
    host: Name = Field(examples=["smtp.example.com"])
    port: int = Field(default=587, gt=0, lt=2**16)
    tls: Literal["starttls", "tls", "none"] = "starttls"
    user: Name | None = None


class AlarmRow(Row):
    """Who hears, besides leads in Telegram, that the desk is in trouble."""

    webhook: Link | None = None
    email: EmailRow | None = None
    disk_free_mb: int = Field(default=500, ge=0)


class IntegrationsRow(Row):
    """What the desk speaks with besides Telegram."""

    alarm: AlarmRow = AlarmRow()


class PrivacyRow(Row):
    """How long what is only needed for delivery is kept, and the legal clocks of a breach."""

    updates_days: Annotated[Days, Field(gt=0)] = 14
    letters_days: Annotated[Days, Field(gt=0)] = 90
    files_days: Annotated[Days, Field(gt=0)] = 90
    breach_hours: tuple[Annotated[int, Field(gt=0, le=8760)], ...] = (24, 72)
    clicks_days: Annotated[Days, Field(gt=0)] = 365


class Written(Row):
    """The whole of config.yaml."""

    desk: DeskRow = Field(examples=["{name: Acme, languages: [en], timezone: Europe/Moscow}"])
    lines: tuple[LineRow, ...] = Field(examples=["[{id: L1, title: Front line, kind: bot}, ...]"])
    queues: tuple[QueueRow, ...] = Field(examples=["[{id: network, line: L2, title: Network}, ...]"])
    staff: tuple[StaffRow, ...] = Field(
        examples=["[{telegram_id: 1001, name: Anna, queues: [network]}, ...]"]
    )
    kb: KbRow = KbRow()
    line1: Line1Row = Line1Row()
    sla: SlaRow = SlaRow()
    hours: HoursRow | None = None
    customers: Unread = Field(default={})
    integrations: IntegrationsRow = Field(default=IntegrationsRow())
    privacy: PrivacyRow = Field(default=PrivacyRow())
    texts: dict[Language, dict[str, Text]] = Field(default={})
