"""Customers never read who at the desk answers them: words with a colleague's name are held back once."""

import re
from collections.abc import Iterator

from bot.actions.scene import Scene
from bot.actions.speaking import Speech
from bot.errors import NamesColleague
from kb.normalise import stem
from kb.repair import sounded

_WORD = re.compile(r"[^\W\d_][^\W\d_-]{2,}")


async def checked(scene: Scene, act: str, ticket_id: int, speech: Speech) -> None:
    """NamesColleague, with the words, when the ticket's customer would read a colleague's name in them.

    In either script and any case of Russian grammar; the customer's own name is no colleague's.
    """
    ticket = await scene.work.tickets.get(ticket_id)
    customer = await scene.work.customers.get(ticket.customer_id) if ticket.customer_id else None
    if customer is None:
        return
    known = {key for person in scene.rules.desk.staff for key, _ in _names(person.name)}
    known -= {key for key, _ in _names(customer.name)}
    for key, word in _names(speech.text):
        if key in known:
            raise NamesColleague(ticket_id, act, word, speech.text, speech.kind, speech.file)


def _names(text: str) -> Iterator[tuple[str, str]]:
    """The words that begin with a capital: how each sounds without its ending, and as it is written."""
    for word in _WORD.findall(text):
        if word[0].isupper():
            yield stem(sounded(word.lower())), word
