"""Tickets merged and split, in words: to the customer once, to those who had them."""

from datetime import datetime

from bot.presses import data
from bot.texts.catalogue import Words
from routing.ticket import Ticket
from storage.letters import Button, Text


def merged(words: Words, ticket: Ticket, into: Ticket) -> Text:
    """To the customer: two questions are one matter."""
    return Text(
        html=words.say(
            "Your questions #{number} and #{into} are one matter, we go on in #{into} “{subject}”. "
            "Nothing to repeat.",
            number=ticket.id,
            into=into.id,
            subject=into.subject,
        )
    )


def done(words: Words, number: int, into: int) -> Text:
    """To who merged them."""
    return Text(html=words.say("#{number} goes on in #{into}; the customer knows.", number=number, into=into))


def merged_by(words: Words, who: str, number: int, into: int) -> Text:
    """To who had one of them."""
    return Text(
        html=words.say(
            "{who} merged #{number} into #{into}. /ticket {into}", who=who, number=number, into=into
        )
    )


def split(words: Words, apart: Ticket, now: datetime) -> Text:
    """To the customer: a second question is on its own now."""
    return Text(
        html=words.say(
            "“{subject}” is a question of its own now: #{number}. Answer {by}.",
            subject=apart.subject,
            number=apart.id,
            by=words.by(apart.promised or apart.first_word_due, now),
        )
    )


def came_back(words: Words, ticket: Ticket, before: Ticket, now: datetime) -> Text:
    """To the customer: what ended long ago is taken up in a new question."""
    return Text(
        html=words.say(
            "I'm sorry it is back. #{before} is from long ago, so this is #{number} now; people see both. "
            "Answer {by}.",
            before=before.id,
            number=ticket.id,
            by=words.by(ticket.promised or ticket.first_word_due, now),
        )
    )


def taken_up(words: Words, ticket: Ticket, before: Ticket, now: datetime) -> Text:
    """To the customer: people take up what ended long ago."""
    return Text(
        html=words.say(
            "We take up your question #{before} “{subject}” again, it is #{number} now. Answer {by}.",
            before=before.id,
            subject=before.subject,
            number=ticket.id,
            by=words.by(ticket.promised or ticket.first_word_due, now),
        )
    )


def same_or_new(words: Words, ticket: Ticket, message_id: int) -> Text:
    """To the customer: words that seem to be about something else than the open question."""
    same = Button(text=words.say("The same matter"), data=data("same", ticket.id))
    new = Button(text=words.say("A new question"), data=data("another", ticket.id, message_id))
    return Text(
        html=words.say(
            "Is this still about #{number} “{subject}”, or a new question?",
            number=ticket.id,
            subject=ticket.subject,
        ),
        buttons=((same, new),),
    )


def stays(words: Words, ticket: Ticket) -> Text:
    """To the customer: it is of the same matter."""
    return Text(html=words.say("Good, it stays with #{number}.", number=ticket.id))
