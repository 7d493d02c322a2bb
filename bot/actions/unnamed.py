"""Customers never read who at the desk answers them: words with a colleague's name are held back once.

Every act whose words reach customers asks here before it does anything.
"""

import re
from collections.abc import Collection, Iterator

from bot.actions.scene import Scene
from bot.errors import NamesColleague
from kb.normalise import stem
from kb.repair import sounded
from routing.desk import Specialist
from routing.ticket import Ticket
from storage.staff import Asked

_WORD = re.compile(r"[^\W\d_][^\W\d_-]{2,}")


async def to_customer(scene: Scene, ticket: Ticket, again: Asked, read: str | None = None) -> None:
    """NamesColleague when the ticket's customer would read a colleague's name; their own name is none.

    `again` is the act and its words, to be done with a tap; `read`: what of them the customer reads.
    """
    customer = await scene.work.customers.get(ticket.customer_id) if ticket.customer_id else None
    if customer:
        _checked(scene, again, read, customer.name)


def to_many(scene: Scene, again: Asked, read: str | None = None) -> None:
    """The same where many customers will read it."""
    _checked(scene, again, read, "")


def _checked(scene: Scene, again: Asked, read: str | None, own: str) -> None:
    found = named((again.kept or "") if read is None else read, scene.rules.desk.staff, own)
    if found and not scene.as_written:
        raise NamesColleague(found, again)


def named(text: str, staff: Collection[Specialist], own: str = "") -> str | None:
    """The first colleague's name in the text, as it is written there, unless it is also in `own`.

    In either script and any case of Russian grammar.
    """
    known = {key for person in staff for key, _ in _names(person.name)} - {key for key, _ in _names(own)}
    return next((word for key, word in _names(text) if key in known), None)


def _names(text: str) -> Iterator[tuple[str, str]]:
    """The words that begin with a capital: how each sounds without its ending, and as it is written."""
    for word in _WORD.findall(text):
        if word[0].isupper():
            yield stem(sounded(word.lower())), word
