"""The desk's own troubles as its staff read them: the ledger of a ticket's letters, updates set aside."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from bot.presses import data
from bot.texts.catalogue import Words
from bot.texts.markup import clipped, sentence
from bot.texts.undelivered import why_not_delivered
from storage.inbox import Dead
from storage.letters import Button, Media, Show, Text
from storage.outbox import Sending

#: Characters of a letter shown in the ledger.
EXCERPT = 60


def ledger(words: Words, ticket_id: int, letters: Sequence[Sending], now: datetime) -> Text:
    """A row for each of the newest letters to the ticket's customer, oldest first."""
    if not letters:
        return Text(html=words.say("#{number}: nothing was written to the customer yet.", number=ticket_id))
    head = words.say("<b>#{number}: letters to the customer</b>", number=ticket_id)
    return Text(html=Markup("\n").join([head, *(_row(words, one, now) for one in letters)]))


def _row(words: Words, one: Sending, now: datetime) -> Markup:
    html = one.letter.html if isinstance(one.letter, Text | Media) else ""
    if isinstance(one.letter, Show):
        shown = f"[{words.say('a card for staff')}]"
    else:
        shown = clipped(Markup(html).striptags(), EXCERPT) or f"[{one.letter.kind}]"  # noqa: S704 made plain at once
    return Markup("{} {} {}").format(
        words.clock(one.created_at, now), sentence(shown), _became(words, one, now)
    )


def _became(words: Words, one: Sending, now: datetime) -> Markup:
    if one.state == "failed":
        return words.say("Not delivered: {reason}.", reason=why_not_delivered(words, one.error or ""))
    if one.state == "sent":
        at = words.clock(one.sent_at or one.created_at, now)
        if one.doubtful:
            return words.say("Delivered {at}, perhaps twice.", at=at)
        return words.say("Delivered {at}.", at=at)
    if one.tries:
        return words.count("On its way, {n} try in vain.", "On its way, {n} tries in vain.", one.tries)
    return words.say("On its way.")


def set_aside(words: Words, found: Sequence[Dead], now: datetime) -> Text:
    """The newest updates that could not be worked through, each with a button to try it again."""
    if not found:
        return Text(html=words.say("Nothing is set aside."))
    rows = [
        words.say(
            "{number}. {when}, chat {chat} of the {bot} bot: {error}",
            number=one.id,
            when=words.clock(one.received_at, now),
            chat=one.chat_id,
            bot=one.bot,
            error=one.error or "?",
        )
        for one in found
    ]
    buttons = tuple(
        (Button(text=words.say("Try {number} again", number=one.id), data=data("dead", one.id)),)
        for one in found[:8]
    )
    head = words.say("<b>Set aside, the newest first</b>")
    return Text(html=Markup("\n").join([head, *rows]), buttons=buttons)


def tried_again(words: Words, number: int) -> Text:
    """It waits in its chat again."""
    return Text(html=words.say("{number} is tried again now.", number=number))
