"""Offers, and tickets that found nobody or lost somebody, as staff read of them."""

from datetime import datetime

from markupsafe import Markup

from bot.presses import data
from bot.texts.catalogue import Words
from routing.ticket import Ticket
from storage.letters import Button, Text


def unplaced(words: Words, ticket_id: int, subject: str, why: str, *, asked: bool) -> Text:
    """For the lead: nobody was found for a ticket, and why."""
    if asked:
        html = words.say(
            "#{number} “{subject}”: everyone was asked and nobody took it. It is open to all now.",
            number=ticket_id,
            subject=subject,
        )
    else:
        html = words.say(
            "#{number} “{subject}”: {why}. It is open to all now.",
            number=ticket_id,
            subject=subject,
            why=reason(words, why),
        )
    return Text(html=html, buttons=((_card(words, ticket_id),),))


def reason(words: Words, why: str) -> str:
    """Why nobody could be asked, in the reader's language."""
    return {
        "nobody on shift": words.say("nobody is on shift"),
        "nobody with the skills": words.say("nobody on shift has the skills"),
        "nobody who speaks the language": words.say("nobody on shift speaks the language"),
        "all at capacity": words.say("everybody has as many tickets as they can hold"),
        "all were asked": words.say("everyone was asked"),
    }.get(why, why)


def reminder(words: Words, ticket: Ticket, now: datetime) -> Text:
    """For the owner: the customer waits."""
    html = words.say(
        "#{number} “{subject}”: the customer has not heard from you and waits for a word {by}. "
        "Write to them, or /release {number}.",
        number=ticket.id,
        subject=ticket.subject,
        by=words.by(ticket.promised or now, now),
    )
    return Text(html=html, buttons=((_card(words, ticket.id),),))


def stranded(
    words: Words,
    ticket: Ticket,
    why: str,
    owner: str,
    before: str,
    queue: str,
    since: datetime,
    now: datetime,
) -> Text:
    """For the lead: a ticket lost its owner or its queue, and where it is now."""
    told = {
        "silent": _silent(words, owner, words.clock(since, now), queue),
        "owner gone": _owner_gone(words, owner, queue),
        "not named": _not_named(words, owner, queue),
    }.get(why) or _queue_gone(words, before, queue)
    html = words.say("#{number} “{subject}”: {told}", number=ticket.id, subject=ticket.subject, told=told)
    return Text(html=html, buttons=((_card(words, ticket.id),),))


def _silent(words: Words, owner: str, since: str, queue: str) -> Markup:
    return words.say(
        "no word from {owner} since {since}, the customer waits. It is back in “{queue}”.",
        owner=owner,
        since=since,
        queue=queue,
    )


def _owner_gone(words: Words, owner: str, queue: str) -> Markup:
    return words.say(
        "its owner {owner} is not at the desk any more. It is back in “{queue}”.", owner=owner, queue=queue
    )


def _not_named(words: Words, owner: str, queue: str) -> Markup:
    return words.say(
        "“{queue}” is restricted and does not name {owner}. It waits there again.", owner=owner, queue=queue
    )


def _queue_gone(words: Words, before: str, queue: str) -> Markup:
    return words.say("the queue “{before}” is gone. It is in “{queue}” now.", before=before, queue=queue)


def _card(words: Words, ticket_id: int) -> Button:
    return Button(text=words.say("Open the card"), data=data("card", ticket_id))


def nobody_left(words: Words, queue: str, who: str, waiting: int) -> Text:
    """To a lead: the last one there went away while tickets wait."""
    return Text(
        html=words.say(
            "{who} is away, nobody is there for “{queue}” now. Waiting: {waiting}. /queue",
            who=who,
            queue=queue,
            waiting=waiting,
        )
    )
