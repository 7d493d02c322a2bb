"""Questions that line 1 puts before people get a matter."""

from markupsafe import Markup, escape

from bot.presses import data, short
from bot.texts.catalogue import Words
from routing.intake import Question
from storage.letters import Button, Text


def question(words: Words, asked: Question, *, first: bool) -> Text:
    """The question with its choices; "I don't know" and a person are always there."""
    html: Markup = escape(asked.asked(words.language))
    if first:
        lead = words.say("I am passing it to people. So that they can begin at once:")
        html = Markup("{} {}").format(lead, html)
    choices = [
        Button(text=one.called(words.language), data=data("intake", short(asked.id), short(one.id)))
        for one in asked.choices
    ]
    skip = Button(text=words.say("I don't know"), data=data("intake", short(asked.id), ""))
    person = Button(text=words.say("A person, please"), data=data("human"))
    rows = [tuple(choices[place : place + 2]) for place in range(0, len(choices), 2)]
    return Text(html=html, buttons=(*rows, (skip, person)))
