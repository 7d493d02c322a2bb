"""What did not get to a customer, and why, as staff read it."""

from markupsafe import Markup

from bot.texts.catalogue import Words
from storage.letters import Text


def why_not_delivered(words: Words, reason: str) -> Markup:
    """A reason of bot/delivery/send.py in words."""
    return {
        "blocked": words.say("the customer has blocked the bot"),
        "file": words.say("Telegram did not take the file"),
        "rejected": words.say("Telegram refused it"),
        "fault": words.say("a fault of the desk itself"),
    }.get(reason, words.say("no answer from Telegram for a day"))


def not_delivered(words: Words, ticket_id: int, reason: str) -> Text:
    """A letter to a ticket's customer was given up."""
    return Text(
        html=words.say(
            "#{number}: a message to the customer was not delivered: {reason}.",
            number=ticket_id,
            reason=why_not_delivered(words, reason),
        )
    )


def answer_not_delivered(words: Words, customer: str | None, reason: str) -> Text:
    """What line 1 said to a customer without a ticket was given up."""
    return Text(
        html=words.say(
            "My answer to {customer} was not delivered: {reason}.",
            customer=customer or "?",
            reason=why_not_delivered(words, reason),
        )
    )


def not_shown(words: Words, ticket_id: int | None, reader: str) -> Text:
    """A card, or another message to staff, was given up for a fault of our own."""
    if ticket_id is None:
        return Text(
            html=words.say(
                "A message for {reader} could not be made: a fault of the desk itself. Its log tells more.",
                reader=reader,
            )
        )
    return Text(
        html=words.say(
            "#{number}: its card could not be shown: a fault of the desk itself. "
            "Its log tells more. The next change of the ticket tries again.",
            number=ticket_id,
        )
    )
