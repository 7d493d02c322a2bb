"""A life may be in danger while people have the talk: help first, everybody hears, nobody is left alone."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.actions import customers, feeling, promises
from bot.actions.scene import Scene
from bot.line1.conversation import Understanding
from bot.line1.phrases import Kind, asks_news
from bot.line1.policy import Tell
from bot.line1.presence import speaks_again
from bot.texts import peril as texts
from routing.priority import HIGHEST
from routing.ticket import State, Ticket
from storage.history import LINE1
from storage.messages import Author

#: Messages among which our last word is looked for.
LATE = 50


async def begins(scene: Scene, ticket: Ticket, signals: Mapping[str, str]) -> Ticket:
    """The help line and the time first, then everybody hears of it; the ticket comes first."""
    due = _due(scene, ticket)
    ticket = replace(ticket, priority=HIGHEST, promised=min(ticket.promised or due, due))
    customer = await customers.of(scene, ticket)
    words, help_line = customers.words_for(scene, customer), scene.rules.help_line(customer.language)
    letter = texts.crisis(words, help_line, words.by(promises.due(ticket), scene.now))
    await scene.say(customer.id, letter, ticket_id=ticket.id)
    ticket = await scene.write(ticket, LINE1, "danger", rate=False)
    await promises.keep(scene, ticket)
    await feeling.alert(scene, ticket, Tell.EVERYONE, signals)
    return ticket


def _due(scene: Scene, ticket: Ticket) -> datetime:
    waits = ticket.state is State.QUEUED
    due = scene.rules.first_word_due if waits else scene.rules.next_word_due
    return due(HIGHEST, scene.now, ticket.queue)


async def goes_on(scene: Scene, ticket: Ticket, heard: Understanding) -> None:
    """They write on: after a silence, asking, or of danger again, they hear the help line and the time again.

    Words of danger page people again with it: all who serve the queue while nobody has the ticket.
    """
    if heard.small_talk in {Kind.THANKS, Kind.FAREWELL}:
        return
    said = await scene.work.messages.of_ticket(ticket.id, LATE)
    ours = [one for one in said if one.author is not Author.CUSTOMER]
    danger = {one.name: one.words for one in heard.feeling.signals if one.name == feeling.DANGER}
    person_spoke = bool(ours) and ours[-1].author is Author.SPECIALIST
    since = ours[-1].at if ours else ticket.opened_at
    pressing = bool(danger) or "?" in heard.words or asks_news(heard.words)
    if not speaks_again(scene.now - since, pressing=pressing, person_spoke=person_spoke):
        return
    customer = await customers.of(scene, ticket)
    by = ticket.promised or _due(scene, ticket)
    help_line = scene.rules.help_line(customer.language)
    letter = texts.still_here(customers.words_for(scene, customer), help_line, by, scene.now)
    await scene.say(customer.id, letter, ticket_id=ticket.id)
    if danger:
        await feeling.alert(scene, ticket, Tell.LEAD if ticket.owner else Tell.EVERYONE, danger)
