"""Every table, a file a subject. Only storage/ reads this: values of the domain go in and come out."""

from storage.tables.base import Table
from storage.tables.delivery import CardRow, FileRow, InboxRow, OutboxRow, TimerRow
from storage.tables.links import LinkRow
from storage.tables.people import ConversationRow, CustomerRow, MessageRow, MoodRow, StaffRow
from storage.tables.tickets import EventRow, TicketRow

__all__ = [
    "CardRow",
    "ConversationRow",
    "CustomerRow",
    "EventRow",
    "FileRow",
    "InboxRow",
    "LinkRow",
    "MessageRow",
    "MoodRow",
    "OutboxRow",
    "StaffRow",
    "Table",
    "TicketRow",
    "TimerRow",
]
