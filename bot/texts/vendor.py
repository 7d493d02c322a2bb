"""What is said about the maker's turn: to customers, to the owner, and in the package that goes out."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from markupsafe import Markup

from bot.presses import data
from bot.texts.catalogue import Words
from bot.texts.experts import part_name
from bot.texts.markup import clipped
from routing.cases import Case, CaseState
from routing.stages import Part
from storage.letters import Button, Text

#: Characters of an answer shown on a card.
ANSWER = 300


def with_maker(words: Words, ticket_id: int, due: datetime, now: datetime, *, has_day: bool) -> Text:
    """To the customer: only the maker can cure it, and when to expect a word in any case."""
    if has_day:
        html = words.say(
            "#{number}: only the maker can put this right, we pass on all that is needed. We expect the "
            "answer {by} and I will write by then in any case.",
            number=ticket_id,
            by=words.by(due, now),
        )
    else:
        html = words.say(
            "#{number}: only the maker can put this right, we pass on all that is needed. I will write {by}, "
            "even if there is no answer yet.",
            number=ticket_id,
            by=words.by(due, now),
        )
    return Text(html=html)


def still_with_maker(words: Words, ticket_id: int, due: datetime, now: datetime) -> Text:
    """To the customer, as promised: no answer from the maker yet, and the next time."""
    return Text(
        html=words.say(
            "#{number}: the maker has not answered yet, we press for it. I will write {by} in any case.",
            number=ticket_id,
            by=words.by(due, now),
        )
    )


def maker_answered(words: Words, ticket_id: int, due: datetime, now: datetime) -> Text:
    """To the customer: there is an answer, and when to hear more."""
    return Text(
        html=words.say(
            "#{number}: the maker has answered, our people are on it. More {by}.",
            number=ticket_id,
            by=words.by(due, now),
        )
    )


def package_caption(words: Words, ticket_id: int, case: Case, now: datetime) -> Markup:
    """Under the file: forward it, and what happens next."""
    html = words.say(
        "#{number}: put to {vendor}. Personal data is masked; look through it once and forward the file.\n"
        "Their answer: /answer {number} and the words, or a reply to this.",
        number=ticket_id,
        vendor=case.vendor,
    )
    if case.promised:
        html = words.say("{html}\nPromised {by}.", html=html, by=words.by(case.promised, now))
    return html


def chase(words: Words, ticket_id: int, subject: str, case: Case, now: datetime) -> Text:
    """The maker is late: time to press."""
    since = words.clock(case.opened_at, now)
    html = words.say(
        "⏰ #{number} “{subject}”: {vendor} ({reference}) has not answered, the case is open since {since}. "
        "Press for it; the customer waits.",
        number=ticket_id,
        subject=subject,
        vendor=case.vendor,
        reference=case.reference or words.say("no number yet"),
        since=since,
    )
    if case.chased > 1:
        html = words.say("{html} Reminder {count}.", html=html, count=case.chased)
    answer = Button(text=words.say("The maker answered"), data=data("answer", ticket_id))
    card = Button(text=words.say("Open the card"), data=data("card", ticket_id))
    return Text(html=html, buttons=((answer, card),))


def answered(words: Words, ticket_id: int, subject: str, case: Case, text: str) -> Text:
    """To everybody who works on it: what the maker said."""
    return Text(
        html=words.say(
            "#{number} “{subject}”: {vendor} answered: {text}",
            number=ticket_id,
            subject=subject,
            vendor=case.vendor,
            text=clipped(text, 3000),
        )
    )


def on_card(words: Words, cases: Sequence[Case], now: datetime) -> list[Markup]:
    """A row for each case: with whom, under what number, until when, what came of it."""
    return [_row(words, case, now) for case in cases]


def _row(words: Words, case: Case, now: datetime) -> Markup:
    name = words.say("{vendor} {reference}", vendor=case.vendor, reference=case.reference or "")
    match case.state:
        case CaseState.ANSWERED:
            return words.say(
                "{maker}: {answer}", maker=name.strip(), answer=clipped(case.answer or "", ANSWER)
            )
        case CaseState.CLOSED:
            return words.say("{maker}: closed with the ticket.", maker=name.strip())
        case CaseState.OPEN:
            since = words.clock(case.opened_at, now)
            row = words.say("{maker}: asked {since}.", maker=name.strip(), since=since)
            if case.promised:
                row = words.say("{row} Promised {by}.", row=row, by=words.by(case.promised, now))
            if case.chased:
                row = words.say("{row} Reminded: {count}.", row=row, count=case.chased)
            return row


def prompt(words: Words, act: str, ticket_id: int) -> Markup | None:
    """What the next message will be, for the acts of this file; None for others."""
    return {
        "vendor": words.say(
            "#{number}: what shall the maker do? Their number first, if any; “by 28.11” sets the day.",
            number=ticket_id,
        ),
        "answer": words.say("#{number}: what did the maker answer?", number=ticket_id),
    }.get(act)


def needs_vendor(words: Words, ticket_id: int, known: Sequence[str]) -> Markup:
    """Nobody knows which vendor is meant."""
    if not known:
        return words.say(
            "#{number}: which vendor? /vendor {number} name, their number, and what they shall do.",
            number=ticket_id,
        )
    return words.say(
        "#{number}: which vendor? /vendor {number}, then one of {known}, their number, what they shall do.",
        number=ticket_id,
        known=", ".join(known),
    )


def no_case(words: Words, ticket_id: int) -> Markup:
    """No vendor owes an answer."""
    return words.say(
        "#{number}: no vendor owes an answer. /vendor {number} asks one, /note {number} keeps words.",
        number=ticket_id,
    )


def which_case(words: Words, ticket_id: int, known: Sequence[str]) -> Markup:
    """Several vendors owe an answer."""
    return words.say(
        "#{number}: whose answer is it? /answer {number}, then one of {known}, then the words.",
        number=ticket_id,
        known=", ".join(known),
    )


def day_unclear(words: Words, written: str) -> Markup:
    """The day cannot be promised."""
    return words.say("“{day}” is no day to come. Write it as 28.11 or 2026-11-28.", day=written)


def package(
    words: Words,
    *,
    desk: str,
    case: Case,
    contract: str | None,
    serial: str | None,
    subject: str,
    asked: str,
    found: Mapping[Part, str],
    said: Sequence[tuple[bool, str]],
    day: datetime,
) -> str:
    """The file for the vendor, plain text; `said` are (the customer's, words), masked already as all is."""
    rows = [
        words.say("From: {desk}", desk=desk),
        words.say("To: {vendor}", vendor=case.vendor),
        words.say("Date: {date}", date=f"{day.astimezone(words.zone):%Y-%m-%d}"),
        words.say("Our number: {number}", number=case.ticket_id),
        *([words.say("Your number: {reference}", reference=case.reference)] if case.reference else []),
        *([words.say("Contract: {contract}", contract=contract)] if contract else []),
        *([words.say("Serial number: {serial}", serial=serial)] if serial else []),
        "",
        words.say("What we ask"),
        Markup.escape(asked),
        "",
        words.say("The matter: {subject}", subject=subject),
    ]
    if found:
        rows += ["", words.say("What we found")]
        rows += [Markup("{}: {}").format(part_name(words, part), text) for part, text in found.items()]
    if said:
        names = {True: words.say("Customer"), False: words.say("Support")}
        rows += ["", words.say("What was said")]
        rows += [Markup("{}: {}").format(names[mine], text) for mine, text in said]
    return Markup("\n").join(rows).unescape() + "\n"
