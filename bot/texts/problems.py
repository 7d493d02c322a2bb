"""Problems, incidents, works and wishes as customers hear of them, each thing once and in plain words."""

from datetime import datetime

from markupsafe import Markup

from bot.presses import data
from bot.texts.catalogue import Words
from bot.texts.verdict import solved_buttons
from routing.desk import Queue
from routing.problems import Kind, Problem
from routing.ticket import Ticket
from storage.letters import Button, Rows, Text

#: A word that says no more than our own: a wish is done.
DONE = frozenset({"done", "it is done", "готово", "сделано", "сделали"})


def name(words: Words, problem: Problem, queue: Queue) -> str | Markup:
    """What customers read it as; never a customer's own words."""
    return problem.title or words.say("trouble with “{queue}”", queue=queue.called(words.language))


def known(words: Words, problem: Problem, called: str | Markup, now: datetime) -> Text:
    """To a newcomer, instead of an article or a ticket: we know, and what one can do."""
    return Text(html=_known(words, problem, called, now), buttons=_may(words, problem, follows=False))


def goes_on(words: Words, problem: Problem, called: str | Markup, now: datetime, *, follows: bool) -> Text:
    """To somebody who knows and asks how it stands; `follows` when they hear of news already."""
    html = words.say("It is not over yet. {known}", known=_known(words, problem, called, now))
    if follows:
        html = words.say("{known}\n\nAs soon as there is news, I will write here.", known=html)
    return Text(html=html, buttons=_may(words, problem, follows=follows))


def _may(words: Words, problem: Problem, *, follows: bool) -> Rows:
    follow = Button(text=words.say("Tell me when it is fixed"), data=data("follow", problem.id))
    if problem.kind is Kind.WORKS:
        follow = Button(text=words.say("Tell me when they are over"), data=data("follow", problem.id))
    person = Button(text=words.say("A person, please"), data=data("human"))
    return ((person,),) if follows else ((follow,), (person,))


def _known(words: Words, problem: Problem, called: str | Markup, now: datetime) -> Markup:
    if problem.kind is Kind.PROBLEM:
        html = words.say(
            "This is known: {title}. Until it is fixed: {way}", title=called, way=problem.workaround or ""
        )
    elif problem.kind is Kind.WORKS and problem.ends_at:
        until = words.clock(problem.ends_at, now)
        html = words.say("Planned works are on until {until}: {title}.", title=called, until=until)
    else:
        since = words.clock(problem.opened_at, now)
        html = words.say(
            "We know about it: {title}. We have been on it since {since}.", title=called, since=since
        )
    return _with(html, problem.said)


def _with(html: Markup, said: str) -> Markup:
    return Markup("{}\n\n{}").format(html, said) if said else html


def linked(words: Words, problem: Problem, called: str | Markup, ticket_id: int, now: datetime) -> Text:
    """To the customer of a ticket that comes of it."""
    return Text(
        html=words.say(
            "{known}\n\nYour question #{number} is part of it, news comes here.",
            known=_known(words, problem, called, now),
            number=ticket_id,
        )
    )


def following(words: Words) -> Text:
    """They asked to hear of it."""
    return Text(html=words.say("Good, I will write here."))


def update(words: Words, called: str | Markup, text: str) -> Text:
    """How it goes on."""
    return Text(html=words.say("News on “{title}”: {text}", title=called, text=text))


def way_around(words: Words, called: str | Markup, text: str) -> Text:
    """How to get by meanwhile."""
    return Text(html=words.say("“{title}” is not fixed yet. Meanwhile: {text}", title=called, text=text))


def solved(words: Words, problem: Problem, called: str | Markup, ticket_id: int) -> Text:
    """It is over, to the customer of a ticket, who is asked whether it is."""
    return Text(html=_fixed(words, problem, called), buttons=solved_buttons(words, ticket_id))


def fixed(words: Words, problem: Problem, called: str | Markup) -> Text:
    """It is over, to who followed it without a ticket."""
    yes = Button(text=words.say("Yes, all right"), data=data("fixed", problem.id))
    no = Button(text=words.say("Still broken"), data=data("broken", problem.id))
    return Text(html=_fixed(words, problem, called), buttons=((yes, no),))


def _fixed(words: Words, problem: Problem, called: str | Markup) -> Markup:
    if problem.kind is Kind.WORKS and not problem.solution:
        return words.say(
            "The planned works are over: {title}. Please check: is everything all right?", title=called
        )
    return words.say(
        "“{title}” is fixed. {solution}\n\nPlease check: is everything all right?",
        title=called,
        solution=problem.solution or "",
    )


def ahead(words: Words, problem: Problem, called: str | Markup, now: datetime) -> Text:
    """Planned works, told before they begin."""
    assert problem.starts_at
    assert problem.ends_at
    html = words.say(
        "Planned works from {start} until {end}: {title}. Nothing to do for you.",
        start=words.clock(problem.starts_at, now),
        end=words.clock(problem.ends_at, now),
        title=called,
    )
    return Text(html=html)


def wished(words: Words, ticket: Ticket) -> Text:
    """A question turned out to be a wish."""
    return Text(
        html=words.say(
            "#{number} “{subject}” is written down as a wish. When it comes true, I will write here.",
            number=ticket.id,
            subject=ticket.subject,
        )
    )


def came_true(words: Words, ticket_id: int, subject: str, text: str) -> Text:
    """A wish is done."""
    return Text(
        html=words.say(
            "You wished for it in #{number} “{subject}”: it is done. {text}",
            number=ticket_id,
            subject=subject,
            text="" if text.strip(" .!").casefold() in DONE else text,
        )
    )
