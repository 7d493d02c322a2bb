"""Helpers on a ticket, as staff read of them: whom to invite, who came and went, what they noted."""

from collections.abc import Sequence

from bot.presses import data
from bot.texts.buttons import never_mind
from bot.texts.catalogue import Words
from bot.texts.markup import clipped
from routing.desk import Specialist
from routing.ticket import Ticket
from storage.letters import Button, Text


def choose_colleague(
    words: Words, ticket_id: int, others: Sequence[Specialist], helping: Sequence[Specialist]
) -> Text:
    """Whom to invite, or to let go; a name may be typed too."""
    come = [Button(text=one.name, data=data("invite_who", ticket_id, one.id)) for one in others[:12]]
    go = [
        Button(text=words.say("Without {name}", name=one.name), data=data("remove_who", ticket_id, one.id))
        for one in helping
    ]
    pairs = tuple(tuple(come[place : place + 2]) for place in range(0, len(come), 2))
    return Text(
        html=words.say(
            "#{number}: who shall help? Tap or write the name. They see the ticket and leave notes; "
            "the owner stays.",
            number=ticket_id,
        ),
        buttons=(*pairs, *((one,) for one in go), (never_mind(words),)),
    )


def invited(words: Words, ticket: Ticket, by: str) -> Text:
    """To a new helper."""
    return Text(
        html=words.say(
            "{name} asks you to help with #{number} “{subject}”. You get the customer's words; "
            "/note {number} for your findings, /leave {number} when you are done.",
            name=by,
            number=ticket.id,
            subject=ticket.subject,
        )
    )


def joined(words: Words, ticket_id: int, name: str) -> Text:
    """To the owner: somebody helps now."""
    return Text(html=words.say("{name} helps with #{number} now.", name=name, number=ticket_id))


def left(words: Words, ticket_id: int, name: str) -> Text:
    """To those on the ticket: somebody does not help any more."""
    return Text(html=words.say("{name} is off #{number}.", name=name, number=ticket_id))


def let_go(words: Words, ticket_id: int, by: str) -> Text:
    """To a helper who was let go."""
    return Text(
        html=words.say("You do not help with #{number} any more: {name} goes on.", number=ticket_id, name=by)
    )


def noted(words: Words, ticket_id: int, name: str, text: str) -> Text:
    """A colleague's note, to those on the ticket."""
    return Text(
        html=words.say(
            "#{number}, note from {name}: {text}", number=ticket_id, name=name, text=clipped(text, 3000)
        )
    )
