"""One unit of work: every repository over one open transaction."""

from sqlalchemy.ext.asyncio import AsyncSession, AsyncSessionTransaction

from storage.cards import Cards
from storage.customers import Conversations, Customers
from storage.files import Files
from storage.history import History
from storage.inbox import Inbox
from storage.messages import Messages
from storage.moods import Moods
from storage.outbox import Outbox
from storage.staff import Staff
from storage.tickets import Tickets
from storage.timers import Timers


class Work:
    """What an action reads and writes; whoever opened it commits it. Used by one task at a time."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self.inbox = Inbox(session)
        self.outbox = Outbox(session)
        self.timers = Timers(session)
        self.customers = Customers(session)
        self.conversations = Conversations(session)
        self.messages = Messages(session)
        self.moods = Moods(session)
        self.tickets = Tickets(session)
        self.history = History(session)
        self.cards = Cards(session)
        self.staff = Staff(session)
        self.files = Files(session)

    def savepoint(self) -> AsyncSessionTransaction:
        """`async with` a part that may fail alone: an error inside undoes that part, and passes on."""
        return self._session.begin_nested()
