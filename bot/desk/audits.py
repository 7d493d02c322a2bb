"""Audits at the desk: opened by a command or by buttons; findings ask for their queue first."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.actions import audits
from bot.desk.context import DeskContext
from bot.desk.reading import Order
from bot.presses import Press
from bot.texts import audits as texts
from storage.staff import Asked

#: What the next plain words are, once a queue was chosen.
AUDIT = "audit"


async def audit(context: DeskContext, order: Order) -> None:
    """Open one; without words, choose its queue."""
    if order.rest:
        await _open(context, 0, order.rest)
        return
    mine = [one for one in context.scene.rules.desk.served_queues() if context.person.serves(one.id)]
    await context.show(texts.choose_queue(context.words, mine))


async def choose_queue(ticket_id: int, context: DeskContext) -> None:
    """Who shall put a finding right."""
    ticket = await audits.auditing(context.scene, context.person, ticket_id)
    queues = context.scene.rules.desk.served_queues()
    await context.show(
        texts.choose_findings_queue(context.words, ticket.id, queues), ticket_id=ticket.id, act="finding"
    )


async def _open(context: DeskContext, _: int, words: str) -> None:
    await audits.audit(context.scene, context.person, words)


async def _ask(context: DeskContext, press: Press) -> None:
    queue = context.scene.rules.desk.queue(press.about[0] if press.about else "")
    at_desk = await context.scene.work.staff.get(context.person.id)
    asked = Asked(AUDIT, 0, context.scene.now, queue.id)
    await context.scene.work.staff.save(replace(at_desk, asked=asked))
    await context.show(texts.what_is_audited(context.words, queue), act=AUDIT)


#: Buttons of these subjects that need no words.
PRESSES: dict[str, Callable[[DeskContext, Press], Awaitable[None]]] = {"audit_in": _ask}
#: What words that answer a prompt without a ticket do.
PROMPTS: dict[str, Callable[[DeskContext, int, str], Awaitable[None]]] = {AUDIT: _open}
SCREENS = {"audit": audit}
