"""What the people named for a restricted queue read about a breach of personal data."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from markupsafe import Markup

from bot.presses import data
from bot.texts.catalogue import Words
from bot.texts.markup import clipped
from routing.breach import Breach
from storage.letters import Button, Rows, Text


def on_card(words: Words, breach: Breach, now: datetime) -> list[Markup]:
    """A row for the breach, with each of its clocks."""
    known = words.clock(breach.known_at, now)
    if breach.off:
        return [words.say("⚖️ Breach known since {known}: called off.", known=known)]
    clocks = "; ".join(_clock(words, breach, one, now) for one in breach.hours)
    return [
        Markup("{} {}").format(words.say("⚖️ Breach known since {known}:", known=known), Markup(clocks))  # noqa: S704
    ]


def _clock(words: Words, breach: Breach, hours: int, now: datetime) -> Markup:
    if told := breach.told.get(hours):
        return words.say("{hours} h: told {at}", hours=hours, at=words.clock(told, now))
    end = words.clock(breach.deadline(hours), now)
    if breach.deadline(hours) <= now:
        return words.say("{hours} h: <b>passed</b> {at}", hours=hours, at=end)
    return words.say("{hours} h: until {at}", hours=hours, at=end)


def _buttons(words: Words, ticket_id: int, breach: Breach) -> Rows:
    row = tuple(
        Button(text=words.say("Told: {hours} h", hours=hours), data=data("breach_told", ticket_id, hours))
        for hours in breach.running
    )
    return (row,) if row else ()


def started(words: Words, ticket_id: int, breach: Breach, what: str, now: datetime) -> Text:
    """The clocks run."""
    html = words.say(
        "⚖️ #{number}: a breach of personal data, the clocks run: {what}\n{clocks}\nWhen the authority has "
        "been told: /breach {number} told and the hours, or the button.",
        number=ticket_id,
        what=clipped(what, 500),
        clocks=Markup("\n").join(_clock(words, breach, one, now) for one in breach.hours),
    )
    return Text(html=html, buttons=_buttons(words, ticket_id, breach))


def reminder(words: Words, ticket_id: int, breach: Breach, hours: int, now: datetime) -> Text:
    """A clock nears its end, or has come to it."""
    left = breach.deadline(hours) - now
    if left > timedelta():
        html = words.say(
            "⚖️ #{number}: {left} left of the {hours} hours to tell of the breach.",
            number=ticket_id,
            left=words.span(left),
            hours=hours,
        )
    else:
        html = words.say(
            "⚖️ #{number}: the {hours} hours to tell of the breach are over. Tell now and say why late.",
            number=ticket_id,
            hours=hours,
        )
    return Text(html=html, buttons=_buttons(words, ticket_id, breach))


def told(words: Words, ticket_id: int, breach: Breach, hours: int, now: datetime) -> Text:
    """One clock is stopped; what still runs."""
    html = words.say("#{number}: the clock of {hours} h is stopped.", number=ticket_id, hours=hours)
    for other in breach.running:
        html = Markup("{}\n{}").format(html, _clock(words, breach, other, now))
    return Text(html=html, buttons=_buttons(words, ticket_id, breach))


def called_off(words: Words, ticket_id: int) -> Text:
    """It was no breach."""
    return Text(html=words.say("#{number}: called off, the clocks are stopped.", number=ticket_id))


def prompt(words: Words, act: str, ticket_id: int) -> Markup | None:
    """What the next message will be, for the acts of this file; None for others."""
    if act != "breach":
        return None
    return words.say(
        "#{number}: what happened to whose data? It counts from now, or write “since 24.11 10:00” first.",
        number=ticket_id,
    )


def elsewhere(words: Words, ticket_id: int, queues: Sequence[str]) -> Markup:
    """A breach is dealt with in a restricted queue only."""
    if not queues:
        return words.say(
            "#{number}: a breach is dealt with in a queue for named people, and there is none. The admin "
            "writes `restricted: true` on one in the config.",
            number=ticket_id,
        )
    return words.say(
        "#{number}: a breach is dealt with by named people: /move {number} {queue} first.",
        number=ticket_id,
        queue=queues[0],
    )


def unclear(words: Words, ticket_id: int, running: Sequence[int]) -> Markup:
    """No such clock runs, or they run already."""
    if not running:
        return words.say(
            "#{number}: no such clock runs. /breach {number} and what happened starts them.", number=ticket_id
        )
    return words.say(
        "#{number}: the clocks run already: {hours} h. /breach {number} told {first} stops one, "
        "/breach {number} off and why calls it off.",
        number=ticket_id,
        hours=", ".join(str(one) for one in running),
        first=running[0],
    )
