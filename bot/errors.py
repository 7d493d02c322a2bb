"""Why the desk refuses an act; facts here, words in bot/texts/refusals.py."""

from collections.abc import Sequence
from datetime import datetime

from routing.desk import Named, Queue
from routing.errors import RoutingError
from routing.stages import Stage
from storage.errors import TicketUnknown
from storage.letters import File
from storage.staff import Asked


class Refused(Exception):
    """Root of refusals: the act did not happen, and the person hears why and what they can do."""


class OnTicket(Refused):
    """Root of those about one ticket that its number alone explains."""

    def __init__(self, ticket_id: int) -> None:
        super().__init__(f"ticket {ticket_id}: {self.__doc__}")
        self.ticket_id = ticket_id


class NotYourQueue(OnTicket):
    """The member of staff does not serve the ticket's queue."""


class NotYours(OnTicket):
    """The ticket is in a restricted queue that the person's profile does not name."""


class NotOwner(Refused):
    """Only the owner may do this; owner is None while the ticket waits."""

    def __init__(self, ticket_id: int, owner: str | None, since: datetime | None) -> None:
        super().__init__(f"ticket {ticket_id} has another owner")
        self.ticket_id = ticket_id
        self.owner = owner
        self.since = since


class AlreadyTaken(Refused):
    """Somebody has it; `mine` when it is the very person who asks."""

    def __init__(self, ticket_id: int, owner: str, since: datetime | None, *, mine: bool) -> None:
        super().__init__(f"ticket {ticket_id} is taken")
        self.ticket_id = ticket_id
        self.owner = owner
        self.since = since
        self.mine = mine


class NoCustomer(OnTicket):
    """The ticket is one of our own, an audit or a finding: there is nobody to write to."""


class AuditRefused(Refused):
    """Not with this audit, or not an audit; `why` is a key of bot/texts/audits.py."""

    def __init__(
        self, why: str, ticket_id: int = 0, *, queues: Sequence[str] = (), findings: Sequence[int] = ()
    ) -> None:
        super().__init__(f"audit {ticket_id}: {why}")
        self.why = why
        self.ticket_id = ticket_id
        self.queues = list(queues)
        self.findings = list(findings)


class NoContact(Refused):
    """The ticket's line does not speak with customers; the words may go to the line below instead."""

    def __init__(
        self, ticket_id: int, queue: Queue, words: str = "", kind: str = "text", file: File | None = None
    ) -> None:
        super().__init__(f"queue {queue.id} has no contact with customers")
        self.ticket_id = ticket_id
        self.queue = queue
        self.words = words
        self.kind = kind
        self.file = file


class NamesColleague(Refused):
    """A customer would read a colleague's name; the act is done `again` if somebody else is meant."""

    def __init__(self, name: str, again: Asked) -> None:
        super().__init__(f"words of {again.act} {again.ticket_id} name a colleague")
        self.name = name
        self.again = again


class NobodyBelow(OnTicket):
    """Nobody below handed the ticket up, or nobody there may see it."""


class StageUnclear(Refused):
    """The words name no stage and hold no row of the guided message."""

    def __init__(self, ticket_id: int, words: str) -> None:
        super().__init__(f"no stage in the words for ticket {ticket_id}")
        self.ticket_id = ticket_id
        self.words = words


class RowsOnly(OnTicket):
    """A solution of rows for colleagues, without a word for the customer."""


class NeedsVendor(Refused):
    """Nobody knows which vendor is meant; `known` are the ids of those there are."""

    def __init__(self, ticket_id: int, known: Sequence[str]) -> None:
        super().__init__(f"no vendor named for ticket {ticket_id}")
        self.ticket_id = ticket_id
        self.known = list(known)


class NotHandedUp(OnTicket):
    """Nobody handed it up: there is nowhere below to return it to."""


class NothingTried(OnTicket):
    """A maker is asked before anybody here has looked into it."""


class NotStaged(OnTicket):
    """Work is not told in stages there: nothing is tested."""


class NoOpenCase(OnTicket):
    """No vendor owes an answer on the ticket."""


class WhichCase(Refused):
    """Several vendors owe an answer; `known` is what tells them apart."""

    def __init__(self, ticket_id: int, known: Sequence[str]) -> None:
        super().__init__(f"ticket {ticket_id} has several open cases")
        self.ticket_id = ticket_id
        self.known = list(known)


class NeedsProject(OnTicket):
    """A project needs a link and a plan."""


class NeedsSolution(OnTicket):
    """There is nothing to write an article from yet."""


class NoArticleDraft(OnTicket):
    """No article was drafted from the ticket."""


class BreachElsewhere(Refused):
    """A breach is dealt with in a restricted queue; `queues` are those there are."""

    def __init__(self, ticket_id: int, queues: Sequence[str]) -> None:
        super().__init__(f"ticket {ticket_id} is in no restricted queue")
        self.ticket_id = ticket_id
        self.queues = list(queues)


class BreachUnclear(Refused):
    """No such clock runs, or (`running`) they run already."""

    def __init__(self, ticket_id: int, running: Sequence[int]) -> None:
        super().__init__(f"the clocks of ticket {ticket_id}: {running}")
        self.ticket_id = ticket_id
        self.running = list(running)


class StagesMissing(Refused):
    """The queue wants these stages told before a solution."""

    def __init__(self, ticket_id: int, stages: Sequence[Stage]) -> None:
        super().__init__(f"ticket {ticket_id} lacks {', '.join(stages)}")
        self.ticket_id = ticket_id
        self.stages = list(stages)


class NeedsWords(Refused):
    """The act needs words and got none."""

    def __init__(self, act: str, ticket_id: int) -> None:
        super().__init__(f"{act} on ticket {ticket_id} came without words")
        self.act = act
        self.ticket_id = ticket_id


class WordsOnly(Refused):
    """The act takes words and got a file or a place."""

    def __init__(self, act: str, ticket_id: int) -> None:
        super().__init__(f"{act} on ticket {ticket_id} came with a file")
        self.act = act
        self.ticket_id = ticket_id


class NeedsTicket(Refused):
    """The act needs a ticket number and got none."""

    def __init__(self, act: str) -> None:
        super().__init__(f"{act} came without a ticket number")
        self.act = act


class NotOffered(OnTicket):
    """The ticket is not offered to this person, or not any more."""


class NobodyServes(Refused):
    """Nobody works on the queue, so a ticket there would be lost."""

    def __init__(self, queue: str) -> None:
        super().__init__(f"nobody serves {queue}")
        self.queue = queue


class NothingWaits(Refused):
    """The person's queues are empty."""


class AtCapacity(Refused):
    """The person holds as many tickets as their profile says."""

    def __init__(self, capacity: int) -> None:
        super().__init__(f"capacity is {capacity}")
        self.capacity = capacity


class OnlyLeads(Refused):
    """The act is for leads and admins."""

    def __init__(self, act: str) -> None:
        super().__init__(f"{act} is for leads")
        self.act = act


class PriorityUnclear(OnTicket):
    """No priority can be read from what was written."""


class SamePriority(Refused):
    """The ticket has this priority already."""

    def __init__(self, ticket_id: int, value: int) -> None:
        super().__init__(f"ticket {ticket_id} is P{value} already")
        self.ticket_id = ticket_id
        self.value = value


class NothingSetAside(Refused):
    """No update of this number is set aside."""

    def __init__(self, number: int) -> None:
        super().__init__(f"nothing of number {number} is set aside")
        self.number = number


class TooLateToReopen(Refused):
    """The ticket ended too long ago; a new one is right."""

    def __init__(self, ticket_id: int, days: float) -> None:
        super().__init__(f"ticket {ticket_id} ended more than {days} days ago")
        self.ticket_id = ticket_id
        self.days = days


class Over(OnTicket):
    """The ticket has ended; nothing more is done on it."""


class NoSuchColleague(Refused):
    """Nobody who could be meant is called so."""

    def __init__(self, ticket_id: int, name: str, known: Sequence[str]) -> None:
        super().__init__(f"no colleague {name!r} for ticket {ticket_id}")
        self.ticket_id = ticket_id
        self.name = name
        self.known = list(known)


class HelpsAlready(Refused):
    """The person helps on the ticket, or owns it."""

    def __init__(self, ticket_id: int, name: str) -> None:
        super().__init__(f"{name} is on ticket {ticket_id}")
        self.ticket_id = ticket_id
        self.name = name


class PacketLacks(Refused):
    """A packet on its way up lacks parts, or evidence that the queue above asks for (by name)."""

    def __init__(
        self,
        ticket_id: int,
        parts: Sequence[str],
        evidence: Sequence[Named],
        words: str = "",
        act: str = "escalate",
    ) -> None:
        super().__init__(f"the packet of ticket {ticket_id} lacks {[*parts, *evidence]}")
        self.ticket_id = ticket_id
        self.words = words
        self.act = act
        self.parts = list(parts)
        self.evidence = list(evidence)


class NotYoursToTakeBack(OnTicket):
    """Only who handed it up, or a lead of the queue it came from, takes a ticket back."""


class NobodyToAsk(Refused):
    """No queue above to consult, and none was named."""

    def __init__(self, ticket_id: int, known: Sequence[str]) -> None:
        super().__init__(f"nobody above ticket {ticket_id} to ask")
        self.ticket_id = ticket_id
        self.known = list(known)


class NothingAsked(Refused):
    """No open question on the ticket is for the person; `answering` is who answers one that was.

    `over` when that one has answered already.
    """

    def __init__(self, ticket_id: int, answering: str | None = None, *, over: bool = False) -> None:
        super().__init__(f"nothing asked on ticket {ticket_id}")
        self.ticket_id = ticket_id
        self.answering = answering
        self.over = over


class TooShort(Refused):
    """Nothing to look for."""


class NoDraft(OnTicket):
    """No draft waits on the ticket for the person's tap."""


class NoVisit(OnTicket):
    """The ticket has no visit under way."""


class NoConsent(Refused):
    """The customer has not agreed to work from afar; `asked` when they were asked."""

    def __init__(self, ticket_id: int, *, asked: bool) -> None:
        super().__init__(f"no consent on ticket {ticket_id}")
        self.ticket_id = ticket_id
        self.asked = asked


class NotACause(Refused):
    """The ticket's queue names no such cause."""

    def __init__(self, ticket_id: int, known: Sequence[Named]) -> None:
        super().__init__(f"no such cause for ticket {ticket_id}")
        self.ticket_id = ticket_id
        self.known = list(known)


class FileTooBig(Refused):
    """Telegram lets bots fetch files up to 20 MB."""


class StepOver(Refused):
    """The customer pressed a button of a step that is over."""


#: Everything that is a spoken "no" and not a fault of ours.
REFUSALS = (Refused, RoutingError, TicketUnknown)
