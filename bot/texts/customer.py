"""What line 1 says around the questions: commands, files, mistakes."""

from collections.abc import Sequence
from datetime import datetime

from babel.core import Locale
from markupsafe import Markup

from bot.presses import data
from bot.texts.catalogue import Words
from routing.ticket import State, Ticket
from storage.letters import Button, Text


def help_page(words: Words, desk: str) -> Text:
    """What the bot does and its commands."""
    return Text(
        html=words.say(
            "I am the support bot of {desk}. Write what happened, in your own words.\n\n"
            "/human – a person\n/status – where your questions stand\n/language – language\n"
            "/cancel – take a question back\n/forget – have your data deleted",
            desk=desk,
        )
    )


def commands(words: Words) -> list[tuple[str, str]]:
    """The menu of commands with a few words on each."""
    return [
        ("human", words.say("A person")),
        ("status", words.say("Where my questions stand")),
        ("language", words.say("Language")),
        ("cancel", words.say("Take a question back")),
        ("help", words.say("What the bot can do")),
        ("forget", words.say("Have my data deleted")),
    ]


def status(words: Words, tickets: Sequence[Ticket], now: datetime) -> Text:
    """Open questions, a row each: where it stands and when to expect the next word."""
    if not tickets:
        return Text(html=words.say("You have no open questions."))
    rows = Markup("\n").join(_standing(words, ticket, now) for ticket in tickets)
    head = words.count("You have {n} open question:", "You have {n} open questions:", len(tickets))
    return Text(html=Markup("{}\n\n{}").format(head, rows))


def _standing(words: Words, ticket: Ticket, now: datetime) -> Markup:
    stands = {
        State.QUEUED: words.say("waits for a specialist"),
        State.TAKEN: words.say("a specialist is on it"),
        State.ASKED: words.say("we wait for your answer"),
        State.VENDOR: words.say("the maker is working on it"),
        State.RESOLVED: words.say("solved, please check"),
        State.CLOSED: words.say("closed"),
    }[ticket.state]
    row = words.say(
        "#{number} “{subject}”: {stands}.", number=ticket.id, subject=ticket.subject, stands=stands
    )
    if ticket.promised and ticket.promised > now:
        row = words.say("{row} Next word {by}.", row=row, by=words.by(ticket.promised, now))
    return row


def choose_language(words: Words, languages: Sequence[str]) -> Text:
    """Buttons of the desk's languages, each in its own name."""
    buttons = tuple((Button(text=own_name(one), data=data("language", one)),) for one in languages)
    return Text(html=words.say("Which language shall we speak?"), buttons=buttons)


def own_name(language: str) -> str:
    """A language as its speakers call it: "Русский"."""
    return (Locale.parse(language).get_display_name(language) or language).capitalize()


def language_set(words: Words) -> Text:
    """From now on in this language."""
    return Text(html=words.say("Good, we speak English."))


def withdraw(words: Words, tickets: Sequence[Ticket]) -> Text:
    """Which question to take back."""
    if not tickets:
        return Text(html=words.say("There is nothing to take back: you have no open questions."))
    buttons = tuple(
        (Button(text=f"#{ticket.id} {ticket.subject}"[:60], data=data("withdraw", ticket.id)),)
        for ticket in tickets
    )
    return Text(html=words.say("Which question shall I take back?"), buttons=buttons)


def withdrawn(words: Words, ticket_id: int, subject: str) -> Text:
    """Taken back at the customer's wish."""
    return Text(
        html=words.say("Done: #{number} “{subject}” is taken back.", number=ticket_id, subject=subject)
    )


def over(words: Words, ticket: Ticket) -> Text:
    """They say that a question with people is over: one tap, or a word, closes it."""
    yes = Button(text=words.say("Yes, close it"), data=data("over", ticket.id))
    no = Button(text=words.say("No, leave it open"), data=data("not_over", ticket.id))
    html = words.say(
        "Good to hear. Shall I close #{number} “{subject}”?", number=ticket.id, subject=ticket.subject
    )
    return Text(html=html, buttons=((yes, no),))


def closed_as_over(words: Words, ticket: Ticket) -> Text:
    """Closed at the customer's word."""
    return Text(
        html=words.say(
            "#{number} “{subject}” is closed. If it comes back, just write here.",
            number=ticket.id,
            subject=ticket.subject,
        )
    )


def left_open(words: Words, ticket: Ticket) -> Text:
    """It stays with its people."""
    return Text(html=words.say("Good, #{number} stays open.", number=ticket.id))


def stopped(words: Words) -> Text:
    """The step under way is dropped."""
    return Text(html=words.say("All right. Write when you need us."))


def too_big(words: Words) -> Text:
    """A file over Telegram's limit for bots cannot be passed on."""
    return Text(
        html=words.say(
            "The file is over 20 MB and Telegram won't let me pass it on. "
            "Please send a smaller one or a link; your words are with us."
        )
    )


def old_button(words: Words) -> Text:
    """The button belongs to a step that is over."""
    return Text(html=words.say("That button is from an earlier step. Just write what you need."))


def our_fault(words: Words) -> Text:
    """Something broke on our side; nothing is lost."""
    return Text(
        html=words.say(
            "Your message is saved, but something broke on our side. Our people have "
            "been told and will look at it."
        )
    )
