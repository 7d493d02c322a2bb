"""What line 1 says when a question is solved, closed or open again. Read aloud before changing a word."""

from datetime import datetime

from markupsafe import Markup

from bot.presses import data
from bot.texts.catalogue import Words
from storage.letters import Button, Rows, Text


def solved(words: Words, ticket_id: int, solution: str) -> Text:
    """The solution, and the question whether it is one."""
    html = Markup("{}\n\n{}").format(solution, words.say("Please check: is everything all right?"))
    return Text(html=html, buttons=solved_buttons(words, ticket_id))


def solved_buttons(words: Words, ticket_id: int) -> Rows:
    """Yes and no under a solution."""
    yes = Button(text=words.say("Yes, all right"), data=data("solved", ticket_id))
    no = Button(text=words.say("Not solved"), data=data("unsolved", ticket_id))
    return ((yes, no),)


def rate(words: Words, ticket_id: int) -> Text:
    """How did we do, 1 to 5."""
    stars = tuple(Button(text=str(mark), data=data("rate", ticket_id, mark)) for mark in range(1, 6))
    html = words.say("How did we do, from 1 to 5? We read a couple of words, too.")
    return Text(html=html, buttons=(stars,))


def glad(words: Words) -> Text:
    """It is solved and no rating is asked."""
    return Text(html=words.say("Good. Write if anything comes up."))


def rated(words: Words, mark: int) -> Text:
    """Thanks for the mark; a low one asks what went wrong."""
    if mark >= 4:
        return Text(html=words.say("Thank you, passed on to the team."))
    return Text(html=words.say("Thank you for being honest. What went wrong? The head of the team reads it."))


def comment_kept(words: Words) -> Text:
    """The words to the rating are with the lead."""
    return Text(html=words.say("Thank you, the head of the team will read this."))


def reopened(words: Words, ticket_id: int, due: datetime, now: datetime, *, same: bool, asked: bool) -> Text:
    """It is open again: who has it now and until when; `asked` when the customer said it did not help."""
    by = words.by(due, now)
    if same:
        text = words.say("#{number} is with the same specialist again. Answer {by}.", number=ticket_id, by=by)
    else:
        text = words.say("#{number} is open again, nothing to repeat. Answer {by}.", number=ticket_id, by=by)
    if asked:
        text = words.say("I'm sorry it did not help. {rest}", rest=text)
    return Text(html=text)


def closed(words: Words, ticket_id: int, subject: str) -> Text:
    """The desk closed it."""
    return Text(
        html=words.say(
            "We have closed #{number} “{subject}”. If it comes back, just write here.",
            number=ticket_id,
            subject=subject,
        )
    )
