"""Questions to experts and their answers, as staff read them; and what was found out before."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from bot.presses import data
from bot.texts.buttons import never_mind
from bot.texts.catalogue import Words
from bot.texts.markup import clipped
from routing.ticket import Ticket
from storage.consultations import Consultation, Solved
from storage.letters import Button, Text


def consulting(words: Words, ticket_id: int, queue: str | None) -> Text:
    """What to write for experts."""
    if queue:
        html = words.say(
            "#{number}: write your question to {queue}. The ticket stays yours.",
            number=ticket_id,
            queue=queue,
        )
    else:
        html = words.say(
            "#{number}: write the queue and your question. The ticket stays yours.", number=ticket_id
        )
    return Text(html=html, buttons=((never_mind(words),),))


def question(words: Words, ticket: Ticket, asked: Consultation, by: str, *, again: bool = False) -> Text:
    """A colleague's question, to the experts."""
    html = words.say(
        "❓ {name} asks about #{number} “{subject}”:\n{question}\n\nThe ticket stays with them. "
        "/ticket {number} shows it, /advise {number} answers.",
        name=by,
        number=ticket.id,
        subject=ticket.subject,
        question=clipped(asked.question, 2500),
    )
    if again:
        html = words.say("Nobody has answered yet. {html}", html=html)
    return Text(html=html, buttons=((Button(text=words.say("Answer"), data=data("advise", ticket.id)),),))


def asked_out(words: Words, ticket_id: int, queue: str) -> Text:
    """To who asked: it is on its way."""
    return Text(
        html=words.say(
            "#{number}: asked {queue}. The ticket stays yours, the answer comes here.",
            number=ticket_id,
            queue=queue,
        )
    )


def answering(words: Words, ticket_id: int, question: str) -> Text:
    """The question is the reader's to answer now."""
    return Text(
        html=words.say(
            "#{number}, the question: {question}\nIt is yours, write the answer.",
            number=ticket_id,
            question=clipped(question, 1500),
        ),
        buttons=((never_mind(words),),),
    )


def answered(words: Words, ticket_id: int, by: str, asked: Consultation) -> Text:
    """The answer, to who asked."""
    return Text(
        html=words.say(
            "#{number}, answer from {name}:\n{answer}\n\nYou asked: {question}",
            number=ticket_id,
            name=by,
            answer=clipped(asked.answer or "", 3000),
            question=clipped(asked.question, 400),
        )
    )


def unanswered(words: Words, ticket: Ticket, asked: Consultation, queue: str, now: datetime) -> Text:
    """A lead, or who asked, hears that nobody answers."""
    return Text(
        html=words.say(
            "⏳ A question on #{number} “{subject}” waits with {queue} since {since}:\n{question}",
            number=ticket.id,
            subject=ticket.subject,
            queue=queue,
            since=words.clock(asked.at, now),
            question=clipped(asked.question, 1500),
        )
    )


def found(words: Words, answers: Sequence[Consultation], solutions: Sequence[Solved]) -> Text:
    """What was found out before."""
    rows = [
        words.say(
            "❓ #{number} {question}\n→ {answer}",
            number=one.ticket_id,
            question=clipped(one.question, 160),
            answer=clipped(one.answer or "", 300),
        )
        for one in answers
    ]
    rows += [
        words.say(
            "✅ #{number} {subject}\n→ {solution}",
            number=one.ticket_id,
            subject=clipped(one.subject, 100),
            solution=clipped(one.solution, 300),
        )
        for one in solutions
    ]
    if not rows:
        return Text(html=words.say("Nothing found in answers of experts and solutions you may see."))
    return Text(html=Markup("\n\n").join(rows))
