"""A matter that service alone cannot solve becomes a project: link, plan and people are kept."""

import re

from bot.actions import access, customers, ending
from bot.actions.backstage import PROJECT, Project
from bot.actions.scene import Scene
from bot.errors import NeedsProject
from bot.texts import projects as texts
from routing.desk import Specialist
from routing.ticket import Move, Ticket
from storage.history import staff

_LINK = re.compile(r"https?://[^\s<>\"]+")
_ROW = re.compile(
    r"(?:\A|[\n;,.\s])\s*(?P<label>plan|план|members|team|участники|команда)\s*:", re.IGNORECASE
)
_MEMBERS = {"members", "team", "участники", "команда"}


def read(words: str) -> Project | None:
    """ "https://... plan: ...; members: Egor, Zhanna", in any order; None without a link or a plan."""
    link = _LINK.search(words)
    if link is None:
        return None
    rest = f"{words[: link.start()]} {words[link.end() :]}"
    rows = list(_ROW.finditer(rest))
    plan, members = [rest[: rows[0].start()] if rows else rest], ""
    for place, row in enumerate(rows):
        end = rows[place + 1].start() if place + 1 < len(rows) else len(rest)
        said = rest[row.end() : end].strip(" \t\r\n;")
        if row["label"].lower() in _MEMBERS:
            members = said
        else:
            plan.append(said)
    told = " ".join(part.strip(" \t\r\n;,.") for part in plan if part.strip(" \t\r\n;,."))
    names = tuple(name.strip() for name in re.split(r"[,;\n]", members) if name.strip())
    return Project(link[0].rstrip(".,;)"), told, names) if told else None


async def start(scene: Scene, by: Specialist, ticket_id: int, words: str) -> Ticket:
    """End the ticket as a project; its owner or a lead may. The customer hears what that means."""
    ticket = await access.steered(scene, by, ticket_id)
    ticket.after(Move.CLOSE)
    project = read(words)
    if project is None:
        raise NeedsProject(ticket_id)
    data = {"link": project.link, "members": list(project.members)}
    await scene.record(ticket_id, staff(by.id), PROJECT, project.plan, **data)
    ticket = await ending.end(scene, ticket, staff(by.id), "became a project")
    await ending.let_go(scene, ticket)
    await customers.told(scene, ticket, lambda words: texts.became_project(words, ticket.id, ticket.subject))
    await scene.tell(
        by.id, texts.started(await scene.words_of(by), ticket.id, project.link), ticket_id=ticket.id
    )
    return ticket
