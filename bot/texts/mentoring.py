"""A newcomer's words that wait for the mentor's tap, as both read of them."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from bot.presses import data
from bot.texts.buttons import never_mind
from bot.texts.catalogue import Words
from bot.texts.markup import clipped
from routing.ticket import Ticket
from storage.held import Draft
from storage.letters import Button, Text


def waits_for_mentor(words: Words, ticket_id: int, mentors: Sequence[str]) -> Text:
    """To a newcomer: their words wait."""
    return Text(
        html=words.say(
            "#{number}: waits for a tap from {names}. The customer sees it after that.",
            number=ticket_id,
            names=words.either(mentors),
        )
    )


def draft(words: Words, ticket: Ticket, one: Draft, author: str, *, again: bool = False) -> Text:
    """A newcomer's words, to the mentor, with what may become of them."""
    head = {
        "ask": words.say("#{number}: {author} wants to ask the customer:", number=ticket.id, author=author),
        "resolve": words.say("#{number}: {author} wants to solve it with:", number=ticket.id, author=author),
    }.get(one.act, words.say("#{number}: {author} wants to write:", number=ticket.id, author=author))
    if again:
        head = words.say("⏳ Still waiting. {head}", head=head)
    buttons = (
        (Button(text=words.say("Send"), data=data("draft_send", one.id)),),
        (
            Button(text=words.say("Send edited"), data=data("draft_edit", one.id)),
            Button(text=words.say("Back with a comment"), data=data("draft_back", one.id)),
        ),
    )
    text = escape(one.text) if one.text else words.say("(a file without words)")
    return Text(html=Markup("{}\n\n{}").format(head, text), buttons=buttons)


def draft_prompt(words: Words, one: Draft, act: str) -> Text:
    """What the mentor's next message will be."""
    html = (
        words.say("#{number}: write it as the customer shall read it.", number=one.ticket_id)
        if act == "approve"
        else words.say(
            "#{number}: what should be different? Only your colleague reads it.", number=one.ticket_id
        )
    )
    return Text(html=html, buttons=((never_mind(words),),))


def draft_sent(words: Words, ticket_id: int, by: str, text: str | None) -> Text:
    """To the newcomer: it went out, perhaps in other words."""
    if text is None:
        return Text(html=words.say("#{number}: {name} let it go out.", number=ticket_id, name=by))
    return Text(
        html=words.say(
            "#{number}: {name} sent it in other words:\n{text}",
            number=ticket_id,
            name=by,
            text=clipped(text, 3000),
        )
    )


def draft_returned(words: Words, one: Draft, by: str, comment: str) -> Text:
    """To the newcomer: it did not go out, and why."""
    return Text(
        html=words.say(
            "#{number}: {name} returned it, the customer has not seen it.\n{comment}\n\nYou wrote: {text}",
            number=one.ticket_id,
            name=by,
            comment=clipped(comment, 1500),
            text=clipped(one.text, 1500),
        )
    )


def draft_settled(words: Words, ticket_id: int, state: str) -> Text:
    """To the mentor: what became of it."""
    told = {
        "returned": words.say("#{number}: back with your comment.", number=ticket_id),
        "dropped": words.say(
            "#{number}: not sent, the ticket is not with its author any more.", number=ticket_id
        ),
    }
    return Text(html=told.get(state, words.say("#{number}: the customer has it.", number=ticket_id)))
