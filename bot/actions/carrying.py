"""What is under way on a ticket that is merged goes on in the other: nothing waits on one that is gone."""

from bot.actions import visits
from bot.actions.scene import Scene
from routing.ticket import Ticket
from storage.history import staff
from storage.visits import AGREED, ASKED


async def carry(scene: Scene, ticket: Ticket, into: Ticket, who: str) -> None:
    """Cases, questions to experts, the visit, work from afar and drafts become those of the other ticket.

    Their timers stand: each is of the thing itself, which knows its ticket. What its people would not be
    let go on with there ends with its ticket.
    """
    await scene.work.cases.pass_on(ticket.id, into.id)
    await _questions(scene, ticket, into)
    await visits.goes_on(scene, ticket, into, who)
    await _remote(scene, ticket, into)
    await _drafts(scene, ticket, into)


async def _questions(scene: Scene, ticket: Ticket, into: Ticket) -> None:
    """Those that were answered too: they are found where the talk is. Not where no expert may look."""
    for asked in await scene.work.consultations.of_ticket(ticket.id):
        queue = scene.rules.desk.shown(asked.queue)
        if not asked.over and all(into.queue in one.barred for one in scene.rules.desk.serving(queue.id)):
            continue
        await scene.work.consultations.pass_on(asked, into.id)
        if not asked.over:
            about = {"to": queue.title, "number": asked.id}
            await scene.record(into.id, staff(asked.asked_by), "consult", asked.question, **about)


async def _remote(scene: Scene, ticket: Ticket, into: Ticket) -> None:
    """What the customer is asked, or has said yes to, unless the other ticket has such a request itself."""
    live = {ASKED, AGREED}
    last, there = [await scene.work.remotes.last_on(one.id) for one in (ticket, into)]
    if last and last.state in live and not (there and there.state in live):
        await scene.work.remotes.pass_on(last, into.id)
        await scene.record(into.id, staff(last.asked_by), "remote_ask", last.target)


async def _drafts(scene: Scene, ticket: Ticket, into: Ticket) -> None:
    """Words that wait for a tap, if their author speaks with the customer in the other ticket."""
    for one in await scene.work.drafts.waiting(ticket.id):
        if one.author == into.owner:
            await scene.work.drafts.pass_on(one, into.id)
            await scene.record(into.id, staff(one.author), "held", one.text, act=one.act, number=one.id)
