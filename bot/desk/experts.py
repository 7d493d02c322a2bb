"""The experts' own buttons and lists."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.actions import drafting, experts, looking, security, stages
from bot.actions.speaking import Speech
from bot.desk.context import DeskContext
from bot.desk.reading import Order
from bot.presses import Press
from bot.texts import desk, shelf

Pressed = Callable[[DeskContext, Press], Awaitable[None]]


async def _judge(context: DeskContext, press: Press) -> None:
    """The last test ended the other way."""
    passed = press.about[1:] == ("passed",)
    await stages.judge(context.scene, context.person, press.number, passed=passed)


async def _send_below(context: DeskContext, press: Press) -> None:
    """Words that may not reach the customer go to the line below, as they were written."""
    at_desk = await context.scene.work.staff.get(context.person.id)
    asked = at_desk.asked
    if asked is None or asked.kept is None or asked.ticket_id != press.number:
        await context.show(desk.old_button(context.words))
        return
    await context.scene.work.staff.save(replace(at_desk, asked=None))
    speech = Speech(asked.kept, asked.kind, asked.file)
    await experts.tell(context.scene, context.person, press.number, speech)


async def _breach_told(context: DeskContext, press: Press) -> None:
    """The authority has heard within the hours on the button."""
    hours = int(press.about[1]) if len(press.about) == 2 and press.about[1].isdecimal() else 0
    await security.tell(context.scene, context.person, press.number, hours)


#: By the act in the button's data.
PRESSES: dict[str, Pressed] = {"judge": _judge, "send_below": _send_below, "breach_told": _breach_told}


async def cases(context: DeskContext, _: Order) -> None:
    """What vendors owe to one's queues, and by when."""
    owed = await looking.cases(context.scene, context.person)
    await context.show(shelf.cases(context.words, owed, context.scene.now))


async def drafts(context: DeskContext, order: Order) -> None:
    """Drafts of articles from one's queues; with a ticket, the newest made from it, as a file."""
    if order.ticket_id is not None:
        await drafting.read_again(context.scene, context.person, order.ticket_id)
        return
    made = await looking.drafts(context.scene, context.person)
    await context.show(shelf.drafts(context.words, made, context.scene.now))


#: By the name of the command.
SCREENS: dict[str, Callable[[DeskContext, Order], Awaitable[None]]] = {"cases": cases, "drafts": drafts}
