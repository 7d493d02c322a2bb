"""Desks to route on, small and large."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from routing.desk import Assign, Contact, Desk, Line, LineKind, Outside, Queue, Role, Specialist
from routing.hours import Hours, Span
from routing.rules import Rule

#: A Tuesday's noon in Moscow.
NOON = datetime(2026, 11, 24, 9, tzinfo=UTC)
MOSCOW = ZoneInfo("Europe/Moscow")
MORNING = Hours(MOSCOW, ((Span(time(9), time(13)),),) * 7)
EVENING = Hours(MOSCOW, ((Span(time(13), time(21)),),) * 7)
HR = Outside({"en": "HR"}, {"en": "10-18"}, {"en": "hr@acme.example"})

LINES = (
    Line("L1", "Front", LineKind.BOT, Contact.RELAYED, 0),
    Line("L1p", "Reception", LineKind.PEOPLE, Contact.RELAYED, 1, reception=True),
    Line("L2", "Specialists", LineKind.PEOPLE, Contact.RELAYED, 2),
    Line("L3", "Experts", LineKind.PEOPLE, Contact.NONE, 3),
    Line("L4", "Maker", LineKind.VENDOR, Contact.NONE, 4),
)
QUEUES = (
    Queue("hello", "L1p", "Reception", default=True, escalates_to="network"),
    Queue("network", "L2", "Network", rules=(Rule(words=("wi-fi", "интернет")),)),
    Queue("billing", "L2", "Billing", rules=(Rule(words=("invoice", "счёт")), Rule(sources=("pay-*",)))),
    Queue("core", "L3", "Core"),
    Queue("maker", "L4", "Maker"),
    Queue("hr", "L1", "HR", rules=(Rule(words=("vacancy", "вакансия")),), outside=HR),
)
STAFF = (
    Specialist(1, "Kira", queues=frozenset({"hello"})),
    Specialist(2, "Anna", queues=frozenset({"network", "billing"}), languages=frozenset({"ru"})),
    Specialist(3, "Gleb", queues=frozenset({"network"}), languages=frozenset({"ru", "en"}), capacity=2),
    Specialist(4, "Vera", Role.LEAD, frozenset({"hello", "network", "billing"})),
    Specialist(5, "Egor", queues=frozenset({"core"})),
)
FIVE_LINES = Desk(LINES, QUEUES, STAFF)


def large(specialists: int = 500, queues: int = 50) -> Desk:
    """A desk of that size: three queues a person, shifts, two languages, rules of words on every queue."""
    lines = (LINES[0], Line("L2", "Specialists", LineKind.PEOPLE, Contact.RELAYED, 1))
    made = tuple(
        Queue(
            f"q{number}",
            "L2",
            f"Queue {number}",
            default=number == 0,
            assign=Assign.OFFER,
            rules=(Rule(words=(f"word{number}", f"слово{number}", f"two words{number}")),),
        )
        for number in range(queues)
    )
    staff = tuple(
        Specialist(
            id=1000 + number,
            name=f"S{number}",
            role=Role.LEAD if number % 10 == 0 else Role.SPECIALIST,
            queues=frozenset(f"q{(number + step) % queues}" for step in (0, 7, 19)),
            languages=frozenset({"ru", "en"} if number % 2 else {"ru"}),
            shift=(MORNING, EVENING, None)[number % 3],
        )
        for number in range(specialists)
    )
    return Desk(lines, made, staff)
