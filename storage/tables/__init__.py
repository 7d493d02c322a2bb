"""Every table, a file a subject. Only storage/ reads this: values of the domain go in and come out."""

from storage.tables.base import Table
from storage.tables.clicks import ClickRow
from storage.tables.delivery import CardRow, FileRow, InboxRow, OutboxRow, TimerRow
from storage.tables.experts import ArticleDraftRow, CaseRow
from storage.tables.links import LinkRow
from storage.tables.people import ConversationRow, CustomerRow, MessageRow, MoodRow, StaffRow
from storage.tables.problems import (
    FollowerRow,
    MeaningRow,
    ProblemEventRow,
    ProblemRow,
    ProblemTicketRow,
)
from storage.tables.teamwork import ConsultationRow, DraftRow, RemoteRow, VisitRow
from storage.tables.tickets import EventRow, TicketRow

__all__ = [
    "ArticleDraftRow",
    "CardRow",
    "CaseRow",
    "ClickRow",
    "ConsultationRow",
    "ConversationRow",
    "CustomerRow",
    "DraftRow",
    "EventRow",
    "FileRow",
    "FollowerRow",
    "InboxRow",
    "LinkRow",
    "MeaningRow",
    "MessageRow",
    "MoodRow",
    "OutboxRow",
    "ProblemEventRow",
    "ProblemRow",
    "ProblemTicketRow",
    "RemoteRow",
    "StaffRow",
    "Table",
    "TicketRow",
    "TimerRow",
    "VisitRow",
]
