"""Other departments: whom customers turn to, and what leads hear when they could not be told."""

from collections.abc import Mapping
from datetime import datetime

from bot.presses import data
from bot.texts.catalogue import Words
from routing.desk import Outside
from storage.letters import Button, Text


def redirected(words: Words, outside: Outside, ticket_id: int, *, forwarded: bool) -> Text:
    """Whom, when and how; a person is one tap away all the same."""
    facts = {
        "whom": _in(words, outside.whom),
        "when": _in(words, outside.when),
        "how": _in(words, outside.how),
        "number": ticket_id,
    }
    if forwarded:
        html = words.say(
            "“{whom}” deals with this: {how}, {when}. I am sending them your words (#{number}), "
            "nothing to repeat.",
            **facts,
        )
    else:
        html = words.say("“{whom}” deals with this: {how}, {when}.", **facts)
    person = Button(text=words.say("A person, please"), data=data("human"))
    return Text(html=html, buttons=((person,),))


def people_after_all(words: Words, ticket_id: int, subject: str, due: datetime, now: datetime) -> Text:
    """The department could not be reached by us: our people answer."""
    return Text(
        html=words.say(
            "About #{number} “{subject}”: I could not reach that department, so our people look into it. "
            "Answer {by}.",
            number=ticket_id,
            subject=subject,
            by=words.by(due, now),
        )
    )


def not_forwarded(words: Words, ticket_id: int, subject: str, why: str, *, given_up: bool) -> Text:
    """For leads: the words did not get to the department."""
    if given_up:
        return Text(
            html=words.say(
                "#{number} “{subject}” could not be forwarded for a day. It waits with us now.",
                number=ticket_id,
                subject=subject,
            )
        )
    return Text(
        html=words.say(
            "#{number} “{subject}” could not be forwarded to the department: {why}. I keep trying.",
            number=ticket_id,
            subject=subject,
            why=why,
        )
    )


def _in(words: Words, told: Mapping[str, str]) -> str:
    return told.get(words.language) or next(iter(told.values()))
