"""Customers, and where line 1 stands with each."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.prepared import Prepared, kept
from storage.tables import ConversationRow, CustomerRow


@dataclass(frozen=True, slots=True)
class Customer:
    """Who writes; `id` is Telegram's, `language` what line 1 speaks with them.

    A `language_chosen` by the customer stays; otherwise it follows what they write.
    """

    id: int
    name: str
    username: str | None
    language: str
    since: datetime
    language_chosen: bool = False
    phone: str | None = None
    blocked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What line 1 did last, waits for, and understood last.

    `misses` counts turns it could not place, `offered` the articles under the last buttons, `answered`
    the article it gave last, `given` all it gave, `tried` all given or offered, `since` when it did so
    last; a hand-off begins them anew. `awaits` names a question to the customer (see bot/actions/ending.py)
    about ticket `about`. `signals` are name to words, `scores` queue to likeness 0..1, `topics` the queues of
    near articles, best first, `source` the payload of the /start link that brought the customer, `why` the
    reasons of line 1's last decision, `said` how many first words a mood was given (so that none comes twice
    in a row), `warned` whether abuse was answered once. `questions` are intake fields that were asked,
    `answers` what is known of them, `pending` why the hand-off that waits for them happens; `redirected` is
    the ticket by which another department was told. `felt_at` is since when `emotion`, `intensity`,
    `signals`, `why` and `warned` tell of a mood: they go with the readings (storage/moods.py). `learned` is
    the share 0..1 of like past tickets that ended in each queue; `question` the words that the articles
    offered or given are for, masked; `begun` when the customer first spoke of the matter; `helped` the
    article that they have just said has helped; `named` the queues named in the request just put;
    `beside` the ticket whose people have the talk but for a second question that line 1 looks at;
    `left` the questions of the same turn that come next, each with the articles to offer for it.
    """

    misses: int = 0
    offered: tuple[str, ...] = ()
    answered: str | None = None
    given: tuple[str, ...] = ()
    tried: tuple[str, ...] = ()
    since: datetime | None = None
    awaits: str | None = None
    about: int | None = None
    wants_person: bool = False
    emotion: str = "calm"
    intensity: float = 0.0
    signals: dict[str, str] = field(default_factory=dict)
    scores: dict[str, float] = field(default_factory=dict)
    topics: tuple[str, ...] = ()
    source: str = ""
    why: tuple[str, ...] = ()
    said: int = 0
    warned: bool = False
    answers: dict[str, str] = field(default_factory=dict)
    questions: tuple[str, ...] = ()
    pending: str = ""
    redirected: int | None = None
    felt_at: datetime | None = None
    learned: dict[str, float] = field(default_factory=dict)
    question: str = ""
    begun: datetime | None = None
    helped: str | None = None
    named: tuple[str, ...] = ()
    beside: int | None = None
    left: tuple[tuple[str, ...], ...] = ()

    def afresh(self) -> "Step":
        """A new matter's step: of this one only the mood is left, and which wordings were used last."""
        return Step(
            emotion=self.emotion,
            intensity=self.intensity,
            said=self.said,
            warned=self.warned,
            felt_at=self.felt_at,
        )

    def settled(self) -> "Step":
        """The answer has helped: a new matter's step, but that they may still take it back."""
        return replace(self.afresh(), helped=self.answered, tried=self.tried, begun=self.begun)


@dataclass(frozen=True, slots=True)
class Conversation:
    """Who owns the talk: line 1, or the people of `ticket_id`. `heard` counts what the customer did."""

    customer_id: int
    heard: int = 0
    ticket_id: int | None = None
    step: Step = field(default_factory=Step)


_STEP: TypeAdapter[Step] = TypeAdapter(Step)


class Customers:
    """The customers table."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, customer_id: int) -> Customer | None:
        """The customer, or None for someone who never wrote."""
        row = await _CUSTOMER.row(self._connection, customer=customer_id)
        return Customer(*row) if row else None

    async def save(self, customer: Customer) -> None:
        """Write the customer down, new or known."""
        await _SAVE.run(self._connection, **{name: getattr(customer, name) for name in _COLUMNS})

    async def set_blocked(self, customer_id: int, at: datetime | None) -> None:
        """Remember that the customer blocked the bot, or came back."""
        await self._connection.execute(
            update(CustomerRow).where(CustomerRow.id == customer_id).values(blocked_at=at)
        )


class Conversations:
    """The conversations table."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, customer_id: int) -> Conversation:
        """Where line 1 stands with the customer; a fresh conversation for a new one."""
        row = await _CONVERSATION.row(self._connection, customer=customer_id)
        if row is None:
            return Conversation(customer_id)
        heard, ticket_id, step = row
        return Conversation(customer_id, heard, ticket_id, _STEP.validate_python(step))

    async def save(self, conversation: Conversation) -> None:
        """Write the conversation back."""
        await _SAVE_CONVERSATION.run(
            self._connection,
            customer_id=conversation.customer_id,
            heard=conversation.heard,
            ticket_id=conversation.ticket_id,
            step=_STEP.dump_python(conversation.step, mode="json"),
            felt_at=conversation.step.felt_at,
        )


_COLUMNS = tuple(Customer.__dataclass_fields__)
_CUSTOMER = Prepared(
    select(*(getattr(CustomerRow, name) for name in _COLUMNS)).where(CustomerRow.id == bindparam("customer"))
)
_SAVE = kept(CustomerRow, _COLUMNS, ["id"])
_CONVERSATION = Prepared(
    select(ConversationRow.heard, ConversationRow.ticket_id, ConversationRow.step).where(
        ConversationRow.customer_id == bindparam("customer")
    )
)
_SAVE_CONVERSATION = kept(
    ConversationRow, ["customer_id", "heard", "ticket_id", "step", "felt_at"], ["customer_id"]
)
