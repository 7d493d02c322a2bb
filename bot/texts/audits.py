"""Audits and their findings in words: no customer reads any of it but one whom a finding concerns."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from bot.errors import AuditRefused, NoCustomer
from bot.presses import data
from bot.texts.buttons import never_mind
from bot.texts.catalogue import Words
from bot.texts.links import Linked
from bot.texts.markup import clipped
from routing.desk import Queue
from routing.links import LinkKind
from routing.problems import Kind, Problem
from routing.ticket import Ticket
from storage.letters import Button, Text

#: Characters of a solution in a letter.
EXCERPT = 300


def called(words: Words, links: Sequence[Linked], parts: Sequence[tuple[Problem, Queue]] = ()) -> Markup:
    """What stands on a card where others have their customer's name; `parts`: what the ticket is part of."""
    if any(problem.kind is Kind.WISH for problem, _ in parts):
        return words.say("Wish")
    found = any(link.kind is LinkKind.FINDING and link.forth for link in links)
    return words.say("Finding") if found else words.say("Audit")


def choose_queue(words: Words, queues: Sequence[Queue]) -> Text:
    """Where an audit shall stand."""
    buttons = tuple(
        (Button(text=one.called(words.language), data=data("audit_in", one.id)),) for one in queues
    )
    return Text(html=words.say("An audit in which queue?"), buttons=buttons)


def what_is_audited(words: Words, queue: Queue) -> Text:
    """The words an audit needs."""
    html = words.say(
        "An audit in {queue}: what is looked at? The first row is its name.",
        queue=queue.called(words.language),
    )
    return Text(html=html, buttons=((never_mind(words),),))


def choose_findings_queue(words: Words, ticket_id: int, queues: Sequence[Queue]) -> Text:
    """Who shall put a finding right."""
    buttons = tuple(
        (Button(text=one.called(words.language), data=data("finding_in", ticket_id, one.id)),)
        for one in queues
    )
    return Text(html=words.say("#{number}: a finding for which queue?", number=ticket_id), buttons=buttons)


def prompt(words: Words, act: str, ticket_id: int) -> Markup | None:
    """What the next message will be; None for acts of other subjects."""
    match act:
        case "finding":
            return words.say(
                "#{number}: what was found? The first row is its name. If it concerns a customer, begin with "
                "a ticket of theirs: for #17 ...; the customer reads that name.",
                number=ticket_id,
            )
        case "resolve_anyway":
            return words.say("#{number}: what came of it, and why does it end now?", number=ticket_id)
        case _:
            return None


def ending(words: Words, ticket_id: int) -> Text:
    """What a solution is where no customer waits for one."""
    html = words.say("#{number}: what came of it? No customer reads it.", number=ticket_id)
    return Text(html=html, buttons=((never_mind(words),),))


def opened(words: Words, ticket: Ticket, queue: Queue) -> Text:
    """To who opened an audit."""
    html = words.say(
        "#{number}: the audit waits in {queue}. What you find: /finding {number}.",
        number=ticket.id,
        queue=queue.called(words.language),
    )
    return Text(html=html)


def kept(words: Words, audit: Ticket, found: Ticket, queue: Queue) -> Text:
    """To who told a finding."""
    html = words.say(
        "#{number}: a finding of #{audit}, in {queue}.",
        number=found.id,
        audit=audit.id,
        queue=queue.called(words.language),
    )
    return Text(html=html)


def over(words: Words, ticket_id: int) -> Text:
    """To who ended one of our own."""
    return Text(html=words.say("#{number}: done. /reopen {number} takes it up again.", number=ticket_id))


def noticed(words: Words, ticket: Ticket, now: datetime) -> Text:
    """To a customer whom a finding concerns."""
    html = words.say(
        "We found something that concerns you: “{subject}”. It is #{number}, nothing is needed from you. "
        "I will write {by}.",
        subject=ticket.subject,
        number=ticket.id,
        by=words.by(ticket.promised or ticket.first_word_due, now),
    )
    return Text(html=html)


def finding_over(
    words: Words, audit: Ticket, found: Ticket, subject: str | None, left: Sequence[int]
) -> Text:
    """To the audit's owner: one finding fewer, and which are left."""
    facts = {"number": found.id, "subject": subject or "…", "audit": audit.id}
    if found.solution is None:
        html = words.say("#{number} “{subject}”, found by #{audit}, was closed without a solution.", **facts)
    else:
        solution = clipped(found.solution, EXCERPT) if subject else "…"
        html = words.say(
            "#{number} “{subject}”, found by #{audit}, is done: {solution}", **facts, solution=solution
        )
    numbers = ", ".join(f"#{one}" for one in left)
    rest = (
        words.say("Still open: {numbers}.", numbers=numbers)
        if left
        else words.say("It was the last open one.")
    )
    button = Button(text=words.say("Card"), data=data("card", audit.id))
    return Text(html=Markup("{}\n{}").format(html, rest), buttons=((button,),))


def refused(words: Words, error: AuditRefused | NoCustomer) -> Text:
    """Why not, and what to do instead."""
    if isinstance(error, NoCustomer):
        html = words.say(
            "#{number} is ours, no customer would read that. /note {number} is for colleagues, "
            "/finding {number} for what was found.",
            number=error.ticket_id,
        )
        return Text(html=html)
    facts = {"number": error.ticket_id, "known": ", ".join(error.queues) or "–"}
    match error.why:
        case "how":
            return Text(
                html=words.say(
                    "Where, and what is looked at: /audit {first} What we check. Your queues: {known}.",
                    **facts,
                    first=error.queues[0] if error.queues else "network",
                )
            )
        case "elsewhere":
            return Text(
                html=words.say(
                    "An audit waits in a queue of yours: {known}. What it finds may go to any: /finding.",
                    **facts,
                )
            )
        case "finding_how":
            return Text(
                html=words.say(
                    "Which queue, and what was found: "
                    "/finding {number} network The spare router has no cable.",
                    **facts,
                )
            )
        case "findings":
            return _findings(words, error)
        case _:
            return Text(
                html=words.say(
                    "#{number} is a customer's question. Another matter of theirs: /split {number} subject. "
                    "For what is ours: /audit queue subject, then /link.",
                    **facts,
                )
            )


def _findings(words: Words, error: AuditRefused) -> Text:
    html = words.say(
        "#{number} has open findings: {findings}. It is solved after them. To end it all the same, tap the "
        "button or write /resolve_anyway {number} and why.",
        number=error.ticket_id,
        findings=", ".join(f"#{one}" for one in error.findings),
    )
    button = Button(text=words.say("Solve all the same"), data=data("resolve_anyway", error.ticket_id))
    return Text(html=html, buttons=((button,),))
