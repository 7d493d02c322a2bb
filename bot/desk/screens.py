"""Screens of the desk bot that show and do not act on a ticket."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.actions import access, cards, counting, looking, mentoring, owning, upkeep
from bot.desk import audits, experts, problems, together
from bot.desk.context import DeskContext
from bot.desk.reading import Order
from bot.errors import NeedsTicket
from bot.texts import customer, desk
from bot.texts import help as help_text
from bot.texts import stats as counted
from bot.texts import upkeep as told_upkeep
from bot.texts.history import history as told

Screen = Callable[[DeskContext, Order], Awaitable[None]]


async def start(context: DeskContext, _: Order) -> None:
    """Hello, and where to begin."""
    view = await looking.queue(context.scene, context.person)
    waiting = sum(view.counts.values())
    await context.show(desk.greeting(context.words, context.person.name, waiting, len(view.held)))


async def help_page(context: DeskContext, _: Order) -> None:
    """Every command."""
    await context.show(help_text.help_page(context.words))


async def queue(context: DeskContext, _: Order) -> None:
    """What waits in the person's queues, and what is theirs."""
    view = await looking.queue(context.scene, context.person)
    letter = desk.queue(
        context.words, view.waiting, view.held, view.counts, view.queues, view.dues, context.scene.now
    )
    await context.show(letter)


async def take_next(context: DeskContext, _: Order) -> None:
    """The most urgent ticket becomes theirs."""
    await owning.take_next(context.scene, context.person)


async def ticket(context: DeskContext, order: Order) -> None:
    """The card, at the foot of the chat."""
    if order.ticket_id is None:
        raise NeedsTicket(order.name)
    found = await access.seen(context.scene, context.person, order.ticket_id)
    await cards.bring(context.scene, context.person, found)


async def more(context: DeskContext, order: Order) -> None:
    """What else may be done with a ticket."""
    if order.ticket_id is None:
        raise NeedsTicket("more")
    letter = await cards.more(context.scene, context.person, order.ticket_id)
    await context.show(letter, ticket_id=order.ticket_id)


async def history(context: DeskContext, order: Order) -> None:
    """Everything that happened to a ticket and was said on it."""
    if order.ticket_id is None:
        raise NeedsTicket("history")
    found = await access.seen(context.scene, context.person, order.ticket_id)
    events = await looking.events(context.scene, found)
    said = await context.scene.work.messages.of_ticket(found.id)
    letter = told(context.words, found, events, said, context.scene.now)
    await context.show(letter, ticket_id=found.id)


async def delivery(context: DeskContext, order: Order) -> None:
    """What became of the letters to a ticket's customer."""
    if order.ticket_id is None:
        raise NeedsTicket("delivery")
    letters = await upkeep.letters(context.scene, context.person, order.ticket_id)
    letter = told_upkeep.ledger(context.words, order.ticket_id, letters, context.scene.now)
    await context.show(letter, ticket_id=order.ticket_id)


async def dead(context: DeskContext, order: Order) -> None:
    """Updates that were set aside; with a number, that one is tried again."""
    if order.ticket_id is None:
        found = await upkeep.set_aside(context.scene, context.person)
        await context.show(told_upkeep.set_aside(context.words, found, context.scene.now))
        return
    again = await upkeep.try_again(context.scene, context.person, order.ticket_id)
    await context.show(told_upkeep.tried_again(context.words, again.id))


async def stats(context: DeskContext, _: Order) -> None:
    """How many tickets came to the wrong queue."""
    found = await counting.handed(context.scene, context.person)
    await context.show(counted.stats(context.words, counting.DAYS, found))


async def away(context: DeskContext, _: Order) -> None:
    """New tickets go to others."""
    held = await owning.set_away(context.scene, context.person, away=True)
    await mentoring.went_away(context.scene, context.person)
    await context.show(desk.away(context.words, held))


async def back(context: DeskContext, _: Order) -> None:
    """New tickets come again."""
    await owning.set_away(context.scene, context.person, away=False)
    await context.show(desk.back(context.words))
    await owning.returned(context.scene, context.person)


async def language(context: DeskContext, order: Order) -> None:
    """Choose the language of the desk bot."""
    languages = context.scene.rules.languages
    if order.words not in languages:
        await context.show(customer.choose_language(context.words, languages))
        return
    at_desk = await context.scene.work.staff.get(context.person.id)
    await context.scene.work.staff.save(replace(at_desk, language=order.words))
    await context.show(desk.language_set(context.scene.rules.words(order.words)))


#: By the name of the command.
SCREENS: dict[str, Screen] = {
    "start": start,
    "help": help_page,
    "queue": queue,
    "next": take_next,
    "ticket": ticket,
    "card": ticket,
    "more": more,
    "history": history,
    "delivery": delivery,
    "dead": dead,
    "stats": stats,
    "away": away,
    "back": back,
    "language": language,
    **together.SCREENS,
    **experts.SCREENS,
    **audits.SCREENS,
    "problem": problems.problem,
    "problems": problems.problem,
    "incident": problems.incident,
    "incidents": problems.incident,
    "works": problems.plan_works,
    "wishes": problems.list_wishes,
}
