"""Lists at the desk of what experts keep beside tickets: what vendors owe, drafts of articles."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from bot.presses import data
from bot.texts import vendor
from bot.texts.catalogue import Words
from bot.texts.markup import clipped
from routing.cases import Case
from routing.ticket import Ticket
from storage.drafts import Draft
from storage.letters import Button, Text

#: Buttons below a list, three in a row.
BUTTONS = 6


def cases(words: Words, owed: Sequence[tuple[Case, Ticket, str | None]], now: datetime) -> Text:
    """What vendors owe, the first day promised on top, with buttons that open the tickets."""
    if not owed:
        return Text(
            html=words.say("No vendor owes an answer in your queues. /vendor 17 asks one about ticket 17.")
        )
    head = words.say("<b>Waiting for vendors: {count}</b>", count=len(owed))
    rows = [_case(words, *one, now) for one in owed]
    numbers = list(dict.fromkeys(ticket.id for _, ticket, _ in owed))
    buttons = [Button(text=f"#{one}", data=data("card", one)) for one in numbers[:BUTTONS]]
    return Text(html=Markup("\n").join([head, *rows]), buttons=_threes(buttons))


def _case(words: Words, case: Case, ticket: Ticket, owner: str | None, now: datetime) -> Markup:
    (row,) = vendor.on_card(words, [case], now)
    late = "❗ " if case.promised and case.promised <= now else ""
    told = Markup("{}#{} {} · {}").format(late, ticket.id, clipped(ticket.subject, 48), row)
    return words.say("{row} With {owner}.", row=told, owner=owner) if owner else told


def drafts(words: Words, made: Sequence[Draft], now: datetime) -> Text:
    """The newest drafts, with buttons that bring the files."""
    if not made:
        return Text(html=words.say("No drafts of articles yet. /article 17 makes one of a solved ticket 17."))
    head = words.say("<b>Drafts of articles, the newest first</b>")
    rows = [
        words.say(
            "#{number} {article}, {when}",
            number=one.ticket_id,
            article=one.article,
            when=words.clock(one.at, now),
        )
        for one in made
    ]
    numbers = list(dict.fromkeys(one.ticket_id for one in made))
    buttons = [
        Button(text=words.say("Read #{number}", number=one), data=data("drafts", one))
        for one in numbers[:BUTTONS]
    ]
    return Text(html=Markup("\n").join([head, *rows]), buttons=_threes(buttons))


def _threes(buttons: Sequence[Button]) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(buttons[at : at + 3]) for at in range(0, len(buttons), 3))
