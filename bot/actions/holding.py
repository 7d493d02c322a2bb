"""A newcomer's words wait: nothing reaches the customer before somebody's tap."""

from markupsafe import Markup

from bot.actions import access, cards, relaying
from bot.actions.scene import Scene
from bot.errors import FileTooBig, NeedsWords
from bot.texts import mentoring as texts
from routing.desk import Specialist
from routing.ticket import Move, Ticket
from storage.held import Draft
from storage.history import staff
from storage.letters import File
from storage.messages import Author, Said
from storage.timers import about

TIMER = "draft"
#: Acts of somebody with a mentor that wait.
HELD = frozenset({Move.REPLY, Move.ASK, Move.RESOLVE})


async def hold(
    scene: Scene,
    by: Specialist,
    ticket: Ticket,
    act: Move,
    text: str,
    kind: str = "text",
    file: File | None = None,
) -> Ticket:
    """Keep the words as a draft and show them to whoever may let them go out; rights were checked."""
    ticket.after(act)
    if not text.strip() and file is None:
        raise NeedsWords(act, ticket.id)
    if file and relaying.too_big(file):
        raise FileTooBig
    one = Draft(ticket.id, by.id, act.value, text, scene.now, kind=kind, file=file)
    one = await scene.work.drafts.add(one)
    await scene.record(ticket.id, staff(by.id), "held", text, act=act.value, number=one.id)
    await show(scene, ticket, one, await reviewers(scene, by, ticket))
    await watch(scene, ticket, one)
    await cards.refresh(scene, ticket)
    return ticket


async def reviewers(scene: Scene, author: Specialist, ticket: Ticket) -> list[Specialist]:
    """The mentor when they are there, else the queue's leads; the mentor all the same when there are none."""
    mentor = scene.rules.desk.person(author.mentor) if author.mentor else None
    away = await scene.work.staff.away()
    if mentor and not may_decide(mentor, author, ticket):
        mentor = None
    if mentor and mentor.id not in away and mentor.on_shift(scene.now):
        return [mentor]
    leads = [one for one in scene.rules.desk.leads_of(ticket.queue) if may_decide(one, author, ticket)]
    here = [one for one in leads if one.id not in away]
    return here or leads or ([mentor] if mentor else [])


def may_decide(by: Specialist, author: Specialist, ticket: Ticket) -> bool:
    """Whether the person lets the author's words go out: the mentor or the queue's lead, never the author.

    Nobody whom a restricted queue does not name.
    """
    if ticket.queue in by.barred:
        return False
    return by != author and (by.id == author.mentor or (by.leads and by.serves(ticket.queue)))


async def show(
    scene: Scene, ticket: Ticket, one: Draft, to: list[Specialist], *, again: bool = False
) -> None:
    """The draft, with its file, and what may become of it."""
    author = access.staff_name(scene, one.author) or "?"
    for person in to:
        if one.file:
            whose = ticket.customer_id or 0
            said = Said(whose, Author.SPECIALIST, "", scene.now, kind=one.kind, file=one.file)
            for letter in relaying.letters(said, Markup("")):
                await scene.tell(person.id, letter, ticket_id=ticket.id, act="note")
        letter = texts.draft(await scene.words_of(person), ticket, one, author, again=again)
        await scene.tell(person.id, letter, ticket_id=ticket.id, act="note")


async def watch(scene: Scene, ticket: Ticket, one: Draft) -> None:
    """Somebody is reminded when nobody taps."""
    due = scene.rules.hours.due(scene.now, scene.rules.consult_after)
    await scene.work.timers.arm(about(TIMER, ticket, due, key=str(one.id)))


async def ended(scene: Scene, ticket: Ticket) -> None:
    """The ticket is over: what waited is never sent."""
    for one in await scene.work.drafts.waiting(ticket.id):
        await drop(scene, one)


async def drop(scene: Scene, one: Draft, by: int | None = None) -> None:
    """The draft will not go out."""
    await scene.work.drafts.decide(one, "dropped", by)
    await scene.work.timers.disarm(TIMER, str(one.id))
