"""What staff read of a ticket's clocks: on its card, before one runs out, and when it has."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from bot.errors import PriorityUnclear, SamePriority
from bot.presses import data
from bot.texts.catalogue import Words
from routing.clocks import Clock, Reading, WaitsOn
from routing.ticket import Ticket
from storage.letters import Button, Text


def clock_name(words: Words, clock: str) -> Markup:
    """A clock in the reader's language, in the middle of a sentence."""
    names = {
        Clock.FIRST_WORD: words.say("first word"),
        Clock.NEXT_WORD: words.say("next word"),
        Clock.RESOLUTION: words.say("solution"),
        Clock.LINE: words.say("this line's part"),
    }
    return names[Clock(clock)]


def standing(words: Words, readings: Sequence[Reading], now: datetime) -> Markup | None:
    """When each clock is due, or how much is left and for whom it stands; None when none goes on."""
    told = [_clock(words, one, now) for one in readings if not one.ended]
    return Markup("⏱ {}").format(Markup(" · ").join(told)) if told else None


def _clock(words: Words, reading: Reading, now: datetime) -> Markup:
    name = clock_name(words, reading.clock)
    if reading.due and reading.breached(now):
        return words.say("❗ {clock}: was due {when}", clock=name, when=words.clock(reading.due, now))
    if reading.due:
        return words.say("{clock} {by}", clock=name, by=words.by(reading.due, now))
    return words.say(
        "{clock}: {left} left, stands: {whom}",
        clock=name,
        left=words.span(reading.left),
        whom=_waits_for(words, reading.stands_for),
    )


def _waits_for(words: Words, whom: WaitsOn | None) -> Markup:
    return {
        WaitsOn.CUSTOMER: words.say("the customer's turn"),
        WaitsOn.VENDOR: words.say("the maker's turn"),
    }.get(whom or WaitsOn.TEAM, words.say("nobody's turn"))


def warning(words: Words, ticket: Ticket, clock: Clock, due: datetime, now: datetime) -> Text:
    """Time runs out."""
    html = words.say(
        "⏳ #{number} “{subject}”: {clock} {by}.",
        number=ticket.id,
        subject=ticket.subject,
        clock=clock_name(words, clock),
        by=words.by(due, now),
    )
    return _with_button(words, ticket, html)


@dataclass(frozen=True, slots=True)
class Done:
    """What the policy did about a breach: a new priority, another queue."""

    priority: int | None = None
    queue: str | None = None


def breach(
    words: Words,
    ticket: Ticket,
    clock: Clock,
    due: datetime,
    now: datetime,
    *,
    owner: str | None,
    done: Done,
) -> Text:
    """Time is up: which clock, who has the ticket, what was done about it."""
    parts = [
        words.say(
            "❗ #{number} “{subject}”: late, {clock} was due {when}.",
            number=ticket.id,
            subject=ticket.subject,
            clock=clock_name(words, clock),
            when=words.clock(due, now),
        ),
        words.say("It is with {owner}.", owner=owner) if owner else words.say("Nobody has it."),
    ]
    if done.priority:
        parts.append(words.say("Priority is P{value} now.", value=done.priority))
    if done.queue:
        parts.append(words.say("It went up to “{queue}”.", queue=done.queue))
    return _with_button(words, ticket, Markup(" ").join(parts))


def _with_button(words: Words, ticket: Ticket, html: Markup) -> Text:
    act, label = ("card", words.say("Open the card")) if ticket.owner else ("take", words.say("Take"))
    return Text(html=html, buttons=((Button(text=label, data=data(act, ticket.id)),),))


def choose_priority(words: Words, ticket: Ticket) -> Text:
    """How urgent it is; each priority a button."""
    values = [value for value in range(1, 5) if value != ticket.priority]
    row = tuple(Button(text=f"P{value}", data=data("priority_is", ticket.id, value)) for value in values)
    html = words.say(
        "#{number} is P{value}. How urgent is it? P1 comes first.", number=ticket.id, value=ticket.priority
    )
    return Text(html=html, buttons=(row,))


def priority_refused(words: Words, error: PriorityUnclear | SamePriority) -> Markup:
    """Why the priority stays, and what to write."""
    if isinstance(error, SamePriority):
        return words.say("#{number} is P{value} already.", number=error.ticket_id, value=error.value)
    return words.say(
        "#{number}: which priority? /priority {number} 2 and the reason; 1 comes first, 4 last.",
        number=error.ticket_id,
    )


def promise_changed(words: Words, ticket: Ticket, due: datetime, now: datetime) -> Text:
    """To the customer: the time they were told has changed."""
    return Text(
        html=words.say(
            "About #{number} “{subject}”: the next word comes {by}.",
            number=ticket.id,
            subject=ticket.subject,
            by=words.by(due, now),
        )
    )
