"""A mentor's tap: a newcomer's words go out as they are, in other words, or back with a comment."""

from dataclasses import replace

from bot.actions import cards, ending, holding, speaking, unnamed
from bot.actions.scene import Scene
from bot.actions.speaking import Speech
from bot.errors import NeedsWords, NoDraft
from bot.texts import mentoring as texts
from bot.texts import together
from routing.desk import Specialist
from routing.ticket import Move, Ticket
from storage.held import WAITS, Draft
from storage.history import LINE1, staff
from storage.letters import Text
from storage.staff import Asked

#: Before a draft's number in the words of an answer to a prompt.
NAMED = "draft:"


async def of(scene: Scene, by: Specialist, draft_id: int) -> Draft:
    """The draft that waits for this person's tap; else NoDraft."""
    one = await scene.work.drafts.get(draft_id)
    if one is None or not await _theirs(scene, by, one):
        raise NoDraft(one.ticket_id if one else 0)
    return one


async def next_on(scene: Scene, by: Specialist, ticket_id: int) -> Draft:
    """The ticket's oldest draft that waits for this person's tap; else NoDraft."""
    for one in await scene.work.drafts.waiting(ticket_id):
        if await _theirs(scene, by, one):
            return one
    raise NoDraft(ticket_id)


async def _theirs(scene: Scene, by: Specialist, one: Draft) -> bool:
    author = scene.rules.desk.person(one.author)
    ticket = await scene.work.tickets.get(one.ticket_id)
    return one.state == WAITS and author is not None and holding.may_decide(by, author, ticket)


async def approve(scene: Scene, by: Specialist, one: Draft, text: str = "") -> str:
    """Let it go out, perhaps in other words; what became of it comes back: sent, edited or dropped."""
    author = scene.rules.desk.person(one.author)
    ticket = await scene.work.tickets.get(one.ticket_id)
    if author is None or not ticket.is_open or ticket.owner != author.id:
        await _dropped(scene, one, staff(by.id), by.id)
        return "dropped"
    again = Asked("approve", ticket.id, scene.now, kept=f"{named(one.id)} {text}")
    await unnamed.to_customer(scene, ticket, again, text if text.strip() else one.text)
    edited = bool(text.strip()) and text.strip() != one.text.strip()
    state = "edited" if edited else "sent"
    if not await scene.work.drafts.decide(one, state, by.id):
        raise NoDraft(ticket.id)
    await scene.work.timers.disarm(holding.TIMER, str(one.id))
    await scene.record(ticket.id, staff(by.id), "draft_sent", text if edited else "", number=one.id)
    await _send(replace(scene, as_written=True), author, one, text if edited else one.text)
    await _tell_sent(scene, by, author, one, text if edited else None)
    return state


async def _dropped(scene: Scene, one: Draft, who: str, by: int | None = None) -> None:
    await holding.drop(scene, one, by)
    await scene.record(one.ticket_id, who, "draft_dropped", number=one.id)
    await cards.refresh(scene, await scene.work.tickets.get(one.ticket_id))


async def approve_worded(scene: Scene, by: Specialist, ticket_id: int, text: str) -> Ticket:
    """The same by words: other words, or none; they may begin with the draft's own number (`named`)."""
    one, words = await _named(scene, by, ticket_id, text)
    state = await approve(scene, by, one, words)
    letter = texts.draft_settled(await scene.words_of(by), ticket_id, state)
    await scene.tell(by.id, letter, ticket_id=ticket_id)
    return await scene.work.tickets.get(ticket_id)


async def send_back_worded(scene: Scene, by: Specialist, ticket_id: int, text: str) -> Ticket:
    """Back to its author, with the words as a comment."""
    one, comment = await _named(scene, by, ticket_id, text)
    await send_back(scene, by, one, comment)
    letter = texts.draft_settled(await scene.words_of(by), ticket_id, "returned")
    await scene.tell(by.id, letter, ticket_id=ticket_id)
    return await scene.work.tickets.get(ticket_id)


def named(draft_id: int) -> str:
    """How a prompt says which of a ticket's drafts its answer is about."""
    return f"{NAMED}{draft_id}"


async def _named(scene: Scene, by: Specialist, ticket_id: int, text: str) -> tuple[Draft, str]:
    first, _, rest = text.strip().partition(" ")
    number = first.removeprefix(NAMED)
    if first == number or not number.isdecimal():
        return await next_on(scene, by, ticket_id), text.strip()
    return await of(scene, by, int(number)), rest.strip()


async def _send(scene: Scene, author: Specialist, one: Draft, text: str) -> None:
    if one.act == Move.RESOLVE:
        await ending.resolve_now(scene, author, one.ticket_id, text)
    else:
        speech = Speech(text, one.kind, one.file)
        await speaking.speak_now(scene, author, one.ticket_id, speech, Move(one.act))


async def _tell_sent(scene: Scene, by: Specialist, author: Specialist, one: Draft, text: str | None) -> None:
    words = await scene.words_of(author)
    letter = texts.draft_sent(words, one.ticket_id, by.name, text)
    ticket = await scene.work.tickets.get(one.ticket_id)
    causes = scene.rules.desk.queue(ticket.queue).causes
    if one.act == Move.RESOLVE and causes:
        letter = together.ask_cause(words, ticket.id, causes, letter.html)
    await scene.tell(author.id, letter, ticket_id=ticket.id)


async def send_back(scene: Scene, by: Specialist, one: Draft, comment: str) -> None:
    """It does not go out; its author reads why."""
    if not comment.strip():
        raise NeedsWords("sendback", one.ticket_id)
    if not await scene.work.drafts.decide(one, "returned", by.id):
        raise NoDraft(one.ticket_id)
    await scene.work.timers.disarm(holding.TIMER, str(one.id))
    await scene.record(one.ticket_id, staff(by.id), "draft_back", comment, number=one.id)
    ticket = await scene.work.tickets.get(one.ticket_id)
    if author := scene.rules.desk.person(one.author):
        letter = texts.draft_returned(await scene.words_of(author), one, by.name, comment)
        await scene.tell(author.id, letter, ticket_id=ticket.id)
    await cards.refresh(scene, ticket)


async def came_due(scene: Scene, draft_id: int) -> None:
    """Nobody tapped: whoever may is shown it again, the leads too; never once its author lost it."""
    one = await scene.work.drafts.get(draft_id)
    author = scene.rules.desk.person(one.author) if one else None
    if one is None or one.state != WAITS:
        return
    ticket = await scene.work.tickets.get(one.ticket_id)
    # It went elsewhere: the words would go out in another's place.
    if author is None or ticket.owner != author.id:
        await _dropped(scene, one, LINE1)
        return
    leads = [
        lead for lead in scene.rules.desk.leads_of(ticket.queue) if holding.may_decide(lead, author, ticket)
    ]
    to = list(dict.fromkeys([*await holding.reviewers(scene, author, ticket), *leads]))
    await scene.work.drafts.reminded(one)
    await scene.record(ticket.id, LINE1, "draft_late", number=one.id)
    await holding.show(scene, ticket, one, to, again=True)
    await holding.watch(scene, ticket, one)


async def went_away(scene: Scene, by: Specialist) -> None:
    """Their newcomers' drafts are shown to whoever decides while they are away."""
    newcomers = [one for one in scene.rules.desk.staff if one.mentor == by.id]
    for one in await scene.work.drafts.waiting_of([person.id for person in newcomers]):
        author = next(person for person in newcomers if person.id == one.author)
        ticket = await scene.work.tickets.get(one.ticket_id)
        to = [person for person in await holding.reviewers(scene, author, ticket) if person != by]
        await holding.show(scene, ticket, one, to)


async def receipt(scene: Scene, author: Specialist, ticket: Ticket) -> Text:
    """What a newcomer reads instead of "sent"."""
    names = [one.name for one in await holding.reviewers(scene, author, ticket)]
    return texts.waits_for_mentor(await scene.words_of(author), ticket.id, names)
