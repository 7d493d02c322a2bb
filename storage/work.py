"""One unit of work: every repository over one open transaction."""

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncTransaction

from storage.cards import Cards
from storage.cases import Cases
from storage.clicks import Clicks
from storage.consultations import Consultations
from storage.customers import Conversations, Customers
from storage.drafts import Drafts
from storage.files import Files
from storage.held import Drafts as HeldDrafts
from storage.history import History
from storage.inbox import Inbox
from storage.links import Links
from storage.messages import Messages
from storage.moods import Moods
from storage.outbox import Outbox
from storage.papers import Papers
from storage.problems import Meanings, Problems
from storage.staff import Staff
from storage.tickets import Tickets
from storage.timers import Timers
from storage.visits import Remotes, Visits


class Work:
    """What an action reads and writes; whoever opened it commits it. Used by one task at a time."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self.inbox = Inbox(connection)
        self.outbox = Outbox(connection)
        self.timers = Timers(connection)
        self.customers = Customers(connection)
        self.conversations = Conversations(connection)
        self.messages = Messages(connection)
        self.moods = Moods(connection)
        self.tickets = Tickets(connection)
        self.history = History(connection)
        self.links = Links(connection)
        self.problems = Problems(connection)
        self.meanings = Meanings(connection)
        self.cards = Cards(connection)
        self.clicks = Clicks(connection)
        self.staff = Staff(connection)
        self.files = Files(connection)
        self.cases = Cases(connection)
        self.article_drafts = Drafts(connection)
        self.papers = Papers(connection)
        self.visits = Visits(connection)
        self.remotes = Remotes(connection)
        self.consultations = Consultations(connection)
        self.drafts = HeldDrafts(connection)

    def savepoint(self) -> AsyncTransaction:
        """`async with` a part that may fail alone: an error inside undoes that part, and passes on."""
        return self._connection.begin_nested()
