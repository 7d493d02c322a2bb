"""A draft of an article from a ticket, in one step; review and publishing are steps of their own."""

import yaml

from bot.actions import access, looking, stages
from bot.actions.packages import known_names
from bot.actions.scene import Scene
from bot.errors import NeedsSolution
from bot.texts import experts as texts
from bot.texts.markup import clipped
from routing.desk import Specialist
from routing.redaction import redact
from routing.stages import Part, Told
from routing.ticket import Ticket
from storage.drafts import Draft
from storage.history import staff
from storage.letters import Media
from storage.messages import Author
from storage.papers import paper

#: Characters of a customer's question that may stand as a phrasing.
QUESTION = 160


async def draft(scene: Scene, by: Specialist, ticket_id: int) -> Ticket:
    """Question, cause and solution as Markdown with front matter, personal data masked; a file, and kept."""
    ticket = await access.served(scene, by, ticket_id)
    record = await stages.known(scene, ticket_id)
    solution = ticket.solution or record.parts.get(Part.DONE)
    if not solution:
        access.open_still(ticket)
        raise NeedsSolution(ticket_id)
    earlier = await scene.work.article_drafts.of(ticket_id)
    article = f"ticket-{ticket_id}" + (f"-{len(earlier) + 1}" if earlier else "")
    cause = record.parts.get(Part.CAUSE) or ticket.cause or ""
    text = await _written(scene, ticket, article, solution, cause)
    kept = await scene.work.article_drafts.add(Draft(ticket_id, article, text, by.id, scene.now))
    await scene.record(ticket_id, staff(by.id), "draft", article, draft=kept.id)
    ticket = await stages.write(scene, by, ticket, Told({Part.DOCUMENTED: article}))
    await hand_out(scene, by, ticket, kept)
    return ticket


async def hand_out(scene: Scene, by: Specialist, ticket: Ticket, one: Draft) -> None:
    """The draft as a file."""
    file = paper("draft", one.id, f"{one.article}.{ticket.language}.md")
    caption = texts.drafted(await scene.words_of(by), ticket.id, one.article)
    await scene.tell(by.id, Media(file=file, html=caption), ticket_id=ticket.id)


async def read_again(scene: Scene, by: Specialist, ticket_id: int) -> None:
    """The newest draft made from the ticket, once more."""
    one = await looking.draft(scene, by, ticket_id)
    await hand_out(scene, by, await scene.work.tickets.get(ticket_id), one)


async def _written(scene: Scene, ticket: Ticket, article: str, solution: str, cause: str) -> str:
    names = await known_names(scene, ticket)
    said = await scene.work.messages.of_ticket(ticket.id)
    asked = [one.text for one in said if one.author is Author.CUSTOMER and one.kind == "text" and one.text]
    questions = [redact(clipped(one, QUESTION), names) for one in [ticket.subject, *asked[:1]]]
    front = {
        "id": article,
        "title": questions[0],
        "phrasings": list(dict.fromkeys(questions)),
        "audience": "internal",
        "queue": ticket.path[0] if ticket.path else ticket.queue,
        "language": ticket.language,
    }
    head = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=1000)
    body = redact(solution.strip(), names)
    if cause:
        label = texts.part_name(scene.rules.words(ticket.language), Part.CAUSE)
        body = f"{body}\n\n**{label}:** {redact(cause.strip(), names)}"
    return f"---\n{head}---\n{body}\n"
