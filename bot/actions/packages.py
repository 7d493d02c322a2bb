"""What goes to a vendor: the matter without anybody's personal data."""

from collections.abc import Iterable

from bot.actions import customers, stages
from bot.actions.scene import Scene
from bot.texts import vendor as texts
from routing.cases import Case
from routing.desk import Queue, Specialist
from routing.redaction import redact
from routing.ticket import Ticket
from storage.messages import Author

#: Messages of the conversation that go along, the newest.
SAID = 30


async def package(
    scene: Scene, by: Specialist, ticket: Ticket, case: Case, vendor: Queue | None, text: str
) -> str:
    """The file's text: who asks under what contract, what is wrong, what was found, what was said."""
    names = await known_names(scene, ticket)
    said = await scene.work.messages.of_ticket(ticket.id)
    record = await stages.known(scene, ticket.id)
    about = vendor.vendor if vendor else None
    return texts.package(
        await scene.words_of(by),
        desk=scene.rules.name,
        case=case,
        contract=about.contract if about else None,
        serial=about.serial if about else None,
        subject=redact(ticket.subject, names),
        asked=redact(text, names),
        found={part: redact(words, names) for part, words in record.parts.items() if words},
        said=[
            (one.author is Author.CUSTOMER, redact(one.text, names))
            for one in said[-SAID:]
            if one.text and one.kind not in {"location", "contact"} and one.author is not Author.LINE1
        ],
        day=scene.now,
    )


async def known_names(scene: Scene, ticket: Ticket) -> list[str]:
    """Everybody whose name may stand in the ticket's words: staff, the customer, their username and phone."""
    customer = None if ticket.is_ours else await customers.of(scene, ticket)
    theirs = (customer.name, customer.username) if customer else ()
    people: Iterable[str | None] = (*theirs, *(one.name for one in scene.rules.desk.staff))
    return [name for name in people if name]
