"""Refusals of what people do together on a ticket, in words: what is, and what one can do instead."""

from markupsafe import Markup

from bot import errors
from bot.texts.catalogue import Words
from routing.errors import SlotRefused, VisitStepOver, VisitToCome


def refused(words: Words, error: Exception) -> Markup | None:
    """What a member of staff reads; None for refusals of other subjects."""
    match error:
        case errors.Over():
            return words.say(
                "#{number} is over. /reopen {number} takes it up again; a new matter is a new ticket.",
                number=error.ticket_id,
            )
        case errors.NoSuchColleague():
            return words.say(
                "#{number}: nobody is called “{name}”. Choose from: {known}.",
                number=error.ticket_id,
                name=error.name,
                known=", ".join(error.known) or "–",
            )
        case errors.HelpsAlready():
            return words.say("#{number}: {name} is on it already.", number=error.ticket_id, name=error.name)
        case errors.NotYoursToTakeBack():
            return words.say(
                "#{number}: only who escalated it, or the lead of the queue it came from, takes it back.",
                number=error.ticket_id,
            )
        case errors.PacketLacks():
            return _lacks(words, error)
        case errors.NotACause(known=[] | ()):
            return words.say(
                "#{number}: causes are not kept in this queue. The admin names them as `causes` in the "
                "config.",
                number=error.ticket_id,
            )
        case errors.NotACause():
            return words.say(
                "#{number}: no such cause. Choose from: {known}.",
                number=error.ticket_id,
                known=", ".join(one.called(words.language) for one in error.known),
            )
        case _:
            return _of_ways(words, error) or _of_questions(words, error) or _of_visits(words, error)


def _of_ways(words: Words, error: Exception) -> Markup | None:
    match error:
        case errors.NotHandedUp():
            return words.say(
                "#{number} was not passed up, so there is nowhere to return it. /release {number} puts it "
                "back into its queue, /move {number} sends it to another.",
                number=error.ticket_id,
            )
        case errors.NotStaged():
            return words.say(
                "#{number}: tests are told where experts work. Here /note {number} keeps what was checked.",
                number=error.ticket_id,
            )
        case errors.NothingTried():
            return words.say(
                "#{number}: not put to the maker, nobody has looked into it yet. What was tried goes along: "
                "/vendor {number} the question; tried: what you did. A note or words to the customer do too.",
                number=error.ticket_id,
            )
        case _:
            return None


def _of_questions(words: Words, error: Exception) -> Markup | None:
    match error:
        case errors.NobodyToAsk():
            return words.say(
                "#{number}: whom shall I ask? /consult {number} queue question; queues: {known}.",
                number=error.ticket_id,
                known=", ".join(error.known),
            )
        case errors.NothingAsked(answering=None):
            return words.say(
                "#{number}: no question waits there for your answer. /note {number} leaves words.",
                number=error.ticket_id,
            )
        case errors.NothingAsked(over=True):
            return words.say(
                "#{number}: {name} has answered already. To add something: /note {number}.",
                number=error.ticket_id,
                name=error.answering,
            )
        case errors.NothingAsked():
            return words.say(
                "#{number}: {name} answers it. /note {number} leaves words too.",
                number=error.ticket_id,
                name=error.answering,
            )
        case errors.TooShort():
            return words.say("What shall I look for? /find and a word or two, such as /find router.")
        case errors.NoDraft():
            return words.say(
                "#{number}: nothing waits there for your tap. /ticket {number} shows how it stands.",
                number=error.ticket_id,
            )
        case _:
            return None


def _of_visits(words: Words, error: Exception) -> Markup | None:
    match error:
        case SlotRefused():
            return _slot(words, error)
        case VisitToCome(ticket_id=number):
            return words.say(
                "#{number}: the visit has not begun yet. How it went is told afterwards, "
                "/visit {number} cancel calls it off.",
                number=number,
            )
        case errors.NoVisit() | VisitStepOver():
            return words.say(
                "#{number}: no visit is agreed there. "
                "/visit {number} 25.11 14:00-16:00, 26.11 10:00 offers times.",
                number=error.ticket_id,
            )
        case errors.NoConsent(asked=True):
            return words.say(
                "#{number}: the customer has not said yes. Wait for the answer, or /reply {number}.",
                number=error.ticket_id,
            )
        case errors.NoConsent():
            return words.say(
                "#{number}: ask the customer first. /remote {number} and on what you will work.",
                number=error.ticket_id,
            )
        case _:
            return None


def _slot(words: Words, error: SlotRefused) -> Markup:
    example = words.say("Write for instance: 25.11 14:00-16:00, tomorrow 10:00.")
    part = error.part
    said = {
        "past": words.say("“{part}” has passed already. {example}", part=part, example=example),
        "far": words.say("“{part}” is more than a year ahead. {example}", part=part, example=example),
        "order": words.say("“{part}” ends before it begins. {example}", part=part, example=example),
        "many": words.say("Eight times at most: nobody reads more. {example}", example=example),
    }
    return said.get(error.why) or words.say("I can't read “{part}”. {example}", part=part, example=example)


def _lacks(words: Words, error: errors.PacketLacks) -> Markup:
    missing = [words.say("what was done or tried")] if error.parts else []
    missing += [Markup.escape(one.called(words.language)) for one in error.evidence]
    if error.act == "vendor":
        return words.say(
            "#{number}: not put to the maker, this is missing: {missing}. Write it now, the rest is kept. "
            "Photos count when they are on the ticket.",
            number=error.ticket_id,
            missing=", ".join(missing),
        )
    return words.say(
        "#{number}: not passed up, this is missing: {missing}. Write it now, the rest is kept. "
        "Photos count when they are on the ticket.",
        number=error.ticket_id,
        missing=", ".join(missing),
    )
