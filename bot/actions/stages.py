"""The experts' stages: told one by one or several in one message, asked for before a solution."""

from bot.actions import access, cards
from bot.actions.backstage import JUDGED, STAGE, record_of
from bot.actions.scene import Scene
from bot.errors import NeedsWords, NotStaged, StagesMissing, StageUnclear
from bot.texts import experts as texts
from routing.desk import Specialist
from routing.errors import MoveNotAllowed
from routing.stages import STAGE_OF, Part, Record, Stage, Told, read, read_stage
from routing.ticket import Move, Ticket
from storage.history import staff


async def known(scene: Scene, ticket_id: int) -> Record:
    """The same, read from the history."""
    return record_of(await scene.work.history.of(ticket_id))


async def working(scene: Scene, by: Specialist, ticket_id: int) -> Ticket:
    """The open ticket, if the person owns it: whose stages they may tell."""
    ticket = await access.owned(scene, by, ticket_id)
    if not ticket.is_open:
        raise MoveNotAllowed(ticket.id, ticket.state, STAGE)
    return ticket


async def testing(scene: Scene, by: Specialist, ticket_id: int) -> Ticket:
    """The same, where work is told in stages; else NotStaged."""
    ticket = await working(scene, by, ticket_id)
    if not scene.rules.desk.is_staged(ticket.queue):
        raise NotStaged(ticket_id)
    return ticket


async def tell(scene: Scene, by: Specialist, ticket_id: int, text: str) -> tuple[Ticket, Told]:
    """Rows of a message, or one stage by its name; StageUnclear shows how to write it."""
    ticket = await working(scene, by, ticket_id)
    told = read(text)
    told = told if told.parts else read_stage(text) or told
    if not told.parts:
        raise StageUnclear(ticket_id, text)
    ticket = await write(scene, by, ticket, told)
    await _receipt(scene, by, ticket, told)
    return ticket, told


async def tested(scene: Scene, by: Specialist, ticket_id: int, text: str, *, passed: bool) -> Ticket:
    """A test with its result by a button: what was checked is in the words."""
    ticket = await testing(scene, by, ticket_id)
    if not text.strip():
        raise NeedsWords("passed" if passed else "failed", ticket_id)
    rows = read(text)
    parts = {Part.CHECKED: rows.parts.get(Part.CHECKED) or rows.rest or text}
    if stand := rows.parts.get(Part.STAND):
        parts[Part.STAND] = stand
    told = Told(parts, passed=passed)
    ticket = await write(scene, by, ticket, told)
    await _receipt(scene, by, ticket, told)
    return ticket


async def judge(scene: Scene, by: Specialist, ticket_id: int, *, passed: bool) -> Ticket:
    """The last test ended otherwise than its words were read."""
    ticket = await working(scene, by, ticket_id)
    stage = Stage.TESTING if passed else Stage.SOLUTION
    ticket = await scene.write(ticket.at(stage), staff(by.id), JUDGED, "", passed=passed)
    await _receipt(scene, by, ticket, Told({}, passed=passed))
    await cards.refresh(scene, ticket)
    return ticket


async def write(scene: Scene, by: Specialist, ticket: Ticket, told: Told) -> Ticket:
    """An event for each part, in the order of the stages; the ticket moves to the stage it has reached."""
    if told.rest:
        await scene.record(ticket.id, staff(by.id), Move.NOTE, told.rest)
    order = list(Part)
    for part in sorted(told.parts, key=order.index):
        stage = STAGE_OF[part]
        data: dict[str, object] = {"part": part.value, "stage": stage.value}
        if part is Part.CHECKED:
            data["passed"] = told.passed
            stage = stage if told.passed else Stage.SOLUTION
        ticket = await scene.write(ticket.at(stage), staff(by.id), STAGE, told.parts[part], **data)
    await cards.refresh(scene, ticket)
    return ticket


async def guide(scene: Scene, by: Specialist, ticket_id: int) -> None:
    """The form of the guided message, with what is still missing."""
    ticket = await working(scene, by, ticket_id)
    words = await scene.words_of(by)
    letter = texts.guide(words, ticket.id, await missing(scene, ticket))
    await scene.tell(by.id, letter, ticket_id=ticket.id, act="stage")


async def missing(scene: Scene, ticket: Ticket) -> list[Stage]:
    """Stages that the ticket's queue wants told before a solution, and that are not."""
    required = scene.rules.desk.stages_of(ticket.queue)
    return (await known(scene, ticket.id)).missing(required) if required else []


async def resolvable(scene: Scene, by: Specialist, ticket_id: int) -> Ticket:
    """The person's ticket with its stages told; else StagesMissing, naming them."""
    ticket = await access.owned(scene, by, ticket_id)
    if ticket.is_open and (wanted := await missing(scene, ticket)):
        raise StagesMissing(ticket_id, wanted)
    return ticket


async def _receipt(scene: Scene, by: Specialist, ticket: Ticket, told: Told) -> None:
    words = await scene.words_of(by)
    record = await known(scene, ticket.id)
    letter = texts.kept(words, ticket.id, told, record.failures, await missing(scene, ticket))
    await scene.tell(by.id, letter, ticket_id=ticket.id)
