"""Prompts, receipts, presses and screens of work together: helpers, packets, questions, causes."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.actions import (
    access,
    beside,
    causes,
    consulting,
    holding,
    joining,
    mentoring,
    packets,
    remote,
    visits,
)
from bot.desk.context import DeskContext
from bot.desk.reading import Order
from bot.errors import NeedsTicket
from bot.presses import Press
from bot.texts import audits, desk
from bot.texts import consulting as questions
from bot.texts import joining as helping
from bot.texts import mentoring as held
from bot.texts import together as texts
from bot.texts import visits as told
from routing.packets import Reason
from routing.ticket import State, Ticket
from routing.visits import RESULTS
from storage.letters import Text
from storage.staff import Asked

Prompt = Callable[[DeskContext, Ticket], Awaitable[Text]]
Pressed = Callable[[DeskContext, Press], Awaitable[None]]


async def _whom(context: DeskContext, ticket: Ticket) -> Text:
    others = joining.others(context.scene, ticket)
    return helping.choose_colleague(context.words, ticket.id, others, joining.helping(context.scene, ticket))


async def _packet(context: DeskContext, ticket: Ticket) -> Text:
    above = context.scene.rules.desk.queue(ticket.queue).escalates_to
    evidence = context.scene.rules.desk.queue(above).evidence if above else ()
    return texts.escalating(context.words, ticket.id, evidence)


async def _question(context: DeskContext, ticket: Ticket) -> Text:
    queue = consulting.target(context.scene, ticket)
    return questions.consulting(
        context.words, ticket.id, queue.called(context.words.language) if queue else None
    )


async def _answer(context: DeskContext, ticket: Ticket) -> Text:
    asked = await consulting.question_of(context.scene, context.person, ticket)
    return questions.answering(context.words, ticket.id, asked)


async def _times(context: DeskContext, ticket: Ticket) -> Text:
    return told.planning(context.words, ticket.id)


async def _afar(context: DeskContext, ticket: Ticket) -> Text:
    return told.remote_prompt(context.words, ticket.id, await remote.state(context.scene, ticket))


async def _solution(context: DeskContext, ticket: Ticket) -> Text:
    if ticket.is_ours:
        return audits.ending(context.words, ticket.id)
    return desk.prompt(context.words, "resolve", ticket.id)


#: What an act asks for, where the plain prompt would not do.
PROMPTS: dict[str, Prompt] = {
    "resolve": _solution,
    "invite": _whom,
    "escalate": _packet,
    "consult": _question,
    "advise": _answer,
    "visit": _times,
    "remote": _afar,
}
#: Acts that ask when their command comes without words; of the others that is refused.
ASKING = frozenset({"escalate", "invite", "consult", "advise", "visit", "remote"})


async def receipt(context: DeskContext, act: str, ticket: Ticket) -> Text:
    """What the person reads once an act is done, with what is still to be told in one tap."""
    if context.person.mentor and act in holding.HELD and not ticket.is_ours:
        return await mentoring.receipt(context.scene, context.person, ticket)
    if act == "escalate" and ticket.state is State.VENDOR:
        return desk.done(context.words, "vendor", ticket.id)  # a hand-up to a maker leaves it where it is
    if act == "escalate":
        packet = beside.packet_of(await context.scene.work.history.of(ticket.id), ticket.came_from)
        return texts.passed_up(context.words, ticket.id, packet)
    if act in {"resolve", "resolve_anyway"} and ticket.is_ours:
        return audits.over(context.words, ticket.id)
    letter = desk.done(context.words, act, ticket.id)
    known = context.scene.rules.desk.queue(ticket.queue).causes
    if act == "resolve" and known:
        return texts.ask_cause(context.words, ticket.id, known, letter.html)
    return letter


async def _why(context: DeskContext, press: Press) -> None:
    reason = next((one for one in Reason if one.value == press.about[-1]), None)
    if reason is None:
        await context.show(desk.old_button(context.words))
        return
    ticket = await packets.because(context.scene, context.person, press.number, reason)
    await context.show(texts.why_kept(context.words, ticket.id), ticket_id=ticket.id)


async def _cause(context: DeskContext, press: Press) -> None:
    ticket = await causes.tell(context.scene, context.person, press.number, press.about[-1])
    known = context.scene.rules.desk.queue(ticket.queue).causes
    cause = next(one.called(context.words.language) for one in known if one.title == ticket.cause)
    await context.show(texts.cause_kept(context.words, ticket.id, cause), ticket_id=ticket.id)


async def _invite(context: DeskContext, press: Press) -> None:
    ticket = await joining.invite_person(
        context.scene, context.person, press.number, Press("", press.about[1:]).number
    )
    await context.show(desk.done(context.words, "invite", ticket.id), ticket_id=ticket.id)


async def _remove(context: DeskContext, press: Press) -> None:
    ticket = await joining.remove_person(
        context.scene, context.person, press.number, Press("", press.about[1:]).number
    )
    await context.show(desk.done(context.words, "remove", ticket.id), ticket_id=ticket.id)


async def _visit_is(context: DeskContext, press: Press) -> None:
    step = next((one for one in RESULTS if one.value == press.about[-1]), None)
    if step is None:
        await context.show(desk.old_button(context.words))
        return
    await visits.settle(context.scene, context.person, press.number, step)


async def _draft_send(context: DeskContext, press: Press) -> None:
    one = await mentoring.of(context.scene, context.person, press.number)
    state = await mentoring.approve(context.scene, context.person, one)
    await context.show(held.draft_settled(context.words, one.ticket_id, state), ticket_id=one.ticket_id)


async def _draft_edit(context: DeskContext, press: Press) -> None:
    await _ask_about_draft(context, press, "approve")


async def _draft_back(context: DeskContext, press: Press) -> None:
    await _ask_about_draft(context, press, "sendback")


async def _ask_about_draft(context: DeskContext, press: Press, act: str) -> None:
    one = await mentoring.of(context.scene, context.person, press.number)
    at_desk = await context.scene.work.staff.get(context.person.id)
    asked = Asked(act, one.ticket_id, context.scene.now, mentoring.named(one.id))
    await context.scene.work.staff.save(replace(at_desk, asked=asked))
    await context.show(held.draft_prompt(context.words, one, act), ticket_id=one.ticket_id, act=act)


#: By the act in the button's data.
PRESSES: dict[str, Pressed] = {
    "why": _why,
    "cause_is": _cause,
    "invite_who": _invite,
    "remove_who": _remove,
    "visit_is": _visit_is,
    "draft_send": _draft_send,
    "draft_edit": _draft_edit,
    "draft_back": _draft_back,
}


async def packet(context: DeskContext, order: Order) -> None:
    """All that came along when the ticket was handed up."""
    if order.ticket_id is None:
        raise NeedsTicket("packet")
    ticket = await access.seen(context.scene, context.person, order.ticket_id)
    found = beside.packet_of(await context.scene.work.history.of(ticket.id), ticket.came_from)
    await context.show(texts.whole_packet(context.words, ticket, found), ticket_id=ticket.id)


async def find(context: DeskContext, order: Order) -> None:
    """What experts answered, and how tickets were solved."""
    answers, solutions = await consulting.find(context.scene, context.person, order.rest)
    await context.show(questions.found(context.words, answers, solutions))


SCREENS: dict[str, Callable[[DeskContext, Order], Awaitable[None]]] = {"packet": packet, "find": find}
