"""Links between tickets in words: on cards, as receipts, and why one is refused."""

from dataclasses import dataclass

from markupsafe import Markup

from bot.texts.catalogue import Words
from bot.texts.markup import clipped
from routing.links import LinkKind, LinkRefused
from routing.ticket import Ticket
from storage.letters import Text

#: A kind as people write it after /link.
SPOKEN = {
    **{kind.value: kind for kind in LinkKind},
    "follow-up": LinkKind.FOLLOW_UP,
    "связан": LinkKind.RELATED,
    "связано": LinkKind.RELATED,
    "дубль": LinkKind.DUPLICATE,
    "часть": LinkKind.SPLIT,
    "продолжение": LinkKind.FOLLOW_UP,
    "находка": LinkKind.FINDING,
}


@dataclass(frozen=True, slots=True)
class Linked:
    """A link as a card shows it; `forth`: the card's ticket is the one that is something to the other.

    `subject` is None where the reader may not see the other ticket; `over`: nobody works on that any more.
    """

    kind: LinkKind
    number: int
    subject: str | None
    forth: bool
    over: bool = False


def rows(words: Words, links: tuple[Linked, ...]) -> list[Markup]:
    """The links on a card, one row each."""
    return [_row(words, link) for link in links]


def _row(words: Words, link: Linked) -> Markup:
    subject = clipped(link.subject, 40) if link.subject else ""
    done = " ✓" if link.over and link.kind is LinkKind.FINDING and not link.forth else ""
    return Markup("{}: #{} {}{}").format(_is(words, link.kind, forth=link.forth), link.number, subject, done)


def _is(words: Words, kind: LinkKind, *, forth: bool) -> Markup:
    names = {
        LinkKind.RELATED: (words.say("Linked"), words.say("Linked")),
        LinkKind.DUPLICATE: (words.say("Duplicate of"), words.say("Duplicate")),
        LinkKind.SPLIT: (words.say("Split from"), words.say("Split off")),
        LinkKind.FOLLOW_UP: (words.say("Goes on from"), words.say("Goes on in")),
        LinkKind.FINDING: (words.say("Found by"), words.say("Finding")),
    }[kind]
    return names[0] if forth else names[1]


def done(words: Words, ticket: Ticket, kind: LinkKind, other: Ticket) -> Text:
    """A link was made."""
    row = _row(words, Linked(kind, other.id, other.subject, forth=True))
    return Text(html=Markup("#{} → {}").format(ticket.id, row))


def refused(words: Words, error: LinkRefused) -> Markup:
    """Why two tickets are not linked or merged, and what to do instead."""
    facts = {"number": error.ticket_id, "other": error.other}
    match error.why:
        case "itself":
            return words.say("#{number} is that very ticket. Write the number of another one.", **facts)
        case "linked":
            return words.say("#{number} and #{other} are linked like that already.", **facts)
        case "no_number":
            return words.say(
                "With which ticket? Write its number: /link {number} 12, or /merge {number} into 12.", **facts
            )
        case "no_kind":
            return words.say(
                "There are links of these kinds: related, duplicate, split, follow_up, finding. "
                "For instance /link {number} 12 duplicate.",
                **facts,
            )
        case _:
            return _merge_refused(words, error, facts)


def _merge_refused(words: Words, error: LinkRefused, facts: dict[str, int]) -> Markup:
    match error.why:
        case "circle":
            return words.say(
                "#{other} leads to #{number} already: the other way round would be a circle. "
                "/ticket {number} shows where it stands.",
                **facts,
            )
        case "ours":
            return words.say(
                "One of #{number} and #{other} is ours and has no customer. "
                "/link {number} {other} keeps them together.",
                **facts,
            )
        case "customers":
            return words.say(
                "#{number} and #{other} are of different customers: their talks stay apart. If the cause is "
                "the same: /problem new and its name, then link both to it.",
                **facts,
            )
        case "goes_on":
            return words.say("#{number} goes on in #{other} already. /ticket {other}", **facts)
        case "restricted":
            return words.say(
                "#{number} is for named people only; in #{other} others would read it. The other way round: "
                "/merge {other} into {number}.",
                **facts,
            )
        case "split_over":
            return words.say(
                "#{number} is over. /reopen {number} first, or wait: what the customer writes next is a "
                "new question anyway.",
                **facts,
            )
        case "over":
            return words.say(
                "#{number} is over, there is nothing to merge. /link {number} {other} keeps them together.",
                **facts,
            )
        case _:
            return words.say(
                "#{other} is over. /reopen {other} first and merge then, or /link {number} {other} and go on "
                "in #{number}.",
                **facts,
            )
